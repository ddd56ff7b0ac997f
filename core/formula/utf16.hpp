// Places in a formula count UTF-16 units, as JavaScript's strings do; the formula itself is UTF-8.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace descenso {

/// The units before each byte, and after the last: 2 for a character of four bytes, else 1. A first byte
/// without its other three, which no UTF-8 has, counts 1, so that no place is past the text.
inline std::vector<int> units_before(std::string_view text) {
  const auto continues = [&](std::size_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  std::vector<int> units{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_long =
        byte >= 0xF0 && byte < 0xF8 && continues(i + 1) && continues(i + 2) && continues(i + 3);
    units.push_back(units.back() + (continues(i) ? 0 : is_long ? 2 : 1));
  }
  return units;
}

/// The byte at which the character at a place begins, given units_before.
inline std::size_t byte_at(const std::vector<int>& units, int place) {
  return static_cast<std::size_t>(std::upper_bound(units.begin(), units.end(), place) - units.begin()) - 1;
}

}  // namespace descenso
