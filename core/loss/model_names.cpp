#include "loss/model_names.hpp"

#include <algorithm>
#include <utility>

#include "formula/token.hpp"
#include "formula/utf16.hpp"

namespace descenso {
namespace {

/// Names that stand for the independent variable in books and programs.
constexpr std::string_view variables[] = {"x", "X", "t", "T", "z", "u", "time", "tiempo"};

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The constant e, used as a number and not as the base of a power, or null.
const SyntaxNode* lone_e(const Tree& tree) {
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const SyntaxNode& node = tree.nodes[i];
    if (node.kind != SyntaxNode::Kind::operation || node.operation != Operation::euler) continue;
    const bool is_base = std::any_of(tree.nodes.begin(), tree.nodes.end(), [&](const SyntaxNode& each) {
      return each.kind == SyntaxNode::Kind::operation && each.operation == Operation::power &&
             each.args[0] == i;
    });
    if (!is_base) return &node;
  }
  return nullptr;
}

/// Whether a formula can name the column: “my x” is no name.
bool is_name(const std::string& column) {
  const auto tokens = tokenize(column);
  return tokens && tokens.value().size() == 2 && tokens.value()[0].kind == Token::Kind::name &&
         plain_name(column) == column;
}

/// The likely meaning of a name: mx is m*x; t is the column. Empty where it is a parameter.
std::string meaning_of(const std::string& name, const std::vector<std::string>& columns) {
  if (is_name(columns[0]) &&
      std::find(std::begin(variables), std::end(variables), name) != std::end(variables))
    return columns[0];
  for (const std::string& column : columns) {
    if (name.size() <= column.size() || !is_name(column)) continue;
    if (name.ends_with(column)) return name.substr(0, name.size() - column.size()) + "*" + column;
    const bool digit_follows = name[column.size()] >= '0' && name[column.size()] <= '9';
    if (name.starts_with(column) && !digit_follows && column.size() == 1)
      return column + "*" + name.substr(column.size());
  }
  return {};
}

using Meanings = std::vector<std::pair<std::string, std::string>>;

/// ae in ae^(−bx) is a·e.
std::string product_with_e(const std::string& name, const Tree& tree) {
  const bool is_base = std::any_of(tree.nodes.begin(), tree.nodes.end(), [&](const SyntaxNode& each) {
    if (each.kind != SyntaxNode::Kind::operation || each.operation != Operation::power) return false;
    const SyntaxNode& base = tree.nodes[each.args[0]];
    return base.kind == SyntaxNode::Kind::name && base.name == name;
  });
  return is_base && name.size() == 2 && name[1] == 'e' ? name.substr(0, 1) + "*e" : std::string();
}

/// The likely meanings of names: of all products, or else of one name that is the column's.
Meanings meanings_of(const std::vector<std::string>& names, const Tree& tree,
                     const std::vector<std::string>& columns) {
  Meanings products, column;
  for (const std::string& name : names) {
    const std::string meaning = meaning_of(name, columns), with_e = product_with_e(name, tree);
    if (meaning.find('*') != std::string::npos)
      products.emplace_back(name, meaning);
    else if (!with_e.empty())
      products.emplace_back(name, with_e);
    else if (!meaning.empty() && column.empty())
      column.emplace_back(name, meaning);
  }
  const bool has_column = std::any_of(products.begin(), products.end(),
                                      [](const auto& each) { return !each.second.ends_with("*e"); });
  if (!has_column) products.insert(products.end(), column.begin(), column.end());
  return products;
}

/// The text with every use of the names written as what they mean; a product behind / or ^ in parentheses.
std::string replaced(std::string_view text, const Tree& tree, const Meanings& meanings) {
  std::string out(text);
  const std::vector<int> units = units_before(text);
  std::vector<std::pair<Span, const std::pair<std::string, std::string>*>> places;
  for (const SyntaxNode& node : tree.nodes)
    for (const auto& meaning : meanings)
      if (node.kind == SyntaxNode::Kind::name && node.name == meaning.first)
        places.emplace_back(node.at, &meaning);
  std::sort(places.begin(), places.end(),
            [](const auto& a, const auto& b) { return a.first.begin > b.first.begin; });
  for (const auto& [at, pair] : places) {
    const std::string& meaning = pair->second;
    const std::size_t begin = byte_at(units, at.begin), size = byte_at(units, at.end) - begin;
    const std::size_t before = out.find_last_not_of(' ', begin == 0 ? std::string::npos : begin - 1);
    const bool is_operand =
        begin > 0 && before != std::string::npos && (out[before] == '/' || out[before] == '^');
    const bool is_product = meaning.find('*') != std::string::npos;
    out.replace(begin, size, is_operand && is_product ? "(" + meaning + ")" : meaning);
  }
  return out;
}

}  // namespace

std::optional<Error> check_names_of_model(std::string_view text, const Tree& tree,
                                          const std::vector<std::string>& columns) {
  const std::vector<std::string> names = names_of(tree);
  const bool is_polynomial = std::all_of(std::begin("abcd"), std::end("abcd") - 1, [&](char letter) {
    return contains(names, {&letter, 1});
  });
  if (is_polynomial)
    if (const SyntaxNode* e = lone_e(tree))
      return error_at(ErrorCode::constant_as_parameter, e->at).with("name", "e");
  if (columns.empty() || names.empty()) return std::nullopt;
  if (std::any_of(names.begin(), names.end(), [&](const auto& name) { return contains(columns, name); }))
    return std::nullopt;
  std::string known;
  for (const std::string& column : columns) known.append(known.empty() ? "" : ", ").append(column);
  Error wrong = error_at(ErrorCode::no_column, {0, static_cast<int>(tree.nodes.back().at.end)});
  wrong.with("known", known);
  if (const Meanings meanings = meanings_of(names, tree, columns); !meanings.empty())
    return wrong.with("suggestion", replaced(text, tree, meanings));
  if (names.size() > 1) return wrong;
  return std::nullopt;
}

}  // namespace descenso
