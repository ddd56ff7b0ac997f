#include "formula/number.hpp"

#include <cmath>
#include <cstdlib>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>

// clang-format off
EM_JS(double, descenso_read_number, (const char* text, int length), {
  return Number(String.fromCharCode.apply(null, HEAPU8.subarray(text, text + length)));
})
EM_JS(int, descenso_write_number, (double value, int digits, char* to), {
  var text = digits ? value.toExponential(digits - 1) : value.toExponential();
  for (var i = 0; i < text.length; ++i) HEAPU8[to + i] = text.charCodeAt(i);
  return text.length;
})
// clang-format on
#else
#include <cstdio>
#endif

namespace descenso {
namespace {

/// So many significant digits of a finite number as "1.25e-7", or as many as round-trip if `digits` is 0.
std::string scientific(double value, int digits);

#ifdef __EMSCRIPTEN__
std::string scientific(double value, int digits) {
  char text[32];
  return {text, static_cast<std::size_t>(descenso_write_number(value, digits, text))};
}
#else
std::string scientific(double value, int digits) {
  char text[40];
  for (int count = digits ? digits : 1; count <= 17; ++count) {
    std::snprintf(text, sizeof text, "%.*e", count - 1, value);
    if (digits || read_number(text) == value) break;
  }
  return text;
}
#endif

/// The digits with the point behind the first `whole` of them, zeros where there are none.
std::string with_point(std::string digits, int whole) {
  const auto count = static_cast<int>(digits.size());
  if (whole <= 0) return "0." + std::string(static_cast<std::size_t>(-whole), '0') + digits;
  if (whole < count) return digits.insert(static_cast<std::size_t>(whole), ".");
  return digits.append(static_cast<std::size_t>(whole - count), '0');
}

}  // namespace

double read_number(std::string_view text) {
#ifdef __EMSCRIPTEN__
  return descenso_read_number(text.data(), static_cast<int>(text.size()));
#else
  return std::strtod(std::string(text).c_str(), nullptr);
#endif
}

std::string shortest(double value) {
  if (value != value) return "nan";
  const std::string sign = std::signbit(value) ? "-" : "";
  const double size = std::abs(value);
  if (std::isinf(size)) return sign + "inf";
  std::string digits = scientific(size, 0);
  const std::size_t e = digits.find('e');
  const int exponent = std::atoi(digits.c_str() + e + 1);
  digits.resize(e);
  if (e > 1) digits.erase(1, 1);
  const bool whole = size == std::floor(size) && size < 1e15;  // %g would write 100 as 1e+02
  if (whole || (exponent >= -4 && exponent < static_cast<int>(digits.size())))
    return sign + with_point(digits, exponent + 1);
  return sign + digits.insert(1, digits.size() > 1 ? "." : "") + "e" + std::to_string(exponent);
}

double neat(double value) { return std::isfinite(value) ? read_number(scientific(value, 15)) : value; }

}  // namespace descenso
