#include "fit/curvature.hpp"

#include <cmath>
#include <limits>

#include "run/reduce.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// λmin/λmax above which the Hessian's own eigenvalues have more than half of their digits.
constexpr double kEasy = 1e-7;
/// Units of p·ε·λmax below 0 at which an eigenvalue is negative beyond rounding.
constexpr double kRounding = 64;

Error singular(const Problem<double>& problem, const MatrixXd& directions) {
  return error(ErrorCode::singular)
      .with("field", "model.formula")
      .with("parameters", moved_names(problem.parameters, directions));
}

MatrixXd jacobian_at(GraphObjective<double>& objective, const std::vector<double>& theta) {
  const std::size_t n = objective.residual_count(), p = theta.size();
  std::vector<double> r(n);
  MatrixXd jacobian(static_cast<Index>(n), static_cast<Index>(p));
  objective.residuals(theta, r, {jacobian.data(), n * p});
  return jacobian;
}

/// Directions in which a Hessian curves less than rounding shows, after scaling.
MatrixXd flat_directions(const MatrixXd& hessian) {
  const Index p = hessian.rows();
  const VectorXd sizes = hessian.diagonal().cwiseAbs().cwiseSqrt();
  const VectorXd root = (sizes.array() > 0 && sizes.array().isFinite()).select(sizes, 1.0);
  const MatrixXd unit = root.cwiseInverse().asDiagonal() * hessian * root.cwiseInverse().asDiagonal();
  const auto [values, vectors] = symmetric_eigenpairs(unit);
  const Index flat = std::max<Index>(1, (values.array() <= rank_tolerance(p)).count());
  return (vectors.leftCols(flat).array().abs() > 1e-6).select(vectors.leftCols(flat), 0.0);
}

}  // namespace

std::string moved_names(const std::vector<std::string>& names, const MatrixXd& directions) {
  std::string out;
  for (std::size_t j = 0; j < names.size(); ++j)
    if (directions.cols() > 0 && !directions.row(static_cast<Index>(j)).isZero(0))
      out += (out.empty() ? "" : ", ") + names[j];
  return out;
}

Result<Eigenpairs> curvature_at(const Problem<double>& problem, const std::vector<double>& theta) {
  GraphObjective<double>& objective = *problem.objective;
  const auto p = static_cast<Index>(theta.size());
  const bool has_residuals = objective.residual_count() > 0;
  MatrixXd jacobian;
  if (has_residuals) {
    const auto reduced = reduce(problem);  // R of many rows has the singular values of J
    jacobian = reduced ? MatrixXd::Map(reduced->triangle.data(), p, p) : jacobian_at(objective, theta);
    const Determination found = determination(jacobian);
    if (found.rank < p) return singular(problem, found.undetermined());
  }
  MatrixXd hessian(p, p);
  objective.hessian(theta, {hessian.data(), static_cast<std::size_t>(p * p)});
  if (hessian.isZero(0)) return error(ErrorCode::no_curvature).with("field", "loss.name");
  if (!hessian.allFinite()) return singular(problem, MatrixXd::Identity(p, p));
  Eigenpairs plain = symmetric_eigenpairs(hessian);
  if (plain.values[0] > kEasy * plain.values[p - 1]) return plain;
  const double rounding =
      kRounding * double(p) * std::numeric_limits<double>::epsilon() * std::abs(plain.values[p - 1]);
  if (!objective.quadratic() && plain.values[0] < -rounding)
    return singular(problem, flat_directions(hessian));
  if (!(has_residuals && objective.quadratic()))
    if (std::optional<Eigenpairs> found = positive_eigenpairs(hessian)) return std::move(*found);
  if (!has_residuals) return singular(problem, flat_directions(hessian));
  Eigenpairs gram = gram_eigenpairs(jacobian, 2 * objective.residual_factor());
  const bool has_condition = std::isfinite(gram.values[p - 1] / gram.values[0]);  // the least may underflow
  return has_condition ? Result<Eigenpairs>(std::move(gram)) : singular(problem, flat_directions(hessian));
}

}  // namespace descenso
