#include "fit/solvers/vertex.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "optimizer/factorization.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int max_rounds = 100, max_halvings = 40;
/// Residuals below this share of their mean are to become 0 where L does not rise, and are 0 below the
/// second.
constexpr double near = 1e-3, zero = 1e-9;
/// The share of their mean by which residuals are moved apart.
constexpr double apart = 1e-6;
/// The share of a row that must be independent of the rows before it.
constexpr double independent = 1e-6;
/// Rounding, as a share of the sizes that a slope of 0 or a multiplier at its bound is made of.
constexpr double slack = 1e-10;
/// Near a minimum of a curved edge L changes by the square of its slope, which rounding hides below this.
constexpr double hidden = 1e-7;

class Descent {
 public:
  Descent(const ResidualFunction& residuals, VectorXd theta, const Kink& kink, const VectorXd& costs)
      : residuals_(residuals), kink_(kink), costs_(costs), end_{std::move(theta)} {}

  VertexEnd run() && {
    settle();
    for (int attempt = 1; attempt <= 3 && !end_.is_minimum && mean_size_ > 0 && has_more_zeros(); ++attempt)
      settle_apart(attempt);
    return std::move(end_);
  }

 private:
  void settle() {
    if (!measure()) return;
    for (int round = 0; round < max_rounds; ++round) {
      choose_active();
      if (largest_active() > zero * mean_size_) {
        if (!move(to_vertex(), true)) near_ = zero;
        continue;
      }
      const VectorXd edge = downhill();
      end_.is_minimum = edge.size() == 0;
      if (end_.is_minimum) return;
      if (!move(length(edge) * edge, false)) {
        if (level_ == hidden || edge_slope_ > hidden) return;
        level_ = hidden;
        continue;
      }
      near_ = shift_.size() > 0 ? zero : near;
    }
  }

  /// Whether more residuals are 0 than are active.
  bool has_more_zeros() const {
    std::size_t count = 0;
    for (Index i = 0; i < r_.size(); ++i) count += costs_[i] > 0 && std::abs(r_[i]) <= zero * mean_size_;
    return count > active_.size();
  }

  /// Where more residuals are 0 than there are parameters, those of any choice of rows may have multipliers
  /// out of bounds. Of residuals that are moved apart by a little, as many are 0 as there are parameters, and
  /// the multipliers of these rows show the minimum of both.
  void settle_apart(int attempt) {
    const VectorXd from = end_.theta;
    const double before = value_;
    shift_ = VectorXd(r_.size());
    for (Index i = 0; i < shift_.size(); ++i)
      shift_[i] =
          apart * mean_size_ * (2 * std::fmod(double(i + attempt) * attempt * 0.6180339887498949, 1) - 1);
    near_ = zero;
    level_ = slack;
    settle();
    const VectorXd moved = r_, vertex = std::exchange(end_.theta, from);
    shift_ = VectorXd();
    if (!std::exchange(end_.is_minimum, false)) return void(measure());
    end_.is_minimum = measure() && shows_minimum(moved);
    if (end_.is_minimum) return;
    end_.theta = vertex;
    bool is_minimum = measure();
    for (int round = 0; is_minimum && round < 5; ++round) {
      factor_active();
      end_.theta += to_vertex().cwiseQuotient(scale_);
      is_minimum = measure();
    }
    end_.is_minimum = is_minimum && value_ <= before * (1 + 1e-12);
    if (end_.is_minimum) return;
    end_.theta = from;
    measure();
  }

  /// Whether the slopes that add up to 0 where the residuals are moved apart are slopes of this point too:
  /// rows that are not 0 here have their sign there.
  bool shows_minimum(const VectorXd& moved) const {
    for (Index i = 0; i < r_.size(); ++i) {
      if (std::abs(r_[i]) <= zero * mean_size_) continue;
      if (is_active_[static_cast<std::size_t>(i)] || (r_[i] > 0) != (moved[i] > 0)) return false;
    }
    return true;
  }

  double value_of(const VectorXd& r) const {
    double sum = 0;
    for (Index i = 0; i < r.size(); ++i) sum += costs_[i] * rho(r[i]);
    return sum;
  }
  double rho(double r) const { return r >= 0 ? kink_.above * r : -kink_.below * r; }

  /// r, J, L and the scales at θ.
  bool measure() {
    if (!residuals_(end_.theta, r_, &J_)) return false;
    if (shift_.size() > 0) r_ += shift_;
    value_ = value_of(r_);
    const double total = costs_.sum();
    mean_size_ = total > 0 ? costs_.dot(r_.cwiseAbs()) / total : 0;
    scale_ = J_.colwise().norm().transpose();
    for (Index j = 0; j < scale_.size(); ++j) {
      if (!(scale_[j] > 0)) scale_[j] = 1;
      J_.col(j) /= scale_[j];
    }
    return mean_size_ > 0;
  }

  /// The rows nearest to 0, each independent of those before it, and Q and R of their transposed gradients.
  void choose_active() {
    std::vector<Index> order(static_cast<std::size_t>(r_.size()));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](Index i, Index k) { return std::abs(r_[i]) < std::abs(r_[k]); });
    active_.clear();
    is_active_.assign(order.size(), false);
    MatrixXd basis(J_.cols(), J_.cols());
    for (const Index i : order) {
      const auto count = Index(active_.size());
      if (count == J_.cols() || std::abs(r_[i]) > near_ * mean_size_) break;
      if (!(costs_[i] > 0)) continue;
      VectorXd row = J_.row(i).transpose();
      const double size = row.norm();
      for (int twice = 0; twice < 2; ++twice)
        for (Index k = 0; k < count; ++k) row -= basis.col(k).dot(row) * basis.col(k);
      if (!(row.norm() > independent * size)) continue;
      basis.col(count) = row.normalized();
      active_.push_back(i);
      is_active_[static_cast<std::size_t>(i)] = true;
    }
    factor_active();
  }

  void factor_active() {
    MatrixXd rows(J_.cols(), Index(active_.size()));
    for (std::size_t k = 0; k < active_.size(); ++k) rows.col(Index(k)) = J_.row(active_[k]).transpose();
    qr_ = thin_qr(rows);
  }

  double largest_active() const {
    double largest = 0;
    for (const Index i : active_) largest = std::max(largest, std::abs(r_[i]));
    return largest;
  }

  /// The shortest step that changes the active residuals by `change`, to first order.
  VectorXd step_of(const VectorXd& change) const { return times(qr_.q, solve_transposed(qr_.r, change)); }

  VectorXd to_vertex() const {
    VectorXd change(Index(active_.size()));
    for (std::size_t k = 0; k < active_.size(); ++k) change[Index(k)] = -r_[active_[k]];
    return step_of(change);
  }

  /// A direction in which L falls, of size 0 where there is none.
  VectorXd downhill() {
    VectorXd slope = VectorXd::Zero(J_.cols()), size = slope;
    for (Index i = 0; i < r_.size(); ++i) {
      if (is_active_[static_cast<std::size_t>(i)] || r_[i] == 0) continue;
      const VectorXd part = costs_[i] * (r_[i] > 0 ? kink_.above : -kink_.below) * J_.row(i).transpose();
      slope += part;
      size += part.cwiseAbs();
    }
    const VectorXd share = transposed_times(qr_.q, slope);
    const VectorXd rest = slope - times(qr_.q, share);
    edge_slope_ = rest.norm() / size.norm();
    if (edge_slope_ > level_) return -rest;
    edge_slope_ = 1;
    if (active_.empty()) return {};
    const VectorXd multipliers = -solve_triangular(qr_.r, share).col(0);
    Index worst = -1;
    double sign = 0, excess = slack;
    for (Index k = 0; k < multipliers.size(); ++k) {
      const double cost = costs_[active_[static_cast<std::size_t>(k)]], lambda = multipliers[k] / cost;
      for (const auto& [out, to] : {std::pair{lambda - kink_.above, 1.0}, {-kink_.below - lambda, -1.0}})
        if (out > excess) {
          excess = out;
          worst = k;
          sign = to;
        }
    }
    if (worst < 0) return {};
    return step_of(sign * VectorXd::Unit(multipliers.size(), worst));
  }

  /// The length of the step along a direction to the zero of a residual where the linearized L falls no more.
  double length(const VectorXd& direction) const {
    const VectorXd change = times(J_, direction);
    double slope = 0;
    std::vector<std::pair<double, double>> zeros;  // where they are, and by how much the slope grows there
    for (Index i = 0; i < r_.size(); ++i) {
      const double c = costs_[i], m = change[i];
      const bool is_zero = is_active_[static_cast<std::size_t>(i)] || r_[i] == 0;
      if (is_zero && std::abs(m) <= slack * direction.norm()) continue;
      const bool is_above = is_zero ? m > 0 : r_[i] > 0;
      slope += c * (is_above ? kink_.above : -kink_.below) * m;
      if (!is_zero && -r_[i] / m > 0)
        zeros.emplace_back(-r_[i] / m, c * (kink_.above + kink_.below) * std::abs(m));
    }
    std::sort(zeros.begin(), zeros.end());
    for (const auto& [at, growth] : zeros) {
      slope += growth;
      if (slope >= 0) return at;
    }
    return zeros.empty() ? 1 : zeros.back().first;
  }

  /// Takes the step, halved until L falls; one that may be level ends where rounding hides a rise.
  bool move(VectorXd step, bool may_be_level) {
    const double before = value_;
    const VectorXd from = end_.theta;
    for (int halving = 0; halving < max_halvings; ++halving, step /= 2) {
      VectorXd r;
      const VectorXd next = from + step.cwiseQuotient(scale_);
      if (!residuals_(next, r, nullptr)) continue;
      if (shift_.size() > 0) r += shift_;
      const double value = value_of(r);
      if (!(may_be_level ? value <= before * (1 + 1e-14) : value < before)) continue;
      if (next == from) return false;
      end_.theta = next;
      return measure();
    }
    return false;
  }

  const ResidualFunction& residuals_;
  const Kink kink_;
  const VectorXd& costs_;
  VertexEnd end_;
  VectorXd r_, scale_;
  VectorXd shift_;  ///< of the residuals, or of no size
  MatrixXd J_;      ///< its columns have the norm 1
  double value_ = 0, mean_size_ = 0;
  double near_ = near, level_ = slack;
  double edge_slope_ = 1;  ///< of L where the active residuals stay 0, as a share of what it is made of
  std::vector<Index> active_;
  std::vector<bool> is_active_;
  Qr qr_;
};

}  // namespace

VertexEnd descend_to_vertex(const ResidualFunction& residuals, VectorXd theta, const Kink& kink,
                            const VectorXd& costs) {
  return Descent(residuals, std::move(theta), kink, costs).run();
}

}  // namespace descenso
