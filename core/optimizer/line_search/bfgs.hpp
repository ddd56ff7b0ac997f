// BFGS (Broyden, Fletcher, Goldfarb, Shanno 1970): Newton's method with an inverse Hessian estimated from
// gradients.
//
//     p = −H g
//     H ← (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ,     ρ = 1/(y·s)       (Nocedal & Wright 2006, 6.17)
//
// H₀ = I, scaled to (y·s/y·y) I before the first update (6.20). A pair with y·s not positive is skipped, so
// that H stays positive definite. One pair on L = 5w²: s = −1, y = −10 gives H = 1/10, the inverse of L″.
#pragma once

#include <array>

#include "optimizer/factorization.hpp"
#include "optimizer/line_search/descent.hpp"
#include "optimizer/residuals.hpp"

namespace descenso {

template <class T>
class Bfgs {
 public:
  static constexpr std::array<Name, 1> kVectors{{{"inverse_hessian", "H"}}};
  static constexpr std::array<Name, 1> kNumbers{{{"pairs", ""}}};

  explicit Bfgs(const Values&) {}

  void direction(Objective<T>&, State<T>& state, std::vector<T>& p) const {
    p = to_precision<T>(-times(H(state), to_double(state.gradient)));
  }

  void update(State<T>& state, const std::vector<T>& step, const std::vector<T>& change) const {
    const Vector s = to_double(step), y = to_double(change);
    spend_work(8 * scalar_operation_cost * double(s.size() * s.size()));
    const double ys = y.dot(s);
    if (!(ys > 1e-14 * y.norm() * s.norm())) return;
    Matrix h = state.numbers[kOwnNumbers] == 0
                   ? Matrix(Matrix::Identity(s.size(), s.size()) * (ys / y.squaredNorm()))
                   : H(state);
    const Vector hy = times(h, y);
    h += (1 + y.dot(hy) / ys) / ys * s * s.transpose() - (hy * s.transpose() + s * hy.transpose()) / ys;
    store(state, h);
    state.numbers[kOwnNumbers] += 1;
  }

  void reset(State<T>& state) const {
    const auto p = Eigen::Index(state.theta.size());
    store(state, Matrix::Identity(p, p));
    state.numbers[kOwnNumbers] = 0;
  }

  bool has_natural_step(const State<T>& state) const { return state.numbers[kOwnNumbers] > 0; }
  double first_step(const State<T>& state) const {
    return has_natural_step(state) ? 1 : short_first_step(state);
  }

 private:
  static Matrix H(const State<T>& state) { return to_double(state.vectors[kOwnVectors], state.theta.size()); }
  static void store(State<T>& state, const Matrix& h) {
    state.vectors[kOwnVectors] = to_precision<T>(Vector(Eigen::Map<const Vector>(h.data(), h.size())));
  }
};

}  // namespace descenso
