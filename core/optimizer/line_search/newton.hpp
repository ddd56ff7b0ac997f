// Damped Newton: the minimum of the local parabola, made to descend.
//
//     (∇²L + τ I) p = −∇L,     τ ≥ 0 the first of 0, then 10⁻³‖∇²L‖·2ᵏ, for which Cholesky succeeds
//     θ ← θ + α p              α = 1 first (Nocedal & Wright 2006, algorithms 3.2 and 3.3)
//
// On ½(w₁² + 10 w₂²) one step from anywhere ends at 0.
#pragma once

#include <array>

#include "optimizer/factorization.hpp"
#include "optimizer/line_search/descent.hpp"
#include "optimizer/residuals.hpp"

namespace descenso {

template <class T>
class Newton {
 public:
  static constexpr std::array<Name, 1> kVectors{{{"hessian", "\\nabla^2 L"}}};
  static constexpr std::array<Name, 1> kNumbers{{{"damping", "\\tau"}}};

  explicit Newton(const Values&) {}

  void direction(Objective<T>& objective, State<T>& state, std::vector<T>& p) const {
    std::vector<T>& h = state.vectors[kOwnVectors];
    objective.hessian(state.theta, h);
    ++state.evaluations.hessian;
    const Matrix H = to_double(h, p.size());
    double tau = 0;
    p.assign(p.size(), T(0));  // not a descent direction: where ∇²L is not finite, the frame uses −∇L
    for (int k = 0; k < 60 && H.allFinite(); ++k) {
      if (const auto R = cholesky_factor(H + tau * Matrix::Identity(H.rows(), H.cols()))) {
        p = to_precision<T>(-solve_triangular(*R, solve_transposed(*R, to_double(state.gradient))).col(0));
        break;
      }
      tau = tau == 0 ? 1e-3 * std::max(H.norm(), 1e-300) : 2 * tau;
    }
    state.numbers[kOwnNumbers] = T(tau);
  }

  void update(State<T>&, const std::vector<T>&, const std::vector<T>&) const {}
  void reset(State<T>& state) const {
    state.vectors[kOwnVectors].assign(state.theta.size() * state.theta.size(), T(0));
  }
  bool has_natural_step(const State<T>&) const { return true; }
  double first_step(const State<T>&) const { return 1; }
};

}  // namespace descenso
