#include "fit/solvers/linear_fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "fit/double_double.hpp"
#include "graph/interpret.hpp"
#include "optimizer/factorization.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Wide = std::vector<DoubleDouble>;

constexpr std::size_t kMaxRefined = 100000;  ///< entries of J
constexpr int kMaxPasses = 12;

/// r₀ and the columns of J in double-double, each divided by the power of two of its largest entry, so that
/// no sum of products overflows.
struct WideSystem {
  Wide r0;
  std::vector<Wide> columns;
  std::vector<int> exponents;  ///< of those powers
};

/// The exponent of the power of two above the largest entry.
int exponent_of(const Wide& column) {
  double largest = 0;
  for (const DoubleDouble& entry : column) largest = std::max(largest, std::abs(entry.high));
  int exponent = 0;
  std::frexp(largest, &exponent);
  return exponent;
}

WideSystem widen(const Problem<double>& problem) {
  const GraphObjective<double>& objective = *problem.objective;
  LossGraph loss = objective.loss();
  const std::size_t rows = objective.row_count();
  Bindings<DoubleDouble> at{Wide(loss.dimension()), {}, rows};
  for (const double extra : objective.extra_parameters()) at.parameters.emplace_back(extra);
  for (const std::span<const double> column : objective.columns())
    at.columns.emplace_back(column.begin(), column.end());
  const auto column = [&](NodeId id) {
    const Wide values = interpret(loss.graph, id, at);
    return values.size() == rows ? values : Wide(rows, values[0]);  // one value: the same in every row
  };
  WideSystem out;
  for (const NodeId id : jacobian_of(loss)) {
    Wide& entries = out.columns.emplace_back(column(id));
    const int exponent = out.exponents.emplace_back(exponent_of(entries));
    for (DoubleDouble& entry : entries)
      entry = {std::ldexp(entry.high, -exponent), std::ldexp(entry.low, -exponent)};
  }
  out.r0 = column(loss.residual);
  return out;
}

VectorXd rounded(const Wide& values) {
  VectorXd out(static_cast<Index>(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) out[Index(i)] = values[i].high;
  return out;
}

class Refinement {
 public:
  explicit Refinement(const WideSystem& system)
      : system_(system),
        theta_(system.columns.size()),
        r_(system.r0.size()),
        J_(Index(r_.size()), Index(theta_.size())) {
    for (std::size_t j = 0; j < theta_.size(); ++j) J_.col(Index(j)) = rounded(system.columns[j]);
    const Determination found = determination(J_);
    scale_ = found.scale;
    qr_ = thin_qr(unit_columns(J_));
  }

  std::vector<double> solve() {
    double before = std::numeric_limits<double>::infinity();
    for (int pass = 0; pass < kMaxPasses; ++pass) {
      const double size = correct();
      if (!(size < before / 2) || size == 0) break;
      before = size;
    }
    std::vector<double> out;
    for (std::size_t j = 0; j < theta_.size(); ++j)
      out.push_back(std::ldexp(theta_[j].high, -system_.exponents[j]));
    return out;
  }

 private:
  /// One correction of r and θ; the size of that of θ, in units of its own size.
  double correct() {
    Wide f(r_.size());
    for (std::size_t i = 0; i < r_.size(); ++i) {
      f[i] = system_.r0[i] - r_[i];
      for (std::size_t j = 0; j < theta_.size(); ++j) f[i] = f[i] + system_.columns[j][i] * theta_[j];
    }
    VectorXd g(J_.cols());
    for (std::size_t j = 0; j < theta_.size(); ++j) {
      DoubleDouble sum;
      for (std::size_t i = 0; i < r_.size(); ++i) sum = sum + system_.columns[j][i] * r_[i];
      g[Index(j)] = -sum.high / scale_[Index(j)];
    }
    const VectorXd misfit = rounded(f);
    const VectorXd d = transposed_times(qr_.q, misfit);
    const VectorXd h = solve_transposed(qr_.r, g);
    const VectorXd w = d - h;
    const VectorXd step = -solve_triangular(qr_.r, w).col(0).cwiseQuotient(scale_);
    const VectorXd change = misfit - times(qr_.q, w);
    double size = 0;
    for (std::size_t j = 0; j < theta_.size(); ++j) {
      theta_[j] = theta_[j] + DoubleDouble(step[Index(j)]);
      size = std::max(size, std::abs(step[Index(j)] * scale_[Index(j)]));
    }
    for (std::size_t i = 0; i < r_.size(); ++i) r_[i] = r_[i] + DoubleDouble(change[Index(i)]);
    return size;
  }

  const WideSystem& system_;
  Wide theta_, r_;
  MatrixXd J_;
  VectorXd scale_;
  Qr qr_;
};

/// QR and a second pass for what rounding left of the first. Of many rows there is one matrix, [J, r], that
/// is factored where it stands: R has Qᵀr in its last column.
std::vector<double> plain_fit(const Problem<double>& problem) {
  GraphObjective<double>& objective = *problem.objective;
  const auto n = static_cast<Index>(objective.row_count()), p = static_cast<Index>(problem.start.size());
  std::vector<double> theta = problem.start;
  for (int pass = 0; pass < 2; ++pass) {
    MatrixXd system(n, p + 1);
    objective.residuals(theta, {&system(0, p), std::size_t(n)}, {system.data(), std::size_t(n * p)});
    VectorXd scale(p);
    for (Index j = 0; j < p; ++j) {
      scale[j] = system.col(j).stableNorm();
      system.col(j) /= scale[j];
    }
    const MatrixXd R = triangular_factor(std::move(system));
    const VectorXd step = solve_triangular(R.topLeftCorner(p, p), R.col(p).head(p)).col(0);
    for (Index j = 0; j < p; ++j) theta[std::size_t(j)] -= step[j] / scale[j];
  }
  return theta;
}

}  // namespace

void drop_rounding(std::vector<double>& theta, const MatrixXd& jacobian, const VectorXd& response) {
  const double rounding = 4 * std::numeric_limits<double>::epsilon() * response.cwiseAbs().maxCoeff();
  for (std::size_t j = 0; j < theta.size(); ++j) {
    const double size = jacobian.col(Index(j)).cwiseAbs().maxCoeff();
    if (size > 0 && std::abs(theta[j]) * size <= rounding) theta[j] = 0;
  }
}

std::vector<double> linear_fit(const Problem<double>& problem) {
  const std::size_t entries = problem.objective->row_count() * problem.start.size();
  if (entries > kMaxRefined) return plain_fit(problem);
  const WideSystem system = widen(problem);
  return Refinement(system).solve();
}

}  // namespace descenso
