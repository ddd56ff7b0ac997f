// An experiment's objects on their way in, field by field, with the place of what is wrong.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/dataset.hpp"
#include "error.hpp"
#include "plain.hpp"
#include "run/experiment.hpp"

namespace descenso::js {

/// One object and its place in the experiment. Reading past the first error returns harmless values, so a
/// reader checks for an error once, at the end: `reading` does. When a Reader ends, a field of its object
/// that was never read is an error, so nothing is ignored.
class Reader {
 public:
  Reader(Plain object, std::string path, std::optional<Error>& wrong);
  Reader(Reader&& other) noexcept;
  Reader& operator=(Reader&&) = delete;
  ~Reader() { refuse_unread(); }

  bool has(const char* key);

  double number(const char* key);
  double number(const char* key, double default_value);
  std::string text(const char* key);
  std::string text(const char* key, const char* default_value) {
    return has(key) ? text(key) : default_value;
  }
  /// A setting: a number, the word of a choice, or true and false for 1 and 0.
  Error::Argument setting(const std::string& key);
  Reader object(const char* key) { return Reader(get(key), *this, key); }
  /// The objects of an array.
  std::vector<Reader> objects(const char* key);
  std::vector<double> column(const char* key);

  /// The names of the object's fields that have not been read, in order; they then count as read.
  std::vector<std::string> other_keys();
  /// Every field as a number.
  NamedNumbers numbers();
  /// Every field as a text, with its name.
  std::vector<std::pair<std::string, std::string>> texts();
  /// Every field as an object, with its name.
  std::vector<std::pair<std::string, Reader>> named_objects();
  /// Every field as a column.
  std::vector<Column> columns();

  /// The first error stays; later ones, which may follow from it, are dropped.
  void fail(const Error& error);
  void fail(ErrorCode code, const std::string& field) { fail(error(code).with("field", field)); }
  void unknown(const char* key, const std::string& name, std::span<const std::string_view> known);
  /// Fails where both fields are there.
  void exclude(const char* key, const char* other);
  /// The path of a field in the experiment: "data.noise.sd".
  std::string place(std::string_view key) const;

 private:
  /// The object in the field `key`, a literal or a name in the message, of another.
  Reader(Plain object, const Reader& parent, std::string_view key);

  void refuse_non_objects();
  std::string path() const;
  Plain get(const char* key);
  Plain find(std::string_view key);
  double number_of(Plain value, std::string_view key);
  std::string text_of(Plain value, std::string_view key);
  std::vector<double> column_of(Plain value, std::string_view key);
  bool is_known(std::string_view key) const;
  bool is_unread(std::size_t field, Plain name, Plain value) const;
  std::vector<std::string_view> unread() const;
  void refuse_unread();
  Error unknown_field(std::string_view key) const;

  static constexpr std::size_t max_known = 16, max_depth = 8;

  Plain object_;
  std::string root_;  ///< the path begins with it; its other parts follow, and are joined for errors alone
  std::array<std::string_view, max_depth> parts_;
  std::size_t depth_ = 0;
  std::optional<Error>& wrong_;
  std::array<std::string_view, max_known> known_;  ///< the keys that were asked for, literals of the program
  std::size_t known_count_ = 0;
  std::uint64_t found_ = 0;  ///< the first 64 fields that were asked for, as bits
  bool is_read_ = false;     ///< nothing is left to refuse
};

/// Runs `read` on the object and returns what it read, or the first thing that was wrong.
template <class Read>
auto reading(Plain object, const std::string& path, Read read)
    -> Result<decltype(read(std::declval<Reader>()))> {
  std::optional<Error> wrong;
  auto value = read(Reader(object, path, wrong));
  if (wrong) return *wrong;
  return value;
}

/// Every entry of an array of objects, each by `read`.
template <class Read>
auto reading_all(Plain array, const std::string& path, Read read)
    -> Result<std::vector<decltype(read(std::declval<Reader>()))>> {
  if (!array.is_array()) return error(ErrorCode::not_an_array).with("field", path);
  std::vector<decltype(read(std::declval<Reader>()))> all;
  for (const Plain entry : array.entries()) {
    auto one = reading(entry, path + "." + std::to_string(all.size()), read);
    if (!one) return one.error();
    all.push_back(std::move(one.value()));
  }
  return all;
}

}  // namespace descenso::js
