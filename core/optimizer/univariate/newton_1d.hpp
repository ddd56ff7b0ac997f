// Newton's method for L′(w) = 0, pure, as in the textbook:
//
//     w ← w − L′(w)/L″(w)              the minimum or maximum of the parabola that fits L at w
//
// Quadratic convergence near a minimum; no safeguard elsewhere, so that its failures can be seen. The
// safeguarded method is newton.hpp. L = (w − 1)² from 4: L′ = 6, L″ = 2, w = 1.
#pragma once

#include "optimizer/univariate/univariate.hpp"

namespace descenso {

class Newton1d {
 public:
  static constexpr std::array<Name, 4> kNumbers{
      {{"w", "w"}, {"slope", "L'(w)"}, {"curvature", "L''(w)"}, {"step", "-L'/L''"}}};

  explicit Newton1d(const Values& values) : tolerance_(values["tolerance"]) {}

  void init(double start, std::vector<double>& n) const { n[W] = start; }

  double step(Probe& L, std::vector<double>& n, Progress& progress) const {
    n[SLOPE] = L.slope(n[W]);
    n[CURVATURE] = L.curvature(n[W]);
    n[STEP] = -n[SLOPE] / n[CURVATURE];
    if (!std::isfinite(n[STEP])) {
      progress = n[SLOPE] == 0 ? Progress::ended : Progress::stuck;
      return n[W];
    }
    n[W] += n[STEP];
    if (negligible(n[STEP], n[W], tolerance_, L.epsilon())) progress = Progress::ended;
    return n[W];
  }

 private:
  enum { W, SLOPE, CURVATURE, STEP };

  double tolerance_;
};

}  // namespace descenso
