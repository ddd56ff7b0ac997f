#include "optimizer/factorization.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/Householder>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "work.hpp"

namespace descenso {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Counts a factorization of m rows and p columns: about 2mp² operations, and some copies of the matrix.
bool spend_work_on(const MatrixXd& a) {
  const auto m = static_cast<double>(a.rows()), p = static_cast<double>(a.cols());
  return spend_work(scalar_operation_cost * m * p * (2 * p + 10));
}

/// The share of its size up to which a column counts as explained by those before it. Equal columns leave
/// 10⁻¹⁶ of themselves at each reflection, and would soon be subnormal numbers, which take a hundred times as
/// long.
constexpr double kVanished = 1e-100;

/// Householder's reflections I − τ v vᵀ: R on and above the diagonal, the ends of each v below it.
class Reflections {
  /// v without its first entry, which is 1.
  auto end_of(Index k) const { return a_.col(k).tail(a_.rows() - k - 1); }

 public:
  explicit Reflections(const MatrixXd& a)
      : a_(a), tau_(VectorXd::Zero(std::min(a.rows(), a.cols()))), work_(a.cols()) {
    const Eigen::RowVectorXd size = a.cwiseAbs().colwise().maxCoeff();
    for (Index k = 0; k < tau_.size(); ++k) {
      auto tail = a_.col(k).tail(a_.rows() - k);
      if (std::isfinite(size[k]) && tail.cwiseAbs().maxCoeff() <= kVanished * size[k]) {
        tail.setZero();
        continue;
      }
      double head = 0;
      tail.makeHouseholderInPlace(tau_[k], head);
      a_(k, k) = head;
      auto rest = a_.bottomRightCorner(a_.rows() - k, a_.cols() - k - 1);
      rest.applyHouseholderOnTheLeft(end_of(k), tau_[k], work_.data() + k + 1);
    }
  }

  MatrixXd upper_triangle() const { return a_.topRows(tau_.size()).triangularView<Eigen::Upper>(); }

  /// The first columns of the product of the reflections.
  MatrixXd thin_q() {
    MatrixXd q = MatrixXd::Identity(a_.rows(), a_.cols());
    for (Index k = tau_.size(); k-- > 0;)
      q.bottomRows(a_.rows() - k).applyHouseholderOnTheLeft(end_of(k), tau_[k], work_.data());
    return q;
  }

 private:
  MatrixXd a_;
  VectorXd tau_, work_;
};

}  // namespace

Qr thin_qr(const MatrixXd& a) {
  if (!spend_work_on(a))
    return {MatrixXd::Constant(a.rows(), a.cols(), nan), MatrixXd::Constant(a.cols(), a.cols(), nan)};
  Reflections qr(a);
  return {qr.thin_q(), qr.upper_triangle()};
}

MatrixXd triangular_factor(const MatrixXd& a) {
  if (!spend_work_on(a)) return MatrixXd::Constant(std::min(a.rows(), a.cols()), a.cols(), nan);
  return Reflections(a).upper_triangle();
}

MatrixXd solve_triangular(const MatrixXd& r, const MatrixXd& b) {
  return r.triangularView<Eigen::Upper>().solve(b);
}

VectorXd solve_transposed(const MatrixXd& r, const VectorXd& b) {
  return r.triangularView<Eigen::Upper>().transpose().solve(b);
}

Svd svd(const MatrixXd& a) {
  const Eigen::Index p = a.rows();
  if (!spend_work(60 * scalar_operation_cost * static_cast<double>(p * p * p)) || !a.allFinite())
    return {MatrixXd::Constant(p, p, nan), Eigen::VectorXd::Constant(p, nan), MatrixXd::Constant(p, p, nan)};
  const Eigen::JacobiSVD<MatrixXd, Eigen::NoQRPreconditioner> jacobi(
      a, Eigen::ComputeFullU | Eigen::ComputeFullV);
  return {jacobi.matrixU(), jacobi.singularValues(), jacobi.matrixV()};
}

Eigenpairs symmetric_eigenpairs(const MatrixXd& a) {
  const Eigen::Index p = a.rows();
  const Eigenpairs none{Eigen::VectorXd::Constant(p, nan), MatrixXd::Constant(p, p, nan)};
  if (!spend_work(15 * scalar_operation_cost * static_cast<double>(p * p * p)) || !a.allFinite()) return none;
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(a);
  if (solver.info() != Eigen::Success) return none;
  return {solver.eigenvalues(), solver.eigenvectors()};
}

MatrixXd unit_columns(const MatrixXd& a) {
  const VectorXd norms = a.colwise().stableNorm();
  return a * (norms.array() > 0).select(norms.cwiseInverse(), 1.0).matrix().asDiagonal();
}

double rank_tolerance(Index columns) { return 32 * double(columns) * std::numeric_limits<double>::epsilon(); }

Determination determination(const MatrixXd& jacobian) {
  const Index p = jacobian.cols(), m = std::max(jacobian.rows(), p);
  Determination out{VectorXd::Ones(p), VectorXd::Zero(p), MatrixXd::Identity(p, p), 0};
  if (p == 0 || !jacobian.allFinite()) return out;
  const VectorXd norms = jacobian.colwise().stableNorm();
  out.scale = (norms.array() > 0).select(norms, 1.0);
  MatrixXd scaled = MatrixXd::Zero(m, p);  // rows of zeros change nothing and make R square
  scaled.topRows(jacobian.rows()) = unit_columns(jacobian);
  Svd factors = svd(triangular_factor(scaled));
  out.sigma = std::move(factors.sigma);
  out.v = std::move(factors.v);
  out.rank = (out.sigma.array() > out.sigma[0] * rank_tolerance(p)).count();
  return out;
}

MatrixXd Determination::undetermined() const {
  const Index p = scale.size();
  MatrixXd directions = scale.cwiseInverse().asDiagonal() * v.rightCols(p - rank);
  for (Index k = 0; k < directions.cols(); ++k) {
    Index largest;
    directions.col(k).cwiseAbs().maxCoeff(&largest);
    directions.col(k) /= directions(largest, k);
    const VectorXd share = v.col(rank + k).cwiseAbs();
    directions.col(k) = (share.array() > 1e-6).select(directions.col(k), 0.0);
  }
  return directions;
}

std::optional<Eigenpairs> positive_eigenpairs(const MatrixXd& a) {
  const Index p = a.rows();
  const VectorXd root = a.diagonal().cwiseSqrt();
  if (!a.allFinite() || !(root.minCoeff() > 0)) return std::nullopt;
  const MatrixXd unit = root.cwiseInverse().asDiagonal() * a * root.cwiseInverse().asDiagonal();
  if (!(symmetric_eigenpairs(unit).values[0] > rank_tolerance(p))) return std::nullopt;
  const Eigen::LLT<MatrixXd> cholesky(unit);
  if (cholesky.info() != Eigen::Success) return std::nullopt;
  const MatrixXd factor = root.asDiagonal() * MatrixXd(cholesky.matrixL());
  const Svd factors = svd(factor);
  return Eigenpairs{factors.sigma.cwiseAbs2().reverse(), factors.u.rowwise().reverse()};
}

Eigenpairs gram_eigenpairs(const MatrixXd& jacobian, double c) {
  const Svd factors = svd(triangular_factor(jacobian));
  return {(c * factors.sigma.array().square()).reverse(), factors.v.rowwise().reverse()};
}

}  // namespace descenso
