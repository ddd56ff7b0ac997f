// Brent's minimum (1973, ch. 5, "localmin"): steps to the vertex of a parabola, or golden-section steps where
// the parabola is not acceptable.
//
// a < b bracket the minimum; x is the best point so far, w the second best, v the previous w. The new point u
// is the minimum of the parabola through (x, w, v) if it lies in the bracket and moves less than half the
// step before last; else it cuts the larger part at (3 − √5)/2 = 0.381966. One evaluation a step. It ends
// when
//
//     |x − m| ≤ 2δ − (b − a)/2,     m = (a + b)/2,  δ = √ε|x| + t
//
// (MATLAB's and SciPy's rule.) Where the curvature of L shows that rounding would decide earlier, δ is that
// distance (`reach` in optimizer/univariate/parabola.hpp), and one parabola through a, x, b ends the search;
// if it does not fit, Brent's steps go on. On MATLAB's humps in [0.3, 1] the points are 0.567376, 0.732624,
// 0.465248, 0.644416, …
#pragma once

#include "optimizer/univariate/parabola.hpp"
#include "optimizer/univariate/univariate.hpp"

namespace descenso {

class Brent {
 public:
  static constexpr std::array<Name, 17> kNumbers{{{"a", "a"},
                                                  {"b", "b"},
                                                  {"x", "x"},
                                                  {"w", "w"},
                                                  {"v", "v"},
                                                  {"u", "u"},
                                                  {"fa", "L(a)"},
                                                  {"fb", "L(b)"},
                                                  {"fx", "L(x)"},
                                                  {"fw", "L(w)"},
                                                  {"fv", "L(v)"},
                                                  {"fu", "L(u)"},
                                                  {"parabola", ""},
                                                  {"step", "d"},
                                                  {"last", "e"},
                                                  {"reach", ""},
                                                  {"fine", ""}}};

  explicit Brent(const Values& values) : interval_(descenso::interval(values)), t_(values["tolerance"] / 3) {}

  void init(double, std::vector<double>& n) const {
    n[A] = interval_.first;
    n[B] = interval_.second;
    n[U] = n[FA] = n[FB] = std::numeric_limits<double>::quiet_NaN();  // not evaluated yet
  }

  std::pair<double, double> interval() const { return interval_; }

  double step(Probe& L, std::vector<double>& n, Progress& progress) const {
    if (std::isnan(n[U])) {
      n[X] = n[W] = n[V] = n[U] = n[A] + kGolden * (n[B] - n[A]);
      n[FX] = n[FW] = n[FV] = n[FU] = L.value(n[U]);
    } else {
      propose(n, delta(L, n));
      n[FU] = L.value(n[U]);
      update(L, n);
      if (const auto distance = reach(point(n, V), point(n, X), point(n, W), L.epsilon()))
        n[REACH] = *distance;
    }
    return finish(L, n, progress);
  }

 private:
  enum { A, B, X, W, V, U, FA, FB, FX, FW, FV, FU, PARABOLA, D, E, REACH, FINE };
  static constexpr double kGolden = 0.3819660112501051;

  /// Returns the best point and decides whether the search ends.
  double finish(Probe& L, std::vector<double>& n, Progress& progress) const {
    if (n[FINE] == 0 && is_narrow(n, delta(L, n))) {
      Point a = point(n, A), b = point(n, B);
      if (const auto minimum = minimum_of(a, point(n, X), b, L)) {
        progress = Progress::ended;
        return *minimum;
      }
      n[FA] = a.L;
      n[FB] = b.L;
      n[FINE] = 1;
    }
    if (n[FINE] != 0 && is_narrow(n, delta(L, n))) progress = Progress::ended;
    return n[X];
  }

  double delta(const Probe& L, const std::vector<double>& n) const {
    return std::max(resolution(n[X], t_, L.epsilon()), n[FINE] != 0 ? 0 : n[REACH]);
  }
  static bool is_narrow(const std::vector<double>& n, double delta) {
    return std::abs(n[X] - (n[A] + n[B]) / 2) <= 2 * delta - (n[B] - n[A]) / 2;
  }

  /// Computes u and d = u − x; e is the d of the step before.
  static void propose(std::vector<double>& n, double delta) {
    const double middle = (n[A] + n[B]) / 2;
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

  /// Is u the better point? Where both are equal and higher than a point that is known, the side with that
  /// point is kept.
  static bool is_better(const Probe& L, const std::vector<double>& n) {
    if (n[FU] == n[FX] && L.best < n[FX]) return (L.best_w - n[X]) * (n[U] - n[X]) > 0;
    return n[FU] <= n[FX];
  }

  static void update(const Probe& L, std::vector<double>& n) {
    if (is_better(L, n)) {
      shift(n, n[U] >= n[X] ? A : B, X);
      shift(n, V, W);
      shift(n, W, X);
      shift(n, X, U);
      return;
    }
    shift(n, n[U] < n[X] ? A : B, U);
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
  static Point point(const std::vector<double>& n, int point) { return {n[point], n[value_of(point)]}; }
  static int value_of(int point) { return point + FA - A; }

  std::pair<double, double> interval_;
  double t_;
};

}  // namespace descenso
