#include "formula/notation.hpp"

#include <cctype>
#include <string>
#include <vector>

#include "formula/number.hpp"
#include "formula/operation.hpp"

namespace descenso {
namespace {

/// A function of another language, its number of arguments, and its form here: {1} is the first argument.
struct Foreign {
  std::string_view name;
  std::size_t arguments;
  std::string_view form;
};

constexpr Foreign foreign[] = {
    {"relu", 1, "max({1}, 0)"},
    {"lg", 1, "log10({1})"},
    {"log", 2, "log({1})/log({2})"},
    {"ln", 2, "log({1})/log({2})"},
    {"cot", 1, "1/tan({1})"},
    {"ctg", 1, "1/tan({1})"},
    {"cotan", 1, "1/tan({1})"},
    {"sec", 1, "1/cos({1})"},
    {"csc", 1, "1/sin({1})"},
    {"cosec", 1, "1/sin({1})"},
    {"sech", 1, "1/cosh({1})"},
    {"csch", 1, "1/sinh({1})"},
    {"coth", 1, "1/tanh({1})"},
    {"asinh", 1, "log({1} + sqrt(({1})^2 + 1))"},
    {"arcsinh", 1, "log({1} + sqrt(({1})^2 + 1))"},
    {"arsinh", 1, "log({1} + sqrt(({1})^2 + 1))"},
    {"acosh", 1, "log({1} + sqrt(({1})^2 - 1))"},
    {"arccosh", 1, "log({1} + sqrt(({1})^2 - 1))"},
    {"arcosh", 1, "log({1} + sqrt(({1})^2 - 1))"},
    {"atanh", 1, "log((1 + {1})/(1 - ({1})))/2"},
    {"arctanh", 1, "log((1 + {1})/(1 - ({1})))/2"},
    {"artanh", 1, "log((1 + {1})/(1 - ({1})))/2"},
    {"sind", 1, "sin(({1})*pi/180)"},
    {"cosd", 1, "cos(({1})*pi/180)"},
    {"tand", 1, "tan(({1})*pi/180)"},
    {"sinc", 1, "sin({1})/({1})"},
    {"erfc", 1, "(1 - erf({1}))"},
    {"exp2", 1, "2^({1})"},
    {"exp10", 1, "10^({1})"},
    {"step", 1, "where({1} > 0, 1, 0)"},
    {"heaviside", 1, "where({1} > 0, 1, 0)"},
    {"square", 1, "({1})^2"},
    {"sqr", 1, "({1})^2"},
    {"power", 2, "({1})^({2})"},
    {"root", 2, "({1})^(1/({2}))"},
    {"fabs", 1, "abs({1})"},
    {"ceil", 1, "-floor(-({1}))"},
    {"techo", 1, "-floor(-({1}))"},
    {"int", 1, "floor({1})"},
    {"trunc", 1, "sign({1})*floor(abs({1}))"},
    {"fix", 1, "sign({1})*floor(abs({1}))"},
    {"nthroot", 2, "({1})^(1/({2}))"},
    {"ifelse", 3, "where({1}, {2}, {3})"},
    {"radians", 1, "({1})*pi/180"},
    {"degrees", 1, "({1})*180/pi"},
    {"round", 1, "floor({1} + 0.5)"},
    {"expit", 1, "sigmoid({1})"},
    {"logit", 1, "log({1}/(1 - ({1})))"},
    {"atan", 2, "atan2({1}, {2})"},
    {"max", 3, "max({1}, max({2}, {3}))"},
    {"min", 3, "min({1}, min({2}, {3}))"},
};

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The end of the ASCII name that begins at `begin`.
std::size_t name_end(std::string_view text, std::size_t begin) {
  while (begin < text.size() && is_word(text[begin])) ++begin;
  return begin;
}

/// The place behind the parenthesis that closes the one at `open`, or npos.
std::size_t closing(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && --depth == 0) return i + 1;
  }
  return std::string_view::npos;
}

/// The arguments between two parentheses.
std::vector<std::string_view> arguments_of(std::string_view inside) {
  std::vector<std::string_view> arguments;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= inside.size(); ++i) {
    if (i < inside.size() && inside[i] == '(') ++depth;
    if (i < inside.size() && inside[i] == ')') --depth;
    if (i < inside.size() && (inside[i] != ',' || depth > 0)) continue;
    arguments.push_back(trimmed(inside.substr(begin, i - begin)));
    begin = i + 1;
  }
  return arguments;
}

std::string filled(std::string_view form, const std::vector<std::string_view>& arguments) {
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] != '{') {
      out += form[i];
      continue;
    }
    out += arguments[static_cast<std::size_t>(form[i + 1] - '1')];
    i += 2;
  }
  return out;
}

Error instead(std::string_view text, std::size_t begin, std::size_t end, std::string suggestion) {
  return error_at(ErrorCode::other_notation, {static_cast<int>(begin), static_cast<int>(end)})
      .with("text", std::string(text.substr(begin, end - begin)))
      .with("suggestion", std::move(suggestion));
}

/// The place of a whole word at or after `from`, or npos.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0) {
  for (std::size_t at = text.find(word, from); at != text.npos; at = text.find(word, at + 1)) {
    const bool starts = at == 0 || !is_word(text[at - 1]);
    if (starts && (at + word.size() == text.size() || !is_word(text[at + word.size()]))) return at;
  }
  return text.npos;
}

std::optional<Error> where_of(std::string_view text, std::string_view condition, std::string_view a,
                              std::string_view b) {
  if (trimmed(condition).empty() || trimmed(a).empty() || trimmed(b).empty()) return std::nullopt;
  std::string form = "where(";
  form.append(trimmed(condition)).append(", ").append(trimmed(a)).append(", ").append(trimmed(b)).append(")");
  return instead(text, 0, text.size(), std::move(form));
}

/// if c then a else b; a if c else b; c ? a : b.
std::optional<Error> conditional(std::string_view text) {
  struct Words {
    std::string_view first, second, third;
  };
  constexpr Words languages[] = {{"if", "then", "else"},
                                 {"si", "entonces", "sino"},
                                 {"si", "entonces", "si no"},
                                 {"IF", "THEN", "ELSE"}};
  const auto npos = text.npos;
  for (const auto& [first, second, third] : languages) {
    const std::size_t a = find_word(text, first), b = find_word(text, second);
    const std::size_t c = b == npos ? npos : find_word(text, third, b);
    if (a != npos && c != npos && a < b && trimmed(text.substr(0, a)).empty())
      return where_of(text, text.substr(a + first.size(), b - a - first.size()),
                      text.substr(b + second.size(), c - b - second.size()), text.substr(c + third.size()));
  }
  const std::size_t condition = find_word(text, "if"), other = find_word(text, "else");
  if (condition != npos && other != npos && condition < other)
    return where_of(text, text.substr(condition + 2, other - condition - 2), text.substr(0, condition),
                    text.substr(other + 4));
  const std::size_t question = text.find('?');
  const std::size_t colon = question == npos ? npos : text.find(':', question);
  if (colon == npos) return std::nullopt;
  return where_of(text, text.substr(0, question), text.substr(question + 1, colon - question - 1),
                  text.substr(colon + 1));
}

/// np.exp at the name that ends before a point.
std::optional<Error> member(std::string_view text, std::size_t begin, std::size_t point) {
  const std::size_t end = name_end(text, point + 1);
  const std::string_view name = text.substr(point + 1, end - point - 1);
  if (const OperationRow* row = find_named(name)) return instead(text, begin, end, std::string(row->text));
  for (const Foreign& each : foreign)
    if (each.name == name) return instead(text, begin, end, std::string(name));
  Error unknown = error_at(ErrorCode::unknown_function, {static_cast<int>(begin), static_cast<int>(end)})
                      .with("name", std::string(text.substr(begin, end - begin)));
  const std::string_view suggestion = nearest_function(name);
  if (!suggestion.empty()) unknown.with("suggestion", std::string(suggestion));
  return unknown;
}

/// The function that a book writes as a power of −1: sin⁻¹.
std::string_view inverse_of(std::string_view name) {
  if (name == "sin" || name == "sen") return "asin";
  if (name == "cos") return "acos";
  return name == "tan" || name == "tg" ? "atan" : "";
}

/// sin^2(x) and sin^-1(x), at a function's name that ends before an exponent.
std::optional<Error> power_of_function(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view name = text.substr(begin, end - begin);
  const OperationRow* row = find_named(name);
  if (row == nullptr || row->form != Form::function) return std::nullopt;
  std::size_t open = text.find('(', end);
  if (open == text.npos) return std::nullopt;
  std::string_view exponent = text.substr(end, open - end);
  const bool is_superscript = exponent == "²" || exponent == "³";
  const bool is_inverse = exponent == "⁻¹" || exponent == "^-1" || exponent == "^−1";
  if (is_inverse && inverse_of(name).empty()) return std::nullopt;
  if (!is_superscript && !is_inverse) {
    if (exponent.size() < 2 || exponent[0] != '^') return std::nullopt;
    for (const char c : exponent.substr(1))
      if (!is_digit(c)) return std::nullopt;
  }
  const std::size_t close = closing(text, open);
  if (close == text.npos) return std::nullopt;
  std::string form(is_inverse ? inverse_of(name) : name);
  form.append(text.substr(open, close - open));
  if (!is_inverse) form.append(is_superscript ? (exponent == "²" ? "^2" : "^3") : exponent);
  return instead(text, begin, close, std::move(form));
}

/// relu(x), at a name that ends before a parenthesis.
std::optional<Error> foreign_call(std::string_view text, std::size_t begin, std::size_t open) {
  const std::size_t close = closing(text, open);
  if (close == text.npos) return std::nullopt;
  const auto arguments = arguments_of(text.substr(open + 1, close - open - 2));
  const std::string_view name = text.substr(begin, open - begin);
  const bool is_of_spreadsheet =
      arguments.size() == 1 && arguments[0].empty() && (name == "PI" || name == "pi");
  if (is_of_spreadsheet) return instead(text, begin, close, "pi");
  for (const Foreign& each : foreign)
    if (each.name == name && each.arguments == arguments.size())
      return instead(text, begin, close, filled(each.form, arguments));
  return std::nullopt;
}

}  // namespace

std::optional<Error> other_notation(std::string_view text) {
  if (auto found = conditional(text)) return found;
  for (std::size_t begin = 0; begin < text.size(); ++begin) {
    if (!is_letter(text[begin]) || (begin > 0 && is_word(text[begin - 1]))) continue;
    const std::size_t end = name_end(text, begin);
    std::optional<Error> found;
    if (end + 1 < text.size() && text[end] == '.' && is_letter(text[end + 1]))
      found = member(text, begin, end);
    if (!found && end < text.size() && text[end] == '(') found = foreign_call(text, begin, end);
    if (!found) found = power_of_function(text, begin, end);
    if (found) return found;
    begin = end;
  }
  return std::nullopt;
}

}  // namespace descenso
