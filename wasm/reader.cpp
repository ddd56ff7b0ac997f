#include "reader.hpp"

#include <algorithm>

namespace descenso::js {

Reader::Reader(Plain object, std::string path, std::optional<Error>& wrong)
    : object_(object), root_(std::move(path)), wrong_(wrong) {
  refuse_non_objects();
}

Reader::Reader(Plain object, const Reader& parent, std::string_view key)
    : object_(object),
      root_(parent.root_),
      parts_(parent.parts_),
      depth_(std::min(parent.depth_ + 1, max_depth)),
      wrong_(parent.wrong_) {
  parts_[depth_ - 1] = key;
  refuse_non_objects();
}

void Reader::refuse_non_objects() {
  if (!object_.is(Kind::object) && !object_.is_array()) fail(ErrorCode::not_an_object, path());
}

Reader::Reader(Reader&& other) noexcept
    : object_(other.object_),
      root_(std::move(other.root_)),
      parts_(other.parts_),
      depth_(other.depth_),
      wrong_(other.wrong_),
      known_(other.known_),
      known_count_(other.known_count_),
      found_(other.found_),
      is_read_(std::exchange(other.is_read_, true)) {}

bool Reader::has(const char* key) { return !find(key).is(Kind::undefined) && !wrong_; }

double Reader::number(const char* key) { return number_of(get(key), key); }

double Reader::number(const char* key, double default_value) {
  const Plain value = find(key);
  return value.is(Kind::undefined) || wrong_ ? default_value : number_of(value, key);
}

double Reader::number_of(Plain value, std::string_view key) {
  if (value.is(Kind::number)) return value.number();
  fail(value.is_missing() ? ErrorCode::missing_field : ErrorCode::not_a_number, place(key));
  return 0;
}

std::string Reader::text(const char* key) { return text_of(get(key), key); }

std::string Reader::text_of(Plain value, std::string_view key) {
  if (wrong_) return {};
  if (value.is(Kind::text)) return std::string(value.text());
  fail(ErrorCode::not_text, place(key));
  return {};
}

Error::Argument Reader::setting(const std::string& key) {
  const Plain value = object_[key];
  if (value.is(Kind::text)) return std::string(value.text());
  if (value.is(Kind::yes) || value.is(Kind::no)) return value.is(Kind::yes) ? 1.0 : 0.0;
  return number_of(value, key);
}

std::vector<Reader> Reader::objects(const char* key) {
  std::vector<Reader> all;
  const Plain array = get(key);
  if (!wrong_ && !array.is_array()) fail(ErrorCode::not_an_array, place(key));
  if (wrong_) return all;
  for (const Plain entry : array.entries())
    all.emplace_back(entry, place(key) + "." + std::to_string(all.size()), wrong_);
  return all;
}

std::vector<double> Reader::column(const char* key) { return column_of(get(key), key); }

std::vector<double> Reader::column_of(Plain value, std::string_view key) {
  if (wrong_) return {};
  if (value.is(Kind::numbers)) return taken(value);
  if (!value.is(Kind::list)) {
    fail(value.is_missing() ? ErrorCode::missing_field : ErrorCode::not_an_array, place(key));
    return {};
  }
  // A list holds something else than numbers, or nothing.
  std::vector<double> numbers;
  for (const Plain entry : value.entries()) {
    if (!entry.is(Kind::number)) {
      fail(ErrorCode::not_a_number, place(key) + "." + std::to_string(numbers.size()));
      return {};
    }
    numbers.push_back(entry.number());
  }
  return numbers;
}

std::vector<std::string> Reader::other_keys() {
  is_read_ = true;
  std::vector<std::string> all;
  for (const std::string_view key : unread()) all.emplace_back(key);
  return all;
}

NamedNumbers Reader::numbers() {
  NamedNumbers values;
  for (const std::string& key : other_keys()) values.emplace_back(key, number_of(object_[key], key));
  return values;
}

std::vector<std::pair<std::string, std::string>> Reader::texts() {
  std::vector<std::pair<std::string, std::string>> all;
  for (const std::string& key : other_keys()) all.emplace_back(key, text_of(object_[key], key));
  return all;
}

std::vector<std::pair<std::string, Reader>> Reader::named_objects() {
  std::vector<std::pair<std::string, Reader>> all;
  for (const std::string_view key : unread()) all.emplace_back(key, Reader(object_[key], *this, key));
  is_read_ = true;
  return all;
}

std::vector<Column> Reader::columns() {
  std::vector<Column> all;
  for (const std::string& key : other_keys()) all.push_back({key, column_of(object_[key], key)});
  return all;
}

void Reader::fail(const Error& error) {
  if (!wrong_) wrong_ = error;
}

void Reader::unknown(const char* key, const std::string& name, std::span<const std::string_view> known) {
  fail(unknown_name(place(key), name, known));
}

void Reader::exclude(const char* key, const char* other) {
  if (has(key) && has(other))
    fail(error(ErrorCode::conflicting_fields).with("field", place(key)).with("other", place(other)));
}

std::string Reader::path() const {
  std::string path = root_;
  for (std::size_t k = 0; k < depth_; ++k) {
    if (!path.empty()) path += '.';
    path += parts_[k];
  }
  return path;
}

std::string Reader::place(std::string_view key) const {
  const std::string before = path();
  return (before.empty() ? "" : before + ".").append(key);
}

Plain Reader::get(const char* key) {
  const Plain value = find(key);
  if (!value.is_missing() || wrong_) return value;
  // A field with almost this name is this field, mistyped.
  const auto is_meant = [&](std::string_view typed) {
    return !is_known(typed) && edit_distance(typed, key) <= max_edit_distance(typed);
  };
  for (const std::string_view typed : unread())
    if (is_meant(typed)) fail(unknown_field(typed));
  fail(ErrorCode::missing_field, place(key));
  return value;
}

/// The field of that name, which is a literal of the program; it then counts as read.
Plain Reader::find(std::string_view key) {
  const auto is_same_literal = [&](std::string_view known) { return known.data() == key.data(); };
  const auto end = known_.begin() + known_count_;
  if (known_count_ < max_known && std::none_of(known_.begin(), end, is_same_literal))
    known_[known_count_++] = key;
  std::size_t index;
  const Plain value = object_.field(key, index);
  if (index < 64) found_ |= std::uint64_t{1} << index;
  return value;
}

bool Reader::is_known(std::string_view key) const {
  const auto end = known_.begin() + known_count_;
  return std::find(known_.begin(), end, key) != end;
}

bool Reader::is_unread(std::size_t field, Plain name, Plain value) const {
  if (field < 64 && (found_ >> field & 1) != 0) return false;
  return !value.is(Kind::undefined) && !is_known(name.text());
}

std::vector<std::string_view> Reader::unread() const {
  std::vector<std::string_view> all;
  if (wrong_) return all;
  std::size_t k = 0;
  object_.for_each_field([&](Plain name, Plain value) {
    if (is_unread(k++, name, value)) all.push_back(name.text());
    return true;
  });
  return all;
}

void Reader::refuse_unread() {
  if (is_read_ || wrong_) return;
  for (const std::string_view key : unread()) fail(unknown_field(key));
}

Error Reader::unknown_field(std::string_view key) const {
  const std::span known(known_.data(), known_count_);
  Error out = unknown_name(place(key), key, known);
  out.code = ErrorCode::unknown_field;
  return out;
}

}  // namespace descenso::js
