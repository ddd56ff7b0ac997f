#include "fit/solvers/least_squares.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "optimizer/factorization.hpp"
#include "optimizer/least_squares/trust_region.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double accept = 1e-4;
constexpr double epsilon = std::numeric_limits<double>::epsilon();

VectorXd clamped(VectorXd theta, const Box& box) {
  if (box.low.size() > 0) theta = theta.cwiseMax(box.low);
  if (box.high.size() > 0) theta = theta.cwiseMin(box.high);
  return theta;
}

double resized(double radius, double reach, double gain, double lambda) {
  if (!(gain >= 0.25)) return std::min(radius, 10 * reach) / 4;
  return gain >= 0.75 || lambda == 0 ? std::max(radius, 3 * reach) : radius;
}

void raise_scale(VectorXd& D, const MatrixXd& J) {
  for (Index j = 0; j < D.size(); ++j) {
    const double* column = &J(0, j);
    D[j] = std::max(D[j], std::sqrt(dot(column, column, J.rows())));
    if (D[j] == 0) D[j] = 1;
  }
}

struct Step {
  VectorXd to;
  double promised = 0, reach = 0, lambda = 0;
};

/// The step inside the ellipsoid alone.
void take_free_step(Step& step, const TrustRegion& region, double radius) {
  step.lambda = region.damping(radius);
  step.to += region.step(step.lambda);
}

/// The step inside the ellipsoid and the box: what would leave the box ends on it, and the others' step is
/// computed again with that known.
void take_bounded_step(Step& step, const MatrixXd& J, const VectorXd& r, const VectorXd& D, double radius,
                       const Box& box) {
  const VectorXd theta = step.to;
  std::vector<Index> free = free_parameters(theta, transposed_times(J, r), box);
  VectorXd rest = r;
  while (!free.empty()) {
    const auto p = Index(free.size());
    MatrixXd Jf(J.rows(), p);
    VectorXd Df(p);
    for (Index k = 0; k < p; ++k) {
      Jf.col(k) = J.col(free[std::size_t(k)]);
      Df[k] = D[free[std::size_t(k)]];
    }
    const TrustRegion region(Jf, rest, Df);
    step.lambda = region.damping(radius);
    const VectorXd move = region.step(step.lambda);
    std::vector<Index> inside;
    for (Index k = 0; k < p; ++k) {
      const Index j = free[std::size_t(k)];
      step.to[j] = theta[j] + move[k];
      const double held = clamped(step.to, box)[j];
      if (held == step.to[j]) {
        inside.push_back(j);
      } else {
        step.to[j] = held;
        rest += (held - theta[j]) * J.col(j);
      }
    }
    if (inside.size() == free.size()) break;
    free = std::move(inside);
  }
}

/// The steps from one point, of which a smaller one follows where the larger one gains too little.
class Steps {
 public:
  Steps(const VectorXd& theta, const MatrixXd& J, const VectorXd& r, const VectorXd& D, const Box& box)
      : theta_(theta), J_(J), r_(r), D_(D), box_(box) {
    if (is_free()) region_.emplace(J, r, D);
  }

  Step within(double radius) const {
    Step step{theta_, 0, 0, 0};
    if (is_free())
      take_free_step(step, *region_, radius);
    else
      take_bounded_step(step, J_, r_, D_, radius, box_);
    const VectorXd made = step.to - theta_, change = times(J_, made);
    step.reach = D_.cwiseProduct(made).norm();
    step.promised = is_free() ? change.squaredNorm() + 2 * step.lambda * step.reach * step.reach
                              : -change.dot(change + 2 * r_);
    return step;
  }

 private:
  bool is_free() const { return box_.low.size() == 0 && box_.high.size() == 0; }

  const VectorXd& theta_;
  const MatrixXd& J_;
  const VectorXd &r_, &D_;
  const Box& box_;
  std::optional<TrustRegion> region_;
};

}  // namespace

std::vector<Index> free_parameters(const VectorXd& theta, const VectorXd& gradient, const Box& box) {
  std::vector<Index> free;
  for (Index j = 0; j < theta.size(); ++j) {
    const bool at_low = box.low.size() > 0 && theta[j] <= box.low[j] && gradient[j] > 0;
    const bool at_high = box.high.size() > 0 && theta[j] >= box.high[j] && gradient[j] < 0;
    if (!at_low && !at_high) free.push_back(j);
  }
  return free;
}

LeastSquaresEnd minimize_residuals(const ResidualFunction& residuals, VectorXd start,
                                   const LeastSquaresOptions& options) {
  LeastSquaresEnd end;
  end.theta = clamped(std::move(start), options.box);
  VectorXd r, next;
  MatrixXd J, there;
  if (!residuals(end.theta, r, &J)) return end;
  end.rss = r.squaredNorm();
  if (end.theta.size() == 0) {
    end.converged = true;
    return end;
  }
  VectorXd D = VectorXd::Zero(end.theta.size());
  raise_scale(D, J);
  double radius = D.cwiseProduct(end.theta).norm();
  if (radius == 0) radius = 1;
  std::optional<Steps> steps;
  for (; end.trials < options.max_trials && !end.converged; ++end.trials) {
    if (!steps) steps.emplace(end.theta, J, r, D, options.box);
    const Step step = steps->within(radius);
    if (step.to == end.theta) {
      end.converged = true;
      break;
    }
    const bool has_jacobian = options.with_jacobian && residuals(step.to, next, &there);
    const bool finite = has_jacobian || residuals(step.to, next, nullptr);
    const double F = end.rss;
    const double found = finite
                             ? (r.size() == next.size() ? (r - next).dot(r + next) : F - next.squaredNorm())
                             : -std::numeric_limits<double>::infinity();
    double gain = finite && std::isfinite(found) && step.promised > 0 ? found / step.promised : -1;
    if (gain >= accept) {
      if (has_jacobian || residuals(step.to, next, &there)) {
        end.theta = step.to;
        r.swap(next);
        J.swap(there);
        end.rss = r.squaredNorm();
        raise_scale(D, J);
        steps.reset();
      } else {
        gain = -1;
      }
    }
    radius = resized(radius, step.reach, gain, step.lambda);
    // A loss where rounding promised nothing is rounding, as a gain of that size would be.
    const bool flat =
        step.promised <= options.tolerance * F && std::isfinite(found) && found <= options.tolerance * F;
    const bool tiny = radius <= epsilon * D.cwiseProduct(end.theta).norm();
    end.converged = flat || tiny;
  }
  return end;
}

}  // namespace descenso
