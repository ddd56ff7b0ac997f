#include "study/noise_study.hpp"

#include <cmath>

#include "optimizer/factorization.hpp"
#include "optimizer/registry.hpp"
#include "random/random_state.hpp"
#include "study/ground.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Field draws_field{.path = "draws",
                            .standard = 1000,
                            .min = 2,
                            .max = 10000,
                            .slider_min = 100,
                            .slider_max = 10000,
                            .slider_step = 100,
                            .scale = Scale::log,
                            .integer = true};
constexpr double most_numbers = 5e8;  ///< to be drawn in one call
constexpr double fit_cost = 200;      ///< of a fit that is no matrix product, in draws of a number
constexpr int most_steps = 100;       ///< of such a fit

/// J⁺ of ŷ at `theta`, p × n. Errors: singular.
Result<MatrixXd> pseudo_inverse(GraphObjective<double>& objective, std::span<const double> theta) {
  const auto n = Index(objective.row_count()), p = Index(theta.size());
  if (n < p) return error(ErrorCode::singular);
  VectorXd r(n);
  MatrixXd jacobian(n, p);
  objective.residuals(theta, std::span(r.data(), std::size_t(n)),
                      std::span(jacobian.data(), std::size_t(n * p)));
  jacobian = -jacobian;  // r = y − ŷ
  const auto [q, r_factor] = thin_qr(jacobian);
  const VectorXd diagonal = r_factor.diagonal().cwiseAbs();
  if (!(diagonal.minCoeff() > 1e-14 * diagonal.maxCoeff())) return error(ErrorCode::singular);
  return solve_triangular(r_factor, q.transpose());
}

/// The fit of other observations of the same problem, from `theta`, by Levenberg–Marquardt.
Result<VectorXd> refit(const Experiment& experiment, Dataset data, const std::vector<double>& theta,
                       const Rule<double>& rule) {
  Result<Problem<double>> problem =
      prepare<double>(experiment, std::make_shared<const Dataset>(std::move(data)));
  if (!problem) return problem.error();
  Objective<double>& objective = *problem.value().objective;
  Result<State<double>> state = rule.init(objective, theta);
  if (!state) return state.error();
  for (int k = 0; k < most_steps && state.value().progress == Progress::going; ++k)
    rule.step(objective, state.value());
  return VectorXd(VectorXd::Map(state.value().theta.data(), Index(theta.size())));
}

/// What is added to the silent observations, times √ω: the noise of a simulation, or residuals of one's own
/// data.
class Redraws {
 public:
  explicit Redraws(const Simulation& simulation)
      : random_(static_cast<std::uint32_t>(simulation.seed)), noise_(simulation.noise) {}
  Redraws(const VectorXd& residuals, Index parameters) : random_(0) {
    const auto n = static_cast<double>(residuals.size());
    population_ =
        std::sqrt(n / (n - static_cast<double>(parameters))) * (residuals.array() - residuals.mean());
  }

  double mean() const { return resamples() ? 0 : noise_.factor * noise_.mean; }
  double sd() const {
    return resamples() ? std::sqrt(population_.squaredNorm() / static_cast<double>(population_.size()))
                       : std::abs(noise_.factor) * noise_.sd;
  }

  void draw(VectorXd& noise) {
    const auto last = static_cast<std::uint32_t>(population_.size() - 1);
    for (double& each : noise)
      each = resamples() ? population_[random_.interval(last)]
                         : noise_.factor * random_.normal(noise_.mean, noise_.sd);
  }

 private:
  bool resamples() const { return population_.size() > 0; }

  RandomState random_;
  Noise noise_ = {};
  VectorXd population_;
};

/// Without noise: the simulation's truth, or one's own data as they are.
Experiment silenced(Experiment experiment) {
  if (auto* simulation = std::get_if<Simulation>(&experiment.data)) simulation->noise.factor = 0;
  return experiment;
}

Result<Redraws> redraws_of(const Experiment& experiment, const Ground& ground) {
  if (const auto* simulation = std::get_if<Simulation>(&experiment.data)) return Redraws(*simulation);
  GraphObjective<double>& objective = *ground.problem.objective;
  const std::size_t n = objective.residual_count(), p = ground.best_at.size();
  if (n <= p) return error(ErrorCode::too_few_rows).with("rows", double(n)).with("min", double(p + 1));
  VectorXd r(static_cast<Index>(n));
  objective.residuals(ground.best_at, std::span(r.data(), n), {});
  return Redraws(r, static_cast<Index>(p));
}

/// The data with noise around what the model says at `theta`, or around a simulation's own truth.
Dataset observed(const Ground& ground, bool simulated, const VectorXd& noise) {
  Dataset data = *ground.problem.data;
  if (!simulated) ground.problem.objective->predict(ground.best_at, data.y);
  for (std::size_t i = 0; i < data.rows(); ++i) {
    const double weight = data.weights.empty() ? 1 : data.weights[i];
    if (weight > 0) data.y[i] += noise[static_cast<Index>(i)] / std::sqrt(weight);
  }
  return data;
}

void summarise(NoiseStudy& study) {
  for (const std::vector<double>& column : study.estimates) {
    const auto values = VectorXd::Map(column.data(), Index(column.size()));
    const double mean = values.mean();
    study.mean.push_back(mean);
    study.sd.push_back(std::sqrt((values.array() - mean).square().sum() / double(column.size() - 1)));
  }
}

}  // namespace

Result<NoiseStudy> noise_study(const Experiment& experiment, double draws) {
  if (auto wrong = check(draws_field, draws)) return *wrong;
  Result<Ground> laid = lay_ground(silenced(experiment));
  if (!laid) return laid.error();
  const Ground& ground = laid.value();
  if (ground.problem.objective->residual_count() == 0) return error(ErrorCode::needs_residuals);
  const auto p = Index(ground.best_at.size()), n = Index(ground.problem.data->rows()), r = Index(draws);
  const double work = draws * double(n) * (ground.quadratic ? 1 : fit_cost);
  if (work > most_numbers)
    return error(ErrorCode::too_much_work).with("work", work).with("max", most_numbers);
  const Result<MatrixXd> inverse = pseudo_inverse(*ground.problem.objective, ground.best_at);
  if (!inverse) return inverse.error();
  const auto rule = make_rule<double>("lm", {});
  if (!rule) return rule.error();
  Result<Redraws> redraws = redraws_of(experiment, ground);
  if (!redraws) return redraws.error();

  const VectorXd truth = VectorXd::Map(ground.best_at.data(), p);
  const VectorXd shift = inverse.value().rowwise().sum() * redraws.value().mean();
  const VectorXd spread = inverse.value().rowwise().norm() * redraws.value().sd();
  NoiseStudy out;
  out.exact = ground.quadratic != nullptr;
  out.resampled = !std::holds_alternative<Simulation>(experiment.data);
  out.names = ground.problem.parameters;
  out.truth = ground.best_at;
  for (Index j = 0; j < p; ++j) {
    out.expected_mean.push_back(truth[j] + shift[j]);
    out.expected_sd.push_back(spread[j]);
  }
  out.estimates.assign(std::size_t(p), std::vector<double>(std::size_t(r)));
  VectorXd drawn(n);
  for (Index k = 0; k < r; ++k) {
    redraws.value().draw(drawn);
    VectorXd theta = truth;
    if (out.exact) {
      theta += inverse.value() * drawn;
    } else {
      const Result<VectorXd> fitted =
          refit(experiment, observed(ground, !out.resampled, drawn), out.truth, *rule.value());
      if (!fitted) return fitted.error();
      theta = fitted.value();
    }
    for (Index j = 0; j < p; ++j) out.estimates[std::size_t(j)][std::size_t(k)] = theta[j];
  }
  summarise(out);
  return out;
}

}  // namespace descenso
