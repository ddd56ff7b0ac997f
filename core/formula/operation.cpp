#include "formula/operation.hpp"

#include <algorithm>
#include <cctype>

#include "nearest_name.hpp"

namespace descenso {
namespace {

using O = Operation;
using F = Form;

constexpr OperationRow rows[] = {
    // operation, form, arity, precedence in text, text, other spellings, LaTeX, precedence in LaTeX
    {O::pi, F::constant, 0, 50, "pi", "π Pi PI", R"(\pi)", 50},
    {O::euler, F::constant, 0, 50, "e", "", R"(\mathrm{e})", 50},
    {O::less, F::single, 2, 10, "<", "", "<1 < >2", 10},
    {O::less_equal, F::single, 2, 10, "<=", "≤", R"(<1 \le >2)", 10},
    {O::greater, F::single, 2, 10, ">", "", "<1 > >2", 10},
    {O::greater_equal, F::single, 2, 10, ">=", "≥", R"(<1 \ge >2)", 10},
    {O::equal, F::single, 2, 10, "==", "", "<1 = >2", 10},
    {O::not_equal, F::single, 2, 10, "!=", "≠", R"(<1 \ne >2)", 10},
    {O::add, F::left, 2, 20, "+", "", "<1 + >2", 20},
    {O::subtract, F::left, 2, 20, "-", "− –", "<1 - >2", 20},
    {O::negate, F::prefix, 1, 25, "-", "", "->1", 25},
    {O::multiply, F::left, 2, 30, "*", "· × ⋅ ∙ • ∗", R"(<1 \cdot >2)", 30},
    {O::divide, F::left, 2, 30, "/", "÷", R"(\frac{#1}{#2})", 35},
    {O::power, F::right, 2, 40, "^", "** pow potencia", "^1^{#2}", 40},
    {O::where, F::function, 3, 50, "where", "if si donde", "", 5},
    {O::abs, F::function, 1, 50, "abs", "", R"(\left|#1\right|)", 50},
    {O::sign, F::function, 1, 50, "sign", "sgn signo", "", 50},
    {O::sqrt, F::function, 1, 50, "sqrt", "raiz raíz √", R"(\sqrt{#1})", 50},
    {O::cbrt, F::function, 1, 50, "cbrt", "∛", R"(\sqrt[3]{#1})", 50},
    {O::exp, F::function, 1, 50, "exp", "", R"(\mathrm{e}^{#1})", 40},
    {O::expm1, F::function, 1, 50, "expm1", "", R"(\mathrm{e}^{#1} - 1)", 20},
    {O::log, F::function, 1, 50, "log", "ln", R"(\ln\left(#1\right))", 50},
    {O::log1p, F::function, 1, 50, "log1p", "", R"(\ln\left(1 + +1\right))", 50},
    {O::log2, F::function, 1, 50, "log2", "", R"(\log_{2}\left(#1\right))", 50},
    {O::log10, F::function, 1, 50, "log10", "", R"(\log_{10}\left(#1\right))", 50},
    {O::sin, F::function, 1, 50, "sin", "sen", R"(\sin\left(#1\right))", 50},
    {O::cos, F::function, 1, 50, "cos", "", R"(\cos\left(#1\right))", 50},
    {O::tan, F::function, 1, 50, "tan", "tg", R"(\tan\left(#1\right))", 50},
    {O::asin, F::function, 1, 50, "asin", "arcsin arcsen asen", R"(\arcsin\left(#1\right))", 50},
    {O::acos, F::function, 1, 50, "acos", "arccos", R"(\arccos\left(#1\right))", 50},
    {O::atan, F::function, 1, 50, "atan", "arctan arctg atg", R"(\arctan\left(#1\right))", 50},
    {O::sinh, F::function, 1, 50, "sinh", "senh", R"(\sinh\left(#1\right))", 50},
    {O::cosh, F::function, 1, 50, "cosh", "", R"(\cosh\left(#1\right))", 50},
    {O::tanh, F::function, 1, 50, "tanh", "tgh", R"(\tanh\left(#1\right))", 50},
    {O::sigmoid, F::function, 1, 50, "sigmoid", "sigmoide logistic", "", 50},
    {O::softplus, F::function, 1, 50, "softplus", "", "", 50},
    {O::erf, F::function, 1, 50, "erf", "", "", 50},
    {O::min, F::function, 2, 50, "min", "minimum minimo mínimo", R"(\min\left(#1, #2\right))", 50},
    {O::max, F::function, 2, 50, "max", "maximum maximo máximo", R"(\max\left(#1, #2\right))", 50},
    {O::atan2, F::function, 2, 50, "atan2", "arctan2", "", 50},
    {O::hypot, F::function, 2, 50, "hypot", "", R"(\sqrt{^1^{2} + ^2^{2}})", 50},
    {O::floor, F::function, 1, 50, "floor", "piso", R"(\left\lfloor #1\right\rfloor)", 50},
    {O::mod, F::function, 2, 50, "mod", "", R"(<1 \bmod >2)", 30},
    {O::clip, F::function, 3, 50, "clip", "", "", 50},
    {O::sum, F::printed, 1, 50, "sum", "", R"(\sum\left(#1\right))", 50},
};

constexpr bool rows_follow_the_enumerators() {
  for (std::size_t i = 0; i < std::size(rows); ++i)
    if (static_cast<std::size_t>(rows[i].operation) != i) return false;
  return std::size(rows) == static_cast<std::size_t>(O::sum) + 1;
}
static_assert(rows_follow_the_enumerators());

bool is_word(std::string_view spelling) { return std::isalpha(static_cast<unsigned char>(spelling[0])); }

/// Calls f with every spelling of the row.
template <class F>
void for_each_spelling(const OperationRow& row, F f) {
  f(row.text);
  for (std::string_view rest = row.other; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    f(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

bool is_infix(Form form) { return form == F::left || form == F::right || form == F::single; }

}  // namespace

std::span<const OperationRow> operations() { return rows; }

const OperationRow& row_of(Operation operation) { return rows[static_cast<std::size_t>(operation)]; }

const OperationRow* find_named(std::string_view name) {
  for (const OperationRow& row : rows) {
    if (row.form == F::printed) continue;
    bool found = false;
    for_each_spelling(row, [&](std::string_view spelling) { found |= spelling == name; });
    if (found) return &row;
  }
  return nullptr;
}

const OperationRow* find_symbol(std::string_view text, int& length) {
  const OperationRow* best = nullptr;
  length = 0;
  for (const OperationRow& row : rows) {
    if (!is_infix(row.form) && row.form != F::function) continue;
    for_each_spelling(row, [&](std::string_view spelling) {
      if (is_word(spelling) || !text.starts_with(spelling) || static_cast<int>(spelling.size()) <= length)
        return;
      best = &row;
      length = static_cast<int>(spelling.size());
    });
  }
  return best;
}

std::string_view nearest_function(std::string_view name) {
  int best_distance = max_edit_distance(name) + 1;
  std::string_view best;
  for (const OperationRow& row : rows) {
    if (row.form != F::function || best_distance <= 0) continue;
    for_each_spelling(row, [&](std::string_view spelling) {
      const int distance = edit_distance(name, spelling);
      if (distance >= best_distance) return;
      best_distance = distance;
      best = row.text;
    });
  }
  return best;
}

}  // namespace descenso
