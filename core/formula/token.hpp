// A formula's text cut into tokens: numbers, names, operators, parentheses and commas.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "error.hpp"
#include "formula/operation.hpp"

namespace descenso {

struct Token {
  enum class Kind { number, superscript, name, symbol, bar, open, close, comma, end };

  Kind kind = Kind::end;
  Span at;                               ///< in bytes; `parse` converts
  double number = 0;                     ///< of a number or a superscript: x² has 2
  const OperationRow* symbol = nullptr;  ///< of an operator
};

/// The tokens of `text`, closed by one of kind `end`. A number is digits with an optional point and exponent
/// (2, .5, 1e-3); a name is an ASCII, Latin or Greek letter followed by letters, digits, subscripts and
/// underscores.
/// Errors, each with its place: unexpected_character, equation, number_too_large.
Result<std::vector<Token>> tokenize(std::string_view text);

/// The name that a token of kind `name` spells: w₁ is w1.
std::string plain_name(std::string_view text);

}  // namespace descenso
