#include "plain.hpp"

#include <emscripten.h>

#include <algorithm>
#include <cstring>
#include <utility>

// clang-format off
EM_JS(void, descenso_deliver, (const double* words, unsigned numbers), { Module["deliver"](words, numbers); })
// clang-format on

namespace descenso::js {
namespace {

constexpr std::size_t kSmall = 1024,
                      kLarge = 1 << 17;  ///< an inbox of 8 kB at first; one above a megabyte is not kept

/// An array of JavaScript with memory of its own takes a microsecond to make. A shorter one has its numbers
/// in the object; a longer one is worth its time, and must not keep the others' memory.
constexpr std::size_t kShortestColumn = 9, kLongestColumn = 4096;

/// Large arguments of the call.
std::vector<std::vector<double>> parcels;

}  // namespace

void Plain::open_parcel() {
  kind_ = Kind::numbers;
  size_ = static_cast<std::size_t>(words_[1]);
  words_ = reinterpret_cast<const double*>(static_cast<std::uintptr_t>(words_[0]));
}

std::vector<Plain> Plain::entries() const {
  std::vector<Plain> all;
  if (is(Kind::numbers))
    for (const double& number : numbers()) all.push_back(Plain(Kind::number, 1, &number));
  if (is(Kind::list) || is(Kind::object))
    for (const double* at = words_; at != end(); at = all.back().end()) all.emplace_back(at);
  return all;
}

Plain Plain::field(std::string_view name, std::size_t& index) const {
  index = 0;
  if (!is(Kind::object)) return {};
  const auto size = static_cast<double>(name.size());
  for (const double* at = words_; at != end(); ++index) {
    const double* text = at + 1;
    const double* value = text + head(at).size;
    if (text[0] == size && std::memcmp(text + 1, name.data(), name.size()) == 0) return Plain(value);
    at = value + 1 + head(value).size;
  }
  return {};
}

Value::Value(Kind kind) {
  words_.reserve(32);
  words_ = {static_cast<double>(kind), 0};
}

void Value::append_kind(Kind kind) { words_.push_back(static_cast<double>(kind)); }
void Value::append(double value) { words_.insert(words_.end(), {static_cast<double>(Kind::number), value}); }
void Value::append(const Value& value) {
  words_.insert(words_.end(), value.words_.begin(), value.words_.end());
  column_numbers_ += value.column_numbers_;
}

void Value::append(std::string_view text) {
  words_.insert(words_.end(), {static_cast<double>(Kind::text), static_cast<double>(text.size())});
  const std::size_t at = words_.size();
  words_.resize(at + (text.size() + 7) / 8);
  std::memcpy(words_.data() + at, text.data(), text.size());
}

void Value::append(const std::vector<double>& values) {
  const bool is_column = values.size() >= kShortestColumn && values.size() <= kLongestColumn;
  append_array(is_column ? Kind::column : Kind::numbers, values.data(), values.size());
  if (is_column) column_numbers_ += values.size();
}
void Value::append(const std::vector<std::int32_t>& values) {
  append_array(Kind::integers, values.data(), values.size());
}
void Value::append(const std::vector<std::uint8_t>& values) {
  append_array(Kind::bytes, values.data(), values.size());
}

void Value::append_array(Kind kind, const void* address, std::size_t count) {
  words_.insert(words_.end(),
                {static_cast<double>(kind), static_cast<double>(reinterpret_cast<std::uintptr_t>(address)),
                 static_cast<double>(count)});
}

double* inbox(std::size_t words) {
  static std::vector<double> room(kSmall);
  if (room.size() < words || room.size() > kLarge) room = std::vector<double>(std::max(words, kSmall));
  return room.data();
}

double* parcel(std::size_t size) { return parcels.emplace_back(size).data(); }

std::vector<double> taken(Plain numbers) {
  const std::span<const double> all = numbers.numbers();
  for (std::vector<double>& each : parcels)
    if (each.data() == all.data()) return std::move(each);
  return {all.begin(), all.end()};
}

void clear_inbox() {
  parcels.clear();
  inbox(0);
}

void deliver(const Value& answer) { descenso_deliver(answer.words(), answer.column_numbers()); }

}  // namespace descenso::js
