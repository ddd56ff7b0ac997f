// A loss that is exactly quadratic in its parameters, reduced to p numbers per direction.
//
// For a model linear in θ under squared residuals, r(θ) = r₀ + J(θ − θ₀) with constant J (n × p), so with J =
// QR and the singular values R = U Σ Vᵀ
//
//     L(θ) = L* + Σᵢ ½ λᵢ eᵢ²,      e = Vᵀ(θ − θ*),      λᵢ = 2c σᵢ²        (c = 1/n for a mean, 1 for a sum)
//
// and gradient descent changes each eᵢ alone: eᵢ ← (1 − hλᵢ) eᵢ. An epoch then costs p multiplications
// instead of n·p, and the data are visited once, in `quadratic_of`. JᵀJ is never formed, which would square
// the condition number.
//
// On the notebook's data p = 1, λ = L″ = 2.720538720538721 and θ* = 4.964737…: one multiplication per epoch.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <span>
#include <vector>

#include "error.hpp"
#include "loss/objective.hpp"
#include "run/problem.hpp"

namespace descenso {

struct Quadratic {
  Eigen::VectorXd optimum;     ///< θ*, p entries
  Eigen::VectorXd curvature;   ///< λ, ascending, p entries
  Eigen::MatrixXd directions;  ///< V, p × p: the eigenvectors of the Hessian, columns in the order of λ
  double loss = 0;             ///< L* = L(θ*)

  std::size_t dimension() const { return static_cast<std::size_t>(optimum.size()); }
  /// e = Vᵀ(θ − θ*).
  Eigen::VectorXd errors(std::span<const double> theta) const;
  /// L − L* where the errors are e.
  double excess(const Eigen::VectorXd& e) const {
    return 0.5 * (curvature.array() * e.array().square()).sum();
  }
};

/// The quadratic of a prepared experiment whose objective is one; by the eigenvectors of the
/// Hessian where there are no residuals (a typed function, a ridge). Errors: singular when the data do not
/// determine the parameters (fit/curvature.hpp); internal for an objective that is not quadratic. Cost: O(n
/// p²).
Result<Quadratic> quadratic_of(Problem<double>& problem);

/// The same loss as an objective for any rule: O(p²) per evaluation, whatever n. Plain loops over its own
/// memory, because a map evaluates it millions of times.
class QuadraticObjective final : public Objective<double> {
 public:
  explicit QuadraticObjective(const Quadratic& quadratic) : q_(quadratic), slopes_(quadratic.dimension()) {}

  std::size_t dimension() const override { return q_.dimension(); }
  double value(std::span<const double> theta) override;
  double value_and_gradient(const std::span<const double>& theta, const std::span<double>& gradient) override;
  void hessian(std::span<const double> theta, std::span<double> hessian) override;

 private:
  const Quadratic& q_;
  std::vector<double> slopes_;  ///< λᵢ eᵢ
};

}  // namespace descenso
