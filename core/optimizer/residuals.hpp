// The common part of the least-squares methods: residuals and Jacobian of the current θ in the state, and
// linear algebra in double.
//
// L is a constant times ‖r(θ)‖². The state's vectors 0 and 1 are r (m entries) and J = ∂r/∂θ (m × p,
// column-major). Matrix algebra is in double for every T: p × p systems cost little beside the data, and one
// instantiation of Eigen's factorizations keeps the engine small.
#pragma once

#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "loss/objective.hpp"
#include "optimizer/rule.hpp"
#include "work.hpp"

namespace descenso {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

template <class T>
Vector to_double(const std::vector<T>& v) {
  return Eigen::Map<const Eigen::Matrix<T, Eigen::Dynamic, 1>>(v.data(), Eigen::Index(v.size()))
      .template cast<double>();
}

/// Column-major entries as a matrix of that many columns.
template <class T>
Matrix to_double(const std::vector<T>& v, std::size_t columns) {
  const auto rows = Eigen::Index(v.size() / columns);
  return Eigen::Map<const Eigen::Matrix<T, Eigen::Dynamic, Eigen::Dynamic>>(v.data(), rows,
                                                                            Eigen::Index(columns))
      .template cast<double>();
}

template <class T>
std::vector<T> to_precision(const Vector& v) {
  std::vector<T> result(std::size_t(v.size()));
  for (std::size_t i = 0; i < result.size(); ++i) result[i] = T(v[Eigen::Index(i)]);
  return result;
}

/// θ + p, added in double and rounded to T.
template <class T>
std::vector<T> moved(const std::vector<T>& theta, const Vector& p) {
  return to_precision<T>(to_double(theta) + p);
}

template <class T>
bool all_finite(const std::vector<T>& v) {
  return std::all_of(v.begin(), v.end(), [](T each) { return std::isfinite(each); });
}

/// A point and its residuals.
template <class T>
struct Linearization {
  std::vector<T> theta, residuals;
};

template <class T>
Linearization<T> residuals_at(Objective<T>& objective, std::vector<T> theta, Evaluations& evaluations) {
  Linearization<T> result{std::move(theta), std::vector<T>(objective.residual_count())};
  objective.residuals(result.theta, result.residuals, {});
  ++evaluations.value;
  return result;
}

/// ‖r‖² − ‖r′‖², as Σ(r − r′)(r + r′), which does not cancel. Not finite if r′ is not.
template <class T>
double reduction(const Vector& r, const Linearization<T>& there) {
  const Vector next = to_double(there.residuals);
  return (r - next).dot(r + next);
}

/// Moves the state to `there`: θ, r, J, L and ∇L. Changes nothing and returns false if J, L or ∇L is not
/// finite there. Counted as one Jacobian; L and ∇L are for the record.
template <class T>
bool relinearize(Objective<T>& objective, State<T>& state, Linearization<T> there) {
  std::vector<T> jacobian(there.residuals.size() * there.theta.size());
  objective.residuals(there.theta, there.residuals, jacobian);
  ++state.evaluations.gradient;
  std::vector<T> gradient(there.theta.size());
  const T loss = objective.value_and_gradient(there.theta, gradient);
  if (!all_finite(jacobian) || !std::isfinite(loss) || !all_finite(gradient)) return false;
  state.theta = std::move(there.theta);
  state.gradient = std::move(gradient);
  state.loss = loss;
  state.vectors[0] = std::move(there.residuals);
  state.vectors[1] = std::move(jacobian);
  return true;
}

/// Whether a Jacobian of this size can be factorized. Errors: too_much_memory.
inline std::optional<Error> check_jacobian(std::size_t rows, std::size_t parameters) {
  const double numbers = static_cast<double>(rows) * static_cast<double>(parameters);
  if (numbers <= max_jacobian_numbers) return std::nullopt;
  return error(ErrorCode::too_much_memory)
      .with("field", "data")
      .with("numbers", numbers)
      .with("max", max_jacobian_numbers);
}

/// The state at `start`, with r and J as its vectors 0 and 1. Errors: needs_residuals, start_not_finite.
template <class T>
Result<State<T>> begin_least_squares(Objective<T>& objective, std::span<const T> start, std::size_t vectors,
                                     std::size_t numbers) {
  if (objective.residual_count() == 0)
    return error(ErrorCode::needs_residuals).with("field", "optimizer.name");
  if (auto wrong = check_jacobian(objective.residual_count(), start.size())) return *wrong;
  Result<State<T>> result = begin_state(objective, start, vectors, numbers);
  if (!result) return result;
  State<T>& state = result.value();
  state.evaluations = {};
  Linearization<T> here = residuals_at(objective, state.theta, state.evaluations);
  if (!relinearize(objective, state, std::move(here)))
    return error(ErrorCode::start_not_finite).with("loss", double(state.loss));
  return result;
}

}  // namespace descenso
