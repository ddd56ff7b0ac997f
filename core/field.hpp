// A number of the experiment, declared once: where it stands, what it may be, and how a slider shows it.
//
// Rooms declare the fields of their own specs next to them; `catalog` gathers them all, and from there come
// the sliders, the limits of a permalink, the documentation and the tests. Nothing is listed twice.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "error.hpp"

namespace descenso {

enum class Scale { linear, log };

constexpr std::string_view to_string(Scale scale) { return scale == Scale::log ? "log" : "linear"; }

struct Field {
  std::string_view path;                       ///< place in the experiment, for example "data.noise.sd"
  double default_value;                        ///< the notebook's value
  double min, max;                             ///< what is accepted; typed values may use all of it
  double slider_min, slider_max, slider_step;  ///< the notebook's slider; a step of 0 is continuous
  Scale scale = Scale::linear;
  bool integer = false;
  bool positive = false;  ///< zero itself is refused, although it equals min
};

/// A number that has limits, but no slider; its default is the allowed one nearest to 0.
constexpr Field limits(std::string_view path, double min, double max) {
  return {.path = path,
          .default_value = std::clamp(0.0, min, max),
          .min = min,
          .max = max,
          .slider_min = min,
          .slider_max = max,
          .slider_step = 0};
}
constexpr Field whole_limits(std::string_view path, double min, double max) {
  Field field = limits(path, min, max);
  field.integer = true;
  return field;
}

/// What is wrong with `value` for this field, or nothing. Errors: not_finite, not_an_integer, not_positive,
/// out_of_range; args: field, value, and the limits that were passed.
inline std::optional<Error> check(const Field& field, double value) {
  const auto wrong = [&](ErrorCode code) {
    return error(code).with("field", std::string(field.path)).with("value", value);
  };
  if (!std::isfinite(value)) return wrong(ErrorCode::not_finite);
  if (field.integer && value != std::floor(value)) return wrong(ErrorCode::not_an_integer);
  if (field.positive && value <= 0) return wrong(ErrorCode::not_positive);
  if (value < field.min || value > field.max)
    return wrong(ErrorCode::out_of_range).with("min", field.min).with("max", field.max);
  return std::nullopt;
}

}  // namespace descenso
