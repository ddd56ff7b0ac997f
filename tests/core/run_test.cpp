#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "../golden/numpy.hpp"
#include "catalog.hpp"
#include "catch.hpp"
#include "fit/optimum.hpp"
#include "inspect/derivative.hpp"
#include "inspect/landscape.hpp"
#include "inspect/predict.hpp"
#include "notebook.hpp"
#include "run/train.hpp"

using namespace descenso;

TEST_CASE("float64: the notebook's descent to 4 ULP, and its first loss exactly") {
  const auto result = run(notebook_experiment());
  REQUIRE(result);
  const Trajectory& descent = result.value();
  REQUIRE(descent.epochs() == 401);
  CHECK(descent.parameters[0][0] == 10);
  CHECK(descent.loss[0] == golden::notebook_loss_at_10);
  for (std::size_t k = 0; k < 401; ++k) {
    CHECK_THAT(descent.parameters[0][k + 1], WithinULP(golden::descent_w_float64[k], 4));
    CHECK_THAT(descent.loss[k + 1], WithinULP(golden::descent_loss_float64[k], 4));
  }
  CHECK(descent.reason == StopReason::epochs);
  CHECK(descent.evaluations.gradient == 402);
}

TEST_CASE("float32: every loss and parameter of the notebook's log, digit for digit") {
  Experiment experiment = notebook_experiment();
  experiment.precision = Precision::float32;
  const auto result = run(experiment);
  REQUIRE(result);
  for (const golden::Printed& line : golden::notebook_log) {
    CHECK(result.value().loss[line.iteration + 1] == line.loss);
    CHECK(result.value().parameters[0][line.iteration + 1] == line.w);
  }
  for (std::size_t k = 0; k < 401; ++k) {
    CHECK(result.value().parameters[0][k + 1] == golden::descent_w_float32[k]);
    CHECK(result.value().loss[k + 1] == golden::descent_loss_float32[k]);
  }
}

TEST_CASE("methods that search end where rounding begins, and spend no more evaluations than SciPy") {
  // SciPy 1.17 from w = 10 with its tolerances at 0, in both precisions: BFGS evaluates 9 and 5 times,
  // L-BFGS-B 7 and 11. Its CG gives up far away in double (5.96) and evaluates 76 times in float. Bounds
  // without a rival: two searches that find nothing, each a dozen tenfold steps to another θ and a dozen
  // halvings back; the one-variable methods, one step for each bit of the precision.
  struct Bound {
    const char* name;
    std::uint64_t in_double, in_float;
  };
  const auto [name, in_double, in_float] = GENERATE(values<Bound>({{"bfgs", 9, 5},
                                                                   {"lbfgs", 7, 11},
                                                                   {"cg", 76, 76},
                                                                   {"newton", 50, 50},
                                                                   {"steepest", 50, 50},
                                                                   {"gauss_newton", 5, 5},
                                                                   {"bb", 9, 5},
                                                                   {"lm", 7, 7},
                                                                   {"bisection", 53, 27},
                                                                   {"secant", 9, 9},
                                                                   {"newton_1d", 9, 9}}));
  const bool single = GENERATE(false, true);
  INFO(name << (single ? " in float" : " in double"));
  Experiment experiment = notebook_experiment();
  experiment.optimizer = {name, {}};
  experiment.precision = single ? Precision::float32 : Precision::float64;
  const auto result = run(experiment);
  REQUIRE(result);
  CHECK(result.value().reason == StopReason::converged);
  CHECK(result.value().evaluations.value <= (single ? in_float : in_double));
  // Bisection ends at its tolerance of 1e-12; the others within the rounding of ∇L, a sum of a hundred
  // products.
  const double epsilon =
      single ? std::numeric_limits<float>::epsilon() : std::numeric_limits<double>::epsilon();
  CHECK_THAT(result.value().parameters[0].back(),
             WithinAbs(golden::notebook_optimum, std::max(4 * epsilon * golden::notebook_optimum, 1e-11)));
}

TEST_CASE("Newton's method does not walk at random in the rounding of L") {
  // Σ(y − w x)² + λw² has its minimum at Σxy/(Σx² + λ). L hides what changes w by less than √ε; its slope
  // does not.
  for (double seed = 0; seed < 30; ++seed) {
    INFO("seed " << seed);
    Experiment experiment = notebook_experiment();
    experiment.data = Simulation{.seed = seed,
                                 .n = 50,
                                 .from = -5,
                                 .to = 15,
                                 .truth = "m*x",
                                 .constants = {{"m", 0.0}},
                                 .noise = {3, 0, 1}};
    experiment.model.start = {{"w1", 4.0}};
    experiment.loss = {"sse", {{"ridge", 0.3}}};
    experiment.optimizer = {"newton", {}};
    const auto descent = run(experiment);
    REQUIRE(descent);
    const Dataset data = simulate(std::get<Simulation>(experiment.data),
                                  [](std::span<const double>, std::span<double>) {});  // m = 0
    const std::vector<double>&x = data.predictors[0].values, &y = data.y;
    const double best = std::inner_product(x.begin(), x.end(), y.begin(), 0.0) /
                        (std::inner_product(x.begin(), x.end(), x.begin(), 0.0) + 0.3);
    CHECK(descent.value().reason == StopReason::converged);
    CHECK(descent.value().epochs() <= 10);
    // A hundred ULP of the start: the first step, from 4, is rounded there.
    CHECK_THAT(descent.value().parameters[0].back(), WithinAbs(best, 4e-14));
  }
}

TEST_CASE("the optimum under lasso is soft thresholding, and not called exact") {
  // One centred predictor: w = sign(z)·max(|z| − λ₁, 0)/c with z = (2/n)Σxy and c = L″ (Tibshirani 1996).
  const double z = golden::notebook_curvature * golden::notebook_optimum;
  for (const double lasso : {0.2, 5.0}) {
    Experiment experiment = notebook_experiment();
    experiment.loss = {"mse", {{"lasso", lasso}}};
    for (const double start : {10.0, -10.0}) {
      experiment.model.start = {{"w1", start}};
      const auto result = optimum(experiment);
      REQUIRE(result);
      CHECK_FALSE(result.value().exact);
      CHECK_THAT(result.value().parameters[0], WithinRel((z - lasso) / golden::notebook_curvature, 1e-9));
    }
  }
}

TEST_CASE("no epochs leave the start alone") {
  Experiment experiment = notebook_experiment();
  experiment.stop.epochs = 0;
  const auto result = run(experiment);
  REQUIRE(result);
  CHECK(result.value().loss.size() == 1);
  CHECK(result.value().parameters[0].size() == 1);
}

TEST_CASE("a diverging run keeps its last finite entry and says so") {
  Experiment experiment = notebook_experiment();
  experiment.optimizer.settings["rate"] = 2.0;
  experiment.stop.epochs = 2000;
  const auto result = run(experiment);
  REQUIRE(result);
  const Trajectory& descent = result.value();
  CHECK(descent.reason == StopReason::diverged);
  CHECK(descent.epochs() < 2000);
  CHECK(std::isfinite(descent.loss.back()));
  CHECK(descent.parameters[0].size() == descent.loss.size());
  CHECK(descent.gradient[0].size() == descent.loss.size());
  // One more step multiplies the error by |1 − h·L″| = 4.44 and the sum of the hundred squares by that,
  // squared: past the largest double.
  const double growth = std::pow(1 - 2.0 * golden::notebook_curvature, 2);
  CHECK(descent.loss.back() > std::numeric_limits<double>::max() / (100 * growth * 1.01));
}

TEST_CASE("the optimum and its curvature are the exact ones") {
  const auto result = optimum(notebook_experiment());
  REQUIRE(result);
  CHECK_THAT(result.value().parameters[0], WithinULP(golden::notebook_optimum, 1));
  CHECK_THAT(result.value().loss, WithinULP(golden::notebook_optimum_loss, 2));
  CHECK(result.value().exact);
  CHECK_THAT(result.value().curvature[0], WithinULP(golden::notebook_curvature, 2));
  CHECK_THAT(result.value().stable_rate, WithinULP(2 / golden::notebook_curvature, 2));
  CHECK_THAT(result.value().best_rate, WithinULP(1 / golden::notebook_curvature, 2));
}

TEST_CASE("the optimum of a curved model is where the gradient vanishes, and does not claim to be exact") {
  Experiment experiment = notebook_experiment();
  experiment.model = {"w1*(1 - exp(-w2*x))", {{"w1", 3.0}, {"w2", 0.5}}};
  const auto result = optimum(experiment);
  REQUIRE(result);
  CHECK_FALSE(result.value().exact);
  const auto there =
      derivative(experiment, {{"w1", result.value().parameters[0]}, {"w2", result.value().parameters[1]}});
  REQUIRE(there);
  for (double slope : there.value().gradient) CHECK_THAT(slope, WithinAbs(0, 1e-6 * result.value().loss));
  CHECK(result.value().curvature[0] > 0);
}

TEST_CASE("parameters that the data cannot tell apart have no optimum") {
  Experiment experiment = notebook_experiment();
  experiment.model = {"w1*x + w2*x", {{"w1", 1.0}, {"w2", 1.0}}};
  const auto result = optimum(experiment);
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::singular);
}

TEST_CASE("the derivative by differentiation and by differences share ten digits") {
  const auto result = derivative(notebook_experiment(), {{"w1", 10.0}});
  REQUIRE(result);
  CHECK(result.value().loss == golden::notebook_loss_at_10);
  // L is a parabola: L′(w) = L″·(w − w*).
  CHECK_THAT(result.value().gradient[0],
             WithinRel(golden::notebook_curvature * (10 - golden::notebook_optimum), 1e-14));
  CHECK(shared_digits(result.value().gradient[0], result.value().finite_difference[0]) >= 9);
}

TEST_CASE("shared digits count what two numbers have in common") {
  CHECK(shared_digits(1.0, 1.0) == 17);
  CHECK(shared_digits(1.0, 1.0001) == 4);
  CHECK(shared_digits(1.0, -1.0) == 0);
  CHECK(shared_digits(1.0, std::numeric_limits<double>::quiet_NaN()) == 0);
}

TEST_CASE("the landscape passes through the descent's own losses") {
  const Experiment experiment = notebook_experiment();
  const auto curve = landscape(experiment, {"w1", -11, 16, 271});
  REQUIRE(curve);
  CHECK(curve.value().at.front() == -11);
  CHECK(curve.value().at.back() == 16);
  CHECK(curve.value().at[210] == 10);
  CHECK(curve.value().loss[210] == golden::notebook_loss_at_10);
  CHECK_FALSE(landscape(experiment, {"w2", -11, 16, 271}));
  CHECK_FALSE(landscape(experiment, {"w1", -11, 16, 1e9}));
}

TEST_CASE("predict gives the model at the predictors it is handed") {
  const auto y = predict(notebook_experiment(), {{"w1", 2.5}}, {{"x", {-1.0, 0.0, 4.0}}});
  REQUIRE(y);
  CHECK(y.value() == std::vector<double>{-2.5, 0.0, 10.0});
}

TEST_CASE("the catalog knows every stop bound, and its limits are those of a run") {
  const Catalog known = catalog();
  REQUIRE(known.stop_bounds.size() == fields::stop_bounds.size());
  for (std::size_t k = 0; k < known.stop_bounds.size(); ++k) {
    const Field& field = known.stop_bounds[k];
    INFO(field.path);
    Experiment experiment = notebook_experiment();
    experiment.stop.epochs = 1;
    std::optional<double>& bound = experiment.stop.bounds.*fields::stop_bounds[k].value;
    const auto [min, max] = std::pair(field.range.min, field.range.max);
    for (const double allowed : {min, max}) {
      bound = allowed;
      CHECK(run(experiment));
    }
    bound = min == 0 ? -1e-9 : 2 * min;
    const auto refused = run(experiment);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::out_of_range);
  }
}

TEST_CASE("the catalog's limits are those that a call enforces") {
  const Catalog all = catalog();
  const auto limit = [&](std::string_view name) {
    const auto found = std::find_if(all.limits.begin(), all.limits.end(),
                                    [&](const auto& pair) { return pair.first == name; });
    REQUIRE(found != all.limits.end());
    return found->second;
  };
  Experiment experiment = notebook_experiment();
  experiment.stop.epochs = 0;
  auto& simulation = std::get<Simulation>(experiment.data);
  simulation.constants = {{"m", limit("number")}};
  CHECK(run(experiment));
  simulation.constants = {{"m", 2 * limit("number")}};
  CHECK_FALSE(run(experiment));
  // A start may be the result of an earlier run.
  simulation.constants = {{"m", 5}};
  experiment.model.start = {{"w1", 1e6 * limit("number")}};
  CHECK(run(experiment));

  experiment = notebook_experiment();
  CHECK(landscape(experiment, {"w1", 0, 1, limit("landscapePoints")}));
  CHECK(landscape(experiment, {"w1", -1e6 * limit("number"), 1e6 * limit("number"), 5}));
  CHECK_FALSE(landscape(experiment, {"w1", 0, 1, limit("landscapePoints") + 1}));
}

TEST_CASE("an experiment that cannot run says what is wrong") {
  const auto code_of = [](void (*spoil)(Experiment&)) {
    Experiment experiment = notebook_experiment();
    spoil(experiment);
    const auto result = run(experiment);
    REQUIRE_FALSE(result);
    return result.error().code;
  };
  CHECK(code_of([](Experiment& e) { e.stop.epochs = 1e7; }) == ErrorCode::out_of_range);
  CHECK(code_of([](Experiment& e) { e.stop.epochs = -1; }) == ErrorCode::out_of_range);
  CHECK(code_of([](Experiment& e) { e.model.start = {}; }) == ErrorCode::missing_field);
  CHECK(code_of([](Experiment& e) { e.loss.name = "mean"; }) == ErrorCode::unknown_name);
  CHECK(code_of([](Experiment& e) { e.optimizer.name = "magic"; }) == ErrorCode::unknown_name);
  CHECK(code_of([](Experiment& e) {
          std::get<Simulation>(e.data).n = 1e6;
          e.stop.epochs = 1e6;
        }) == ErrorCode::too_much_work);
  CHECK(code_of([](Experiment& e) {
          e.data = Dataset{{{"x", {1, 2, 3}}}, {1, 2}, {}};
        }) == ErrorCode::length_mismatch);
  CHECK(code_of([](Experiment& e) { e.data = Dataset{{{"x", {1}}}, {1}, {}}; }) == ErrorCode::too_few_rows);
}
