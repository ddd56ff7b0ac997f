#include <cmath>

#include "../golden/numpy.hpp"
#include "catch.hpp"
#include "fit/fit.hpp"
#include "fit/optimum.hpp"
#include "notebook.hpp"
#include "study/noise_study.hpp"

using namespace descenso;

namespace {

/// Mean and spread of R normal draws against theory, each within 3 of its own standard errors.
void check_against_theory(const NoiseStudy& study, double draws) {
  for (std::size_t j = 0; j < study.names.size(); ++j) {
    CAPTURE(study.names[j]);
    const double sd = study.expected_sd[j];
    CHECK_THAT(study.mean[j], WithinAbs(study.expected_mean[j], 3 * sd / std::sqrt(draws)));
    CHECK_THAT(study.sd[j], WithinAbs(sd, 3 * sd / std::sqrt(2 * draws)));
  }
}

}  // namespace

TEST_CASE(
    "10,000 draws of the noise: mean and standard error of w agree with theory, also when the noise has a "
    "mean") {
  for (const double mean : {0.0, 1.5}) {
    Experiment experiment = notebook_experiment();
    std::get<Simulation>(experiment.data).noise.mean = mean;
    const auto result = noise_study(experiment, 10000);
    REQUIRE(result);
    CHECK(result.value().exact);
    CHECK_THAT(result.value().truth[0], WithinRel(5, 1e-14));
    // Var(w) = sd²/Σx², and Σx² = n·L″/2.
    CHECK_THAT(result.value().expected_sd[0],
               WithinRel(2 / std::sqrt(100 * golden::notebook_curvature / 2), 1e-13));
    check_against_theory(result.value(), 10000);
  }
}

TEST_CASE("a noise with a mean pulls a line with an intercept away by just that mean") {
  Experiment experiment = notebook_experiment();
  std::get<Simulation>(experiment.data).noise = {2, 1.5, 1};
  experiment.model = {"w1*x + w2", {{"w1", 0.0}, {"w2", 0.0}}};
  const auto result = noise_study(experiment, 10000);
  REQUIRE(result);
  CHECK_THAT(result.value().expected_mean[0], WithinAbs(5, 1e-12));
  CHECK_THAT(result.value().expected_mean[1], WithinAbs(3, 1e-12));
  check_against_theory(result.value(), 10000);
}

TEST_CASE("the first draw is the experiment's own data") {
  const auto study = noise_study(notebook_experiment(), 2);
  REQUIRE(study);
  CHECK_THAT(study.value().estimates[0][0], WithinRel(golden::notebook_optimum, 1e-13));
}

TEST_CASE("the mean and the deviation of the estimates are those of a sample: with R - 1") {
  for (const double draws : {2.0, 7.0}) {
    const auto study = noise_study(notebook_experiment(), draws);
    REQUIRE(study);
    const std::vector<double>& estimates = study.value().estimates[0];
    double mean = 0, squares = 0;
    for (const double each : estimates) mean += each / draws;
    for (const double each : estimates) squares += (each - mean) * (each - mean);
    CHECK_THAT(study.value().mean[0], WithinRel(mean, 1e-13));
    CHECK_THAT(study.value().sd[0], WithinRel(std::sqrt(squares / (draws - 1)), 1e-12));
  }
}

TEST_CASE("a model that is not linear is fitted draw by draw; theory is of first order in the noise") {
  Experiment experiment = notebook_experiment();
  experiment.data =
      Simulation{.truth = "a*exp(-k*x)", .constants = {{"a", 2.0}, {"k", 0.5}}, .noise = {0.05, 0, 1}};
  experiment.model = {"w1*exp(-w2*x)", {{"w1", 1.0}, {"w2", 0.1}}};
  const auto result = noise_study(experiment, 400);
  REQUIRE(result);
  CHECK_FALSE(result.value().exact);
  CHECK_THAT(result.value().truth[0], WithinRel(2, 1e-6));
  check_against_theory(result.value(), 400);
}

TEST_CASE("data of one's own: residuals are redrawn around the fit, with the classical standard error") {
  Dataset data{{{"x", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}}},
               {2.1, 2.9, 4.4, 4.6, 6.3, 6.5, 8.4, 8.1, 10.4, 10.6, 12.9, 12.4},
               {}};
  Experiment experiment = notebook_experiment();
  experiment.model = {"w1*x + w2", {{"w1", 0.0}, {"w2", 0.0}}};
  SECTION("equal weights: s from the residuals is the standard error of the textbook") {
    experiment.data = data;
    const auto study = noise_study(experiment, 10000);
    const auto classical = fit(experiment);
    REQUIRE(study);
    REQUIRE(classical);
    CHECK(study.value().resampled);
    for (std::size_t j = 0; j < 2; ++j) {
      CHECK_THAT(study.value().truth[j], WithinRel(classical.value().parameters[j], 1e-10));
      CHECK_THAT(study.value().expected_sd[j], WithinRel(classical.value().report.standard_errors[j], 1e-10));
    }
    check_against_theory(study.value(), 10000);
  }
  SECTION("weights: a row of weight 4 has half the noise") {
    for (std::size_t i = 0; i < 12; ++i) data.weights.push_back(i % 2 == 0 ? 4 : 1);
    experiment.data = data;
    const auto study = noise_study(experiment, 10000);
    REQUIRE(study);
    check_against_theory(study.value(), 10000);
    // The same fits, one by one, with a model that is not recognized as linear.
    experiment.model = {"w1*x + w2 + 0*exp(w2)", {{"w1", 0.0}, {"w2", 0.0}}};
    const auto slow = noise_study(experiment, 20);
    REQUIRE(slow);
    CHECK_FALSE(slow.value().exact);
    for (std::size_t k = 0; k < 20; ++k)
      CHECK_THAT(slow.value().estimates[0][k], WithinRel(study.value().estimates[0][k], 1e-7));
  }
}

TEST_CASE("own data without an intercept: the residuals are centred, so that they pull infinite_score") {
  Experiment experiment = notebook_experiment();
  experiment.data = Dataset{{{"x", {1, 2, 3, 4, 5}}}, {3, 4, 6, 6, 8}, {}};
  const auto study = noise_study(experiment, 10000);
  REQUIRE(study);
  CHECK(study.value().expected_mean[0] == study.value().truth[0]);
  check_against_theory(study.value(), 10000);
}

TEST_CASE("a noise study that cannot be made says why") {
  const auto code_of = [](const Experiment& experiment, double draws) {
    const auto result = noise_study(experiment, draws);
    REQUIRE_FALSE(result);
    return result.error().code;
  };
  Experiment experiment = notebook_experiment();
  CHECK(code_of(experiment, 1) == ErrorCode::out_of_range);
  CHECK(code_of(experiment, 10001) == ErrorCode::out_of_range);
  std::get<Simulation>(experiment.data).n = 1e6;
  CHECK(code_of(experiment, 10000) == ErrorCode::too_much_work);
  experiment = notebook_experiment();
  experiment.loss.name = "mae";
  CHECK(code_of(experiment, 10) == ErrorCode::needs_residuals);
  experiment = notebook_experiment();
  experiment.data = Dataset{{{"x", {1, 2}}}, {3, 4}, {}};
  experiment.model = {"w1*x + w2", {{"w1", 0.0}, {"w2", 0.0}}};
  CHECK(code_of(experiment, 10) == ErrorCode::too_few_rows);
  experiment.data = FunctionSpec{"w1^2+1", {{"w1", 3.0}}};
  CHECK(code_of(experiment, 10) == ErrorCode::needs_residuals);
}
