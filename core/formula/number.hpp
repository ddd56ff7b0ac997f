// Numbers as text: the shortest decimal that reads back as the same double.
//
//     0.1 → "0.1"     1/3 → "0.3333333333333333"     1e21 → "1e21"     −0 → "-0"
#pragma once

#include <string>

namespace descenso {

/// The fewest significant digits (at most 17) that round-trip, as C's %g writes them but with a bare
/// exponent; "inf", "-inf" or "nan" where the value is not finite.
std::string shortest(double value);

}  // namespace descenso
