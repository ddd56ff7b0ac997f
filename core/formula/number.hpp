// Numbers as text and back: the shortest decimal that reads back as the same double.
//
//     0.1 → "0.1"     1/3 → "0.3333333333333333"     1e21 → "1e21"     −0 → "-0"
#pragma once

#include <string>
#include <string_view>

namespace descenso {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The double nearest to a decimal of digits, at most one point and an exponent: "2", "0.5", "1e-3"; infinity
/// beyond the range of a double.
double read_number(std::string_view text);

/// The fewest significant digits (at most 17) that read back as the same double, as C's %g writes them but
/// with a bare exponent; "inf", "-inf" or "nan" where the value is not finite.
std::string shortest(double value);

/// The value rounded to 15 significant digits: 3·0.1 becomes 0.3.
double round_to_15_digits(double value);

}  // namespace descenso
