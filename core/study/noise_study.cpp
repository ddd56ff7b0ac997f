#include "study/noise_study.hpp"

#include <cmath>

#include "fit/curvature.hpp"
#include "optimizer/factorization.hpp"
#include "optimizer/registry.hpp"
#include "random/random_state.hpp"
#include "run/descend.hpp"
#include "study/shared_problem.hpp"
#include "work.hpp"

namespace descenso {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr Field draws_field{.path = "draws",
                            .range = {.default_value = 1000,
                                      .min = 2,
                                      .max = max_draws,
                                      .slider_min = 100,
                                      .slider_max = max_draws,
                                      .slider_step = 100,
                                      .scale = Scale::log,
                                      .integer = true}};
constexpr double fit_cost = 5;          ///< of a nonlinear fit, in draws of a number, at the least
constexpr double max_fit_epochs = 100;  ///< of such a fit

/// J⁺ of ŷ at `theta`, p × n. Errors: singular.
Result<MatrixXd> pseudo_inverse(const Problem<double>& problem, std::span<const double> theta) {
  GraphObjective<double>& objective = *problem.objective;
  const auto n = Index(objective.row_count()), p = Index(theta.size());
  VectorXd r(n);
  MatrixXd jacobian(n, p);
  objective.residuals(theta, std::span(r.data(), std::size_t(n)),
                      std::span(jacobian.data(), std::size_t(n * p)));
  jacobian = -jacobian;  // r = y − ŷ
  if (const Determination found = determination(jacobian); found.rank < p)
    return error(ErrorCode::singular)
        .with("field", "model.formula")
        .with("parameters", moved_names(problem.parameters, found.undetermined()));
  const auto [q, r_factor] = thin_qr(jacobian);
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
  descend(rule, objective, {.epochs = max_fit_epochs}, state.value());
  return VectorXd(VectorXd::Map(state.value().theta.data(), Index(theta.size())));
}

/// Samples of noise times √ω: the noise of a simulation, or residuals of user data.
class NoiseSampler {
 public:
  explicit NoiseSampler(const Simulation& simulation)
      : random_(static_cast<std::uint32_t>(simulation.seed)), noise_(simulation.noise) {}
  NoiseSampler(const VectorXd& residuals, Index parameters) : random_(0) {
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

/// The experiment without the noise of its simulation; user data are left as they are.
Experiment without_noise(Experiment experiment) {
  if (auto* simulation = std::get_if<Simulation>(&experiment.data)) simulation->noise.factor = 0;
  return experiment;
}

Result<NoiseSampler> noise_sampler_for(const Experiment& experiment, const SharedProblem& shared) {
  if (const auto* simulation = std::get_if<Simulation>(&experiment.data)) return NoiseSampler(*simulation);
  GraphObjective<double>& objective = *shared.problem.objective;
  const std::size_t n = objective.residual_count(), p = shared.best_at.size();
  if (n <= p)
    return error(ErrorCode::too_few_rows)
        .with("field", "data.y")
        .with("rows", double(n))
        .with("min", double(p + 1));
  VectorXd r(static_cast<Index>(n));
  objective.residuals(shared.best_at, std::span(r.data(), n), {});
  return NoiseSampler(r, static_cast<Index>(p));
}

/// A sample: noise around the fitted model, or around the truth of a simulation.
Dataset sample_of(const SharedProblem& shared, bool simulated, const VectorXd& noise) {
  Dataset data = *shared.problem.data;
  if (!simulated) shared.problem.objective->predict(shared.best_at, data.y);
  for (std::size_t i = 0; i < data.rows(); ++i) {
    const double weight = data.weights.empty() ? 1 : data.weights[i];
    if (weight > 0) data.y[i] += noise[static_cast<Index>(i)] / std::sqrt(weight);
  }
  return data;
}

void summarize(NoiseStudy& study) {
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
  Result<SharedProblem> prepared = prepare_shared(without_noise(experiment));
  if (!prepared) return prepared.error();
  const SharedProblem& shared = prepared.value();
  if (shared.problem.objective->residual_count() == 0)
    return error(ErrorCode::needs_residuals).with("field", "loss.name");
  const auto p = Index(shared.best_at.size()), n = Index(shared.problem.data->rows()), r = Index(draws);
  const double work = draws * double(n) * normal_cost * (shared.quadratic ? 1 : fit_cost);
  if (work > max_work)
    return error(ErrorCode::too_much_work).with("field", "draws").with("work", work).with("max", max_work);
  const Result<MatrixXd> inverse = pseudo_inverse(shared.problem, shared.best_at);
  if (!inverse) return inverse.error();
  const auto rule = make_rule<double>("lm", {});
  if (!rule) return rule.error();
  Result<NoiseSampler> sampler = noise_sampler_for(experiment, shared);
  if (!sampler) return sampler.error();

  const VectorXd truth = VectorXd::Map(shared.best_at.data(), p);
  const VectorXd shift = inverse.value().rowwise().sum() * sampler.value().mean();
  const VectorXd spread = inverse.value().rowwise().norm() * sampler.value().sd();
  NoiseStudy out;
  out.exact = shared.quadratic != nullptr;
  out.resampled = !std::holds_alternative<Simulation>(experiment.data);
  out.names = shared.problem.parameters;
  out.truth = shared.best_at;
  for (Index j = 0; j < p; ++j) {
    out.expected_mean.push_back(truth[j] + shift[j]);
    out.expected_sd.push_back(spread[j]);
  }
  out.estimates.assign(std::size_t(p), std::vector<double>(std::size_t(r)));
  VectorXd drawn(n);
  for (Index k = 0; k < r && !is_work_spent(); ++k) {
    sampler.value().draw(drawn);
    spend_work(static_cast<double>(n) * (normal_cost + scalar_operation_cost * static_cast<double>(p)));
    VectorXd theta = truth;
    if (out.exact) {
      theta += times(inverse.value(), drawn);
    } else {
      const Result<VectorXd> fitted =
          refit(experiment, sample_of(shared, !out.resampled, drawn), out.truth, *rule.value());
      if (!fitted) return fitted.error();
      theta = fitted.value();
    }
    for (Index j = 0; j < p; ++j) out.estimates[std::size_t(j)][std::size_t(k)] = theta[j];
  }
  summarize(out);
  return out;
}

}  // namespace descenso
