#include "loss/model_names.hpp"

#include <algorithm>

#include "formula/token.hpp"

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

/// The text with every use of a name written as what it means.
std::string replaced(std::string_view text, const Tree& tree, const std::string& name,
                     const std::string& meaning) {
  std::string out(text);
  std::vector<Span> places;
  for (const SyntaxNode& node : tree.nodes)
    if (node.kind == SyntaxNode::Kind::name && node.name == name) places.push_back(node.at);
  std::sort(places.begin(), places.end(), [](const Span& a, const Span& b) { return a.begin > b.begin; });
  for (const Span& at : places) {
    // Spans are units of UTF-16; only in ASCII are they bytes.
    if (static_cast<std::size_t>(at.end) > out.size() ||
        out.compare(static_cast<std::size_t>(at.begin), name.size(), name) != 0)
      return meaning;
    out.replace(static_cast<std::size_t>(at.begin), name.size(), meaning);
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
  for (const std::string& name : names)
    if (const std::string meaning = meaning_of(name, columns); !meaning.empty())
      return wrong.with("suggestion", replaced(text, tree, name, meaning));
  if (names.size() > 1) return wrong;
  return std::nullopt;
}

}  // namespace descenso
