#include "nearest_name.hpp"

#include <cctype>
#include <vector>

namespace descenso {

int edit_distance(std::string_view typed, std::string_view known) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  const auto same = [&](std::size_t i, std::size_t j) { return lower(typed[i]) == lower(known[j]); };
  const auto doubled = [&](std::size_t i) { return i > 0 && lower(typed[i]) == lower(typed[i - 1]); };
  std::vector<std::vector<int>> d(typed.size() + 1, std::vector<int>(known.size() + 1));
  for (std::size_t j = 0; j <= known.size(); ++j) d[0][j] = static_cast<int>(10 * j);
  for (std::size_t i = 1; i <= typed.size(); ++i) {
    d[i][0] = static_cast<int>(10 * i);
    for (std::size_t j = 1; j <= known.size(); ++j) {
      const int remove = d[i - 1][j] + (doubled(i - 1) ? 9 : 10);
      const int replace = d[i - 1][j - 1] + (same(i - 1, j - 1) ? 0 : 10);
      d[i][j] = std::min({remove, d[i][j - 1] + 10, replace});
      const bool swapped = i > 1 && j > 1 && same(i - 1, j - 2) && same(i - 2, j - 1);
      if (swapped) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 9);
    }
  }
  return d[typed.size()][known.size()];
}

int max_edit_distance(std::string_view typed) {
  if (typed.size() < 2 || typed.size() > 20) return -1;
  return 10 * std::max(1, static_cast<int>(typed.size()) / 3);
}

}  // namespace descenso
