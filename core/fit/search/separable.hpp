// A model's residuals with the linear parameters solved for: variable projection.
//
// With r(θ) = r₀(α) + D(α)c, D = ∂r/∂c (n × l), the best c for given α minimizes ‖r₀ + Dc‖. The columns of D
// are scaled to length 1 and factored by Householder's QR with the longest remaining column first; columns
// that are left with less than 10⁻¹¹ of their length are dropped and their parameters set to 0.
//
// The projected residuals r(α) = P⊥r₀ have, with Kaufman's simplification (BIT 15, 1975), the Jacobian
// P⊥∂r/∂α at fixed c, whose gradient 2Jᵀr is that of ‖r(α)‖² exactly.
//
// y = 2e^(−x), x = 0, 1: for α = 1, r₀ = y, D = (−1, −e⁻¹)ᵀ, c = 2, r = 0.
#pragma once

#include <Eigen/Core>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "data/dataset.hpp"
#include "fit/search/separation.hpp"
#include "jit/kernel.hpp"
#include "loss/compose.hpp"

namespace descenso {

class SeparableModel {
 public:
  /// The residuals of `loss` over columns of the data in its order (predictors, y, weights).
  SeparableModel(const LossGraph& loss, const Separation& separation,
                 std::vector<std::vector<double>> columns);

  std::size_t rows() const { return columns_[0].size(); }
  std::size_t dimension() const { return loss_.dimension(); }
  const std::vector<std::vector<double>>& columns() const { return columns_; }
  /// A column whose numbers may be replaced, not their count.
  std::vector<double>& column(std::size_t k) { return columns_[k]; }
  /// Kernel runs so far, each over all rows.
  std::size_t evaluations() const { return evaluations_; }

  /// Solves for the linear parameters of `active` (indices) in place, sets the other linear ones to 0, and
  /// returns ‖r‖²; infinite where something is not finite.
  double solve(std::vector<double>& theta, std::span<const std::size_t> active);

  /// r (n) and J = ∂r/∂θ (n × p) at θ; false where something is not finite. Without a J, r alone.
  bool residuals(std::span<const double> theta, Eigen::VectorXd& r, Eigen::MatrixXd* J);

  /// [P⊥J, P⊥r] in coordinates in which P⊥ drops rows: the columns `nonlinear` of J, and r, without what
  /// the columns `linear` explain. Has `nonlinear.size()` + 1 columns.
  static Eigen::MatrixXd projected(const Eigen::MatrixXd& J, const Eigen::VectorXd& r,
                                   std::span<const std::size_t> nonlinear,
                                   std::span<const std::size_t> linear);

  /// ŷ at θ.
  bool predict(std::span<const double> theta, std::vector<double>& y);

 private:
  void run(Kernel<double>& kernel, std::span<const double> theta, std::span<double* const> outputs);

  LossGraph loss_;
  Separation separation_;
  std::vector<std::vector<double>> columns_;
  std::vector<const double*> pointers_;
  std::vector<double> parameters_, scalars_;
  std::optional<Kernel<double>> basis_, full_, residual_, prediction_;
  Eigen::MatrixXd work_;
  std::size_t evaluations_ = 0;
};

}  // namespace descenso
