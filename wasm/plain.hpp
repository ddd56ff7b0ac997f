// Values cross between JavaScript and C++ whole, as one array of words (doubles), written on one side
// and read on the other. Asking for one property from C++ costs a call across and a string made there, about
// 100 ns; a run has some forty properties. crossing.mjs is the other half and has the same layout.
//
//     inwards, Plain:    [kind and words that follow, as two int32 in one word; …]
//       number [x]   text [length in bytes, UTF-8 …]   numbers [x …]   list [value …]   object [text, value,
//       …]   parcel [address, count]: numbers that a vector holds already
//     outwards, Value:   [kind, …]
//       number [x]   text [length, UTF-8 …]   list [count, value …]   object [count, name, value, …]
//       numbers, integers, bytes [address, count]: copied to a typed array that belongs to JavaScript
//       column [address, count]: numbers that are copied to memory that the columns of an answer share
//       a name is a text, or a literal [address, length], which JavaScript reads once and then finds by its
//       address
//
// { w1: 10 } goes in as 9|5 (an object of 5 words), 6|2 2 "w1" (a text of 2 bytes), 5|1 10 (a number).
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace descenso::js {

/// The kinds of values, in the order of `Kind` in crossing.mjs. `other` is what is no data: functions,
/// symbols, …
enum class Kind : std::int32_t {
  other,
  undefined,
  null,
  no,
  yes,
  number,
  text,
  numbers,
  list,
  object,
  integers,
  bytes,
  literal,
  parcel,
  column
};

/// A value that came in, as a view on its words. It is plain data: no getter of the caller can run while it
/// is read.
class Plain {
 public:
  /// The value that begins at a word; without one, undefined.
  explicit Plain(const double* at)
      : kind_(head(at).kind), size_(head(at).size), words_(at + 1), end_(words_ + size_) {
    if (kind_ == Kind::parcel) open_parcel();
  }
  Plain() : Plain(Kind::undefined, 0, nullptr) {}

  bool is(Kind kind) const { return kind_ == kind; }
  bool is_missing() const { return is(Kind::undefined) || is(Kind::null); }
  bool is_array() const { return is(Kind::numbers) || is(Kind::list); }

  /// The content of a number, a text or an array of numbers. The kind must be right.
  double number() const { return words_[0]; }
  std::string_view text() const {
    return {reinterpret_cast<const char*>(words_ + 1), static_cast<std::size_t>(words_[0])};
  }
  std::span<const double> numbers() const { return {words_, size_}; }

  /// The entries of an array, or the names and values of an object in turn; nothing for any other kind.
  std::vector<Plain> entries() const;

  /// Calls f(name, value) for the fields of an object, until it returns false.
  template <class F>
  void for_each_field(F f) const {
    if (!is(Kind::object)) return;
    for (const double* at = words_; at != end();) {
      const Plain name(at), value(name.end());
      if (!f(name, value)) return;
      at = value.end();
    }
  }

  /// An object's field; undefined where there is none, or no object. `index` is its place among the fields.
  Plain field(std::string_view name, std::size_t& index) const;
  Plain operator[](std::string_view name) const {
    std::size_t index;
    return field(name, index);
  }

 private:
  /// The first word of a value.
  struct Head {
    Kind kind;
    std::uint32_t size;  ///< of the content, in words
  };
  static Head head(const double* at) { return *reinterpret_cast<const Head*>(at); }

  Plain(Kind kind, std::size_t size, const double* words)
      : kind_(kind), size_(size), words_(words), end_(words + size) {}
  const double* end() const { return end_; }
  void open_parcel();

  Kind kind_;
  std::size_t size_;  ///< of the content
  const double* words_;
  const double* end_;  ///< where the next value begins
};

/// A value on its way out. Typed arrays are named by their address, so what they belong to must live until
/// `deliver`.
class Value {
 public:
  static Value object() { return Value(Kind::object); }
  static Value list() { return Value(Kind::list); }

  /// Adds a field to an object. A name that is a literal of the program is known by its address.
  template <std::size_t N, class T>
  Value& set(const char (&name)[N], const T& value) {
    append_array(Kind::literal, name, N - 1);
    return add(value);
  }
  template <class T>
  Value& set(const std::string& name, const T& value) {
    append(std::string_view(name));
    return add(value);
  }
  /// Adds an entry to a list.
  template <class T>
  Value& add(const T& value) {
    if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>)
      append(static_cast<double>(value));
    else
      append(value);
    ++words_[1];
    return *this;
  }

  const double* words() const { return words_.data(); }
  /// The numbers of all columns.
  std::size_t column_numbers() const { return column_numbers_; }

 private:
  explicit Value(Kind kind);

  void append(std::same_as<bool> auto value) { append_kind(value ? Kind::yes : Kind::no); }
  void append(double value);
  void append(std::string_view text);
  void append(std::nullptr_t) { append_kind(Kind::null); }
  void append(const Value& value);
  void append(const std::vector<double>& values);
  void append(const std::vector<std::int32_t>& values);
  void append(const std::vector<std::uint8_t>& values);
  template <class T>
  void append(const std::optional<T>& value) {
    value ? append(*value) : append(nullptr);
  }
  void append_kind(Kind kind);
  void append_array(Kind kind, const void* address, std::size_t count);

  std::vector<double> words_;
  std::size_t column_numbers_ = 0;
};

/// Room for this number of words of arguments, until the next call of `inbox`.
double* inbox(std::size_t words);

/// A vector of this size, which is kept until it is taken or the inbox is cleared.
double* parcel(std::size_t size);
/// The numbers of a value: a vector that was kept, without a copy, or a copy.
std::vector<double> taken(Plain numbers);
/// Drops what the last call left: large arguments make room for what is computed from them.
void clear_inbox();

/// Hands an answer to JavaScript, which reads it at once.
void deliver(const Value& answer);

}  // namespace descenso::js
