#include "optimizer/factorization.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "optimizer/array_loops.hpp"
#include "work.hpp"

namespace descenso {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Counts a factorization of m rows and p columns: about 2mp² operations, and some copies of the matrix.
bool spend_work_on(const MatrixXd& a) {
  const auto m = static_cast<double>(a.rows()), p = static_cast<double>(a.cols());
  return spend_work(scalar_operation_cost * m * p * (2 * p + 10));
}

/// The share of its size up to which a column counts as explained by those before it. Equal columns leave
/// 10⁻¹⁶ of themselves at each reflection, and would soon be subnormal numbers, which take a hundred times as
/// long.
constexpr double kVanished = 1e-100;

/// Householder's reflections I − τ v vᵀ: R on and above the diagonal, the ends of each v below it.
class Reflections {
 public:
  explicit Reflections(MatrixXd a) : a_(std::move(a)), tau_(VectorXd::Zero(std::min(a_.rows(), a_.cols()))) {
    const Index m = a_.rows();
    for (Index k = 0; k < tau_.size(); ++k) {
      double* head = &a_(k, k);
      const double tail = dot(head + 1, head + 1, m - k - 1);
      if (has_vanished(k, head[0] * head[0] + tail)) {
        std::fill_n(head, m - k, 0.0);
        continue;
      }
      tau_[k] = reflect(head, m - k, tail);
      Index j = k + 1;
      for (; j + 1 < a_.cols(); j += 2) apply(k, &a_(k, j), &a_(k, j + 1));
      if (j < a_.cols()) apply(k, &a_(k, j));
    }
  }

  MatrixXd upper_triangle() const { return a_.topRows(tau_.size()).triangularView<Eigen::Upper>(); }

  /// The first columns of the product of the reflections.
  MatrixXd thin_q() const {
    MatrixXd q = MatrixXd::Identity(a_.rows(), a_.cols());
    for (Index k = tau_.size(); k-- > 0;)
      for (Index j = 0; j < q.cols(); ++j) apply(k, &q(k, j));
    return q;
  }

 private:
  /// Whether the k-th column, of whose end the squares sum to `rest`, is explained by those before it.
  bool has_vanished(Index k, double rest) const {
    const double* column = &a_(0, k);
    // Squares that are no extreme numbers settle most cases.
    if (rest > 1e-280 && rest < 1e280 && rest > 1e-40 * dot(column, column, k)) return false;
    const double vanished = kVanished * largest_size(column, a_.rows());
    return std::isfinite(vanished) && largest_size(column + k, a_.rows() - k) <= vanished;
  }

  /// Replaces x by β and the end of v, where (I − τ v vᵀ)x = βe₁ and v₁ = 1; returns τ. `tail` is Σ xᵢ² but
  /// the first.
  static double reflect(double* x, Index n, double tail) {
    if (tail <= std::numeric_limits<double>::min()) {
      std::fill_n(x + 1, n - 1, 0.0);
      return 0;
    }
    const double norm = std::sqrt(x[0] * x[0] + tail), beta = x[0] >= 0 ? -norm : norm;
    const double tau = (beta - x[0]) / beta, share = 1 / (x[0] - beta);
    for (Index i = 1; i < n; ++i) x[i] *= share;
    x[0] = beta;
    return tau;
  }

  /// x ← (I − τ v vᵀ)x with the k-th reflection; x starts at row k.
  void apply(Index k, double* x) const {
    if (tau_[k] == 0) return;
    const Index n = a_.rows() - k - 1;
    const double* v = &a_(k, k) + 1;
    const double share = tau_[k] * (x[0] + dot(v, x + 1, n));
    x[0] -= share;
    add_multiple(-share, v, x + 1, n);
  }

  /// The same for two columns at once, which share the reading of v.
  void apply(Index k, double* x, double* y) const {
    if (tau_[k] == 0) return;
    const Index n = a_.rows() - k - 1;
    const double* v = &a_(k, k) + 1;
    double p[4] = {}, q[4] = {};  // sums as `dot` has them
    Index i = 0;
    for (; i + 4 <= n; i += 4)
      for (Index lane = 0; lane < 4; ++lane) {
        p[lane] += v[i + lane] * x[i + lane + 1];
        q[lane] += v[i + lane] * y[i + lane + 1];
      }
    for (; i < n; ++i) {
      p[0] += v[i] * x[i + 1];
      q[0] += v[i] * y[i + 1];
    }
    const double share_x = tau_[k] * (x[0] + ((p[0] + p[1]) + (p[2] + p[3])));
    const double share_y = tau_[k] * (y[0] + ((q[0] + q[1]) + (q[2] + q[3])));
    x[0] -= share_x;
    y[0] -= share_y;
    for (i = 0; i < n; ++i) {
      x[i + 1] -= share_x * v[i];
      y[i + 1] -= share_y * v[i];
    }
  }

  MatrixXd a_;
  VectorXd tau_;
};

/// The rotation (x, y) ← (cx − sy, sx + cy) that makes the symmetric matrix (aa, ab; ab, bb) diagonal.
struct Rotation {
  double t, c, s;
  Rotation(double aa, double ab, double bb) {
    const double zeta = (bb - aa) / (2 * ab);
    t = std::copysign(1 / (std::abs(zeta) + std::sqrt(1 + zeta * zeta)), zeta);
    c = 1 / std::sqrt(1 + t * t);
    s = c * t;
  }
  void turn(double& x, double& y) const {
    const double before = x;
    x = c * before - s * y;
    y = s * before + c * y;
  }
};

/// Whether |a·b| is at most this share of |a||b|, from a·a, a·b and b·b.
bool are_orthogonal(double aa, double ab, double bb, double share) {
  const double squares = aa * bb;
  // Squares that are no extreme numbers settle most cases without a root.
  if (squares > 1e-250 && squares < 1e250) return !(ab * ab > share * share * squares);
  return !(std::abs(ab) > share * std::sqrt(aa) * std::sqrt(bb));
}

/// Rotates the columns a and b of W, and with them those of V, so that a·b = 0; false where it is already, to
/// rounding.
bool rotate(double* a, double* b, double* va, double* vb, Index p) {
  double aa = 0, bb = 0, ab = 0;
  for (Index i = 0; i < p; ++i) {
    aa += a[i] * a[i];
    bb += b[i] * b[i];
    ab += a[i] * b[i];
  }
  if (are_orthogonal(aa, ab, bb, double(p) * std::numeric_limits<double>::epsilon())) return false;
  const Rotation rotation(aa, ab, bb);
  for (Index i = 0; i < p; ++i) {
    rotation.turn(a[i], b[i]);
    rotation.turn(va[i], vb[i]);
  }
  return rotation.s != 0;
}

/// Rotates the symmetric A, and with it the columns of V, so that its entry (i, j) is 0; false where it is
/// already, to rounding.
bool rotate(MatrixXd& a, MatrixXd& v, Index i, Index j) {
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  const double ab = a(i, j);
  const double rounding = epsilon * std::sqrt(std::abs(a(i, i))) * std::sqrt(std::abs(a(j, j)));
  if (!(std::abs(ab) > std::max(rounding, epsilon * epsilon))) return false;
  const Rotation rotation(a(i, i), ab, a(j, j));
  for (Index k = 0; k < a.rows(); ++k) {
    if (k != i && k != j) {
      rotation.turn(a(k, i), a(k, j));
      a(i, k) = a(k, i);
      a(j, k) = a(k, j);
    }
    rotation.turn(v(k, i), v(k, j));
  }
  a(i, i) -= rotation.t * ab;
  a(j, j) += rotation.t * ab;
  a(i, j) = a(j, i) = 0;
  return rotation.s != 0;
}

}  // namespace

VectorXd column_scales(const MatrixXd& a) {
  if (a.size() == 0) return VectorXd::Ones(a.cols());
  const VectorXd norms = a.colwise().stableNorm(), largest = a.cwiseAbs().colwise().maxCoeff();
  const VectorXd scales = norms.array().isFinite().select(norms, largest);
  return (scales.array() > 0).select(scales, 1.0);
}

VectorXd times(const MatrixXd& a, const VectorXd& v) {
  VectorXd out = VectorXd::Zero(a.rows());
  for (Index k = 0; k < a.cols(); ++k) add_multiple(v[k], a.data() + k * a.rows(), out.data(), a.rows());
  return out;
}

VectorXd transposed_times(const MatrixXd& a, const VectorXd& v) {
  VectorXd out(a.cols());
  for (Index k = 0; k < a.cols(); ++k) out[k] = dot(a.data() + k * a.rows(), v.data(), a.rows());
  return out;
}

MatrixXd product(const MatrixXd& a, const MatrixXd& b) {
  const Index m = a.rows();
  MatrixXd out = MatrixXd::Zero(m, b.cols());
  for (Index j = 0; j < b.cols(); ++j)
    for (Index k = 0; k < a.cols(); ++k) add_multiple(b(k, j), a.data() + k * m, out.data() + j * m, m);
  return out;
}

MatrixXd transposed_product(const MatrixXd& a, const MatrixXd& b) {
  const Index m = a.rows();
  MatrixXd out(a.cols(), b.cols());
  for (Index j = 0; j < b.cols(); ++j)
    for (Index k = 0; k < a.cols(); ++k) out(k, j) = dot(a.data() + k * m, b.data() + j * m, m);
  return out;
}

Qr thin_qr(const MatrixXd& a) {
  if (!spend_work_on(a))
    return {MatrixXd::Constant(a.rows(), a.cols(), nan), MatrixXd::Constant(a.cols(), a.cols(), nan)};
  const Reflections qr(a);
  return {qr.thin_q(), qr.upper_triangle()};
}

MatrixXd triangular_factor(MatrixXd a) {
  if (!spend_work_on(a)) return MatrixXd::Constant(std::min(a.rows(), a.cols()), a.cols(), nan);
  return Reflections(std::move(a)).upper_triangle();
}

MatrixXd triangular_factor(Index m, Index p, const WriteRows& write) {
  MatrixXd r(0, p), block;
  for (Index first = 0; first < m; first += block_rows) {
    block.resize(std::min(block_rows, m - first), p);
    write(first, block);
    if (r.rows() == 0) {
      r = triangular_factor(std::move(block));
      continue;
    }
    MatrixXd both(r.rows() + block.rows(), p);
    both << r, block;
    r = triangular_factor(std::move(both));
  }
  return r;
}

MatrixXd solve_triangular(const MatrixXd& r, const MatrixXd& b) {
  MatrixXd x = b;
  for (Index j = 0; j < x.cols(); ++j)
    for (Index k = r.cols(); k-- > 0;) {
      x(k, j) /= r(k, k);
      add_multiple(-x(k, j), &r(0, k), &x(0, j), k);
    }
  return x;
}

VectorXd solve_transposed(const MatrixXd& r, const VectorXd& b) {
  VectorXd x = b;
  for (Index k = 0; k < r.cols(); ++k) x[k] = (x[k] - dot(&r(0, k), x.data(), k)) / r(k, k);
  return x;
}

std::optional<MatrixXd> cholesky_factor(const MatrixXd& a) {
  const Index p = a.cols();
  MatrixXd r = MatrixXd::Zero(p, p);
  for (Index k = 0; k < p; ++k) {
    double* column = &r(0, k);
    for (Index j = 0; j < k; ++j) column[j] = (a(j, k) - dot(&r(0, j), column, j)) / r(j, j);
    const double rest = a(k, k) - dot(column, column, k);
    if (!(rest > 0)) return std::nullopt;
    column[k] = std::sqrt(rest);
  }
  return r;
}

Svd svd(const MatrixXd& a) {
  const Eigen::Index p = a.rows();
  if (!spend_work(60 * scalar_operation_cost * static_cast<double>(p * p * p)) || !all_finite(a))
    return {MatrixXd::Constant(p, p, nan), Eigen::VectorXd::Constant(p, nan), MatrixXd::Constant(p, p, nan)};
  const double size = largest_size(a.data(), p * p);
  MatrixXd w = size > 0 ? MatrixXd(a / size) : a, v = MatrixXd::Identity(p, p);
  bool is_orthogonal = false;
  for (int sweep = 0; sweep < 60 && !is_orthogonal; ++sweep) {
    is_orthogonal = true;
    for (Index i = 0; i < p; ++i)
      for (Index j = i + 1; j < p; ++j)
        if (rotate(&w(0, i), &w(0, j), &v(0, i), &v(0, j), p)) is_orthogonal = false;
  }
  Svd out{MatrixXd::Zero(p, p), VectorXd(p), std::move(v)};
  for (Index j = 0; j < p; ++j) out.sigma[j] = std::sqrt(dot(&w(0, j), &w(0, j), p));
  for (Index k = 0; k < p; ++k) {
    Index largest;
    out.sigma.tail(p - k).maxCoeff(&largest);
    largest += k;
    std::swap(out.sigma[k], out.sigma[largest]);
    std::swap_ranges(&w(0, k), &w(0, k) + p, &w(0, largest));
    std::swap_ranges(&out.v(0, k), &out.v(0, k) + p, &out.v(0, largest));
    if (out.sigma[k] > 0) out.u.col(k) = w.col(k) / out.sigma[k];
    out.sigma[k] *= size;
  }
  return out;
}

Eigenpairs symmetric_eigenpairs(const MatrixXd& a) {
  const Eigen::Index p = a.rows();
  if (!spend_work(60 * scalar_operation_cost * static_cast<double>(p * p * p)) || !all_finite(a))
    return {Eigen::VectorXd::Constant(p, nan), MatrixXd::Constant(p, p, nan)};
  const double size = largest_size(a.data(), p * p);
  MatrixXd w = size > 0 ? MatrixXd(a / size) : a, v = MatrixXd::Identity(p, p);
  bool is_diagonal = false;
  for (int sweep = 0; sweep < 60 && !is_diagonal; ++sweep) {
    is_diagonal = true;
    for (Index i = 0; i < p; ++i)
      for (Index j = i + 1; j < p; ++j)
        if (rotate(w, v, i, j)) is_diagonal = false;
  }
  std::vector<Index> order(std::size_t(p), 0);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](Index i, Index j) { return w(i, i) < w(j, j); });
  Eigenpairs out{VectorXd(p), MatrixXd(p, p)};
  for (Index k = 0; k < p; ++k) {
    const Index from = order[std::size_t(k)];
    out.values[k] = w(from, from) * size;
    std::copy_n(&v(0, from), p, &out.vectors(0, k));
  }
  return out;
}

MatrixXd unit_columns(const MatrixXd& a) { return a * column_scales(a).cwiseInverse().asDiagonal(); }

double rank_tolerance(Index columns) { return 32 * double(columns) * std::numeric_limits<double>::epsilon(); }

Determination determination(const MatrixXd& jacobian) {
  const Index p = jacobian.cols(), m = std::max(jacobian.rows(), p);
  Determination out{VectorXd::Ones(p), VectorXd::Zero(p), MatrixXd::Identity(p, p), 0};
  if (p == 0 || !all_finite(jacobian)) return out;
  out.scale = column_scales(jacobian);
  const auto write_scaled = [&](Index first, MatrixXd& block) {
    const Index given = std::clamp<Index>(jacobian.rows() - first, 0, block.rows());
    block.setZero();  // rows of zeros change nothing and make R square
    for (Index j = 0; j < p; ++j)
      block.col(j).head(given) = jacobian.col(j).segment(first, given) * (1 / out.scale[j]);
  };
  Svd factors = svd(triangular_factor(m, p, write_scaled));
  out.sigma = std::move(factors.sigma);
  out.v = std::move(factors.v);
  out.rank = (out.sigma.array() > out.sigma[0] * rank_tolerance(p)).count();
  return out;
}

MatrixXd Determination::undetermined() const {
  const Index p = scale.size();
  MatrixXd directions = scale.cwiseInverse().asDiagonal() * v.rightCols(p - rank);
  for (Index k = 0; k < directions.cols(); ++k) {
    Index largest;
    directions.col(k).cwiseAbs().maxCoeff(&largest);
    directions.col(k) /= directions(largest, k);
    const VectorXd share = v.col(rank + k).cwiseAbs();
    directions.col(k) = (share.array() > 1e-6).select(directions.col(k), 0.0);
  }
  return directions;
}

std::optional<Eigenpairs> positive_eigenpairs(const MatrixXd& a) {
  const Index p = a.rows();
  const VectorXd root = a.diagonal().cwiseSqrt();
  if (!all_finite(a) || !(root.minCoeff() > 0)) return std::nullopt;
  const MatrixXd unit = root.cwiseInverse().asDiagonal() * a * root.cwiseInverse().asDiagonal();
  if (!(symmetric_eigenpairs(unit).values[0] > rank_tolerance(p))) return std::nullopt;
  const std::optional<MatrixXd> factor = cholesky_factor(unit);
  if (!factor) return std::nullopt;
  const Svd factors = svd(*factor * root.asDiagonal());
  return Eigenpairs{factors.sigma.cwiseAbs2().reverse(), factors.v.rowwise().reverse()};
}

Eigenpairs gram_eigenpairs(const MatrixXd& jacobian, double c) {
  const Svd factors = svd(triangular_factor(jacobian));
  return {(c * factors.sigma.array().square()).reverse(), factors.v.rowwise().reverse()};
}

}  // namespace descenso
