#include "formula/parse.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "formula/notation.hpp"
#include "formula/rewrite.hpp"
#include "formula/token.hpp"
#include "formula/utf16.hpp"

namespace descenso {
namespace {

using Index = std::uint32_t;
using Kind = Token::Kind;

/// One recursive descent. After the first error every method returns at once, since the current token is
/// `end`.
class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  Result<Tree> run() {
    if (peek().kind == Kind::end) return error_at(ErrorCode::empty_formula, peek().at);
    comparison();
    if (!failure_ && peek().kind != Kind::end) fail(unexpected());
    if (failure_) return std::move(*failure_);
    return std::move(tree_);
  }

 private:
  // --- tokens and failures ---

  const Token& peek() const { return tokens_[next_]; }
  Token take() { return tokens_[peek().kind == Kind::end ? next_ : next_++]; }
  bool at(Form form, int precedence) const {
    return peek().kind == Kind::symbol && peek().symbol->form == form &&
           peek().symbol->precedence == precedence;
  }
  std::string text_of(Span at) const {
    return std::string(
        text_.substr(static_cast<std::size_t>(at.begin), static_cast<std::size_t>(at.end - at.begin)));
  }

  Index fail(Error error) {
    if (!failure_) failure_ = std::move(error);
    next_ = tokens_.size() - 1;
    return 0;
  }

  /// The error for a token that cannot stand where it stands.
  Error unexpected() const {
    const Token& token = peek();
    if (token.kind == Kind::comma && between_digits(token.at))
      return error_at(ErrorCode::decimal_comma, token.at);
    if (token.kind == Kind::number || token.kind == Kind::open || token.kind == Kind::name)
      return error_at(ErrorCode::missing_operator, token.at);
    return error_at(ErrorCode::unexpected_text, token.at).with("text", text_of(token.at));
  }

  bool between_digits(Span at) const {
    const auto digit = [&](int i) {
      return i >= 0 && i < static_cast<int>(text_.size()) && text_[static_cast<std::size_t>(i)] >= '0' &&
             text_[static_cast<std::size_t>(i)] <= '9';
    };
    return digit(at.begin - 1) && digit(at.end);
  }

  /// Runs `rule` one level deeper.
  template <class Rule>
  Index deeper(Rule rule) {
    if (depth_ == max_formula_depth)
      return fail(error_at(ErrorCode::formula_too_deep, peek().at).with("max", double(max_formula_depth)));
    ++depth_;
    const Index result = rule();
    --depth_;
    return result;
  }

  // --- nodes ---

  Index push(SyntaxNode node) {
    tree_.nodes.push_back(std::move(node));
    return static_cast<Index>(tree_.nodes.size() - 1);
  }
  Span span_of(Index node) const { return failure_ ? Span{} : tree_.nodes[node].at; }
  Index push_operation(Operation operation, std::array<Index, 3> args, Span at) {
    if (failure_) return 0;
    return push({SyntaxNode::Kind::operation, 0, "", operation, args, at});
  }
  Index push_binary(Operation operation, Index a, Index b) {
    return push_operation(operation, {a, b}, {span_of(a).begin, span_of(b).end});
  }

  // --- the grammar of parse.hpp, one method a rule ---

  Index comparison() {
    const Index a = sum();
    if (!at(Form::single, 10)) return a;
    const Operation operation = take().symbol->operation;
    const Index b = sum();
    if (at(Form::single, 10)) return fail(error_at(ErrorCode::chained_comparison, peek().at));
    return push_binary(operation, a, b);
  }

  Index sum() {
    Index a = term();
    while (at(Form::left, sum_precedence)) {
      const Operation operation = take().symbol->operation;
      a = push_binary(operation, a, term());
    }
    return a;
  }

  Index term() {
    if (at(Form::left, sum_precedence)) return signed_by([this] { return term(); });
    Index a = factor();
    bool closed = true;  // whether a product without a sign may follow
    while (true) {
      if (at(Form::left, product_precedence)) {
        const Operation operation = take().symbol->operation;
        a = push_binary(operation, a, factor());
        closed = operation == Operation::multiply;
      } else if (peek().kind == Kind::name || peek().kind == Kind::open || at_root() ||
                 (peek().kind == Kind::bar && bars_ == 0)) {
        if (!closed || bare_exponent_) return fail(error_at(ErrorCode::ambiguous_product, peek().at));
        a = push_binary(Operation::multiply, a, factor());
      } else {
        return a;
      }
    }
  }

  Index factor() {
    if (at(Form::left, sum_precedence)) return signed_by([this] { return factor(); });
    const Index base = atom();
    bare_exponent_ = false;
    if (peek().kind == Kind::superscript) return raised(base);
    if (!at(Form::right, power_precedence)) return base;
    take();
    const bool parenthesised = peek().kind == Kind::open;
    const Index exponent = deeper([this] { return factor(); });
    bare_exponent_ = !parenthesised || tokens_[next_ - 1].kind != Kind::close;
    return push_binary(Operation::power, base, exponent);
  }

  /// base², at the superscript.
  Index raised(Index base) {
    const Token exponent = take();
    Index power = push({SyntaxNode::Kind::number, std::abs(exponent.number), "", {}, {}, exponent.at});
    if (std::signbit(exponent.number)) power = push_operation(Operation::negate, {power}, exponent.at);
    return push_binary(Operation::power, base, power);
  }

  /// −a or +a, where `rule` reads a; at the sign.
  template <class Rule>
  Index signed_by(Rule rule) {
    const Token sign = take();
    const Index a = deeper(rule);
    if (sign.symbol->operation == Operation::add) return a;
    return push_operation(Operation::negate, {a}, {sign.at.begin, span_of(a).end});
  }

  Index atom() {
    const Token token = peek();
    switch (token.kind) {
      case Kind::number:
        take();
        return push({SyntaxNode::Kind::number, token.number, "", {}, {}, token.at});
      case Kind::name:
        take();
        return named(token);
      case Kind::open:
        return parenthesised();
      case Kind::bar:
        return absolute();
      case Kind::symbol:
        if (at_root()) return root();
        [[fallthrough]];
      case Kind::superscript:
      case Kind::comma:
      case Kind::close:
      case Kind::end:
        return fail(error_at(ErrorCode::missing_operand, token.at));
    }
    return 0;
  }

  bool at_root() const { return peek().kind == Kind::symbol && peek().symbol->form == Form::function; }

  /// √ before a number, a name, a call, bars or a parenthesis. √2x could be (√2)x or √(2x).
  Index root() {
    const Token sign = take();
    const bool is_closed = peek().kind == Kind::open || peek().kind == Kind::bar;
    const Index argument = deeper([this] { return atom(); });
    const Kind next = peek().kind;
    const bool goes_on = next == Kind::name || next == Kind::open || next == Kind::bar ||
                         next == Kind::superscript || at(Form::right, power_precedence);
    if (!is_closed && goes_on && !(next == Kind::bar && bars_ > 0))
      return fail(error_at(ErrorCode::ambiguous_product, peek().at));
    return push_operation(sign.symbol->operation, {argument}, {sign.at.begin, span_of(argument).end});
  }

  /// |a|. A bar opens where an operand is expected, and closes where an operator is.
  Index absolute() {
    const Token open = take();
    ++bars_;
    const Index inside = peek().kind == Kind::end ? 0 : deeper([this] { return comparison(); });
    --bars_;
    if (failure_) return 0;
    if (peek().kind == Kind::end) return fail(error_at(ErrorCode::unclosed_bar, open.at));
    if (peek().kind != Kind::bar) return fail(unexpected());
    return push_operation(Operation::abs, {inside}, {open.at.begin, take().at.end});
  }

  Index parenthesised() {
    const Token open = take();
    const int bars = std::exchange(bars_, 0);
    const Index inside = deeper([this] { return comparison(); });
    bars_ = bars;
    close(open);
    if (!failure_) tree_.nodes[inside].at = {open.at.begin, tokens_[next_ - 1].at.end};
    return inside;
  }

  void close(const Token& open) {
    if (failure_) return;
    if (peek().kind == Kind::end)
      fail(error_at(ErrorCode::unclosed_parenthesis, open.at));
    else if (peek().kind != Kind::close)
      fail(unexpected());
    else
      take();
  }

  Index named(const Token& token) {
    const std::string name = plain_name(text_of(token.at));
    const OperationRow* row = find_named(name);
    const bool call = peek().kind == Kind::open;
    if (row != nullptr && row->arity == 0 && !call) return push_operation(row->operation, {}, token.at);
    if (row != nullptr && row->arity > 0 && call) return function(*row, token);
    if (row != nullptr && row->arity > 0)
      return fail(error_at(ErrorCode::function_needs_parentheses, token.at).with("name", name));
    if (call) return fail(unknown_function(token, name));
    return push({SyntaxNode::Kind::name, 0, name, {}, {}, token.at});
  }

  static Error unknown_function(const Token& token, const std::string& name) {
    Error error = error_at(ErrorCode::unknown_function, token.at).with("name", name);
    const std::string_view suggestion = nearest_function(name);
    if (!suggestion.empty()) error.with("suggestion", std::string(suggestion));
    return error;
  }

  Index function(const OperationRow& row, const Token& name) {
    const Token open = take();
    const int bars = std::exchange(bars_, 0);
    std::array<Index, 3> args{};
    int count = 0;
    if (peek().kind != Kind::close) do {
        const Index argument = deeper([this] { return comparison(); });
        if (count < 3) args[static_cast<std::size_t>(count)] = argument;
        ++count;
      } while (peek().kind == Kind::comma && (take(), true));
    bars_ = bars;
    close(open);
    if (failure_) return 0;
    const Span at{name.at.begin, tokens_[next_ - 1].at.end};
    if (count != row.arity)
      return fail(error_at(ErrorCode::wrong_argument_count, at)
                      .with("name", text_of(name.at))
                      .with("count", double(count))
                      .with("expected", double(row.arity)));
    return push_operation(row.operation, args, at);
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  int depth_ = 0;
  int bars_ = 0;                ///< open bars within the innermost parenthesis
  bool bare_exponent_ = false;  ///< whether the last factor ended in an exponent without parentheses
  Tree tree_;
  std::optional<Error> failure_;
};

Result<Tree> parse_bytes(std::string_view text) {
  if (text.size() > max_formula_length)
    return error_at(ErrorCode::formula_too_long, {max_formula_length, max_formula_length + 1})
        .with("length", double(text.size()))
        .with("max", double(max_formula_length));
  Result<std::vector<Token>> tokens = tokenize(text);
  if (!tokens) return std::move(tokens.error());
  return Parser(text, std::move(tokens.value())).run();
}

/// The likely meaning of a text that does not parse.
std::optional<Error> meant_by(std::string_view text) {
  if (auto other = other_notation(text)) return other;
  std::string here = rewritten(text);
  if (here == text || !parse_bytes(here)) return std::nullopt;
  return error_at(ErrorCode::other_notation, {0, static_cast<int>(text.size())})
      .with("text", std::string(text))
      .with("suggestion", std::move(here));
}

}  // namespace

Result<Tree> parse(std::string_view text) {
  Result<Tree> tree = parse_bytes(text);
  if (!tree && text.size() <= max_formula_length)
    if (auto other = meant_by(text)) tree = std::move(*other);
  const std::vector<int> units = units_before(text);
  // A span begins before the first byte of its first character, and units count when a character's first byte
  // is past.
  const auto convert = [&](Span& at) {
    at = {units[static_cast<std::size_t>(at.begin)], units[static_cast<std::size_t>(at.end)]};
  };
  if (!tree) {
    if (tree.error().at) convert(*tree.error().at);
    return tree;
  }
  for (SyntaxNode& node : tree.value().nodes) convert(node.at);
  return tree;
}

}  // namespace descenso
