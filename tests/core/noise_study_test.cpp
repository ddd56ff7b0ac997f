#include <cmath>

#include "../golden/numpy.hpp"
#include "catch.hpp"
#include "notebook.hpp"
#include "run/noise_study.hpp"
#include "run/optimum.hpp"

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

TEST_CASE("10,000 draws of the noise: mean and standard error of w agree with theory, also when the noise has a mean") {
  for (const double mean : {0.0, 1.5}) {
    Experiment experiment = notebook_experiment();
    std::get<Simulation>(experiment.data).noise.mean = mean;
    const auto result = noise_study(experiment, 10000);
    REQUIRE(result);
    CHECK(result.value().exact);
    CHECK_THAT(result.value().truth[0], WithinRel(5, 1e-14));
    // Var(w) = sd²/Σx², and Σx² = n·L″/2.
    CHECK_THAT(result.value().expected_sd[0], WithinRel(2 / std::sqrt(100 * golden::notebook_curvature / 2), 1e-13));
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

TEST_CASE("a model that is not linear is fitted draw by draw; theory is of first order in the noise") {
  Experiment experiment = notebook_experiment();
  experiment.data = Simulation{.truth = "a*exp(-k*x)", .constants = {{"a", 2.0}, {"k", 0.5}}, .noise = {0.05, 0, 1}};
  experiment.model = {"w1*exp(-w2*x)", {{"w1", 1.0}, {"w2", 0.1}}};
  const auto result = noise_study(experiment, 400);
  REQUIRE(result);
  CHECK_FALSE(result.value().exact);
  CHECK_THAT(result.value().truth[0], WithinRel(2, 1e-6));
  check_against_theory(result.value(), 400);
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
  experiment.data = Dataset{{{"x", {1, 2, 3}}}, {1, 2, 4}, {}};
  CHECK(code_of(experiment, 10) == ErrorCode::not_an_object);
}
