#include "formula/token.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>

#include "formula/number.hpp"

namespace descenso {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The length in bytes of the UTF-8 character that `text` starts with (1 if it is malformed).
int character_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
  if (length > text.size()) return 1;
  for (std::size_t i = 1; i < length; ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 1;
  return static_cast<int>(length);
}

/// The length in bytes of the letter that `text` starts with (ASCII, Latin with accents, Greek), or 0.
int letter_length(std::string_view text) {
  if (text.empty()) return 0;
  if (is_ascii_letter(text[0])) return 1;
  if (character_length(text) != 2) return 0;
  const int code = (text[0] & 0x1F) << 6 | (text[1] & 0x3F);
  const bool latin =
      code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7;  // × and ÷ stand among them
  const bool greek = code >= 0x391 && code <= 0x3F5;
  const bool micro = code == 0xB5;  // µ, the sign on keyboards that stands for the letter μ
  return latin || greek || micro ? 2 : 0;
}

constexpr std::array<std::string_view, 10> superscripts = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
constexpr std::array<std::string_view, 10> subscripts = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};

/// The digit that `text` starts with in one of these alphabets, or −1.
int digit_of(std::string_view text, const std::array<std::string_view, 10>& digits) {
  for (std::size_t d = 0; d < digits.size(); ++d)
    if (text.starts_with(digits[d])) return static_cast<int>(d);
  return -1;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  Result<std::vector<Token>> run() {
    while (skip_space(), at_ < text_.size()) {
      if (auto other = hexadecimal()) return *other;
      if (!number() && !superscript() && !name() && !punctuation() && !symbol()) return unexpected();
      if (!std::isfinite(tokens_.back().number))
        return error_at(ErrorCode::number_too_large, tokens_.back().at);
    }
    push(Token::Kind::end, 0);
    return std::move(tokens_);
  }

 private:
  std::string_view rest() const { return text_.substr(at_); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void skip_space() {
    while (at_ < text_.size()) {
      if (std::isspace(static_cast<unsigned char>(text_[at_])))
        ++at_;
      else if (rest().starts_with("\u00A0"))
        at_ += 2;  // the no-break space that word processors insert
      else
        return;
    }
  }

  Token& push(Token::Kind kind, std::size_t length) {
    const Span at{static_cast<int>(at_), static_cast<int>(at_ + length)};
    at_ += length;
    tokens_.push_back({kind, at, 0, nullptr});
    return tokens_.back();
  }

  /// 0x10: a number to programs; the product of 0 and x10 is not meant.
  std::optional<Error> hexadecimal() const {
    if (peek() != '0' || (peek(1) != 'x' && peek(1) != 'X')) return std::nullopt;
    std::size_t end = 2;
    double value = 0;
    for (; std::isxdigit(static_cast<unsigned char>(peek(end))) != 0; ++end) {
      const int digit = is_digit(peek(end)) ? peek(end) - '0' : (peek(end) | 0x20) - 'a' + 10;
      value = 16 * value + digit;
    }
    if (end == 2) return std::nullopt;
    return error_at(ErrorCode::other_notation, {static_cast<int>(at_), static_cast<int>(at_ + end)})
        .with("text", std::string(rest().substr(0, end)))
        .with("suggestion", shortest(value));
  }

  bool number() {
    std::size_t end = 0, digits = 0;
    const auto take_digits = [&] {
      while (is_digit(peek(end))) ++end, ++digits;
    };
    take_digits();
    if (peek(end) == '.') {
      ++end;
      take_digits();
    }
    if (digits == 0) return false;
    if (peek(end) == 'e' ||
        peek(end) == 'E') {  // an exponent only if digits follow: 2exp(x) and 2e are products
      std::size_t exponent = end + 1;
      if (peek(exponent) == '+' || peek(exponent) == '-') ++exponent;
      if (is_digit(peek(exponent))) {
        end = exponent;
        take_digits();
      }
    }
    const double value = read_number(rest().substr(0, end));
    push(Token::Kind::number, end).number = value;
    return true;
  }

  /// ², ⁻¹, ¹⁰: an exponent.
  bool superscript() {
    constexpr std::string_view minus = "⁻";
    const bool is_negative = rest().starts_with(minus);
    std::size_t end = is_negative ? minus.size() : 0;
    double value = 0;
    const std::size_t begin = end;
    for (int digit; (digit = digit_of(rest().substr(end), superscripts)) >= 0;) {
      value = 10 * value + digit;
      end += superscripts[static_cast<std::size_t>(digit)].size();
    }
    if (end == begin) return false;
    push(Token::Kind::superscript, end).number = is_negative ? -value : value;
    return true;
  }

  bool name() {
    std::size_t end = static_cast<std::size_t>(letter_length(rest()));
    if (end == 0) return false;
    while (end < rest().size()) {
      const std::string_view tail = rest().substr(end);
      const auto letter = static_cast<std::size_t>(letter_length(tail));
      const std::size_t subscript = digit_of(tail, subscripts) >= 0 ? subscripts[0].size() : 0;
      if (letter == 0 && subscript == 0 && !is_digit(peek(end)) && peek(end) != '_') break;
      end += std::max({letter, subscript, std::size_t(1)});
    }
    push(Token::Kind::name, end);
    return true;
  }

  bool punctuation() {
    switch (peek()) {
      case '(':
        push(Token::Kind::open, 1);
        return true;
      case ')':
        push(Token::Kind::close, 1);
        return true;
      case ',':
        push(Token::Kind::comma, 1);
        return true;
      case '|':
        push(Token::Kind::bar, 1);
        return true;
      default:
        return false;
    }
  }

  bool symbol() {
    int length = 0;
    const OperationRow* row = find_symbol(rest(), length);
    if (row == nullptr) return false;
    push(Token::Kind::symbol, static_cast<std::size_t>(length)).symbol = row;
    return true;
  }

  Error unexpected() const {
    const int begin = static_cast<int>(at_);
    if (peek() == '=') return error_at(ErrorCode::equation, {begin, begin + 1});
    const int length = character_length(rest());
    return error_at(ErrorCode::unexpected_character, {begin, begin + length})
        .with("text", std::string(rest().substr(0, static_cast<std::size_t>(length))));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::string plain_name(std::string_view text) {
  std::string name;
  while (!text.empty()) {
    if (text.starts_with("µ")) {
      name += "μ";
      text.remove_prefix(2);
      continue;
    }
    const int digit = digit_of(text, subscripts);
    name += digit < 0 ? text[0] : static_cast<char>('0' + digit);
    text.remove_prefix(digit < 0 ? 1 : subscripts[0].size());
  }
  return name;
}

Result<std::vector<Token>> tokenize(std::string_view text) { return Tokenizer(text).run(); }

}  // namespace descenso
