// The minimum of a sum of absolute residuals, Σ cᵢρ(rᵢ) with ρ(r) = a r for r ≥ 0 and −b r for r < 0: the
// mean absolute error has a = b = 1, the quantile τ has a = τ and b = 1 − τ.
//
// At the minimum as many residuals as parameters are usually 0: it is a vertex, L has a kink there, and no
// slope of it is 0. It shows by multipliers of these residuals, A:
//
//     0 = Σ_{i∉A} cᵢρ′(rᵢ)∇rᵢ + Σ_{k∈A} λₖ∇rₖ,      −b cₖ ≤ λₖ ≤ a cₖ
//
// Each round makes the residuals of A zero by Newton's step. Where a λₖ is out of its bounds, rₖ leaves A: L
// falls along the edge on which the others stay 0, down to a zero of another residual (Barrodale & Roberts,
// SIAM J. Numer. Anal. 10, 1973, for linear models; Osborne & Watson, Computer J. 14, 1971, for others).
//
// Where more residuals are 0 than there are parameters, as with rounded data, the residuals are moved apart
// first (Charnes, Econometrica 20, 1952): any slope in [−b cᵢ, a cᵢ] is one of a residual that is 0.
//
// θ for y = 1, 2, 9 is 2: A = {2}, ∇r = −1, the others add −1 and 1, so λ = 0.
#pragma once

#include "fit/solvers/least_squares.hpp"

namespace descenso {

/// ρ(1) and ρ(−1), both positive.
struct Kink {
  double above = 1, below = 1;
};

struct VertexEnd {
  Eigen::VectorXd theta;
  bool is_minimum = false;  ///< the multipliers show it
};

/// From a point near a minimum, without bounds on θ. `costs` are the cᵢ ≥ 0. L never rises. Cost: O(n p) a
/// round, some rounds.
VertexEnd descend_to_vertex(const ResidualFunction& residuals, Eigen::VectorXd theta, const Kink& kink,
                            const Eigen::VectorXd& costs);

}  // namespace descenso
