#include "fit/report/profile.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace descenso {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// One side of an interval.
class Side {
 public:
  Side(FitProblem& problem, const std::vector<double>& theta, double value, std::size_t j, double scale,
       double t, Profile& profile)
      : problem_(problem),
        at_(theta),
        centre_(theta[j]),
        value_(value),
        j_(j),
        scale_(scale),
        t_(t),
        profile_(profile) {}

  /// The end that lies in the direction of `step`.
  double end(double step) {
    const Bracket found = bracket(step);
    if (found.has_none) return step > 0 ? infinity : -infinity;
    if (found.is_bound) return centre_ + found.outside;
    return centre_ + crossing(found);
  }

  /// Whether there is none.
  bool is_unbounded(double step) { return bracket(step).has_none; }

  /// Points of the curve out to `reach`, the nearest first.
  void add_points(double reach, ProfileCurve& curve) {
    constexpr int count = 8;
    for (int k = 1; k <= count; ++k) {
      const double wanted = reach * k / count, at = bounded(wanted);
      const double tau = tau_at(at);
      if (!std::isfinite(tau)) return;
      curve.at.push_back(centre_ + at);
      curve.tau.push_back(std::copysign(tau, reach));
      if (at != wanted) return;
    }
  }

 private:
  /// Distances from the centre between which τ passes t.
  struct Bracket {
    double inside = 0, tau_inside = 0, outside = 0, tau_outside = infinity;
    std::vector<double> at_inside;
    bool is_bound = false;  ///< a bound of the parameter holds first, outside
    bool has_none = false;  ///< τ stays below t as far as makes sense
  };

  Bracket bracket(double step) {
    Bracket out;
    out.at_inside = at_;
    double reach = step * t_;
    for (int k = 0; k < 40; ++k) {
      out.outside = bounded(reach);
      out.tau_outside = tau_at(out.outside);
      if (!(out.tau_outside < t_)) return out;
      out.is_bound = out.outside != reach;
      if (out.is_bound) return out;
      out.inside = reach;
      out.tau_inside = out.tau_outside;
      out.at_inside = at_;
      if (std::abs(reach) > 1e4 * std::abs(step) && std::abs(reach) > 1e6 * std::abs(centre_)) break;
      // As far as the slope of τ so far suggests, at most tenfold.
      reach *= out.tau_inside > 0 ? std::min(10.0, std::max(1.2, 1.1 * t_ / out.tau_inside)) : 10;
    }
    out.has_none = true;
    return out;
  }

  double bounded(double reach) const {
    const Box& box = problem_.box();
    double value = centre_ + reach;
    if (box.low.size() > 0) value = std::max(value, box.low[Eigen::Index(j_)]);
    if (box.high.size() > 0) value = std::min(value, box.high[Eigen::Index(j_)]);
    return value == centre_ + reach ? reach : value - centre_;
  }

  /// The zero of τ − t between two points, by the Illinois method; infinite τ are halved away.
  double crossing(const Bracket& found) {
    double inside = found.inside, outside = found.outside;
    std::vector<double> at_inside = found.at_inside;
    double low = found.tau_inside - t_, high = found.tau_outside - t_;
    int last = 0;
    for (int k = 0; k < 30 && std::abs(outside - inside) > 1e-6 * std::abs(outside); ++k) {
      double middle = (inside + outside) / 2;
      if (std::isfinite(high)) middle = inside + (outside - inside) * (-low) / (high - low);
      at_ = at_inside;
      const double tau = tau_at(middle);
      if (std::abs(tau - t_) < 1e-5 * t_) return middle;
      if (tau < t_) {
        inside = middle;
        low = tau - t_;
        at_inside = at_;
        if (last == 1) high /= 2;
        last = 1;
      } else {
        outside = middle;
        high = tau - t_;
        if (last == -1) low /= 2;
        last = -1;
      }
    }
    return (inside + outside) / 2;
  }

  double tau_at(double reach) {
    std::vector<double> from = at_;
    from[j_] = centre_ + reach;
    const LocalEnd end = problem_.descend(from, j_, 200);
    if (!std::isfinite(end.value)) return infinity;
    at_ = end.theta;
    if (end.value < profile_.lowest) {
      profile_.lowest = end.value;
      profile_.lowest_at = end.theta;
    }
    return std::sqrt(std::max(0.0, end.value - value_) / scale_);
  }

  FitProblem& problem_;
  std::vector<double> at_;
  double centre_, value_;
  std::size_t j_;
  double scale_, t_;
  Profile& profile_;
};

}  // namespace

Profile profile_interval(FitProblem& problem, const std::vector<double>& theta, double value, std::size_t j,
                         double scale, double t, double step) {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  Profile profile{{unknown, unknown}, value, theta};
  if (!std::isfinite(step) || !std::isfinite(t)) {
    profile.interval = {-infinity, infinity};
    return profile;
  }
  if (!(scale > 0) || !(step > 0)) {  // an exact fit
    profile.interval = {theta[j], theta[j]};
    return profile;
  }
  profile.interval.low = Side(problem, theta, value, j, scale, t, profile).end(-step);
  profile.interval.high = Side(problem, theta, value, j, scale, t, profile).end(step);
  return profile;
}

bool is_profile_unbounded(FitProblem& problem, const std::vector<double>& theta, double value, std::size_t j,
                          double scale, double t, double step) {
  if (!std::isfinite(step) || !std::isfinite(t)) return true;
  if (!(scale > 0) || !(step > 0)) return false;
  Profile lowest{{}, value, theta};
  return Side(problem, theta, value, j, scale, t, lowest).is_unbounded(-step) ||
         Side(problem, theta, value, j, scale, t, lowest).is_unbounded(step);
}

ProfileCurve profile_curve(FitProblem& problem, const std::vector<double>& theta, double value, std::size_t j,
                           double scale, double t, double step, const Interval& interval) {
  ProfileCurve curve{interval, {}, {}};
  if (!(scale > 0) || !std::isfinite(t) || step == 0) return curve;
  const auto reach = [&](double end) {
    if (!std::isfinite(step)) return theta[j] == 0 ? 1.0 : std::abs(theta[j]) / 2;
    return std::isfinite(end) ? std::abs(end - theta[j]) * 4 / 3 : 4 * t * step;
  };
  Profile lowest{interval, value, theta};
  Side(problem, theta, value, j, scale, t, lowest).add_points(-reach(interval.low), curve);
  std::reverse(curve.at.begin(), curve.at.end());
  std::reverse(curve.tau.begin(), curve.tau.end());
  curve.at.push_back(theta[j]);
  curve.tau.push_back(0);
  Side(problem, theta, value, j, scale, t, lowest).add_points(reach(interval.high), curve);
  return curve;
}

}  // namespace descenso
