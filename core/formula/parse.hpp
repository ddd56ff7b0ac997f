// The formula language: text → syntax tree, or an error with its place and, where there is one, a suggestion.
//
//     comparison = sum [("<" | "<=" | ">" | ">=" | "==" | "!=") sum]
//     sum        = term {("+" | "-") term}
//     term       = ["-" | "+"] term | factor {["*" | "/"] factor}
//     factor     = ["-" | "+"] factor | atom ["^" factor | superscript]
//     atom       = number | name | constant | "(" comparison ")" | "|" comparison "|" | ("√" | "∛") atom
//                | function "(" comparison {"," comparison} ")"
//
// Decisions:
//  - −w^2 = −(w²), 2^−1 works, 2^3^2 = 2^(3²), −a·b = −(a·b).
//  - A product may omit its sign where there is one reading: 2x, w1 x, 2(x+1), (a)(b), (a)x, 2pi. After a
//    quotient's denominator or a bare exponent there are two readings: 1/2x and e^2x are errors whose message
//    asks for parentheses. Before a number it is an error too: x 2 and (a)2 are more likely typing errors.
//  - x(1+2) is an error: a name before a parenthesis is a function call, and x is no function.
//  - Functions need their parentheses: sin x is an error. log is natural, and ln is the same.
//  - The decimal sign is a point, because commas separate arguments: 2,5 is an error with that message.
//  - Python's **, Spanish function names (sen, tg, arcsen, raiz, …) and the signs − · × ÷ ≤ ≥ ≠ π are read as
//    well.
//  - School signs: x², x⁻¹, √x, √(x + 1), |x|; w₁ is w1. √2x is an error, as 1/2x is.
//  - What Python, JavaScript or a school book writes otherwise (np.exp, relu, sin²x, if … then … else) is an
//    error that suggests the form of this language (notation.hpp).
//  - Comparisons give 1 or 0 and do not chain: a < b < c is an error.
#pragma once

#include <string_view>

#include "error.hpp"
#include "formula/tree.hpp"

namespace descenso {

inline constexpr int max_formula_length = 10000;  ///< bytes
inline constexpr int max_formula_depth = 200;     ///< parentheses, signs and exponents within each other

/// The tree of `text`, with the span of every node in UTF-16 units, as JavaScript counts characters.
/// Errors: empty_formula, formula_too_long (args.length, max), formula_too_deep (max), unexpected_character
/// (text), decimal_comma, equation, number_too_large, unexpected_text (text), missing_operand,
/// missing_operator, ambiguous_product, unclosed_parenthesis (at the parenthesis that stays open),
/// unclosed_bar, other_notation (text, suggestion), chained_comparison, unknown_function (name, and
/// suggestion if one is near), function_needs_parentheses (name), wrong_argument_count (name, count,
/// expected). Cost: O(length).
Result<Tree> parse(std::string_view text);

}  // namespace descenso
