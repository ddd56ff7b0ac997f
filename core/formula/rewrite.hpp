// A formula in the signs of other programs and of school books, rewritten sign by sign:
//
//     IF(x>0; a; b)   if(x>0, a, b)      [a+b]*x   (a+b)*x      a.*x.^2   a*x^2      5%   5/100
//     SIN(x), Sin(x)  sin(x)             LOG(x)    log10(x)     log_2(x)  log2(x)    ½    (1/2)
//     \frac{a}{x}     (a)/(x)            sin(30°)  sin(30*pi/180)
#pragma once

#include <string>
#include <string_view>

namespace descenso {

/// The formula in this language's signs; where nothing is to be rewritten, the text itself. What comes out
/// need not parse. Cost: a few passes over the text.
std::string rewritten(std::string_view text);

}  // namespace descenso
