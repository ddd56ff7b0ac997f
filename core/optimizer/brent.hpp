// Brent's minimum (1973, ch. 5, "localmin"): parabolas where they are trusted, golden sections where not.
//
// a < b bracket the minimum; x is the best point so far, w the second best, v the one w replaced. The new point u is the
// minimum of the parabola through (x, w, v) if it lies in the bracket and moves less than half the step before last;
// else it cuts the larger part at (3 − √5)/2 = 0.381966. One evaluation a step. Ends when
//
//     |x − m| ≤ 2δ − (b − a)/2,     m = (a + b)/2,  δ = √ε|x| + t
//
// (MATLAB's and SciPy's rule.) On MATLAB's humps in [0.3, 1] it visits 0.567376, 0.732624, 0.465248, 0.644416, …
#pragma once

#include "optimizer/univariate.hpp"

namespace descenso {

class Brent {
 public:
  static constexpr std::array<Name, 13> kNumbers{{{"a", "a"}, {"b", "b"}, {"x", "x"}, {"w", "w"}, {"v", "v"},
                                                  {"fx", "L(x)"}, {"fw", "L(w)"}, {"fv", "L(v)"}, {"u", "u"},
                                                  {"fu", "L(u)"}, {"parabola", ""}, {"step", "d"}, {"last", "e"}}};

  explicit Brent(const Values& values) : interval_(interval(values)), t_(values["tolerance"] / 3) {}

  void init(double, std::vector<double>& n) const {
    n[A] = interval_.first;
    n[B] = interval_.second;
    n[U] = std::numeric_limits<double>::quiet_NaN();  // nothing was evaluated yet
  }

  double step(Probe& L, std::vector<double>& n, Progress& progress) const {
    if (std::isnan(n[U])) {
      n[X] = n[W] = n[V] = n[U] = n[A] + kGolden * (n[B] - n[A]);
      n[FX] = n[FW] = n[FV] = n[FU] = L.value(n[U]);
    } else {
      propose(n);
      n[FU] = L.value(n[U]);
      update(n);
    }
    const double middle = (n[A] + n[B]) / 2;
    if (std::abs(n[X] - middle) <= 2 * resolution(n[X], t_) - (n[B] - n[A]) / 2) progress = Progress::converged;
    return n[X];
  }

 private:
  enum { A, B, X, W, V, FX, FW, FV, U, FU, PARABOLA, D, E };
  static constexpr double kGolden = 0.3819660112501051;

  /// u, and d = u − x; e keeps the d of the step before.
  void propose(std::vector<double>& n) const {
    const double delta = resolution(n[X], t_), middle = (n[A] + n[B]) / 2;
    // The parabola's minimum is at x + p/q.
    const double r = (n[X] - n[W]) * (n[FX] - n[FV]), s = (n[X] - n[V]) * (n[FX] - n[FW]);
    double p = (n[X] - n[V]) * s - (n[X] - n[W]) * r, q = 2 * (s - r);
    if (q > 0) p = -p;
    q = std::abs(q);
    const double before_last = n[E];
    n[E] = n[D];
    n[PARABOLA] = std::abs(before_last) > delta && std::abs(p) < std::abs(q * before_last / 2) &&
                  p > q * (n[A] - n[X]) && p < q * (n[B] - n[X]);
    if (n[PARABOLA] != 0) {
      n[D] = p / q;
      const double u = n[X] + n[D];
      if (u - n[A] < 2 * delta || n[B] - u < 2 * delta) n[D] = std::copysign(delta, middle - n[X]);
    } else {
      n[E] = n[X] >= middle ? n[A] - n[X] : n[B] - n[X];
      n[D] = kGolden * n[E];
    }
    n[U] = n[X] + (std::abs(n[D]) >= delta ? n[D] : std::copysign(delta, n[D]));
  }

  static void update(std::vector<double>& n) {
    if (n[FU] <= n[FX]) {
      n[n[U] >= n[X] ? A : B] = n[X];
      shift(n, V, W);
      shift(n, W, X);
      shift(n, X, U);
      return;
    }
    n[n[U] < n[X] ? A : B] = n[U];
    if (n[FU] <= n[FW] || n[W] == n[X]) {
      shift(n, V, W);
      shift(n, W, U);
    } else if (n[FU] <= n[FV] || n[V] == n[X] || n[V] == n[W]) {
      shift(n, V, U);
    }
  }

  static void shift(std::vector<double>& n, int to, int from) {
    n[to] = n[from];
    n[value_of(to)] = n[value_of(from)];
  }
  static int value_of(int point) { return point == X ? FX : point == W ? FW : point == V ? FV : FU; }

  std::pair<double, double> interval_;
  double t_;
};

}  // namespace descenso
