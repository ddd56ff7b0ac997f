#include "formula/rewrite.hpp"

#include <cctype>

#include "formula/number.hpp"
#include "formula/operation.hpp"

namespace descenso {
namespace {

struct Sign {
  std::string_view from, to;
};

/// The first that matches is taken. "}{" stands between numerator and denominator.
constexpr Sign signs[] = {
    {"\\frac{", "("}, {"\\dfrac{", "("}, {"}{", ")/("},  {"\\cdot", "*"}, {"\\times", "*"}, {"\\left", ""},
    {"\\right", ""},  {"\\,", " "},      {"\\", ""},     {"[", "("},      {"]", ")"},       {"{", "("},
    {"}", ")"},       {";", ","},        {".*", "*"},    {"./", "/"},     {".^", "^"},      {"½", "(1/2)"},
    {"¼", "(1/4)"},   {"¾", "(3/4)"},    {"⅓", "(1/3)"}, {"⅔", "(2/3)"},  {"³√", "∛"},      {"°", "*pi/180"},
};

/// The names of functions that have another case or a subscript elsewhere. Spreadsheets' LOG has the base 10.
constexpr Sign names[] = {{"LOG", "log10"}, {"log_2", "log2"}, {"log_10", "log10"}, {"log_e", "log"}};

bool belongs_to_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string lower(std::string_view name) {
  std::string out(name);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// A function's name as it is written here, before a parenthesis or a bracket; any other name stays.
std::string name_here(std::string_view name, char next) {
  if (next != '(' && next != '[') return std::string(name);
  for (const Sign& each : names)
    if (name == each.from) return std::string(each.to);
  const std::string small = lower(name);
  return find_named(name) == nullptr && find_named(small) != nullptr ? small : std::string(name);
}

/// Whether a percent sign before `rest` follows a number: a remainder has an operand behind its sign.
bool is_percentage(std::string_view before, std::string_view rest) {
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  const bool has_operand =
      !rest.empty() && (belongs_to_name(rest.front()) || rest.front() == '(' || rest.front() == '.');
  return !before.empty() && is_digit(before.back()) && !has_operand;
}

}  // namespace

std::string rewritten(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (belongs_to_name(rest[0])) {
      std::size_t end = 1;
      while (end < rest.size() && belongs_to_name(rest[end])) ++end;
      out += name_here(rest.substr(0, end), end < rest.size() ? rest[end] : '\0');
      at += end;
      continue;
    }
    if (rest[0] == '%' && is_percentage(out, rest.substr(1))) {
      out += "/100";
      ++at;
      continue;
    }
    std::size_t length = 0;
    for (const Sign& each : signs)
      if (length == 0 && rest.starts_with(each.from)) {
        out += each.to;
        length = each.from.size();
      }
    if (length == 0) out += rest[0];
    at += length == 0 ? 1 : length;
  }
  return out;
}

}  // namespace descenso
