#include "optimizer/factorization.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>

namespace descenso {

using Eigen::MatrixXd;

namespace {

MatrixXd upper_triangle(const Eigen::HouseholderQR<MatrixXd>& qr) {
  return qr.matrixQR().topRows(std::min(qr.rows(), qr.cols())).triangularView<Eigen::Upper>();
}

}  // namespace

Qr thin_qr(const MatrixXd& a) {
  const Eigen::HouseholderQR<MatrixXd> qr(a);
  MatrixXd q = MatrixXd::Identity(a.rows(), a.cols());
  q.applyOnTheLeft(qr.householderQ());
  return {std::move(q), upper_triangle(qr)};
}

MatrixXd triangular_factor(const MatrixXd& a) { return upper_triangle(Eigen::HouseholderQR<MatrixXd>(a)); }

MatrixXd solve_triangular(const MatrixXd& r, const MatrixXd& b) {
  return r.triangularView<Eigen::Upper>().solve(b);
}

Svd svd(const MatrixXd& a) {
  const Eigen::JacobiSVD<MatrixXd, Eigen::NoQRPreconditioner> jacobi(
      a, Eigen::ComputeFullU | Eigen::ComputeFullV);
  return {jacobi.matrixU(), jacobi.singularValues(), jacobi.matrixV()};
}

Eigenpairs symmetric_eigenpairs(const MatrixXd& a) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(a);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

}  // namespace descenso
