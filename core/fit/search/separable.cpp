#include "fit/search/separable.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "optimizer/factorization.hpp"
#include "work.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// A column that the others explain up to this share of its length adds nothing.
constexpr double negligible = 1e-11;

/// Householder's reflection that maps x (from row k) to a multiple of a unit vector: x becomes v with v₀ = 1,
/// β is returned, and the multiple stands in `head`.
double reflection(double* x, Index n, double& head) {
  const double tail = dot(x + 1, x + 1, n - 1), first = x[0];
  if (tail == 0) {
    head = first;
    x[0] = 1;
    return 0;
  }
  const double norm = std::sqrt(first * first + tail);
  head = first > 0 ? -norm : norm;
  const double v0 = first - head, inverse = 1 / v0;
  for (Index i = 1; i < n; ++i) x[i] *= inverse;
  x[0] = 1;
  return -v0 / head;
}

/// QR with the longest remaining column first, in place, carrying the columns of `carried` along. Returns
/// which of A's columns stand at the first positions; the rest is negligible.
struct PivotedQr {
  std::vector<Index> order;
  std::vector<double> diagonal;
};
PivotedQr factor(MatrixXd& A, Index columns, Index total) {
  const Index n = A.rows();
  spend_work(4 * scalar_operation_cost * double(n * columns * total));
  PivotedQr qr;
  std::vector<Index> index(static_cast<std::size_t>(columns));
  for (Index j = 0; j < columns; ++j) index[std::size_t(j)] = j;
  const auto below = [&](Index j, Index k) { return A.data() + j * n + k; };  // column j from row k
  for (Index k = 0; k < std::min(n, columns); ++k) {
    Index longest = k;
    double length = -1;
    for (Index j = k; j < columns; ++j) {
      const double norm = dot(below(j, k), below(j, k), n - k);
      if (norm > length) length = norm, longest = j;
    }
    if (!(length > negligible * negligible)) break;
    if (longest != k) {
      std::swap_ranges(below(k, 0), below(k, n), below(longest, 0));
      std::swap(index[std::size_t(k)], index[std::size_t(longest)]);
    }
    double head = 0;
    double* v = below(k, k);
    const double beta = reflection(v, n - k, head);
    for (Index j = k + 1; j < total; ++j)
      add_multiple(-beta * dot(v, below(j, k), n - k), v, below(j, k), n - k);
    qr.order.push_back(index[std::size_t(k)]);
    qr.diagonal.push_back(head);
  }
  return qr;
}

/// The length of a column, which is multiplied with its inverse; 0 where that is too large a number.
double normalize(double* column, Index n) {
  double norm = std::sqrt(dot(column, column, n));
  if (!(norm > 1e-150 && norm < 1e150)) {  // a square may have left the range of double
    const double largest = largest_size(column, n), inverse = largest > 0 ? 1 / largest : 0;
    double sum = 0;
    for (Index i = 0; i < n; ++i) sum += column[i] * inverse * (column[i] * inverse);
    norm = largest * std::sqrt(sum);
  }
  const double inverse = norm > 0 && std::isfinite(1 / norm) ? 1 / norm : 0;
  for (Index i = 0; i < n; ++i) column[i] *= inverse;
  return norm;
}

}  // namespace

SeparableModel::SeparableModel(const LossGraph& loss, const Separation& separation,
                               std::vector<std::vector<double>> columns)
    : loss_(loss), separation_(separation), columns_(std::move(columns)) {
  for (const auto& column : columns_) pointers_.push_back(column.data());
  // The kernels' parameters behind θ, penalties and N, do not enter residuals.
  parameters_.resize(loss_.dimension() + 8);
  const std::vector<NodeId> jacobian = jacobian_of(loss_);
  std::vector<NodeId> basis{loss_.residual}, full{loss_.residual};
  for (const std::size_t j : separation_.linear) basis.push_back(jacobian[j]);
  full.insert(full.end(), jacobian.begin(), jacobian.end());
  const auto compile = [&](std::optional<Kernel<double>>& kernel, std::vector<NodeId> outputs) {
    kernel.emplace(std::move(Kernel<double>::compile(loss_.graph, {{}, std::move(outputs)}).value()));
  };
  compile(basis_, std::move(basis));
  compile(full_, std::move(full));
  compile(residual_, {loss_.residual});
  compile(prediction_, {loss_.prediction});
}

void SeparableModel::run(Kernel<double>& kernel, std::span<const double> theta,
                         std::span<double* const> outputs) {
  for (std::size_t j = 0; j < theta.size(); ++j) parameters_[j] = theta[j];
  kernel.run({parameters_.data(), pointers_.data(), rows(), scalars_.data(), outputs.data()});
  ++evaluations_;
}

double SeparableModel::solve(std::vector<double>& theta, std::span<const std::size_t> active) {
  const auto n = Index(rows()), all = Index(separation_.linear.size());
  for (const std::size_t j : separation_.linear) theta[j] = 0;
  work_.resize(n, all + 1);
  std::vector<double*> outputs{work_.col(all).data()};
  for (Index k = 0; k < all; ++k) outputs.push_back(work_.col(k).data());
  run(*basis_, theta, outputs);
  double* const r0 = work_.col(all).data();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  if (!all_finite(r0, n)) return infinity;
  if (active.empty()) return dot(r0, r0, n);

  // The active columns first, scaled, then the right-hand side.
  std::vector<double> scale;
  Index l = 0;
  std::vector<std::size_t> chosen;
  for (Index k = 0; k < all; ++k) {
    const std::size_t j = separation_.linear[std::size_t(k)];
    if (std::find(active.begin(), active.end(), j) == active.end()) continue;
    double* const column = work_.col(l).data();
    if (l != k) std::copy_n(work_.col(k).data(), n, column);
    if (!all_finite(column, n)) return infinity;
    scale.push_back(normalize(column, n));
    chosen.push_back(j);
    ++l;
  }
  if (l != all) std::copy_n(r0, n, work_.col(l).data());
  MatrixXd& B = work_;
  const PivotedQr qr = factor(B, l, l + 1);
  const auto rank = Index(qr.order.size());
  std::vector<double> c(std::size_t(rank), 0.0);
  for (Index k = rank; k-- > 0;) {
    double sum = -B(k, l);
    for (Index j = k + 1; j < rank; ++j) sum -= B(k, j) * c[std::size_t(j)];
    c[std::size_t(k)] = sum / qr.diagonal[std::size_t(k)];
  }
  for (Index k = 0; k < rank; ++k) {
    const auto column = std::size_t(qr.order[std::size_t(k)]);
    theta[chosen[column]] = c[std::size_t(k)] / scale[column];
  }
  const double* const rest = B.col(l).data() + rank;
  const double rss = dot(rest, rest, n - rank);
  return std::isfinite(rss) ? rss : infinity;
}

bool SeparableModel::residuals(std::span<const double> theta, VectorXd& r, MatrixXd* J) {
  const auto n = Index(rows());
  r.resize(n);
  std::vector<double*> outputs{r.data()};
  if (!J) {
    run(*residual_, theta, outputs);
    return all_finite(r);
  }
  J->resize(n, Index(dimension()));
  for (std::size_t j = 0; j < dimension(); ++j) outputs.push_back(J->col(Index(j)).data());
  run(*full_, theta, outputs);
  return all_finite(r) && all_finite(*J);
}

MatrixXd SeparableModel::projected(const MatrixXd& J, const VectorXd& r,
                                   std::span<const std::size_t> nonlinear,
                                   std::span<const std::size_t> linear) {
  const Index n = J.rows();
  const auto l = Index(linear.size()), q = Index(nonlinear.size());
  MatrixXd A(n, l + q + 1);
  for (Index k = 0; k < l; ++k) {
    A.col(k) = J.col(Index(linear[std::size_t(k)]));
    normalize(A.col(k).data(), n);
  }
  VectorXd size(q);
  for (Index k = 0; k < q; ++k) {
    A.col(l + k) = J.col(Index(nonlinear[std::size_t(k)]));
    size[k] = largest_size(A.col(l + k).data(), n);
  }
  A.col(l + q) = r;
  const PivotedQr qr = factor(A, l, A.cols());
  // Qᵀ has been applied to the carried columns: what is orthogonal to the linear ones is below the rank.
  const auto rank = Index(qr.order.size());
  MatrixXd rest = A.block(rank, l, n - rank, q + 1);
  // The linear parameters replace such a column, of which rounding left the rest.
  for (Index k = 0; k < q; ++k)
    if (largest_size(rest.col(k).data(), n - rank) <= negligible * size[k]) rest.col(k).setZero();
  return rest;
}

bool SeparableModel::predict(std::span<const double> theta, std::vector<double>& y) {
  y.resize(rows());
  std::vector<double*> outputs{y.data()};
  run(*prediction_, theta, outputs);
  return std::all_of(y.begin(), y.end(), [](double each) { return std::isfinite(each); });
}

}  // namespace descenso
