// Methods that cut a bracket [a, b] at x₁ < x₂ and drop the part beyond the worse cut:
//
//     L(x₁) < L(x₂): b ← x₂, else a ← x₁
//
// The best cut and its neighbours enclose the minimum. Once they are so close that rounding would soon decide
// (`reach` in optimizer/univariate/parabola.hpp), one parabola through the three ends the search. If it does
// not fit, the cuts go on until the neighbours are 2δ apart, δ = √ε|x| + t.
//
// A Cut has  static void place(Kept kept, Probe&, std::vector<double>& n), which writes x₁, x₂ and their
// values into n.
#pragma once

#include "optimizer/univariate/parabola.hpp"
#include "optimizer/univariate/univariate.hpp"

namespace descenso {

struct SectionNumbers {
  enum { A, B, X1, X2, F1, F2, FA, FB, FINE };
  /// The part of the previous bracket that is kept.
  enum class Kept { everything, low, high };
};

template <class Cut>
class Section : SectionNumbers {
 public:
  static constexpr std::array<Name, 9> kNumbers{{{"a", "a"},
                                                 {"b", "b"},
                                                 {"x1", "x_1"},
                                                 {"x2", "x_2"},
                                                 {"f1", "L(x_1)"},
                                                 {"f2", "L(x_2)"},
                                                 {"fa", "L(a)"},
                                                 {"fb", "L(b)"},
                                                 {"fine", ""}}};

  explicit Section(const Values& values)
      : interval_(descenso::interval(values)), t_(values["tolerance"] / 3) {}

  void init(double, std::vector<double>& n) const {
    n[A] = interval_.first;
    n[B] = interval_.second;
    n[X1] = n[X2] = n[FA] = n[FB] = std::numeric_limits<double>::quiet_NaN();  // not evaluated yet
  }

  std::pair<double, double> interval() const { return interval_; }

  double step(Probe& L, std::vector<double>& n, Progress& progress) const {
    Cut::place(drop(L, n), L, n);
    const Point x1{n[X1], n[F1]}, x2{n[X2], n[F2]};
    const bool low = keeps_low(L, n);
    // Cuts that are out of order differ only by rounding, so their values cannot be compared.
    if (!(x1.w < x2.w)) progress = Progress::ended;
    if (low) return finish({n[A], n[FA]}, x1, x2, L, n, progress);
    return finish(x1, x2, {n[B], n[FB]}, L, n, progress);
  }

 private:
  /// Where both cuts are equal and higher than a point that is known, the part with that point is kept.
  static bool keeps_low(const Probe& L, const std::vector<double>& n) {
    if (n[F1] == n[F2] && L.best < n[F1]) return L.best_w < n[X2];
    return n[F1] < n[F2];
  }

  static Kept drop(const Probe& L, std::vector<double>& n) {
    if (std::isnan(n[X1])) return Kept::everything;
    const bool low = keeps_low(L, n);
    n[low ? B : A] = n[low ? X2 : X1];
    n[low ? FB : FA] = n[low ? F2 : F1];
    return low ? Kept::low : Kept::high;
  }

  /// Returns the best point and decides whether the search ends. a < x < b enclose the minimum.
  double finish(Point a, Point x, Point b, Probe& L, std::vector<double>& n, Progress& progress) const {
    const double fine = resolution(x.w, t_, L.epsilon());
    const double coarse = std::max(fine, reach(a, x, b, L.epsilon()).value_or(0));
    if (n[FINE] == 0 && b.w - a.w <= 2 * coarse) {
      n[FINE] = 1;
      if (const auto minimum = minimum_of(a, x, b, L)) {
        progress = Progress::ended;
        return *minimum;
      }
    }
    if (n[FINE] != 0 && b.w - a.w <= 2 * fine) progress = Progress::ended;
    return x.w;
  }

  std::pair<double, double> interval_;
  double t_;
};

}  // namespace descenso
