// The step of a least-squares problem inside an ellipsoid, which Levenberg–Marquardt and Gauss–Newton share.
//
//     min ½‖J p + r‖²   subject to   ‖D p‖ ≤ Δ,         D diagonal, > 0
//
// Its solution is p(λ) = −(JᵀJ + λD²)⁻¹ Jᵀr, with λ = 0 if that lies inside (the Gauss–Newton step), else the
// λ > 0 for which ‖D p(λ)‖ = Δ (Moré 1978). JᵀJ is never formed, which would square the condition number.
// With the QR factorization J = QR and the singular values R D⁻¹ = U Σ Vᵀ,
//
//     D p(λ) = −V q,    q_i = σ_i β_i / (σ_i² + λ),    β = Uᵀ(Qᵀr)
//
// so that ‖q(λ)‖ = Δ is an equation in one unknown. Newton's method on 1/‖q‖ − 1/Δ, which is nearly linear in
// λ and concave, climbs to the root from λ = 0 without overshooting (Hebden 1973, Reinsch 1971). A
// Gauss–Newton step of a well-conditioned R follows by substitution; only the others need singular values.
//
// J = (1), r = (2), D = 1: p(0) = −2. With Δ = 1: 2/(1 + λ) = 1, so λ = 1 and p = −1.
#pragma once

#include <Eigen/Core>
#include <optional>

namespace descenso {

class TrustRegion {
 public:
  /// J is m × p with m ≥ 1, p ≥ 1; r has m entries, D p entries > 0. All finite. Cost: O(m p² + p³).
  TrustRegion(const Eigen::MatrixXd& J, const Eigen::VectorXd& r, const Eigen::VectorXd& D);

  /// λ ≥ 0 with ‖D p(λ)‖ ≤ Δ, and equal to Δ within 1e-3 relative if λ > 0. There is no step along
  /// directions in which J is 0 to rounding.
  double damping(double radius) const;

  /// p(λ).
  Eigen::VectorXd step(double lambda) const;

  /// −(JᵀJ + λD²)⁻¹ g for another right-hand side g (p entries).
  Eigen::VectorXd solve(double lambda, const Eigen::VectorXd& g) const;

 private:
  /// R D⁻¹ = U Σ Vᵀ and β = Uᵀ(Qᵀr).
  struct Spectrum {
    Eigen::ArrayXd sigma, beta;
    Eigen::MatrixXd v;
  };
  /// Computed at its first use.
  const Spectrum& spectrum() const;
  Eigen::ArrayXd weights(double lambda) const;

  Eigen::MatrixXd factor_;        ///< [R D⁻¹, Qᵀr]
  Eigen::VectorXd gauss_newton_;  ///< −D p(0); empty where R is nearly singular
  mutable std::optional<Spectrum> spectrum_;
  Eigen::ArrayXd scale_;
};

}  // namespace descenso
