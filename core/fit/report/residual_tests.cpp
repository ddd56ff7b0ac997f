#include "fit/report/residual_tests.hpp"

#include <algorithm>
#include <cmath>

#include "fit/report/distribution.hpp"
#include "optimizer/factorization.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// P(Z < z).
double normal_below(double z) { return z < 0 ? normal_beyond(-z) / 2 : 1 - normal_beyond(z) / 2; }

void test_runs(const VectorXd& r, ResidualTests& out) {
  double above = 0, below = 0;
  int last = 0;
  for (const double each : r) {
    const int sign = (each > 0) - (each < 0);
    if (sign == 0) continue;
    (sign > 0 ? above : below) += 1;
    if (sign != last) out.runs += 1;
    last = sign;
  }
  const double n = above + below, product = 2 * above * below;
  if (!(above > 0) || !(below > 0)) return;
  out.expected_runs = product / n + 1;
  const double variance = product * (product - n) / (n * n * (n - 1));
  if (variance > 0) out.runs_p = normal_below((out.runs + 0.5 - out.expected_runs) / std::sqrt(variance));
}

/// Ax for the tridiagonal A of rᵀAr = Σ(rᵢ − rᵢ₋₁)².
VectorXd second_differences(const double* x, Index n) {
  VectorXd out(n);
  for (Index i = 0; i < n; ++i) {
    const double before = i > 0 ? x[i] - x[i - 1] : 0, after = i + 1 < n ? x[i] - x[i + 1] : 0;
    out[i] = before + after;
  }
  return out;
}

void test_durbin_watson(const VectorXd& r, const MatrixXd& Q, ResidualTests& out) {
  const double size = r.squaredNorm();
  const Index n = r.size();
  const double degrees = double(n - Q.cols());
  if (n < 4 || degrees < 2 || !(size > 0)) return;
  out.durbin_watson = (r.tail(n - 1) - r.head(n - 1)).squaredNorm() / size;
  MatrixXd QAQ(Q.cols(), Q.cols());
  double size_of_AQ = 0;
  for (Index j = 0; j < Q.cols(); ++j) {
    const VectorXd AQ = second_differences(&Q(0, j), n);
    QAQ.col(j) = transposed_times(Q, AQ);
    size_of_AQ += AQ.squaredNorm();
  }
  const double trace = 2 * double(n - 1), trace2 = 6 * double(n) - 8;  // of A and of A²
  const double first = trace - QAQ.trace();
  const double second = trace2 - 2 * size_of_AQ + QAQ.squaredNorm();
  const double mean = first / degrees;
  const double variance = 2 * (second - degrees * mean * mean) / (degrees * (degrees + 2));
  if (variance > 0) out.durbin_watson_p = normal_below((out.durbin_watson - mean) / std::sqrt(variance));
}

void find_outliers(const VectorXd& r, const MatrixXd& Q, const std::vector<std::size_t>& order,
                   ResidualTests& out) {
  const double n = double(r.size()), degrees = n - double(Q.cols());
  const double rss = r.squaredNorm();
  if (degrees < 3 || !(rss > 0)) return;
  std::vector<std::pair<Index, double>> sizes;  // row → studentized residual
  sizes.reserve(std::size_t(r.size()));
  double largest = 0;
  for (Index i = 0; i < r.size(); ++i) {
    const double open = 1 - Q.row(i).squaredNorm();
    if (open < 1e-6) continue;
    const double others = rss - r[i] * r[i] / open;
    if (!(others > 1e-12 * rss)) continue;  // all of the misfit is in this row
    sizes.emplace_back(i, r[i] / std::sqrt(open * others / (degrees - 1)));
    largest = std::max(largest, std::abs(sizes.back().second));
  }
  const auto p_of = [&](double t) { return std::min(1.0, n * student_t_beyond(std::abs(t), degrees - 1)); };
  if (sizes.empty()) return;
  out.outlier_p = p_of(largest);
  if (out.outlier_p > outlier_level) return;
  for (const auto& [i, t] : sizes) {
    if (p_of(t) > outlier_level) continue;
    out.outlier_rows.push_back(double(order[std::size_t(i)] + 1));
    out.outlier_sizes.push_back(t);
  }
}

}  // namespace

ResidualTests test_residuals(const VectorXd& residuals, MatrixXd J, const MatrixXd& basis,
                             const std::vector<std::size_t>& order) {
  const auto n = Index(order.size());
  VectorXd r(n);
  for (Index i = 0; i < n; ++i) r[i] = residuals[Index(order[std::size_t(i)])];
  MatrixXd Q = std::move(J);  // J·basis takes its place: of 10⁶ rows and 7 columns both take 56 MB
  for (Index first = 0; first < Q.rows(); first += block_rows) {
    const Index rows = std::min(block_rows, Q.rows() - first);
    Q.block(first, 0, rows, basis.cols()) = product(Q.middleRows(first, rows), basis);
  }
  Q.conservativeResize(Eigen::NoChange, basis.cols());
  VectorXd unordered;
  for (Index q = 0; q < Q.cols(); ++q) {
    unordered = Q.col(q);
    for (Index i = 0; i < n; ++i) Q(i, q) = unordered[Index(order[std::size_t(i)])];
  }
  if (n < Q.rows()) Q.conservativeResize(n, Eigen::NoChange);  // rows of weight 0 are not in the order
  ResidualTests out;
  if (n < 3) return out;
  test_runs(r, out);
  test_durbin_watson(r, Q, out);
  find_outliers(r, Q, order, out);
  return out;
}

ResidualTests test_counts(const Dataset& data, std::span<const double> mean, const MatrixXd& U,
                          const std::vector<std::size_t>& order) {
  const auto n = Index(mean.size());
  VectorXd r(n), scale = VectorXd::Zero(n);
  for (Index i = 0; i < n; ++i) {
    const auto row = std::size_t(i);
    const double y = data.y[row], mu = mean[row], weight = data.weights.empty() ? 1 : data.weights[row];
    const double deviance = (y > 0 ? y * std::log(y / mu) : 0) - y + mu;
    r[i] = std::copysign(std::sqrt(2 * weight * std::max(deviance, 0.0)), y - mu);
    if (mu > 0) scale[i] = 1 / std::sqrt(mu);
  }
  const MatrixXd Q = thin_qr(scale.asDiagonal() * U).q;
  return test_residuals(r, Q, MatrixXd::Identity(Q.cols(), Q.cols()), order);
}

double mean_of(const VectorXd& r, const std::vector<std::size_t>& order) {
  double sum = 0;
  for (const std::size_t i : order) sum += r[Index(i)];
  return sum / double(order.size());
}

}  // namespace descenso
