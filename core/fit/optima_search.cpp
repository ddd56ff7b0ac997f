#include "fit/optima_search.hpp"

#include <cmath>
#include <memory>
#include <utility>

#include "fit/search/search.hpp"
#include "run/lru_cache.hpp"
#include "work.hpp"

namespace descenso {
namespace {

constexpr std::size_t max_followed = 8;
/// Into how many parts the rows are parted, of which one is left out.
constexpr std::size_t parts = 4;
/// A megabyte; the answer for more data is not cached.
constexpr std::size_t max_cached_numbers = 125'000;

/// All that a search depends on.
struct SearchKey {
  std::shared_ptr<const CompiledLoss<double>> loss;
  std::vector<double> extra_parameters;
  std::vector<std::vector<double>> columns;
  std::vector<bool> held;
  std::vector<double> held_values, low, high;
  double budget = 0;
  bool operator==(const SearchKey&) const = default;
};

using Columns = std::span<const std::span<const double>>;

std::vector<double> numbers_of(const Eigen::VectorXd& v) { return {v.data(), v.data() + v.size()}; }

SearchKey key_of(FitProblem& problem, double budget) {
  SearchKey key{problem.objective().compiled(),
                {},
                problem.copied_columns(),
                problem.held(),
                {},
                numbers_of(problem.box().low),
                numbers_of(problem.box().high),
                budget};
  const std::span<const double> extra = problem.objective().extra_parameters();
  key.extra_parameters.assign(extra.begin(), extra.end());
  for (std::size_t j = 0; j < key.held.size(); ++j)
    if (key.held[j]) key.held_values.push_back(problem.start()[j]);
  return key;
}

/// The columns without every `parts`-th row, from row `first` on.
std::vector<std::vector<double>> without(Columns columns, std::size_t first) {
  std::vector<std::vector<double>> kept(columns.size());
  for (std::size_t k = 0; k < columns.size(); ++k)
    for (std::size_t i = 0; i < columns[k].size(); ++i)
      if (i % parts != first) kept[k].push_back(columns[k][i]);
  return kept;
}

/// The search is for least squares, which an outlier can lead astray. A loss that is indifferent to outliers
/// is also searched without each quarter of the rows: one of them has a single outlier.
SearchResult searched(FitProblem& problem, SearchSpec spec) {
  SearchResult found = search(problem.loss(), spec, problem.columns());
  const std::size_t kept = problem.rows() - (problem.rows() + parts - 1) / parts;
  if (problem.is_least_squares() || found.ends.empty() || kept <= problem.dimension()) return found;
  spec.budget /= parts;
  for (std::size_t first = 0; first < parts; ++first) {
    const std::vector<std::vector<double>> rest = without(problem.columns(), first);
    const std::vector<std::span<const double>> views(rest.begin(), rest.end());
    SearchResult some = search(problem.loss(), spec, views);
    found.evaluations += some.evaluations;
    if (!some.ends.empty()) found.ends.insert(found.ends.begin() + 1, std::move(some.ends.front()));
  }
  return found;
}

FoundOptima followed(FitProblem& problem, double budget) {
  const double begun = work.done;
  SearchResult found = searched(problem, {problem.held(), problem.start(), problem.box(), budget});
  FoundOptima out{{}, std::move(found.abandoned), found.evaluations};
  const auto abandon = [&](const std::vector<std::vector<double>>& from) {
    out.abandoned.insert(out.abandoned.end(), from.begin(), from.end());
  };
  std::size_t count = 0;
  for (const SearchEnd& each : found.ends) {
    // Far from the best, a curve is of no interest; many rows or parameters make a descent expensive.
    const bool is_far = each.rss > 100 * found.ends.front().rss;
    const bool is_costly = work.done - begun > max_work / 4;
    if ((count > 0 && (is_far || is_costly)) || count == max_followed) {
      abandon(each.from);
      continue;
    }
    ++count;
    LocalEnd end = problem.descend(each.theta, FitProblem::nothing, problem.is_least_squares() ? 300 : 1000);
    if (std::isfinite(end.value))
      out.all.push_back({std::move(end), each.from});
    else
      abandon(each.from);
  }
  return out;
}

}  // namespace

FoundOptima find_optima(FitProblem& problem, double budget) {
  static thread_local LruCache<SearchKey, FoundOptima, 8> cache;
  std::size_t numbers = 0;
  for (const auto& column : problem.columns()) numbers += column.size();
  if (numbers > max_cached_numbers) return followed(problem, budget);
  SearchKey key = key_of(problem, budget);
  if (const FoundOptima* cached = cache.find(key)) return *cached;
  FoundOptima found = followed(problem, budget);
  if (is_work_spent()) return found;  // a search with more work left would find more
  return cache.insert(std::move(key), std::move(found));
}

}  // namespace descenso
