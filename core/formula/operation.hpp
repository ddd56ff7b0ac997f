// The operator table: every operation of the formula language once, with all that the parser and both
// printers need.
//
// A new operation is one enumerator and one row. The parser reads precedence, arity and spellings from the
// row; the text printer writes the same spelling with the fewest parentheses; the LaTeX printer fills the
// row's template.
//
//     precedence     10 comparison   20 + −   25 unary minus   30 · /   40 ^   50 numbers, names, f(x), ( )
//     −w^2 = −(w²)   −a·b = −(a·b)   2^3^2 = 2^(3^2)   a − b − c = (a − b) − c
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace descenso {

/// The closed list of operations of a formula.
enum class Operation : std::uint8_t {
  pi,
  euler,
  less,
  less_equal,
  greater,
  greater_equal,
  equal,
  not_equal,
  add,
  subtract,
  negate,
  multiply,
  divide,
  power,
  where,
  abs,
  sign,
  sqrt,
  cbrt,
  exp,
  expm1,
  log,
  log1p,
  log2,
  log10,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sinh,
  cosh,
  tanh,
  sigmoid,
  softplus,
  erf,
  min,
  max,
  atan2,
  hypot,
  floor,
  mod,
  clip,
  sum,  ///< Σ over the rows; printed, never typed
};

/// The notation of an operation.
enum class Form : std::uint8_t {
  constant,  ///< pi
  prefix,    ///< −a
  left,      ///< a − b, and a − b − c is (a − b) − c
  right,     ///< a ^ b, and a ^ b ^ c is a ^ (b ^ c)
  single,    ///< a < b, and a < b < c is an error
  function,  ///< f(a, b)
  printed,   ///< f(a), which is printed and never parsed
};

/// Precedences that are named outside the table.
inline constexpr int sum_precedence = 20;
inline constexpr int negation_precedence = 25;
inline constexpr int product_precedence = 30;
inline constexpr int power_precedence = 40;
inline constexpr int atom_precedence = 50;

struct OperationRow {
  Operation operation;
  Form form;
  int arity;
  int precedence;          ///< in text
  std::string_view text;   ///< the spelling that is printed
  std::string_view other;  ///< further spellings that are read, separated by spaces
  /// The LaTeX form. #k is argument k as it is; <k, >k, +k and ^k are argument k in parentheses if it binds
  /// less tightly than this operation, not more tightly, less tightly than a product, or not like an atom.
  /// Empty: \operatorname{text}(…).
  std::string_view latex;
  int latex_precedence;  ///< of the LaTeX form as an argument of another operation
};

/// The smallest precedence of the right argument of a left-associative or comparing operation that needs no
/// parentheses: one more than that of the operation. After + and − a sign needs parentheses too: a − (−b).
constexpr int right_precedence(int precedence) {
  return precedence == sum_precedence ? product_precedence : precedence + 1;
}

/// All rows, in the order of the enumerators.
std::span<const OperationRow> operations();

/// The row of one operation.
const OperationRow& row_of(Operation operation);

/// The function or constant (or pow, for ^) that `name` spells, or null. Cost: one pass over the table.
const OperationRow* find_named(std::string_view name);

/// The prefix or infix operator, or the function written as a sign (√), that `text` starts with, in its
/// longest spelling, or null; `length` receives the bytes it takes. "-" gives subtraction: the parser
/// recognizes a sign by its place.
const OperationRow* find_symbol(std::string_view text, int& length);

/// The printed spelling of the function nearest to `name` in edit distance (insert, delete, replace, swap
/// neighbours; ignoring case), or "" if none is within a third of its length, at least one edit.
std::string_view nearest_function(std::string_view name);

}  // namespace descenso
