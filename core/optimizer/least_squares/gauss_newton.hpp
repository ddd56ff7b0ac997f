// Gauss–Newton (Gauss 1809): a step to the minimum of the linearized least-squares problem.
//
//     p = argmin ‖J p + r‖²        by QR, never by the normal equations
//     θ ← θ + α p                  α = 1, ½, ¼, … until F(θ + αp) ≤ F(θ) + c₁ α ∇F·p,  F = ‖r‖²
//                                  (Armijo 1966)
//
// A linear model needs one step. "damped" 0 takes α = 1 always, the textbook method, which may diverge.
// r = θ − 2 from θ = 10: J = 1, p = −8, θ = 2.
#pragma once

#include <array>
#include <cmath>
#include <limits>

#include "hyperparameters.hpp"
#include "optimizer/factorization.hpp"
#include "optimizer/least_squares/trust_region.hpp"
#include "optimizer/residuals.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class GaussNewton final : public Rule<T> {
 public:
  using Number = T;

  explicit GaussNewton(const Values& values) : damped_(values["damped"] != 0), c1_(values["c1"]) {}

  Result<State<T>> init(Objective<T>& objective, std::span<const T> start) const override {
    return begin_least_squares(objective, start, kVectors.size(), kNumbers.size());
  }

  void step(Objective<T>& objective, State<T>& state) const override {
    ++state.epoch;
    if (state.progress != Progress::going) return;
    const Vector r = to_double(state.vectors[0]);
    const Matrix J = to_double(state.vectors[1], state.theta.size());
    const Vector p = TrustRegion(J, r, scale(J)).step(0);
    const double predicted = times(J, p).squaredNorm();  // −∇F·p/2, as p minimizes ‖J p + r‖²
    state.vectors[2] = to_precision<T>(p);
    double alpha = 1;
    while (alpha > kMinStepLength && !accept(objective, state, r, alpha, p, predicted)) {
      alpha = moved(state.theta, Vector(alpha / 2 * p)) == state.theta ? 0 : alpha / 2;
    }
    state.numbers[0] = T(alpha);
    if (alpha <= kMinStepLength) {
      const bool flat = predicted <= std::numeric_limits<T>::epsilon() * r.squaredNorm();
      state.progress = flat ? Progress::ended : Progress::stuck;
    }
  }

  std::span<const Name> vectors() const override { return kVectors; }
  std::span<const Name> numbers() const override { return kNumbers; }

 private:
  static constexpr std::array<Name, 3> kVectors{{{"residuals", "r"}, {"jacobian", "J"}, {"step", "p"}}};
  static constexpr std::array<Name, 1> kNumbers{{{"step_length", "\\alpha"}}};
  static constexpr double kMinStepLength = 1e-12;

  /// Norms of the columns, so that parameters of different units are treated alike when J has not full rank.
  static Vector scale(const Matrix& J) {
    return J.colwise().norm().transpose().unaryExpr([](double norm) { return norm > 0 ? norm : 1; });
  }

  bool accept(Objective<T>& objective, State<T>& state, const Vector& r, double alpha, const Vector& p,
              double predicted) const {
    Linearization<T> there =
        residuals_at(objective, moved(state.theta, Vector(alpha * p)), state.evaluations);
    const double found = reduction(r, there);
    const bool enough = found > 0 && found >= 2 * c1_ * alpha * predicted;
    return (enough || !damped_) && relinearize(objective, state, std::move(there));
  }

  bool damped_;
  double c1_;
};

}  // namespace descenso
