// Stopping, races, surfaces, explained steps and fits, against what can be written down by hand.
#include "race/race.hpp"

#include <cmath>

#include "catch.hpp"
#include "fit/fit.hpp"
#include "fit/report/distribution.hpp"
#include "inspect/explain.hpp"
#include "inspect/landscape.hpp"
#include "inspect/principal.hpp"
#include "inspect/surface.hpp"
#include "notebook.hpp"
#include "run/train.hpp"

using namespace descenso;

namespace {

/// L = w² from 1. With rate h every step multiplies w by 1 − 2h; h = 0.25 halves it, without rounding.
Experiment parabola(double rate, Stopping bounds = {}) {
  Experiment experiment;
  experiment.data = FunctionSpec{"w^2", {{"w", 1}}};
  experiment.optimizer = {"gd", {{"rate", rate}}};
  experiment.stop = {.epochs = 100, .bounds = bounds};
  return experiment;
}

}  // namespace

TEST_CASE("A run ends at the first bound that is reached, and says which", "[run][stopping]") {
  struct Case {
    Stopping bounds;
    std::size_t epochs;
    StopReason reason;
  };
  // After k steps: w = 2⁻ᵏ, L′ = 2w, the last step was 2⁻ᵏ long, L = 4⁻ᵏ, and each step loses ¾ of L.
  const Case each =
      GENERATE(Case{{.gradient = 1e-3}, 11, StopReason::gradient}, Case{{.step = 1e-3}, 10, StopReason::step},
               Case{{.loss_change = 0.75}, 1, StopReason::loss_change},
               Case{{.loss_change = 0.74}, 100, StopReason::epochs},
               Case{{.target = 1e-6}, 10, StopReason::target}, Case{{.target = 1}, 0, StopReason::target},
               Case{{.gradient = 1e-3, .step = 1e-3}, 10, StopReason::step});
  const auto result = run(parabola(0.25, each.bounds));
  REQUIRE(result);
  CHECK(result.value().epochs() == each.epochs);
  CHECK(result.value().reason == each.reason);
}

TEST_CASE("A method that has nothing left to gain ends the run itself", "[run][stopping]") {
  Experiment experiment = parabola(0.25);
  experiment.optimizer = {"newton_1d", {}};
  const auto result = run(experiment);
  REQUIRE(result);
  CHECK(result.value().reason == StopReason::converged);
  CHECK(result.value().parameters[0].back() == 0);
}

TEST_CASE("A bound below zero is refused at its field", "[run][stopping]") {
  const auto result = run(parabola(0.25, {.gradient = -1}));
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::out_of_range);
}

TEST_CASE("Runners run as they do alone, and the first to arrive leads", "[run][race]") {
  const Experiment experiment = parabola(0.25);
  const std::vector<Runner> runners = {
      {{"gd", {{"rate", 0.1}}}}, {{"gd", {{"rate", 0.25}}}}, {{"gd", {{"rate", 0.001}}}, {{"w", 2}}}};
  const auto raced = race(experiment, runners);
  REQUIRE(raced);
  const Race& result = raced.value();
  for (std::size_t i : {0, 1}) {
    const auto alone = run(parabola(i == 0 ? 0.1 : 0.25));
    REQUIRE(result.runners[i]);
    CHECK(result.runners[i].value().parameters == alone.value().parameters);
    CHECK(result.runners[i].value().loss == alone.value().loss);
  }
  CHECK(result.runners[2].value().parameters[0][0] == 2);
  CHECK(result.loss == 0);
  REQUIRE(result.optima.size() == 1);
  CHECK(std::fabs(result.optima[0][0]) < 1e-100);
  // (1 − 2h)²ᵏ ≤ 10⁻⁶: k = 10 for h = ¼ and 31 for h = 0.1.
  REQUIRE(result.standings.size() == 3);
  CHECK(result.standings[0].runner == 1);
  CHECK(result.standings[0].settled == 10);
  CHECK(result.standings[1].settled == 31);
  CHECK(result.standings[2].runner == 2);
  CHECK_FALSE(result.standings[2].settled);
  CHECK_THAT(result.standings[2].distance, WithinRel(2 * std::pow(0.998, 100), 1e-12));
  CHECK(result.standings[0].evaluations == 2 * 101);  // L and ∇L at each entry
}

TEST_CASE("Of runners that arrive at the same epoch the one that asked less leads", "[run][race]") {
  const auto raced = race(parabola(0.5), {{{"gd", {{"rate", 0.5}}}}, {{"newton", {}}}});
  REQUIRE(raced);
  const std::vector<Standing>& standings = raced.value().standings;
  REQUIRE(standings.size() == 2);
  CHECK(standings[0].settled == 1);
  CHECK(standings[1].settled == 1);
  CHECK(standings[0].runner == 1);  // Newton's method ends by itself; gradient descent goes on for all epochs
  CHECK(standings[0].evaluations < standings[1].evaluations);
}

TEST_CASE("Runners that are equal in everything keep the order of the list", "[run][race]") {
  const Runner fast{{"gd", {{"rate", 0.25}}}}, slow{{"gd", {{"rate", 0.001}}}};
  const auto raced = race(parabola(0.25), {slow, fast, slow, fast});
  REQUIRE(raced);
  std::vector<std::size_t> order;
  for (const Standing& standing : raced.value().standings) order.push_back(standing.runner);
  CHECK(order == std::vector<std::size_t>{1, 3, 0, 2});
}

TEST_CASE("Runners that have not arrived are ordered by their last loss, whatever it cost", "[run][race]") {
  // With rate 10¹⁰ the numbers end after a few steps: fewer evaluations than the others, and the worst loss.
  const auto raced = race(
      parabola(0.25), {{{"gd", {{"rate", 1e-4}}}}, {{"gd", {{"rate", 1e10}}}}, {{"gd", {{"rate", 2e-4}}}}});
  REQUIRE(raced);
  const std::vector<Standing>& standings = raced.value().standings;
  REQUIRE(standings.size() == 3);
  CHECK(standings[0].runner == 2);
  CHECK(standings[1].runner == 0);
  CHECK(standings[2].runner == 1);
  CHECK(standings[2].evaluations < standings[0].evaluations);
}

TEST_CASE("A runner that cannot start does not stop the others", "[run][race]") {
  const auto raced = race(parabola(0.25), {{{"lm", {}}}, {{"gd", {}}}});
  REQUIRE(raced);
  CHECK_FALSE(raced.value().runners[0]);
  CHECK(raced.value().runners[1]);
  CHECK(raced.value().standings.size() == 1);
}

TEST_CASE("Distance is measured to the nearest of the lowest known minima", "[run][race]") {
  Experiment experiment = parabola(0.25);
  experiment.data = FunctionSpec{"(w^2-1)^2", {{"w", 2}}};
  experiment.stop.epochs = 0;
  const auto raced = race(experiment, {{{"gd", {}}}}, {{{"w", -1}}, {{"w", 1}}, {{"w", 0}}});
  REQUIRE(raced);
  CHECK(raced.value().optima.size() == 2);
  CHECK(raced.value().standings[0].distance == 1);
}

TEST_CASE("Distance is Euclid's, and settling is measured above the lowest loss", "[run][race]") {
  Experiment experiment = parabola(0.25);
  experiment.data = FunctionSpec{"a^2+b^2+1", {{"a", 3}, {"b", 4}}};
  const auto raced =
      race(experiment, {{{"gd", {{"rate", 0.25}}}}, {{"gd", {{"rate", 1e-9}}}}}, {{{"a", 0}, {"b", 0}}});
  REQUIRE(raced);
  const std::vector<Standing>& standings = raced.value().standings;
  CHECK(standings[0].settled == 10);  // 4⁻ᵏ ≤ 10⁻⁶ of the 25 above the loss of 1
  CHECK_THAT(standings[1].distance, WithinRel(5, 1e-6));
}

TEST_CASE("The distance of a runner that went far is finite, although its square is not", "[run][race]") {
  Experiment far = parabola(0.25);
  far.data = FunctionSpec{"log(w)", {{"w", 81.12570989744697}}};
  far.stop.epochs = 3000;
  const auto result = race(far, {{{"adamax", {}}, {}}, {{"secant", {{"first", 5.631524148920151}}}, {}}});
  REQUIRE(result);
  double farthest = 0;
  for (const Standing& standing : result.value().standings) {
    CHECK(std::isfinite(standing.distance));
    farthest = std::max(farthest, standing.distance);
  }
  CHECK(farthest > 1e160);
}

TEST_CASE("The evaluations of a run's entries count values, gradients and Hessians", "[run]") {
  Experiment experiment = parabola(0.25);
  experiment.data = FunctionSpec{"(w^2-1)^2", {{"w", 3}}};
  experiment.optimizer = {"newton", {}};
  const auto result = run(experiment);
  REQUIRE(result);
  const Evaluations& count = result.value().evaluations;
  CHECK(count.hessian > 0);
  CHECK(result.value().evaluations_by_entry.back() == double(count.value + count.gradient + count.hessian));
}

TEST_CASE("A race has between one and six runners", "[run][race]") {
  CHECK_FALSE(race(parabola(0.25), {}));
  CHECK_FALSE(race(parabola(0.25), std::vector<Runner>(7, {{"gd", {}}})));
}

TEST_CASE("A surface holds L row by row, over parameters or directions", "[run][surface]") {
  Experiment experiment;
  experiment.data = FunctionSpec{"w1+10*w2+100*w3", {{"w1", 0}, {"w2", 0}, {"w3", 7}}};
  const auto plain = surface(experiment, {{"w1", {}, 0, 2, 3}, {"w2", {}, 0, 1, 2}, {}});
  REQUIRE(plain);
  CHECK(plain.value().loss == std::vector<double>{700, 701, 702, 710, 711, 712});
  const auto turned =
      surface(experiment, {{"", {{"w1", 1}, {"w2", 1}}, 0, 1, 2}, {"w3", {}, 0, 1, 2}, {{"w2", 2}}});
  REQUIRE(turned);
  CHECK(turned.value().loss == std::vector<double>{20, 31, 120, 131});
  CHECK_FALSE(surface(experiment, {{"w4", {}, 0, 2, 3}, {"w2", {}, 0, 1, 2}, {}}));
  CHECK_FALSE(surface(experiment, {{"w1", {}, 0, 2, 1e9}, {"w2", {}, 0, 1, 2}, {}}));
}

TEST_CASE("Principal directions are the axes that a quadratic was built from", "[run][principal]") {
  // L = ½ Σ λᵢ (vᵢ·w)², the vᵢ columns of an orthogonal matrix of sevenths: the same Hessian everywhere.
  Experiment experiment;
  experiment.data = FunctionSpec{"(-(2*a+3*b+6*c)^2 + 10*(3*a-6*b+2*c)^2 + 1000*(6*a+2*b-3*c)^2)/98",
                                 {{"a", 0}, {"b", 0}, {"c", 0}}};
  const auto found = principal_directions(experiment, {{"c", 3}, {"a", -1}, {"b", 0.5}});
  REQUIRE(found);
  const double curvature[] = {-1, 10, 1000};
  const double sevenths[][3] = {{2, 3, 6}, {-3, 6, -2}, {6, 2, -3}};  // the largest component is positive
  // The Hessian is rounded by some ε·1000: eigenvalues move by as much, eigenvectors by that over the gap, 11
  // or more.
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK_THAT(found.value().curvature[i], WithinAbs(curvature[i], 2e-12));
    for (std::size_t j = 0; j < 3; ++j)
      CHECK_THAT(found.value().directions[i][j], WithinAbs(sevenths[i][j] / 7, 2e-13));
  }
}

TEST_CASE("Principal directions of the header's example; none without every parameter or a Hessian",
          "[run][principal]") {
  Experiment experiment;
  experiment.data = FunctionSpec{"w1^2+w1*w2+w2^2", {{"w1", 4}, {"w2", 5}}};
  const auto found = principal_directions(experiment, {{"w1", 0}, {"w2", 0}});
  REQUIRE(found);
  CHECK_THAT(found.value().curvature[0], WithinAbs(1, 1e-15));
  CHECK_THAT(found.value().curvature[1], WithinAbs(3, 1e-15));
  CHECK_THAT(found.value().directions[1][0], WithinAbs(std::sqrt(0.5), 1e-15));
  CHECK_THAT(found.value().directions[1][1], WithinAbs(std::sqrt(0.5), 1e-15));
  CHECK(principal_directions(experiment, {{"w1", 0}}).error().code == ErrorCode::missing_field);
  experiment.data = FunctionSpec{"log(w1)+w2^2", {{"w1", 1}, {"w2", 1}}};
  CHECK(principal_directions(experiment, {{"w1", 0}, {"w2", 0}}).error().code == ErrorCode::not_finite);
}

TEST_CASE("An explained step is the trajectory's, with the memory behind it", "[run][explain]") {
  Experiment experiment = parabola(0.1);
  experiment.optimizer = {"adam", {{"rate", 0.1}}};
  const auto recorded = run(experiment);
  const auto step = explain(experiment, 7);
  REQUIRE(step);
  const Explanation& seven = step.value();
  CHECK(seven.before.theta[0] == recorded.value().parameters[0][6]);
  CHECK(seven.after.theta[0] == recorded.value().parameters[0][7]);
  CHECK(seven.after.loss == recorded.value().loss[7]);
  REQUIRE(seven.vectors.size() == 2);
  double mean = 0;
  for (std::size_t k = 0; k < 7; ++k) mean = 0.9 * mean + (1 - 0.9) * recorded.value().gradient[0][k];
  CHECK(seven.vectors[0].name.key == "mean");
  CHECK_THAT(seven.vectors[0].values[0], WithinRel(mean, 1e-14));
  CHECK_FALSE(explain(experiment, 0));
  CHECK_FALSE(explain(experiment, 101));
}

TEST_CASE("The evaluations of explained steps add up to those of the run", "[run][explain]") {
  for (const char* method : {"gd", "newton", "lbfgs", "bisection"}) {
    INFO(method);
    Experiment experiment = parabola(0.25);
    experiment.data = FunctionSpec{"(w-1)^4 + w^2", {{"w", 3}}};
    experiment.optimizer = {method, {}};
    experiment.stop.epochs = 6;
    const auto whole = run(experiment);
    REQUIRE(whole);
    experiment.stop.epochs = 0;
    const auto start = run(experiment);
    REQUIRE(start);
    experiment.stop.epochs = 6;
    Evaluations sum = start.value().evaluations;
    for (double k = 1; k <= double(whole.value().epochs()); ++k) {
      const auto step = explain(experiment, k);
      REQUIRE(step);
      sum.value += step.value().evaluations.value;
      sum.gradient += step.value().evaluations.gradient;
      sum.hessian += step.value().evaluations.hessian;
    }
    CHECK(sum == whole.value().evaluations);
  }
  const auto step = explain(parabola(0.25), 3);
  REQUIRE(step);
  CHECK(step.value().evaluations == Evaluations{1, 1, 0});  // L and ∇L of the new point
}

TEST_CASE("A run that a bound or the method ends can be explained up to its last step and no further",
          "[run][explain]") {
  Experiment experiment = parabola(0.1);
  experiment.stop.epochs = 300;
  experiment.stop.bounds.target = 0.01;
  const auto recorded = run(experiment);
  REQUIRE(recorded);
  REQUIRE(recorded.value().reason == StopReason::target);
  const auto last = double(recorded.value().epochs());
  REQUIRE(explain(experiment, last));
  CHECK(explain(experiment, last).value().after.loss == recorded.value().loss.back());
  const auto beyond = explain(experiment, last + 1);
  REQUIRE_FALSE(beyond);
  CHECK(beyond.error().code == ErrorCode::out_of_range);
  CHECK(std::get<double>(beyond.error().args.back().second) == last);

  experiment.stop.bounds = {};
  experiment.optimizer = {"newton", {}};
  const auto converged = run(experiment);
  REQUIRE(converged.value().reason == StopReason::converged);
  CHECK(explain(experiment, double(converged.value().epochs())));
  CHECK_FALSE(explain(experiment, double(converged.value().epochs()) + 1));
}

TEST_CASE("95 % of Student's t lie where the tables say", "[run][fit]") {
  // scipy.stats.t.ppf(0.975, ν)
  const auto [nu, t] = GENERATE(table<double, double>({{1, 12.706204736432095},
                                                       {2, 4.302652729911275},
                                                       {10, 2.2281388519649385},
                                                       {99, 1.984216951586276},
                                                       {1000, 1.9623390808264078}}));
  CHECK_THAT(student_t_within(0.95, nu), WithinRel(t, 1e-10));
  CHECK(std::isnan(student_t_within(0.95, 0)));
}

TEST_CASE("The band of a line through the origin is as wide as the textbook says", "[run][fit]") {
  const auto result = fit_at(notebook_experiment(), {{"x", {-2, 0, 1}}}, {});
  REQUIRE(result);
  const Fit& report = result.value();
  const double se = report.report.standard_errors[0];
  CHECK_THAT(report.parameters[0], WithinRel(4.962372148354011, 1e-10));
  CHECK_THAT(se, WithinRel(0.16989902471886326, 1e-10));  // s/√Σx²
  CHECK(report.band.low[1] == 0);
  CHECK_THAT(report.band.high[2], WithinRel(report.parameters[0] + 1.984216951586276 * se, 1e-9));
  CHECK_FALSE(fit(parabola(0.1)));
}
