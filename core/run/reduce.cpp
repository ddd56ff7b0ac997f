#include "run/reduce.hpp"

#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

#include "optimizer/factorization.hpp"
#include "run/lru_cache.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

using Fingerprint = std::array<std::uint64_t, 4>;

/// A hash of the bits of all columns (FNV's step, in four numbers that the processor multiplies side by
/// side): other data have another one, but for a chance that is nothing beside a fault of the memory.
Fingerprint fingerprint(std::span<const std::span<const double>> columns) {
  Fingerprint out{0xcbf29ce484222325u, 0x9e3779b97f4a7c15u, 0xbf58476d1ce4e5b9u, 0x94d049bb133111ebu};
  for (const std::span<const double> column : columns)
    for (std::size_t i = 0; i < column.size(); ++i) {
      std::uint64_t word, &part = out[i % out.size()];
      std::memcpy(&word, &column[i], sizeof word);
      part = (part ^ word ^ (part >> 29)) * 0x100000001b3u;
    }
  return out;
}

/// The fingerprint of a problem's data, whose columns are those of its objective. That of the last data is
/// kept.
const Fingerprint& fingerprint(const Problem<double>& problem) {
  static thread_local std::weak_ptr<const Dataset> last;
  static thread_local Fingerprint known;
  if (!problem.data || last.lock() != problem.data) {
    known = fingerprint(problem.objective->columns());
    last = problem.data;
  }
  return known;
}

using Reduced = std::shared_ptr<const ReducedSquares>;

/// Nothing where the residuals are not finite, or do not determine θ.
Reduced reduction_of(const Problem<double>& problem) {
  GraphObjective<double>& objective = *problem.objective;
  const auto n = static_cast<Index>(objective.row_count()), p = static_cast<Index>(problem.start.size());
  std::vector<std::uint32_t> rows;
  bool is_finite = true;
  const auto write_rows = [&](Index first, MatrixXd& block) {  // J, r
    const auto count = std::size_t(block.rows());
    rows.resize(count);
    std::iota(rows.begin(), rows.end(), std::uint32_t(first));
    objective.select(rows);
    objective.residuals(problem.start, {block.col(p).data(), count}, {block.data(), count * std::size_t(p)});
    is_finite = is_finite && descenso::all_finite(block);
  };
  const MatrixXd whole = triangular_factor(n, p + 1, write_rows), r = whole.topLeftCorner(p, p);
  objective.select({});
  if (!is_finite || determination(r).rank < p) return nullptr;

  ReducedSquares out;
  out.factor = objective.residual_factor();
  out.triangle.assign(r.data(), r.data() + r.size());
  VectorXd theta =
      VectorXd::Map(problem.start.data(), p) - solve_triangular(r, whole.topRightCorner(p, 1)).col(0);
  // A step by the gradient, RᵀR δ = −∇L/2c, takes away the rounding of the first solution.
  VectorXd slope(p);
  const auto evaluate = [&] {
    return objective.value_and_gradient(std::span<const double>(theta.data(), std::size_t(p)),
                                        std::span<double>(slope.data(), std::size_t(p)));
  };
  evaluate();
  theta -= solve_triangular(r, solve_transposed(r, slope / (2 * out.factor))).col(0);
  out.loss = evaluate();
  out.optimum.assign(theta.data(), theta.data() + p);
  if (!std::isfinite(out.loss)) return nullptr;
  return std::make_shared<const ReducedSquares>(std::move(out));
}

}  // namespace

std::shared_ptr<const ReducedSquares> reduce(const Problem<double>& problem) {
  GraphObjective<double>& objective = *problem.objective;
  if (objective.residual_count() < min_reduced_rows || !objective.quadratic()) return nullptr;
  using Key = std::pair<std::shared_ptr<const CompiledLoss<double>>, Fingerprint>;
  static thread_local LruCache<Key, Reduced, 4> cache;
  const Key key{objective.compiled(), fingerprint(problem)};
  const Reduced* known = cache.find(key);
  if (!known) known = &cache.insert(key, reduction_of(problem));
  objective.reduce(*known);
  return *known;
}

}  // namespace descenso
