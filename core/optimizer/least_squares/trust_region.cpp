#include "optimizer/least_squares/trust_region.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "optimizer/factorization.hpp"

namespace descenso {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

/// R is nearly singular where a diagonal entry is below this share of the largest.
constexpr double kNearlySingular = 1e-5;

}  // namespace

TrustRegion::TrustRegion(const MatrixXd& J, const VectorXd& r, const VectorXd& D) : scale_(D) {
  // Fewer residuals than parameters: rows of zeros change nothing and make R square.
  const Index p = J.cols(), m = std::max(J.rows(), p);
  MatrixXd scaled(m, p + 1);
  if (m > J.rows()) scaled.setZero();
  for (Index j = 0; j < p; ++j) {
    const double* from = J.col(j).data();
    double* to = scaled.col(j).data();
    const double inverse = 1 / D[j];
    for (Index i = 0; i < J.rows(); ++i) to[i] = from[i] * inverse;
  }
  std::copy_n(r.data(), r.size(), scaled.col(p).data());
  // Factoring [J D⁻¹, r] gives R and Qᵀr at once, and is blind to the size of m from here on.
  factor_ = triangular_factor(std::move(scaled));
  const VectorXd diagonal = factor_.diagonal().head(p).cwiseAbs();
  if (diagonal.minCoeff() > kNearlySingular * diagonal.maxCoeff())
    gauss_newton_ = solve_triangular(factor_.topLeftCorner(p, p), factor_.topRightCorner(p, 1));
}

const TrustRegion::Spectrum& TrustRegion::spectrum() const {
  if (spectrum_) return *spectrum_;
  const Index p = scale_.size();
  // Of the transposed R = U Σ Vᵀ, which takes a fifth fewer rotations.
  Svd transposed = svd(factor_.topLeftCorner(p, p).transpose());
  const VectorXd beta = transposed_times(transposed.v, factor_.col(p).head(p));
  return spectrum_.emplace(Spectrum{transposed.sigma.array(), beta.array(), std::move(transposed.u)});
}

ArrayXd TrustRegion::weights(double lambda) const {
  const ArrayXd& sigma = spectrum().sigma;
  const double negligible = sigma(0) * std::numeric_limits<double>::epsilon() * double(sigma.size());
  return (sigma > negligible).select(1 / (sigma.square() + lambda), 0.0);
}

double TrustRegion::damping(double radius) const {
  constexpr double slack = 1 + 1e-3;
  if (gauss_newton_.size() > 0 && gauss_newton_.norm() <= radius * slack) return 0;
  const Spectrum& s = spectrum();
  double lambda = 0;
  for (int i = 0; i < 100; ++i) {
    const ArrayXd w = weights(lambda);
    const ArrayXd q = s.sigma * s.beta * w;
    const double length = q.matrix().norm();
    if (length <= radius * slack) break;
    lambda += (length / radius - 1) * length * length / (q.square() * w).sum();
  }
  return lambda;
}

VectorXd TrustRegion::step(double lambda) const {
  if (lambda == 0 && gauss_newton_.size() > 0) return -(gauss_newton_.array() / scale_).matrix();
  const Spectrum& s = spectrum();
  const VectorXd q = (s.sigma * s.beta * weights(lambda)).matrix();
  return -(times(s.v, q).array() / scale_).matrix();
}

VectorXd TrustRegion::solve(double lambda, const VectorXd& g) const {
  const MatrixXd& v = spectrum().v;
  const VectorXd c = transposed_times(v, (g.array() / scale_).matrix());
  return -(times(v, (c.array() * weights(lambda)).matrix()).array() / scale_).matrix();
}

}  // namespace descenso
