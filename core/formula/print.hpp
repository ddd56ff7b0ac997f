// Syntax tree → text and LaTeX, both from the operator table, with the fewest parentheses that keep the
// meaning.
//
//     tree of "-2*x*(y-w1*x)^2"      text  -2*x*(y - w1*x)^2      LaTeX  -2\,x\,\left(y - w_{1}\,x\right)^{2}
//
// Reading the text back gives the same tree (a test does so for hundreds of random formulas). Names in LaTeX:
// w1 is w_{1}, beta is \beta, x_max is x_{\mathrm{max}}, rate is \mathrm{rate}, yhat is \hat{y}.
#pragma once

#include <string>
#include <string_view>

#include "formula/tree.hpp"

namespace descenso {

/// The formula in the language of parse.hpp. Cost: O(nodes·depth) characters copied.
std::string to_text(const Tree& tree);

/// The formula as LaTeX for KaTeX or MathJax, in maths mode, without delimiters.
std::string to_latex(const Tree& tree);

/// A name as LaTeX.
std::string latex_name(std::string_view name);

}  // namespace descenso
