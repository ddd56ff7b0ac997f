#include "formula/number.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace descenso {
namespace {

/// 1e+21 → 1e21 and 1e-07 → 1e-7.
std::string with_bare_exponent(std::string text) {
  const auto e = text.find('e');
  if (e == std::string::npos) return text;
  const bool negative = text[e + 1] == '-';
  const auto digits = text.find_first_not_of('0', e + 2);
  return text.substr(0, e + 1) + (negative ? "-" : "") + text.substr(digits);
}

}  // namespace

std::string shortest(double value) {
  if (value != value) return "nan";
  char text[40];
  if (value == std::floor(value) && std::abs(value) < 1e15) {  // %g would write 100 as 1e+02
    std::snprintf(text, sizeof text, "%.0f", value);
    return text;
  }
  for (int digits = 1; digits <= 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    if (std::strtod(text, nullptr) == value) break;
  }
  return with_bare_exponent(text);
}

}  // namespace descenso
