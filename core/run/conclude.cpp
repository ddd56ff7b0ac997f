#include "run/conclude.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "optimizer/judge.hpp"
#include "run/not_a_number.hpp"

namespace descenso {
namespace {

/// So near its end, as a share of the interval, a point is that end.
constexpr double kNear = 1e-6;
/// Some times the default tolerance of a method on an interval.
constexpr double kClose = 4e-12;

template <class T>
class Conclusion {
 public:
  Conclusion(const Problem<T>& problem, const Rule<T>& rule, const State<T>& state, Trajectory& trajectory)
      : problem_(problem),
        objective_(*problem.objective),
        rule_(rule),
        state_(state),
        trajectory_(trajectory) {
    for (const auto& column : trajectory.parameters) last_.push_back(static_cast<T>(column.back()));
    for (const auto& column : trajectory.gradient) slope_.push_back(column.back());
  }

  /// Of a method that can go no further.
  StopReason at_rest() {
    const double root = std::sqrt(double(std::numeric_limits<T>::epsilon()));
    const double resolution = rule_.interval() ? 4 * root : 0;
    const Standing standing = judge(objective_, std::span<const T>(last_), resolution).standing;
    if (standing == Standing::minimum) return StopReason::converged;
    if (is_at_edge()) return StopReason::edge;
    if (falls()) return StopReason::unbounded;
    if (is_enclosed()) return StopReason::converged;  // but for a pole, at whose side L is lowest too
    if (standing == Standing::saddle) return StopReason::saddle;
    if (is_beside_the_undefined()) return StopReason::left_domain;
    // Textbook methods without safeguards go where L is higher.
    const std::vector<double>& loss = trajectory_.loss;
    return loss.back() > loss.front() ? StopReason::diverged : StopReason::stuck;
  }

  /// Of a step to numbers that are not finite.
  StopReason at_next() {
    const std::vector<double> next(state_.theta.begin(), state_.theta.end());
    const bool is_point = std::all_of(next.begin(), next.end(), [](double w) { return std::isfinite(w); });
    if (is_point && leaves_domain(next)) return StopReason::left_domain;
    const bool is_bottomless = is_point && state_.loss < 0 && std::isinf(state_.loss);
    return is_bottomless || falls() ? StopReason::unbounded : StopReason::diverged;
  }

 private:
  /// Whether a method on an interval has enclosed a minimum as closely as it looks.
  bool is_enclosed() {
    if (!rule_.interval()) return false;
    const double size = std::abs(double(last_[0]));
    const double root = std::sqrt(double(std::numeric_limits<T>::epsilon()));
    return is_bracketed(objective_, last_[0], kClose * std::max(1.0, size) + std::min(root, 1e-5) * size);
  }

  bool falls() {
    const std::size_t entries = trajectory_.loss.size();
    std::vector<double> downhill, onward;
    for (std::size_t j = 0; j < last_.size(); ++j) {
      downhill.push_back(-slope_[j]);
      const std::vector<double>& path = trajectory_.parameters[j];
      onward.push_back(path[entries - 1] - path[entries > 1 ? entries - 2 : 0]);
    }
    return falls_without_end<T>(objective_, last_, downhill) ||
           falls_without_end<T>(objective_, last_, onward) ||
           falls_to_a_pole<T>(objective_, first_below_zero());
  }

  /// The first point of the path with L < 0, from which a pole is still at a distance; else the last.
  std::vector<T> first_below_zero() const {
    const auto& loss = trajectory_.loss;
    const auto first = std::find_if(loss.begin(), loss.end(), [](double each) { return each < 0; });
    if (first == loss.end()) return last_;
    std::vector<T> point;
    for (const auto& path : trajectory_.parameters)
      point.push_back(static_cast<T>(path[first - loss.begin()]));
    return point;
  }

  bool is_at_edge() {
    const auto interval = rule_.interval();
    if (!interval) return false;
    const auto [low, high] = *interval;
    const double w = double(last_[0]), near = kNear * (high - low);
    const bool is_low = w - low <= near && slope_[0] > 0, is_high = high - w <= near && slope_[0] < 0;
    if (!is_low && !is_high) return false;
    trajectory_.obstacle = Obstacle{{is_low ? low : high}, problem_.parameters[0], 0};
    return true;
  }

  /// Whether L, or a slope, has no value at θ. The place is kept.
  bool leaves_domain(const std::vector<double>& theta) {
    const std::optional<NotANumber> found = find_not_a_number(problem_, theta);
    if (!found || found->overflows) return false;
    trajectory_.obstacle = Obstacle{theta, found->parameter, found->row};
    return true;
  }

  /// Whether a point without a value is no farther down the slope than each parameter's own size. A parameter
  /// that is 0 up to the rounding of its path has the size of that rounding: m = 2·10⁻¹⁶ that was 1 may be m
  /// < 0.
  bool is_beside_the_undefined() {
    for (const bool has_scale : {false, true}) {
      std::vector<double> step;
      double largest = 0;  // of the steps, as a share of the parameter
      for (std::size_t j = 0; j < last_.size(); ++j) {
        const double size = last_[j] != 0 ? std::max(std::abs(double(last_[j])), rounding(j)) : 1;
        step.push_back(-slope_[j] * (has_scale ? size * size : 1));
        largest = std::max(largest, std::abs(step[j]) / size);
      }
      if (!(largest > 0) || !std::isfinite(largest)) continue;
      for (double share = 1e-16; share <= 1; share *= 2) {
        std::vector<T> point;
        for (std::size_t j = 0; j < last_.size(); ++j)
          point.push_back(static_cast<T>(double(last_[j]) + share * (step[j] / largest)));
        if (std::isfinite(objective_.value(point))) continue;
        if (leaves_domain({point.begin(), point.end()})) return true;
        break;
      }
    }
    return false;
  }

  /// Ten roundings of the largest value of a parameter on the path; of a method on an interval, how closely
  /// it looks.
  double rounding(std::size_t j) const {
    double largest = 0;
    for (double w : trajectory_.parameters[j]) largest = std::max(largest, std::abs(w));
    if (rule_.interval()) return kClose * std::max(1.0, largest);
    return 10 * double(std::numeric_limits<T>::epsilon()) * largest;
  }

  const Problem<T>& problem_;
  Objective<T>& objective_;
  const Rule<T>& rule_;
  const State<T>& state_;
  Trajectory& trajectory_;
  std::vector<T> last_;
  std::vector<double> slope_;
};

}  // namespace

template <class T>
void conclude(const Problem<T>& problem, const Rule<T>& rule, const State<T>& state, Trajectory& trajectory) {
  if (trajectory.reason == StopReason::stuck)
    trajectory.reason = Conclusion<T>(problem, rule, state, trajectory).at_rest();
  else if (trajectory.reason == StopReason::diverged)
    trajectory.reason = Conclusion<T>(problem, rule, state, trajectory).at_next();
}

template void conclude(const Problem<float>&, const Rule<float>&, const State<float>&, Trajectory&);
template void conclude(const Problem<double>&, const Rule<double>&, const State<double>&, Trajectory&);

}  // namespace descenso
