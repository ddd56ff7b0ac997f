// Profile intervals: the values of one parameter for which the best fit of all others is not much worse.
//
//     RSS(θⱼ) = min over the others       τ(θⱼ) = ±√((RSS(θⱼ) − RSS)/s²)       τ = ±t bounds the interval
//
// (Bates & Watts, Nonlinear Regression Analysis, 1988, chapter 6.) Where τ is a line that is Wald's interval.
// An end is infinite where τ stays within ±t as far as 10⁴ standard errors, or 10⁶ times the estimate.
#pragma once

#include "fit/fit_problem.hpp"

namespace descenso {

struct Profile {
  Interval interval;
  /// The lowest value that was met, and where: below the fit's own where that was not the minimum.
  double lowest = 0;
  std::vector<double> lowest_at;
};

/// The profile interval of parameter j around the minimum θ̂ of the given value, with τ = ±t at its ends.
/// Scale is s², step a standard error. Cost: some twenty descents of the others.
Profile profile_interval(FitProblem& problem, const std::vector<double>& theta, double value, std::size_t j,
                         double scale, double t, double step);

/// Whether an end of that interval is infinite. Cost: some four descents of the others.
bool is_profile_unbounded(FitProblem& problem, const std::vector<double>& theta, double value, std::size_t j,
                          double scale, double t, double step);

/// Points of the profile for a picture, by ascending θⱼ: eight on each side, to a third beyond a finite end
/// of the interval, to 4t standard errors where it has none, and over half the estimate (1 where that is 0)
/// where there is no standard error. A bound of the parameter ends them. Empty for an exact fit.
ProfileCurve profile_curve(FitProblem& problem, const std::vector<double>& theta, double value, std::size_t j,
                           double scale, double t, double step, const Interval& interval);

}  // namespace descenso
