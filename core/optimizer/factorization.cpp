#include "optimizer/factorization.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>
#include <limits>
#include <utility>

#include "work.hpp"

namespace descenso {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Counts a factorization of m rows and p columns, which takes about 2mp² additions and as many products.
bool spend_work_on(const MatrixXd& a) {
  return spend_work(4.0 * static_cast<double>(a.rows() * a.cols() * a.cols()));
}

MatrixXd upper_triangle(const Eigen::HouseholderQR<MatrixXd>& qr) {
  return qr.matrixQR().topRows(std::min(qr.rows(), qr.cols())).triangularView<Eigen::Upper>();
}

}  // namespace

Qr thin_qr(const MatrixXd& a) {
  if (!spend_work_on(a))
    return {MatrixXd::Constant(a.rows(), a.cols(), nan), MatrixXd::Constant(a.cols(), a.cols(), nan)};
  const Eigen::HouseholderQR<MatrixXd> qr(a);
  MatrixXd q = MatrixXd::Identity(a.rows(), a.cols());
  q.applyOnTheLeft(qr.householderQ());
  return {std::move(q), upper_triangle(qr)};
}

MatrixXd triangular_factor(const MatrixXd& a) {
  if (!spend_work_on(a)) return MatrixXd::Constant(std::min(a.rows(), a.cols()), a.cols(), nan);
  return upper_triangle(Eigen::HouseholderQR<MatrixXd>(a));
}

MatrixXd solve_triangular(const MatrixXd& r, const MatrixXd& b) {
  return r.triangularView<Eigen::Upper>().solve(b);
}

VectorXd solve_transposed(const MatrixXd& r, const VectorXd& b) {
  return r.triangularView<Eigen::Upper>().transpose().solve(b);
}

Svd svd(const MatrixXd& a) {
  const Eigen::Index p = a.rows();
  if (!spend_work(20.0 * static_cast<double>(p * p * p)) || !a.allFinite())
    return {MatrixXd::Constant(p, p, nan), Eigen::VectorXd::Constant(p, nan), MatrixXd::Constant(p, p, nan)};
  const Eigen::JacobiSVD<MatrixXd, Eigen::NoQRPreconditioner> jacobi(
      a, Eigen::ComputeFullU | Eigen::ComputeFullV);
  return {jacobi.matrixU(), jacobi.singularValues(), jacobi.matrixV()};
}

Eigenpairs symmetric_eigenpairs(const MatrixXd& a) {
  const Eigen::Index p = a.rows();
  const Eigenpairs none{Eigen::VectorXd::Constant(p, nan), MatrixXd::Constant(p, p, nan)};
  if (!spend_work(10.0 * static_cast<double>(p * p * p)) || !a.allFinite()) return none;
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
