#include "optimizer/least_squares/trust_region.hpp"

#include <limits>

#include "optimizer/factorization.hpp"

namespace descenso {

using Eigen::ArrayXd;
using Eigen::MatrixXd;
using Eigen::VectorXd;

TrustRegion::TrustRegion(const MatrixXd& J, const VectorXd& r, const VectorXd& D) : scale_(D) {
  // Fewer residuals than parameters: rows of zeros change nothing and make R square.
  const Eigen::Index p = J.cols(), m = std::max(J.rows(), p);
  MatrixXd scaled = MatrixXd::Zero(m, p + 1);
  scaled.topLeftCorner(J.rows(), p) = J * D.cwiseInverse().asDiagonal();
  scaled.topRightCorner(r.size(), 1) = r;
  // Factoring [J D⁻¹, r] gives R and Qᵀr at once, and is blind to the size of m from here on.
  const MatrixXd R = triangular_factor(scaled);
  Svd factors = svd(R.topLeftCorner(p, p));
  sigma_ = factors.sigma.array();
  beta_ = (factors.u.transpose() * R.topRightCorner(p, 1)).array();
  v_ = std::move(factors.v);
}

ArrayXd TrustRegion::weights(double lambda) const {
  const double negligible = sigma_(0) * std::numeric_limits<double>::epsilon() * double(sigma_.size());
  return (sigma_ > negligible).select(1 / (sigma_.square() + lambda), 0.0);
}

double TrustRegion::damping(double radius) const {
  double lambda = 0;
  for (int i = 0; i < 100; ++i) {
    const ArrayXd w = weights(lambda);
    const ArrayXd q = sigma_ * beta_ * w;
    const double length = q.matrix().norm();
    if (length <= radius * (1 + 1e-3)) break;
    lambda += (length / radius - 1) * length * length / (q.square() * w).sum();
  }
  return lambda;
}

VectorXd TrustRegion::step(double lambda) const {
  const VectorXd q = (sigma_ * beta_ * weights(lambda)).matrix();
  return -((v_ * q).array() / scale_).matrix();
}

VectorXd TrustRegion::solve(double lambda, const VectorXd& g) const {
  const VectorXd c = v_.transpose() * (g.array() / scale_).matrix();
  return -((v_ * (c.array() * weights(lambda)).matrix()).array() / scale_).matrix();
}

}  // namespace descenso
