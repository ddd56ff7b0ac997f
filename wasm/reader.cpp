#include "reader.hpp"

namespace descenso::js {

Reader::Reader(Plain object, std::string path, std::optional<Error>& wrong)
    : object_(object), path_(std::move(path)), wrong_(wrong) {
  if (!object_.is(Kind::object) && !object_.is_array()) fail(ErrorCode::not_an_object, path_);
}

double Reader::number(const char* key) {
  const Plain value = get(key);
  if (wrong_) return 0;
  if (value.is(Kind::number)) return value.number();
  fail(ErrorCode::not_a_number, place(key));
  return 0;
}

std::string Reader::text(const char* key) {
  const Plain value = get(key);
  if (wrong_) return {};
  if (value.is(Kind::text)) return std::string(value.text());
  fail(ErrorCode::not_text, place(key));
  return {};
}

Error::Argument Reader::setting(const char* key) {
  if (wrong_) return 0.0;
  const Plain value = object_[key];
  if (value.is(Kind::text)) return text(key);
  if (value.is(Kind::yes) || value.is(Kind::no)) return value.is(Kind::yes) ? 1.0 : 0.0;
  return number(key);
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

std::vector<double> Reader::column(const char* key) {
  const Plain value = get(key);
  if (wrong_) return {};
  if (value.is(Kind::numbers)) return {value.numbers().begin(), value.numbers().end()};
  if (!value.is(Kind::list)) {
    fail(ErrorCode::not_an_array, place(key));
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

std::vector<std::string> Reader::keys() const {
  std::vector<std::string> all;
  if (wrong_ || !object_.is(Kind::object)) return all;
  const std::vector<Plain> entries = object_.entries();
  for (std::size_t i = 0; i < entries.size(); i += 2) all.emplace_back(entries[i].text());
  return all;
}

NamedNumbers Reader::numbers() {
  NamedNumbers values;
  for (const std::string& key : keys()) values.emplace_back(key, number(key.c_str()));
  return values;
}

std::vector<Column> Reader::columns() {
  std::vector<Column> all;
  for (const std::string& key : keys()) all.push_back({key, column(key.c_str())});
  return all;
}

void Reader::fail(const Error& error) {
  if (!wrong_) wrong_ = error;
}

void Reader::unknown(const char* key, const std::string& name, const char* known) {
  fail(error(ErrorCode::unknown_name)
           .with("field", place(key))
           .with("name", name)
           .with("known", std::string(known)));
}

Plain Reader::get(const char* key) {
  const Plain value = object_[key];
  if (value.is_missing()) fail(ErrorCode::missing_field, place(key));
  return value;
}

}  // namespace descenso::js
