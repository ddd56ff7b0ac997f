// A model with its data and loss as a least-squares problem in its free parameters.
#pragma once

#include <Eigen/Core>
#include <memory>
#include <optional>
#include <vector>

#include "fit/fit.hpp"
#include "fit/solvers/least_squares.hpp"
#include "fit/solvers/vertex.hpp"
#include "jit/kernel.hpp"
#include "run/problem.hpp"
#include "run/trajectory.hpp"

namespace descenso {

/// A descent whose last step could still remove a larger share of ‖r‖ has not converged.
inline constexpr double slope_limit = 1e-5;

/// An end of a descent.
struct LocalEnd {
  std::vector<double> theta;
  double value = 0;  ///< Σ r², or 2Σρ of another loss
  int trials = 0;
  bool converged = false;
  /// ‖P r‖/‖r‖, P the projection on the columns of J that are free: what a step could still remove (the
  /// relative offset of Bates & Watts, Technometrics 23, 1981). 0 where r is rounding.
  double slope = 0;

  bool is_minimum() const { return converged && slope <= slope_limit; }
};

class FitProblem {
 public:
  static Result<FitProblem> make(const Experiment& experiment, const FitOptions& options);

  const std::vector<std::string>& names() const { return problem_.parameters; }
  const Dataset& data() const { return *problem_.data; }
  const LossGraph& loss() const { return problem_.objective->loss(); }
  GraphObjective<double>& objective() { return *problem_.objective; }
  std::span<const std::span<const double>> columns() const { return problem_.objective->columns(); }
  std::vector<std::vector<double>> copied_columns() const;
  std::size_t rows() const { return problem_.data->rows(); }
  /// Rows of positive weight by ascending first predictor.
  const std::vector<std::size_t>& rows_in_order();
  std::size_t dimension() const { return problem_.parameters.size(); }
  bool has_start() const { return has_start_; }
  const std::vector<double>& start() const { return problem_.start; }
  const std::vector<bool>& held() const { return held_; }
  const Box& box() const { return box_; }
  bool is_least_squares() const { return loss().least_squares; }
  /// Of a likelihood: the variance of y around its mean; else null.
  auto variance() const { return variance_; }

  /// √ω(y − ŷ) and, unless null, its Jacobian (n × p); false where something is not finite.
  bool residuals(const std::vector<double>& theta, Eigen::VectorXd& r, Eigen::MatrixXd* J);
  /// The terms that are squared and summed: `residuals`, or √(2ρ) of another loss.
  bool terms(const std::vector<double>& theta, Eigen::VectorXd& r, Eigen::MatrixXd* J);

  /// The exact minimum of a model that is linear in free parameters that the data determine
  /// (fit/solvers/linear_fit.hpp).
  std::optional<LocalEnd> solve();

  static constexpr auto nothing = std::size_t(-1);
  /// Descends to a minimum; the parameter `also_held`, if any, keeps its value.
  LocalEnd descend(std::vector<double> theta, std::size_t also_held = nothing, int max_trials = 2000);

  /// The name of an end, and the place where the descent could not go on (run/conclude.hpp).
  std::pair<StopReason, std::optional<Obstacle>> conclusion(const LocalEnd& end);

  /// Whether the parameter is at one of its bounds.
  bool at_bound(std::size_t j, double value) const;
  /// The parameters that are neither held nor at a bound.
  std::vector<std::size_t> free_at(const std::vector<double>& theta) const;

  /// The first row (from 1) in which the model has no finite value at θ; 0 if there is none.
  std::size_t first_bad_row(const std::vector<double>& theta);

 private:
  explicit FitProblem(Problem<double> problem) : problem_(std::move(problem)) {}

  /// From the end of a descent on √(2ρ) to the vertex beside it (fit/solvers/vertex.hpp).
  void descend_over_kinks(LocalEnd& end, const std::vector<std::size_t>& free);

  /// Whether the end is a minimum although a slope is left, at a kink of the model: along one parameter, the
  /// others fitted again, Σr² rises to both sides at 10⁻⁶ and 10⁻⁴ of its size. The best knee of a broken
  /// line often lies at a row.
  bool is_least_between(const LocalEnd& end, const std::vector<std::size_t>& free);

  Problem<double> problem_;
  bool has_start_ = false;
  std::vector<bool> held_;
  Box box_;  ///< of all parameters; empty: no bounds
  std::optional<Kernel<double>> terms_;
  std::optional<Kink> kink_;  ///< of a loss that has one
  double (*variance_)(double) = nullptr;
  std::vector<std::size_t> order_;  ///< of `rows_in_order`, once it was asked for
};

}  // namespace descenso
