// The factorizations of dense matrices that the least-squares methods, fits and quadratics ask for.
//
// Eigen makes code for every kind of matrix and every place that factors one. Here each is made once, for
// double: the engine is smaller for it, and a build shorter.
//
//     A = Q R          Householder; Q has orthonormal columns, R is upper triangular
//     A = U Σ Vᵀ       one-sided Jacobi (Hestenes 1958): AV = UΣ by rotations of columns. Small singular
//     values
//                      of A = BD, D diagonal, have high relative accuracy (Demmel & Veselić 1992)
//     A = V Λ Vᵀ       for symmetric A: Jacobi's rotations of rows and columns (1846)
//
// The R of (3, 4)ᵀ is (−5): its length, with Householder's sign.
#pragma once

#include <Eigen/Core>
#include <functional>
#include <optional>

#include "optimizer/array_loops.hpp"

namespace descenso {

/// Whether every number is finite.
inline bool all_finite(const Eigen::MatrixXd& a) { return all_finite(a.data(), a.size()); }
inline bool all_finite(const Eigen::VectorXd& v) { return all_finite(v.data(), v.size()); }

/// A v, Aᵀv, AB and AᵀB.
Eigen::VectorXd times(const Eigen::MatrixXd& a, const Eigen::VectorXd& v);
Eigen::VectorXd transposed_times(const Eigen::MatrixXd& a, const Eigen::VectorXd& v);
Eigen::MatrixXd product(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b);
Eigen::MatrixXd transposed_product(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b);

struct Qr {
  Eigen::MatrixXd q;  ///< m × p, orthonormal columns
  Eigen::MatrixXd r;  ///< p × p, upper triangular
};
/// A is m × p with m ≥ p. Not finite where A is not. Cost: O(m p²).
Qr thin_qr(const Eigen::MatrixXd& a);

/// R of A = QR alone: min(m, p) × p. The R of [A, b] holds Qᵀb in its last column, and below it ‖b − QQᵀb‖ up
/// to sign.
Eigen::MatrixXd triangular_factor(Eigen::MatrixXd a);

/// The same of an m × p matrix that is never whole in memory: `write(first, block)` fills a block with its
/// rows from `first` on, and R of what came before is factored together with it (a sequential TSQR: Demmel,
/// Grigori, Hoemmen & Langou 2012, as stable as one factorization). Up to block_rows there is one block.
using WriteRows = std::function<void(Eigen::Index first, Eigen::MatrixXd& block)>;
Eigen::MatrixXd triangular_factor(Eigen::Index m, Eigen::Index p, const WriteRows& write);
inline constexpr Eigen::Index block_rows = 1 << 14;

/// R⁻¹B for an upper triangular p × p matrix; infinite or NaN where R has a zero on its diagonal. Cost: O(p²)
/// a column.
Eigen::MatrixXd solve_triangular(const Eigen::MatrixXd& r, const Eigen::MatrixXd& b);

/// R⁻ᵀb.
Eigen::VectorXd solve_transposed(const Eigen::MatrixXd& r, const Eigen::VectorXd& b);

/// The upper triangular R of a symmetric A = RᵀR (its upper triangle counts); nothing where A is not positive
/// definite.
std::optional<Eigen::MatrixXd> cholesky_factor(const Eigen::MatrixXd& a);

struct Svd {
  Eigen::MatrixXd u;      ///< p × p; a column of zeros where σ is 0
  Eigen::VectorXd sigma;  ///< descending, ≥ 0
  Eigen::MatrixXd v;      ///< p × p
};
/// A is p × p. All are NaN where A is not finite. Cost: O(p³).
Svd svd(const Eigen::MatrixXd& a);

/// The norm of each column, its largest entry where the norm overflows, and 1 for a column of zeros.
Eigen::VectorXd column_scales(const Eigen::MatrixXd& a);

/// A with each column divided by its norm, or by its largest entry where the norm overflows; a column of
/// zeros stays.
Eigen::MatrixXd unit_columns(const Eigen::MatrixXd& a);

/// Which directions in θ the columns of a Jacobian determine. The columns are divided by their norms first,
/// so that parameters of very different units do not look dependent: J D⁻¹ = U Σ Vᵀ, and a direction is
/// determined if its σ is above rank_tolerance times the largest. J's columns (1, 1), (10⁹, 10⁹): rank 1, and
/// the direction that is not determined is (1, −10⁻⁹), scaled to a largest component of 1.
struct Determination {
  Eigen::VectorXd scale;  ///< D, by which unit_columns divides
  Eigen::VectorXd sigma;  ///< descending, p entries
  Eigen::MatrixXd v;      ///< p × p
  Eigen::Index rank = 0;

  /// The directions that are not determined, in θ: p × (p − rank), the largest component of each is 1. What
  /// rounding left of a component that is 0 is 0.
  Eigen::MatrixXd undetermined() const;
};
/// J is m × p, finite (a J that is not has rank 0). Cost: O(m p² + p³).
Determination determination(const Eigen::MatrixXd& jacobian);

/// σ/σ₁ at or below which a direction of J D⁻¹ is rounding: 2⁵ p ε. Entries of J are right to a few ε each.
double rank_tolerance(Eigen::Index columns);

struct Eigenpairs {
  Eigen::VectorXd values;   ///< ascending
  Eigen::MatrixXd vectors;  ///< columns in the order of the values
};
/// A is p × p and symmetric. All are NaN where A is not finite. Cost: O(p³).
Eigenpairs symmetric_eigenpairs(const Eigen::MatrixXd& a);

/// The same for a positive definite A, also where its entries differ by many powers of ten: the eigenvalues
/// are squared singular values of a factor D·chol(D⁻¹AD⁻¹), D = √diag(A), and right to high relative
/// accuracy. Nothing if A is not finite or not positive definite to rounding after that scaling.
std::optional<Eigenpairs> positive_eigenpairs(const Eigen::MatrixXd& a);

/// The eigenpairs of c JᵀJ from J's own singular values.
Eigenpairs gram_eigenpairs(const Eigen::MatrixXd& jacobian, double c);

}  // namespace descenso
