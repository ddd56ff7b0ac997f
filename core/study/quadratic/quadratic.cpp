#include "study/quadratic/quadratic.hpp"

#include <limits>

#include "fit/curvature.hpp"
#include "optimizer/factorization.hpp"
#include "optimizer/residuals.hpp"
#include "run/reduce.hpp"
#include "work.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double call_cost = 400;  ///< of an evaluation, with the step of the method that asked for it

std::span<double> view(auto& array) { return {array.data(), static_cast<std::size_t>(array.size())}; }

/// Without residuals: the eigenvectors of the Hessian, and two Newton steps, the second for the rounding of
/// the first.
Result<Quadratic> from_hessian(Problem<double>& problem) {
  GraphObjective<double>& objective = *problem.objective;
  const auto p = static_cast<Index>(problem.start.size());
  VectorXd theta = VectorXd::Map(problem.start.data(), p), gradient(p);
  const Result<Eigenpairs> found = curvature_at(problem, problem.start);
  if (!found) return found.error();
  const auto& [curvature, directions] = found.value();
  for (int pass = 0; pass < 2; ++pass) {
    objective.value_and_gradient(view(theta), view(gradient));
    theta -= times(directions, transposed_times(directions, gradient).cwiseQuotient(curvature));
  }
  return Quadratic{theta, curvature, directions, objective.value(view(theta))};
}

/// Of many rows, from their R = U Σ Vᵀ.
Quadratic from_triangle(const ReducedSquares& reduced) {
  const auto p = static_cast<Index>(reduced.optimum.size());
  const Svd factors = svd(MatrixXd::Map(reduced.triangle.data(), p, p));
  return {VectorXd::Map(reduced.optimum.data(), p),
          (2 * reduced.factor * factors.sigma.array().square()).reverse(), factors.v.rowwise().reverse(),
          reduced.loss};
}

}  // namespace

VectorXd Quadratic::errors(std::span<const double> theta) const {
  return transposed_times(directions, VectorXd::Map(theta.data(), optimum.size()) - optimum);
}

Result<Quadratic> quadratic_of(Problem<double>& problem) {
  GraphObjective<double>& objective = *problem.objective;
  if (!objective.quadratic()) return error(ErrorCode::internal).with("what", std::string("not a quadratic"));
  if (objective.residual_count() == 0) return from_hessian(problem);
  if (const auto reduced = reduce(problem)) return from_triangle(*reduced);
  const auto n = static_cast<Index>(objective.row_count()), p = static_cast<Index>(problem.start.size());
  if (auto wrong = check_jacobian(objective.row_count(), problem.start.size())) return *wrong;
  VectorXd r(n), theta = VectorXd::Map(problem.start.data(), p);
  MatrixXd jacobian(n, p);
  objective.residuals(view(theta), view(r), view(jacobian));
  if (const Determination found = determination(jacobian); found.rank < p)
    return error(ErrorCode::singular)
        .with("field", "model.formula")
        .with("parameters", moved_names(problem.parameters, found.undetermined()));
  const Qr qr = thin_qr(jacobian);
  const auto [u, sigma, v] = svd(qr.r);

  // The second pass removes the rounding error of the first.
  for (int pass = 0; pass < 2; ++pass) {
    if (pass > 0) objective.residuals(view(theta), view(r), {});
    theta -= times(v, transposed_times(u, transposed_times(qr.q, r)).cwiseQuotient(sigma));
  }
  Quadratic out;
  out.optimum = theta;
  out.curvature = (2 * objective.residual_factor() * sigma.array().square()).reverse();
  out.directions = v.rowwise().reverse();
  out.loss = objective.value(view(theta));
  return out;
}

double QuadraticObjective::value(std::span<const double> theta) {
  const std::size_t p = dimension();
  if (!spend_work(call_cost + 4 * scalar_operation_cost * double(p * p)))
    return std::numeric_limits<double>::quiet_NaN();
  const double* v = q_.directions.data();
  double excess = 0;
  for (std::size_t i = 0; i < p; ++i) {
    double e = 0;
    for (std::size_t j = 0; j < p; ++j) e += v[i * p + j] * (theta[j] - q_.optimum.data()[j]);
    slopes_[i] = q_.curvature.data()[i] * e;
    excess += 0.5 * slopes_[i] * e;
  }
  return q_.loss + excess;
}

double QuadraticObjective::value_and_gradient(const std::span<const double>& theta,
                                              const std::span<double>& gradient) {
  const std::size_t p = dimension();
  const double* v = q_.directions.data();
  const double loss = value(theta);
  for (std::size_t j = 0; j < p; ++j) {
    gradient[j] = 0;
    for (std::size_t i = 0; i < p; ++i) gradient[j] += v[i * p + j] * slopes_[i];
  }
  return loss;
}

void QuadraticObjective::hessian(std::span<const double> /*theta*/, std::span<double> hessian) {
  const Index p = q_.optimum.size();
  MatrixXd::Map(hessian.data(), p, p) =
      product(q_.directions * q_.curvature.asDiagonal(), q_.directions.transpose());
}

}  // namespace descenso
