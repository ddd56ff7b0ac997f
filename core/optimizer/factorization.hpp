// The factorizations of dense matrices that the least-squares methods, fits and quadratics ask for.
//
// Eigen makes code for every kind of matrix and every place that factors one. Here each is made once, for
// double: the engine is smaller for it, and a build shorter.
//
//     A = Q R          Householder; Q has orthonormal columns, R is upper triangular
//     A = U Σ Vᵀ       one-sided Jacobi, which finds small singular values to high relative accuracy (Demmel
//     & Veselić 1992) A = V Λ Vᵀ       for symmetric A
//
// The R of (3, 4)ᵀ is (−5): its length, with Householder's sign.
#pragma once

#include <Eigen/Core>

namespace descenso {

struct Qr {
  Eigen::MatrixXd q;  ///< m × p, orthonormal columns
  Eigen::MatrixXd r;  ///< p × p, upper triangular
};
/// A is m × p with m ≥ p. Not finite where A is not. Cost: O(m p²).
Qr thin_qr(const Eigen::MatrixXd& a);

/// R of A = QR alone: min(m, p) × p. The R of [A, b] holds Qᵀb in its last column, and below it ‖b − QQᵀb‖ up
/// to sign.
Eigen::MatrixXd triangular_factor(const Eigen::MatrixXd& a);

/// R⁻¹B for an upper triangular p × p matrix; infinite or NaN where R has a zero on its diagonal. Cost: O(p²)
/// a column.
Eigen::MatrixXd solve_triangular(const Eigen::MatrixXd& r, const Eigen::MatrixXd& b);

struct Svd {
  Eigen::MatrixXd u;      ///< p × p
  Eigen::VectorXd sigma;  ///< descending, ≥ 0
  Eigen::MatrixXd v;      ///< p × p
};
/// A is p × p and finite. Cost: O(p³).
Svd svd(const Eigen::MatrixXd& a);

struct Eigenpairs {
  Eigen::VectorXd values;   ///< ascending
  Eigen::MatrixXd vectors;  ///< columns in the order of the values
};
/// A is p × p, symmetric (its lower triangle counts) and finite. Cost: O(p³).
Eigenpairs symmetric_eigenpairs(const Eigen::MatrixXd& a);

}  // namespace descenso
