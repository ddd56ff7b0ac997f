#include "fit/solvers/vertex.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
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
    if (!measure()) return std::move(end_);
    for (int round = 0; round < max_rounds; ++round) {
      choose_active();
      if (largest_active() > zero * mean_size_) {
        if (!move(to_vertex(), true)) near_ = zero;
        continue;
      }
      const VectorXd edge = downhill();
      if (edge.size() == 0) {
        end_.is_minimum = true;
        return std::move(end_);
      }
      if (!move(length(edge) * edge, false)) {
        if (level_ == hidden || edge_slope_ > hidden) return std::move(end_);
        level_ = hidden;
        continue;
      }
      near_ = near;
    }
    return std::move(end_);
  }

 private:
  double value_of(const VectorXd& r) const {
    double sum = 0;
    for (Index i = 0; i < r.size(); ++i) sum += costs_[i] * rho(r[i]);
    return sum;
  }
  double rho(double r) const { return r >= 0 ? kink_.above * r : -kink_.below * r; }

  /// r, J, L and the scales at θ.
  bool measure() {
    if (!residuals_(end_.theta, r_, &J_)) return false;
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
  MatrixXd J_;  ///< its columns have the norm 1
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
