// A sum of squared residuals that are linear in the parameters, without its rows.
//
// With r(θ) = r(θ*) + J(θ − θ*), J = QR and the least-squares solution θ*, the rows leave only R (p × p) and
// L*:
//
//     L(θ) = L* + c‖R(θ − θ*)‖²,      ∇L(θ) = 2c Rᵀ R (θ − θ*)
//
// so an evaluation costs p² multiplications instead of n·p. JᵀJ is never formed. It rounds by a few units in
// the last place, as the sum over the rows does, but not by the same ones.
//
// For y = 2x at x = 1, 2 and a mean, θ* = 2, R² = 5, c = ½: L(1) = 2.5 and L′(1) = −5.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace descenso {

struct ReducedSquares {
  std::vector<double> optimum;   ///< θ*, p entries
  std::vector<double> triangle;  ///< R, p × p, upper triangular, column-major
  double loss = 0;               ///< L* = L(θ*)
  double factor = 1;             ///< c: 1 for a sum, 1/N for a mean

  /// L(θ), and ∇L(θ) into `gradient` unless it is empty.
  double evaluate(std::span<const double> theta, std::span<double> gradient) const;
};

}  // namespace descenso
