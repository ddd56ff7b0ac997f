// The numbers of an experiment as data: place, default, limits and slider of each, declared once.
//
// Each folder declares the fields of its own specs; `catalog` collects them for the sliders, the limits of a
// link, the documentation and the tests.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "error.hpp"

namespace descenso {

/// No number of an experiment may exceed this, so that its square is far below the largest double.
inline constexpr double max_number = 1e12;

/// Limit of numbers that may come from an earlier result: the start of a run, the ends of a chart's axes. The
/// difference of two of them still is a double.
inline constexpr double max_computed_number = 1e300;

/// A seed is a 32-bit word.
inline constexpr double max_seed = 4294967295.0;

enum class Scale { linear, log };

constexpr std::string_view to_string(Scale scale) { return scale == Scale::log ? "log" : "linear"; }

/// The values of a number: what is accepted, what is the default, and what a slider shows.
struct Range {
  double default_value;
  double min, max;                ///< the smallest and the largest accepted value
  double slider_min, slider_max;  ///< the slider's ends; a typed value may lie beyond them
  double slider_step = 0;         ///< 0: continuous
  Scale scale = Scale::linear;    ///< of the slider
  bool integer = false;
  bool positive = false;  ///< 0 is refused, although it equals `min`
};

struct Field {
  std::string_view path;  ///< place in the experiment, for example "data.noise.sd"
  Range range;
};

/// The range of a number without a slider; its default is the accepted value nearest to 0.
constexpr Range limits(double min, double max) {
  return {.default_value = std::clamp(0.0, min, max),
          .min = min,
          .max = max,
          .slider_min = min,
          .slider_max = max};
}
constexpr Range whole_limits(double min, double max) {
  Range range = limits(min, max);
  range.integer = true;
  return range;
}

/// The error of `value` at `path`, or nothing. Errors: not_finite, not_an_integer, not_positive,
/// out_of_range; args: field, value, and the limits of the range.
inline std::optional<Error> check(std::string_view path, const Range& range, double value) {
  const auto wrong = [&](ErrorCode code) {
    return error(code).with("field", std::string(path)).with("value", value);
  };
  if (!std::isfinite(value)) return wrong(ErrorCode::not_finite);
  if (range.integer && value != std::floor(value)) return wrong(ErrorCode::not_an_integer);
  if (range.positive && value <= 0) return wrong(ErrorCode::not_positive);
  if (value < range.min || value > range.max)
    return wrong(ErrorCode::out_of_range).with("min", range.min).with("max", range.max);
  return std::nullopt;
}
inline std::optional<Error> check(const Field& field, double value) {
  return check(field.path, field.range, value);
}

}  // namespace descenso
