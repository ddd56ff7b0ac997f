#include "formula/print.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

#include "formula/number.hpp"

namespace descenso {
namespace {

/// A printed subtree and the precedence of its outermost operation.
struct Printed {
  std::string text;
  int precedence;
};

// --- text ---

std::string in_parentheses_below(const Printed& p, int precedence) {
  return p.precedence >= precedence ? p.text : std::string("(").append(p.text).append(")");
}

std::string text_of_infix(const OperationRow& row, const Printed& a, const Printed& b) {
  const bool right = row.form == Form::right;
  const int loose = row.precedence, tight = right_precedence(row.precedence);
  const std::string space = row.precedence <= sum_precedence ? " " : "";
  std::string text = in_parentheses_below(a, row.form == Form::left ? loose : tight);
  text.append(space).append(row.text).append(space);
  return text.append(in_parentheses_below(b, right ? loose : tight));
}

std::string text_of_call(const OperationRow& row, const std::vector<Printed>& args) {
  std::string text(row.text);
  text += "(";
  for (std::size_t i = 0; i < args.size(); ++i) text.append(i == 0 ? "" : ", ").append(args[i].text);
  return text + ")";
}

Printed text_of_operation(const OperationRow& row, const std::vector<Printed>& args) {
  switch (row.form) {
    case Form::constant:
      return {std::string(row.text), row.precedence};
    case Form::prefix:
      return {std::string("-").append(in_parentheses_below(args[0], row.precedence + 1)), row.precedence};
    case Form::left:
    case Form::right:
    case Form::single:
      return {text_of_infix(row, args[0], args[1]), row.precedence};
    case Form::function:
    case Form::printed:
      return {text_of_call(row, args), row.precedence};
  }
  return {};
}

Printed text_of_number(double value) {
  return {shortest(value), std::signbit(value) ? negation_precedence : atom_precedence};
}

// --- LaTeX ---

std::string latex_in_parentheses_below(const Printed& p, int precedence) {
  return p.precedence >= precedence ? p.text : R"(\left()" + p.text + R"(\right))";
}

/// The smallest precedence of an argument that needs no parentheses at a mark of a template.
int min_precedence(char mark, int precedence) {
  switch (mark) {
    case '<':
      return precedence;
    case '>':
      return right_precedence(precedence);
    case '+':
      return product_precedence;
    case '^':
      return atom_precedence;
    default:
      return 0;
  }
}

std::string fill(std::string_view form, int precedence, const std::vector<Printed>& args) {
  constexpr std::string_view marks = "#<>+^";
  std::string latex;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const bool hole = marks.find(form[i]) != marks.npos && i + 1 < form.size() && is_digit(form[i + 1]);
    if (!hole) {
      latex += form[i];
      continue;
    }
    const auto k = static_cast<std::size_t>(form[i + 1] - '1');
    latex += latex_in_parentheses_below(args[k], min_precedence(form[i], precedence));
    ++i;
  }
  return latex;
}

/// A product needs its dot only before a digit: 2·3, but w₁ x.
std::string latex_of_product(const OperationRow& row, const std::vector<Printed>& args) {
  const std::string right = latex_in_parentheses_below(args[1], right_precedence(row.precedence));
  const std::string dot = is_digit(right[0]) ? R"( \cdot )" : R"(\,)";
  return latex_in_parentheses_below(args[0], row.precedence) + dot + right;
}

std::string latex_of_call(const OperationRow& row, const std::vector<Printed>& args) {
  std::string latex = R"(\operatorname{)" + std::string(row.text) + R"(}\left()";
  for (std::size_t i = 0; i < args.size(); ++i) latex.append(i == 0 ? "" : ", ").append(args[i].text);
  return latex + R"(\right))";
}

/// The comparison that holds when this one does not (NaN aside), or null if it is no comparison.
const OperationRow* opposite(Operation operation) {
  constexpr std::pair<Operation, Operation> pairs[] = {{Operation::less, Operation::greater_equal},
                                                       {Operation::less_equal, Operation::greater},
                                                       {Operation::equal, Operation::not_equal}};
  for (const auto& [a, b] : pairs) {
    if (operation == a) return &row_of(b);
    if (operation == b) return &row_of(a);
  }
  return nullptr;
}

/// A condition and its contrary in LaTeX.
struct Condition {
  std::string holds, fails;
};

/// where(c, a, b) as cases, each with its condition, so that no language's "otherwise" is needed.
std::string latex_of_cases(const std::vector<Printed>& args, const Condition& condition) {
  return R"(\begin{cases} )" + args[1].text + " & " + condition.holds + R"( \\ )" + args[2].text + " & " +
         condition.fails + R"( \end{cases})";
}

Printed latex_of_operation(const OperationRow& row, const std::vector<Printed>& args) {
  const int precedence = row.latex_precedence;
  if (row.operation == Operation::multiply) return {latex_of_product(row, args), precedence};
  if (row.latex.empty()) return {latex_of_call(row, args), atom_precedence};
  return {fill(row.latex, precedence, args), precedence};
}

Printed latex_of_number(double value) {
  const std::string digits = shortest(value);
  const int sign = std::signbit(value) ? negation_precedence : atom_precedence;
  const auto e = digits.find('e');
  if (!std::isfinite(value))
    return {value != value ? R"(\mathrm{NaN})" : value < 0 ? R"(-\infty)" : R"(\infty)", sign};
  if (e == std::string::npos) return {digits, sign};
  const std::string mantissa = digits.substr(0, e), power = "10^{" + digits.substr(e + 1) + "}";
  if (mantissa == "1") return {power, power_precedence};
  return {mantissa + R"( \cdot )" + power, std::min(sign, product_precedence)};
}

bool is_greek(std::string_view word) {
  constexpr std::string_view letters[] = {
      "alpha", "beta",  "gamma", "delta",  "epsilon", "zeta",  "eta",     "theta", "iota", "kappa", "lambda",
      "mu",    "nu",    "xi",    "rho",    "sigma",   "tau",   "upsilon", "phi",   "chi",  "psi",   "omega",
      "Gamma", "Delta", "Theta", "Lambda", "Xi",      "Sigma", "Upsilon", "Phi",   "Psi",  "Omega"};
  return std::find(std::begin(letters), std::end(letters), word) != std::end(letters);
}

bool is_one_letter(std::string_view word) {
  return word.size() == 1 || (word.size() == 2 && static_cast<unsigned char>(word[0]) >= 0xC0);
}

std::string latex_word(std::string_view word) {
  if (is_greek(word)) return std::string("\\").append(word);
  if (is_one_letter(word) || std::all_of(word.begin(), word.end(), is_digit)) return std::string(word);
  if (word.size() == 4 && word.ends_with("hat")) return R"(\hat{)" + std::string(word.substr(0, 1)) + "}";
  std::string escaped;
  for (const char c : word) escaped.append(c == '_' ? "\\_" : std::string(1, c));
  return R"(\mathrm{)" + escaped + "}";
}

// --- the walk over the tree, which both printers share ---

using Prints = std::vector<Printed>;

Prints arguments(const SyntaxNode& node, const Prints& printed) {
  Prints args;
  for (int i = 0; i < row_of(node.operation).arity; ++i)
    args.push_back(printed[node.args[static_cast<std::size_t>(i)]]);
  return args;
}

/// Prints every node after its arguments: `print_node(node, prints so far)`.
template <class PrintNode>
std::string print(const Tree& tree, PrintNode print_node) {
  Prints printed;
  for (const SyntaxNode& node : tree.nodes) printed.push_back(print_node(node, printed));
  return std::move(printed.back().text);
}

Printed print_text(const SyntaxNode& node, const Prints& printed) {
  switch (node.kind) {
    case SyntaxNode::Kind::number:
      return text_of_number(node.number);
    case SyntaxNode::Kind::name:
      return {node.name, atom_precedence};
    case SyntaxNode::Kind::operation:
      return text_of_operation(row_of(node.operation), arguments(node, printed));
  }
  return {};
}

/// The condition of a `where`, c or c ≠ 0, with its contrary.
Condition condition_of(const SyntaxNode& c, const Printed& print, const Prints& printed) {
  const OperationRow* contrary = c.kind == SyntaxNode::Kind::operation ? opposite(c.operation) : nullptr;
  if (contrary != nullptr) return {print.text, latex_of_operation(*contrary, arguments(c, printed)).text};
  const std::string number = latex_in_parentheses_below(print, sum_precedence);
  return {number + R"( \ne 0)", number + " = 0"};
}

/// A condition is written twice in cases; beyond this many characters `where` is written as a call instead,
/// which also keeps nested conditions from doubling the text at every level.
constexpr std::size_t max_condition_length = 160;

Printed print_latex(const Tree& tree, const SyntaxNode& node, const Prints& printed) {
  switch (node.kind) {
    case SyntaxNode::Kind::number:
      return latex_of_number(node.number);
    case SyntaxNode::Kind::name:
      return {latex_name(node.name), atom_precedence};
    case SyntaxNode::Kind::operation:
      break;
  }
  const OperationRow& row = row_of(node.operation);
  const Prints args = arguments(node, printed);
  if (row.operation != Operation::where || args[0].text.size() > max_condition_length)
    return latex_of_operation(row, args);
  return {latex_of_cases(args, condition_of(tree.nodes[node.args[0]], args[0], printed)),
          row.latex_precedence};
}

}  // namespace

std::string latex_name(std::string_view name) {
  const std::size_t underscore = name.find('_');
  const std::size_t base_end = underscore != name.npos ? underscore : name.find_last_not_of("0123456789") + 1;
  const std::size_t subscript_begin =
      std::min(underscore != name.npos ? underscore + 1 : base_end, name.size());
  const std::string base = latex_word(name.substr(0, base_end));
  const std::string_view subscript = name.substr(subscript_begin);
  return subscript.empty() ? base : base + "_{" + latex_word(subscript) + "}";
}

std::string to_text(const Tree& tree) { return print(tree, print_text); }

std::string to_latex(const Tree& tree) {
  return print(
      tree, [&](const SyntaxNode& node, const Prints& printed) { return print_latex(tree, node, printed); });
}

}  // namespace descenso
