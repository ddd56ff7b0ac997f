#include "fit/least_squares.hpp"

#include <algorithm>
#include <cmath>

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

/// Parameters at a bound beyond which L would fall.
std::vector<Index> free_parameters(const VectorXd& theta, const VectorXd& gradient, const Box& box) {
  std::vector<Index> free;
  for (Index j = 0; j < theta.size(); ++j) {
    const bool at_low = box.low.size() > 0 && theta[j] <= box.low[j] && gradient[j] > 0;
    const bool at_high = box.high.size() > 0 && theta[j] >= box.high[j] && gradient[j] < 0;
    if (!at_low && !at_high) free.push_back(j);
  }
  return free;
}

double resized(double radius, double reach, double gain, double lambda) {
  if (!(gain >= 0.25)) return std::min(radius, 10 * reach) / 4;
  return gain >= 0.75 || lambda == 0 ? std::max(radius, 3 * reach) : radius;
}

void raise_scale(VectorXd& D, const MatrixXd& J) {
  for (Index j = 0; j < D.size(); ++j) {
    D[j] = std::max(D[j], J.col(j).norm());
    if (D[j] == 0) D[j] = 1;
  }
}

struct Step {
  VectorXd to;
  double promised = 0, reach = 0, lambda = 0;
};

/// The step inside the ellipsoid and the box: what would leave the box ends on it, and the others' step is
/// computed again with that known.
Step trust_region_step(const VectorXd& theta, const MatrixXd& J, const VectorXd& r, const VectorXd& D,
                       double radius, const Box& box) {
  std::vector<Index> free = free_parameters(theta, J.transpose() * r, box);
  Step step{theta, 0, 0, 0};
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
  const VectorXd made = step.to - theta, change = J * made;
  step.reach = D.cwiseProduct(made).norm();
  step.promised = box.low.size() > 0 || box.high.size() > 0
                      ? -change.dot(change + 2 * r)
                      : change.squaredNorm() + 2 * step.lambda * step.reach * step.reach;
  return step;
}

}  // namespace

LeastSquaresEnd minimize_residuals(const ResidualFunction& residuals, VectorXd start,
                                   const LeastSquaresOptions& options) {
  LeastSquaresEnd end;
  end.theta = clamped(std::move(start), options.box);
  VectorXd r, next;
  MatrixXd J;
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
  for (; end.trials < options.max_trials && !end.converged; ++end.trials) {
    const Step step = trust_region_step(end.theta, J, r, D, radius, options.box);
    if (step.to == end.theta) {
      end.converged = true;
      break;
    }
    const bool finite = residuals(step.to, next, nullptr);
    const double F = end.rss;
    const double found = finite
                             ? (r.size() == next.size() ? (r - next).dot(r + next) : F - next.squaredNorm())
                             : -std::numeric_limits<double>::infinity();
    double gain = finite && std::isfinite(found) && step.promised > 0 ? found / step.promised : -1;
    if (gain >= accept) {
      MatrixXd there;
      if (residuals(step.to, next, &there)) {
        end.theta = step.to;
        r = next;
        J = std::move(there);
        end.rss = r.squaredNorm();
        raise_scale(D, J);
      } else {
        gain = -1;
      }
    }
    radius = resized(radius, step.reach, gain, step.lambda);
    const bool flat = step.promised <= options.tolerance * F && std::abs(found) <= options.tolerance * F;
    const bool tiny = radius <= epsilon * D.cwiseProduct(end.theta).norm();
    end.converged = flat || tiny;
  }
  return end;
}

}  // namespace descenso
