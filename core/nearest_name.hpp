// The known name that a mistyped one most likely means.
#pragma once

#include <algorithm>
#include <string_view>

namespace descenso {

/// Ten times the optimal string alignment distance (Damerau 1964; Wagner & Lowrance 1975), ignoring ASCII
/// case. The commonest slips, swapped neighbours and a doubled letter in `typed`, cost a little less, so that
/// they break ties.
int edit_distance(std::string_view typed, std::string_view known);

/// The largest distance at which a name is still suggested for `typed`: a third of its length, one edit at
/// least. Negative for names of one letter and of more than 20, which get no suggestion.
int max_edit_distance(std::string_view typed);

/// The nearest of the names, or "" if none is near enough. `name_of` gives the name of an entry.
template <class Names, class NameOf>
std::string_view nearest_name(std::string_view typed, const Names& names, NameOf name_of) {
  int best_distance = max_edit_distance(typed) + 1;
  std::string_view best;
  for (const auto& entry : names) {
    const std::string_view name = name_of(entry);
    const int distance = best_distance > 0 ? edit_distance(typed, name) : 0;
    if (distance >= best_distance) continue;
    best_distance = distance;
    best = name;
  }
  return best;
}

}  // namespace descenso
