#include "optimizer/judge.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "optimizer/factorization.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kShare = 1e-4;               ///< of a parameter's scale: the step that must not gain
constexpr double kReach[] = {1e-4, 1e-2, 1};  ///< such shares along directions that do not curve upward
constexpr double kRounding = 16;              ///< units of ε|L| that count as none
constexpr double kUnits = 8;                  ///< units in the last place of a parameter that count as none

template <class T>
class Judge {
 public:
  Judge(Objective<T>& objective, std::span<const T> theta, double resolution)
      : objective_(objective), resolution_(resolution), theta_(theta.size()), point_(theta.size()) {
    std::copy(theta.begin(), theta.end(), theta_.begin());
  }

  Judgement<T> run() {
    Standing standing = stand();
    const double first = kUnits * epsilon() * (theta_[0] != 0 ? std::abs(double(theta_[0])) : 1);
    if (standing == Standing::slope && size() == 1 && is_bracketed(objective_, theta_[0], first))
      standing = Standing::minimum;
    return {standing, std::move(lower_)};
  }

 private:
  Standing stand() {
    if (!measure()) return Standing::slope;
    bool falls = false;
    for (Index j = 0; j < size(); ++j)
      if (sides_lower(VectorXd::Unit(size(), j) * scale_[j], kShare) > 0) falls = true;
    return hessian_.allFinite() ? weigh(falls) : without_hessian(falls);
  }

  Index size() const { return static_cast<Index>(theta_.size()); }
  static constexpr double epsilon() { return double(std::numeric_limits<T>::epsilon()); }

  double value(const VectorXd& at) {
    for (std::size_t j = 0; j < point_.size(); ++j) point_[j] = static_cast<T>(at[Index(j)]);
    return double(objective_.value(point_));
  }

  /// L, ∇L, ∇²L, what rounding hides, and the scales. False if L or ∇L is not finite, or L is not some units
  /// in the last place of a parameter farther.
  bool measure() {
    at_ = VectorXd(size());
    for (Index j = 0; j < size(); ++j) at_[j] = double(theta_[std::size_t(j)]);
    std::vector<T> gradient(theta_.size()), hessian(theta_.size() * theta_.size());
    loss_ = double(objective_.value_and_gradient(std::span<const T>(theta_), std::span<T>(gradient)));
    gradient_ = Eigen::Map<const Eigen::Matrix<T, -1, 1>>(gradient.data(), size()).template cast<double>();
    if (!std::isfinite(loss_) || !gradient_.allFinite()) return false;
    objective_.hessian(theta_, hessian);
    hessian_ =
        Eigen::Map<const Eigen::Matrix<T, -1, -1>>(hessian.data(), size(), size()).template cast<double>();
    hidden_ = kRounding * epsilon() * std::abs(loss_);
    double moved = 0;
    for (Index j = 0; j < size(); ++j)
      for (const double units : {-kUnits, kUnits}) {
        VectorXd near = at_;
        near[j] *= 1 + units * epsilon();
        const double change = std::abs(value(near) - loss_);
        if (!std::isfinite(change)) return false;
        moved = std::max(moved, change);
      }
    hidden_ += moved;
    scale_ = VectorXd(size());
    for (Index j = 0; j < size(); ++j) scale_[j] = scale_of(j);
    return true;
  }

  double scale_of(Index j) const {
    // Where rounding hides L's curvature over |θ|, θ is 0 as far as L shows.
    const double size = std::abs(at_[j]), curvature = std::abs(hessian_(j, j));
    if (size * size * curvature > std::max(hidden_, double(std::numeric_limits<T>::min()))) return size;
    if (size > 0 && !(loss_ == 0) && !(curvature > 0)) return size;
    const double visible = 1e4 * std::sqrt(2e4 * hidden_ / curvature);
    return std::max(size, visible > 0 && std::isfinite(visible) ? std::min(visible, 1.0) : 1);
  }

  /// Whether L is lower there. The lowest such point is kept.
  bool is_lower(const VectorXd& at) {
    const double loss = value(at);
    rises_ = rises_ || loss > loss_ + hidden_;
    if (!(loss < loss_ - hidden_)) return false;
    if (lower_.empty() || loss < lowest_) {
      lower_ = point_;
      lowest_ = loss;
    }
    return true;
  }
  /// To how many of the two sides L falls.
  int sides_lower(const VectorXd& step, double share) {
    return int(is_lower(at_ + share * step)) + int(is_lower(at_ - share * step));
  }

  /// A minimum where no slope promises more than rounding hides, and L rises somewhere around.
  Standing without_hessian(bool falls) const {
    const bool is_level = (gradient_.cwiseProduct(scale_).cwiseAbs().array() * kShare <= hidden_).all();
    return !falls && is_level && rises_ ? Standing::minimum : Standing::slope;
  }

  Standing weigh(bool falls) {
    const MatrixXd scaled = scale_.asDiagonal() * hessian_ * scale_.asDiagonal();
    if (!scaled.allFinite()) return without_hessian(falls);
    const auto [lambda, v] = symmetric_eigenpairs(scaled);
    const VectorXd gamma = transposed_times(v, scale_.cwiseProduct(gradient_));
    const double flat = 64 * double(size()) * epsilon() * lambda.cwiseAbs().maxCoeff();
    bool is_stationary = true, curves_down = false;
    for (Index i = 0; i < size(); ++i) {
      const VectorXd step = scale_.cwiseProduct(v.col(i));
      const bool has_curvature = std::abs(lambda[i]) > flat;
      const double gain = has_curvature ? gamma[i] / 2 * (gamma[i] / std::abs(lambda[i])) : 0;
      if (gain > hidden_ && std::abs(gamma[i] / lambda[i]) > resolution_) is_stationary = false;
      if (!has_curvature && climbs_both_ways(gamma[i], step)) is_stationary = false;
      if (lambda[i] > flat) continue;
      bool falls_here = false;
      for (const double share : kReach) {
        const int sides = sides_lower(step, share);
        falls_here = falls_here || sides > 0;
        // Farther off, L falls to one side alone where rounding hides a slope.
        curves_down = curves_down || sides == 2 || (sides == 1 && share == kReach[0]);
      }
      // Next to a pole the way to the top of the parabola is short, but L does not curve down along it.
      const bool shows = gain > hidden_ || -lambda[i] / 2 * kShare * kShare > hidden_;
      if (has_curvature && shows && !falls_here) is_stationary = false;
      if (!has_curvature && !falls_here && rises_to_one_side(step)) is_stationary = false;
      falls = falls || falls_here;
      if (!has_curvature && kShare * std::abs(gamma[i]) > hidden_ && curves_down) is_stationary = false;
    }
    const bool is_plateau = !rises_ && !(lambda.maxCoeff() / 2 > hidden_) && !rises_farther(lambda, v);
    if (is_stationary && !falls) return is_plateau ? Standing::slope : Standing::minimum;
    return is_stationary && curves_down ? Standing::saddle : Standing::slope;
  }

  /// Whether L, level here, is higher at one side alone: it approaches a limit at the other, as atan does.
  bool rises_to_one_side(const VectorXd& step) {
    const double ahead = value(at_ + step), behind = value(at_ - step), level = loss_ + hidden_;
    return std::isfinite(ahead) && std::isfinite(behind) && (ahead > level) != (behind > level);
  }

  /// Whether L, level near by, curves upward along every direction and is higher at both sides farther off,
  /// as w⁴ + 1 is at 10⁻¹².
  bool rises_farther(const VectorXd& lambda, const MatrixXd& v) {
    for (Index i = 0; i < size(); ++i) {
      const VectorXd step = scale_.cwiseProduct(v.col(i));
      const bool rises = std::any_of(std::begin(kReach), std::end(kReach), [&](double share) {
        return std::min(value(at_ + share * step), value(at_ - share * step)) > loss_ + hidden_;
      });
      if (!(lambda[i] > 0) || !rises) return false;
    }
    return true;
  }

  /// A kink: L should fall by its slope, and rises as fast.
  bool climbs_both_ways(double gamma, const VectorXd& step) {
    if (!(kShare * std::abs(gamma) > hidden_)) return false;
    return value(at_ - std::copysign(kShare, gamma) * step) > loss_ + hidden_;
  }

  Objective<T>& objective_;
  double resolution_;
  std::vector<T> theta_, point_, lower_;
  VectorXd at_, gradient_, scale_;
  MatrixXd hessian_;
  double loss_ = 0, hidden_ = 0, lowest_ = 0;
  bool rises_ = false;  ///< L is higher at one of the points around
};

}  // namespace

template <class T>
Judgement<T> judge(Objective<T>& objective, std::span<const T> theta, double resolution) {
  return Judge<T>(objective, theta, resolution).run();
}

template <class T>
bool is_bracketed(Objective<T>& objective, T w, double first) {
  const double at = double(w), loss = double(objective.value({&w, 1}));
  const double hidden = kRounding * double(std::numeric_limits<T>::epsilon()) * std::abs(loss);
  const auto excess = [&](double other) {
    const T point = static_cast<T>(other);
    return double(objective.value({&point, 1})) - loss;
  };
  const double last = std::max(kShare * std::abs(at), first / kShare);
  if (!(first > 0) || !std::isfinite(loss)) return false;
  bool rises[] = {false, false};
  for (double distance = first; std::isfinite(at - distance) && std::isfinite(at + distance); distance *= 2) {
    for (const int side : {0, 1}) {
      if (rises[side]) continue;
      const double change = excess(side == 0 ? at - distance : at + distance);
      if (!(change >= -hidden)) return false;
      rises[side] = distance >= last && change > hidden;
      if (rises[side] && !std::isfinite(change)) return false;
    }
    if (rises[0] && rises[1]) return true;
  }
  return false;
}

template <class T>
bool falls_without_end(Objective<T>& objective, std::span<const T> theta, std::span<const double> direction) {
  std::vector<T> point(theta.size());
  double before = double(objective.value(theta)), size = 0, largest = 0;
  for (std::size_t j = 0; j < theta.size(); ++j) {
    size = std::max(size, std::abs(double(theta[j])));
    largest = std::max(largest, std::abs(direction[j]));
  }
  if (!(largest > 0) || !std::isfinite(largest)) return false;
  const double first = before;
  // From there on a polynomial of degree 5 is −∞ before it has doubled at two points of the search.
  const bool is_near_the_end = first < double(std::numeric_limits<T>::lowest()) / 64;
  for (double t = 1e-3 * std::max(size, 1.0) / largest;; t *= 2) {
    bool is_finite = true;
    for (std::size_t j = 0; j < theta.size(); ++j) {
      point[j] = static_cast<T>(double(theta[j]) + t * direction[j]);
      is_finite = is_finite && std::isfinite(point[j]);
    }
    const double loss = is_finite ? double(objective.value(point)) : -std::numeric_limits<double>::infinity();
    if (loss == -std::numeric_limits<double>::infinity())
      return is_near_the_end ||
             before < first - (std::abs(first) + 1);  // it fell by more than what there was
    if (!(loss < before)) return false;
    before = loss;
  }
}

template <class T>
bool falls_to_a_pole(Objective<T>& objective, std::vector<T> theta) {
  constexpr int steps = 40, enough = 20;
  std::vector<T> gradient(theta.size()), next(theta.size());
  double loss = double(objective.value_and_gradient(theta, gradient)), first = 0, stride = 0;
  for (int k = 0; k < steps; ++k) {
    if (!(loss < 0) || !std::isfinite(loss)) return false;
    double largest = 0, square = 0;  // ‖∇L/largest‖²
    for (const T slope : gradient) largest = std::max(largest, std::abs(double(slope)));
    if (!(largest > 0) || !std::isfinite(largest)) return false;
    for (const T slope : gradient) square += double(slope) / largest * (double(slope) / largest);
    stride = -loss / 2 / largest / std::sqrt(square);
    if (k == 0) first = stride;
    for (std::size_t j = 0; j < theta.size(); ++j)
      next[j] =
          static_cast<T>(double(theta[j]) + loss / 2 / largest / square * (double(gradient[j]) / largest));
    const double after = double(objective.value_and_gradient(next, gradient));
    if (!(after <= 1.4 * loss)) return k >= enough && next == theta;
    loss = after;
    theta.swap(next);
  }
  return stride < first / 4;
}

template Judgement<float> judge(Objective<float>&, std::span<const float>, double);
template Judgement<double> judge(Objective<double>&, std::span<const double>, double);
template bool is_bracketed(Objective<float>&, float, double);
template bool is_bracketed(Objective<double>&, double, double);
template bool falls_without_end(Objective<float>&, std::span<const float>, std::span<const double>);
template bool falls_without_end(Objective<double>&, std::span<const double>, std::span<const double>);
template bool falls_to_a_pole(Objective<float>&, std::vector<float>);
template bool falls_to_a_pole(Objective<double>&, std::vector<double>);

}  // namespace descenso
