// A point of the search for optima, and the solution for its linear parameters within their bounds.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include "fit/search/search.hpp"
#include "fit/search/separable.hpp"

namespace descenso {

using Indices = std::vector<std::size_t>;

inline bool contains(const Indices& all, std::size_t j) {
  return std::find(all.begin(), all.end(), j) != all.end();
}

/// A point with the parts of the model that take part in it.
struct Draft {
  std::vector<double> theta;
  Indices nonlinear, linear;
  double rss = std::numeric_limits<double>::infinity();
  std::vector<double> start = {};  ///< θ before it was refined
};

/// Puts drafts into the bounds of the search and solves for their linear parameters.
class DraftSolver {
 public:
  DraftSolver(SeparableModel& model, const Box& box) : model_(model), box_(box) {}

  bool has_bounds() const { return box_.low.size() > 0; }

  void clamp(std::vector<double>& theta) const {
    for (std::size_t j = 0; j < theta.size(); ++j) {
      if (box_.low.size() > 0) theta[j] = std::max(theta[j], box_.low[Eigen::Index(j)]);
      if (box_.high.size() > 0) theta[j] = std::min(theta[j], box_.high[Eigen::Index(j)]);
    }
  }

  /// Solves for the linear parameters and returns ‖r‖², infinite where something is not finite. Where one
  /// leaves its bounds it ends on them, and ‖r‖² is what that gives.
  double solve(Draft& draft) const {
    clamp(draft.theta);
    const double rss = model_.solve(draft.theta, draft.linear);
    const std::vector<double> free = draft.theta;
    clamp(draft.theta);
    if (free == draft.theta) return rss;
    Eigen::VectorXd r;
    return model_.residuals(draft.theta, r, nullptr) ? r.squaredNorm()
                                                     : std::numeric_limits<double>::infinity();
  }

 private:
  SeparableModel& model_;
  const Box& box_;
};

}  // namespace descenso
