#include "formula/number.hpp"

#include <cmath>
#include <cstdlib>

#include "platform.hpp"

namespace descenso {
namespace {

/// Puts a point after the first `whole` digits; zeros fill the places that have none.
std::string with_point(std::string digits, int whole) {
  const auto count = static_cast<int>(digits.size());
  if (whole <= 0) {
    std::string text = "0.";
    return text.append(static_cast<std::size_t>(-whole), '0').append(digits);
  }
  const auto place = static_cast<std::size_t>(whole);
  if (whole < count) return digits.substr(0, place).append(".").append(digits, place);
  return digits.append(static_cast<std::size_t>(whole - count), '0');
}

/// The shortest decimal of a finite value ≥ 0.
std::string shortest_magnitude(double value) {
  std::string digits = platform::write_scientific(value, 0);
  const std::size_t e = digits.find('e');
  const int exponent = std::atoi(digits.c_str() + e + 1);
  digits.resize(e);
  if (e > 1) digits.erase(1, 1);
  const bool whole = value == std::floor(value) && value < 1e15;  // %g would write 100 as 1e+02
  if (whole || (exponent >= -4 && exponent < static_cast<int>(digits.size())))
    return with_point(std::move(digits), exponent + 1);
  if (digits.size() > 1) digits = with_point(std::move(digits), 1);
  return digits.append("e").append(std::to_string(exponent));
}

}  // namespace

double read_number(std::string_view text) { return platform::read_number(text); }

std::string shortest(double value) {
  if (value != value) return "nan";
  std::string text = std::signbit(value) ? "-" : "";
  return text.append(std::isinf(value) ? "inf" : shortest_magnitude(std::abs(value)));
}

double round_to_15_digits(double value) {
  if (!std::isfinite(value)) return value;
  const double size = read_number(platform::write_scientific(std::abs(value), 15));
  return std::copysign(size, value);
}

}  // namespace descenso
