#include <algorithm>
#include <cmath>

#include "../golden/numpy.hpp"
#include "catch.hpp"
#include "notebook.hpp"
#include "run/train.hpp"
#include "study/sweep.hpp"
#include "study/theory.hpp"

using namespace descenso;

namespace {

Axis rates(double from, double to, double points, Scale scale = Scale::linear) {
  return {"optimizer.rate", from, to, points, scale};
}
Axis starts(double points) { return {"model.start.w1", -10, 10, points, Scale::linear}; }

Experiment with_settings(const Sweep& map, Experiment experiment, const Axis& x, const Axis& y,
                         std::size_t cell) {
  const double values[] = {map.x[cell % map.x.size()], map.y[map.first_row + cell / map.x.size()]};
  const Axis* axes[] = {&x, &y};
  for (int k : {0, 1}) Dial::find(experiment, axes[k]->path, "axis").value().set(experiment, values[k]);
  return experiment;
}

/// The epoch from which every loss of a run stays at or below the target, or −1.
int settled_epoch(const Trajectory& run, double target) {
  int epoch = static_cast<int>(run.loss.size());
  while (epoch > 0 && run.loss[static_cast<std::size_t>(epoch - 1)] <= target) --epoch;
  const bool ends_below = epoch < static_cast<int>(run.loss.size()) && run.reason != StopReason::diverged;
  return ends_below ? epoch : -1;
}

/// The first entry of a run at or below the target, or −1.
int touched_epoch(const Trajectory& run, double target) {
  for (std::size_t k = 0; k < run.loss.size(); ++k)
    if (run.loss[k] <= target) return static_cast<int>(k);
  return -1;
}

/// Every cell against a run with its settings: the epochs exactly, and which of them diverge.
void check_against_runs(const Experiment& experiment, const Axis& x, const Axis& y) {
  const auto result = sweep(experiment, {x, y});
  REQUIRE(result);
  const Sweep& map = result.value();
  int settled = 0;
  for (std::size_t cell = 0; cell < map.epochs.size(); ++cell) {
    const auto direct = run(with_settings(map, experiment, x, y, cell));
    REQUIRE(direct);
    const Trajectory& descent = direct.value();
    CAPTURE(map.x[cell % map.x.size()], map.y[cell / map.x.size()]);
    REQUIRE(map.epochs[cell] == settled_epoch(descent, map.target[cell]));
    REQUIRE(map.touched[cell] == touched_epoch(descent, map.target[cell]));
    const auto status = static_cast<SettleStatus>(map.status[cell]);
    settled += status == SettleStatus::settled;
    if (status == SettleStatus::diverged)
      CHECK((descent.reason == StopReason::diverged || descent.loss.back() > descent.loss.front()));
    if (status == SettleStatus::never) CHECK(descent.loss.back() <= descent.loss.front());
  }
  CHECK(settled > 0);
}

Experiment line_with_intercept() {
  Experiment experiment = notebook_experiment();
  experiment.model = {"w1*x + w2*(x + 1)", {{"w1", 10.0}, {"w2", -3.0}}};
  experiment.stop.epochs = 120;
  return experiment;
}

}  // namespace

TEST_CASE("a map agrees with runs of its cells, on the quadratic and off it") {
  Experiment notebook = notebook_experiment();
  notebook.stop.epochs = 80;
  SECTION("gradient descent, rate and start") {
    check_against_runs(notebook, rates(0.005, 0.9, 24), starts(15));
  }
  SECTION("rates on a log axis") { check_against_runs(notebook, rates(1e-3, 1, 24, Scale::log), starts(9)); }
  SECTION("the heavy ball, rate and momentum") {
    notebook.optimizer = {"momentum", {{"rate", 0.1}, {"mu", 0.5}}};
    check_against_runs(notebook, rates(0.01, 1.2, 20), {"optimizer.mu", 0, 0.98, 15, Scale::linear});
  }
  SECTION("two parameters") {
    check_against_runs(line_with_intercept(), rates(0.01, 0.6, 15),
                       {"model.start.w2", -5, 5, 9, Scale::linear});
  }
  SECTION("two parameters, heavy ball") {
    Experiment experiment = line_with_intercept();
    experiment.optimizer = {"momentum", {{"rate", 0.1}, {"mu", 0.5}}};
    check_against_runs(experiment, rates(0.01, 0.6, 15), {"optimizer.mu", 0, 0.95, 9, Scale::linear});
  }
  SECTION("Adam goes over the reduced quadratic") {
    notebook.optimizer = {"adam", {{"rate", 0.5}}};
    check_against_runs(notebook, rates(0.01, 3, 12), {"optimizer.b2", 0.5, 0.999, 9, Scale::linear});
  }
  SECTION("noise and size of the data") {
    check_against_runs(notebook, {"data.noise.sd", 0, 5, 6, Scale::linear},
                       {"data.n", 5, 300, 5, Scale::log});
  }
  SECTION("data along x, method along y") {
    check_against_runs(notebook, {"data.constants.m", -5, 5, 5, Scale::linear}, rates(0.05, 0.8, 6));
  }
  SECTION("a ridge is still a quadratic") {
    Experiment experiment = line_with_intercept();
    experiment.loss.settings["ridge"] = 0.1;
    check_against_runs(experiment, rates(0.01, 0.6, 10), {"loss.ridge", 0, 2, 5, Scale::linear});
  }
  SECTION("a lasso is none") {
    Experiment experiment = line_with_intercept();
    experiment.loss.settings["lasso"] = 0.2;
    check_against_runs(experiment, rates(0.01, 0.6, 10), {"loss.ridge", 0, 2, 5, Scale::linear});
  }
  SECTION("a function that is a quadratic") {
    notebook.data = FunctionSpec{"w1^2+10*w2^2+3", {{"w1", 4.0}, {"w2", 1.0}}};
    check_against_runs(notebook, rates(0.005, 0.12, 12), {"objective.start.w2", -2, 2, 5, Scale::linear});
  }
  SECTION("mini-batches") {
    check_against_runs(notebook, rates(0.01, 0.5, 6), {"optimizer.batch", 1, 120, 5, Scale::linear});
  }
  SECTION("another loss and its hyperparameter") {
    notebook.loss = {"huber", {{"delta", 1.0}}};
    check_against_runs(notebook, rates(0.05, 2, 8), {"loss.delta", 0.1, 10, 4, Scale::log});
  }
  SECTION("a line search, and float32") {
    notebook.precision = Precision::float32;
    check_against_runs(notebook, rates(0.05, 0.8, 8), starts(5));
    notebook.precision = Precision::float64;
    notebook.optimizer = {"bfgs", {}};
    check_against_runs(notebook, {"optimizer.c1", 1e-4, 0.4, 4, Scale::log}, starts(5));
  }
  SECTION("a model that is not linear") {
    notebook.data =
        Simulation{.truth = "m*exp(-k*x)+1", .constants = {{"m", 2.0}, {"k", 0.7}}, .noise = {0.2, 0, 1}};
    notebook.model = {"w1*exp(-w2*x)+w3", {{"w1", 1.0}, {"w2", 0.5}, {"w3", 0.0}}};
    check_against_runs(notebook, rates(1e-3, 0.3, 8, Scale::log), {"model.start.w2", 0, 1, 5, Scale::linear});
  }
}

TEST_CASE("an axis is even in its values, or in their logarithms") {
  const Experiment notebook = notebook_experiment();
  const Dial rate = Dial::find(notebook, "optimizer.rate", "x").value();
  const auto log = axis_values(rates(1e-3, 1, 4, Scale::log), rate, "x");
  const auto linear = axis_values(rates(0.25, 1, 4), rate, "x");
  REQUIRE((log && linear));
  for (std::size_t k = 0; k < 4; ++k) {
    CHECK_THAT(log.value()[k], WithinRel(std::pow(10.0, double(k) - 3), 1e-14));
    CHECK(linear.value()[k] == 0.25 * double(k + 1));
  }
}

TEST_CASE("a map in parts is the map") {
  const SweepSpec whole{rates(0.01, 0.9, 12), starts(10)};
  SweepSpec part = whole;
  part.first_row = 4;
  part.last_row = 7;
  const auto all = sweep(notebook_experiment(), whole), some = sweep(notebook_experiment(), part);
  REQUIRE(all);
  REQUIRE(some);
  CHECK(some.value().rows == 3);
  CHECK(std::equal(some.value().epochs.begin(), some.value().epochs.end(),
                   all.value().epochs.begin() + 4 * 12));
  CHECK(some.value().y == all.value().y);
}

TEST_CASE("on the notebook's map the descent diverges beyond 2/L'' and is fastest at 1/L'', to the cell") {
  Experiment experiment = notebook_experiment();
  experiment.stop.epochs = 500;
  const auto result = sweep(experiment, {rates(0.005, 1, 200), starts(200)});
  REQUIRE(result);
  const Sweep& map = result.value();
  const double limit = 2 / golden::notebook_curvature, best = 1 / golden::notebook_curvature;
  for (std::size_t cell = 0; cell < map.epochs.size(); ++cell) {
    const double rate = map.x[cell % 200];
    const auto status = static_cast<SettleStatus>(map.status[cell]);
    if (status == SettleStatus::settled && map.epochs[cell] == 0) continue;  // starts at the target
    REQUIRE((status == SettleStatus::diverged) == (rate > limit));
  }
  for (std::size_t j = 0; j < 200; ++j) {
    const auto row = map.epochs.begin() + static_cast<std::ptrdiff_t>(200 * j);
    int least = 1000;
    for (std::size_t i = 0; i < 200; ++i)
      if (row[i] >= 0) least = std::min(least, row[i]);
    // The cell whose rate is nearest to 1/L″ is one of the fastest.
    const auto nearest = std::min_element(map.x.begin(), map.x.end(), [&](double a, double b) {
      return std::abs(a - best) < std::abs(b - best);
    });
    CHECK(row[nearest - map.x.begin()] == least);
  }
}

TEST_CASE("the worked numbers of sweep.hpp and settle.hpp") {
  const auto map = sweep(notebook_experiment(), {rates(0.3, 0.3, 1), starts(2)});
  REQUIRE(map);
  CHECK(map.value().epochs[1] == 3);
  const auto predicted = theory(notebook_experiment(), 0.01);
  REQUIRE(predicted);
  CHECK_THAT(predicted.value().own->contraction, WithinRel(1 - 0.01 * golden::notebook_curvature, 1e-14));
  // Beyond 1/L″ each step crosses the minimum: the error is multiplied by 1 − hL″ < 0.
  Experiment crossing = notebook_experiment();
  crossing.optimizer = {"gd", {{"rate", 1.5 / golden::notebook_curvature}}};
  CHECK_THAT(theory(crossing, 0.01).value().own->contraction, WithinRel(0.5, 1e-13));
  // The same from NumPy's descent, whose entry 0 is after the first step.
  const auto arrived =
      std::find_if(std::begin(golden::descent_loss_float64), std::end(golden::descent_loss_float64),
                   [](double loss) { return loss <= 1.01 * golden::notebook_optimum_loss; });
  CHECK(arrived - std::begin(golden::descent_loss_float64) + 1 == 124);
  CHECK(predicted.value().own->measured == 124);
  CHECK(predicted.value().own->predicted == 124);
  // The heavy ball passes through the target at epoch 1 and stays below it from 67 on.
  Experiment heavy_ball = notebook_experiment();
  heavy_ball.optimizer = {"momentum", {{"rate", 0.373}, {"mu", 0.9}}};
  const auto of_ball =
      sweep(heavy_ball, {rates(0.373, 0.373, 1), {"model.start.w1", 10, 10, 1, Scale::linear}});
  REQUIRE(of_ball);
  CHECK(of_ball.value().touched[0] == 1);
  CHECK(of_ball.value().epochs[0] == 67);
}

TEST_CASE("predicted and measured epochs agree within 1 wherever it is stable") {
  Experiment experiment = notebook_experiment();
  experiment.stop.epochs = 3000;
  const double limit = 2 / golden::notebook_curvature;
  for (const double share : {0.003, 0.02, 0.1, 0.3, 0.49, 0.5, 0.7, 0.9, 0.98, 0.995})
    for (const double mu : {-1.0, 0.1, 0.4, 0.7, 0.9, 0.97}) {
      if (mu < 0)
        experiment.optimizer = {"gd", {{"rate", share * limit}}};
      else
        experiment.optimizer = {"momentum", {{"rate", share * limit * (1 + mu)}, {"mu", mu}}};
      const auto result = theory(experiment, 0.01);
      REQUIRE(result);
      CAPTURE(share, mu);
      CHECK(result.value().exact);
      CHECK(result.value().own->measured >= 0);
      CHECK_THAT(result.value().own->predicted, WithinAbs(result.value().own->measured, 1));
      CHECK(result.value().own->contraction < 1);
    }
}

TEST_CASE("theory knows the best settings of an elongated valley") {
  const auto result = theory(line_with_intercept(), 1e-6);
  REQUIRE(result);
  const Theory& predicted = result.value();
  const double low = predicted.curvature[0], high = predicted.curvature[1], kappa = high / low;
  CHECK_THAT(predicted.gd.contraction, WithinRel((kappa - 1) / (kappa + 1), 1e-12));
  CHECK_THAT(predicted.momentum.contraction,
             WithinRel((std::sqrt(kappa) - 1) / (std::sqrt(kappa) + 1), 1e-6));
  CHECK(predicted.momentum.measured < predicted.gd.measured);
  CHECK_THAT(predicted.gd.predicted, WithinAbs(predicted.gd.measured, 1));
  CHECK_THAT(predicted.momentum.predicted, WithinAbs(predicted.momentum.measured, 1));
}

TEST_CASE("where the loss is no quadratic, theory is local and says so") {
  Experiment experiment = notebook_experiment();
  experiment.data = FunctionSpec{"(1-w1)^2+100*(w2-w1^2)^2", {{"w1", 0.9}, {"w2", 0.8}}};
  experiment.optimizer.settings["rate"] = 1e-3;
  const auto result = theory(experiment, 0.01);
  REQUIRE(result);
  CHECK_FALSE(result.value().exact);
  // Rosenbrock's Hessian at (1, 1) is (802, −400; −400, 200): trace 1002, determinant 400.
  CHECK_THAT(result.value().curvature[1], WithinRel(501 + std::sqrt(501.0 * 501 - 400), 1e-6));
}

TEST_CASE("a map that cannot be drawn says what is wrong") {
  const auto code_of = [](const SweepSpec& spec) {
    const auto result = sweep(notebook_experiment(), spec);
    REQUIRE_FALSE(result);
    return result.error().code;
  };
  const Axis no_hyperparameter{"optimizer.speed", 0, 1, 5}, no_parameter{"model.start.w9", 0, 1, 5};
  CHECK(code_of({no_hyperparameter, starts(5)}) == ErrorCode::unknown_name);
  CHECK(code_of({no_parameter, starts(5)}) == ErrorCode::unknown_name);
  CHECK(code_of({rates(0, 1, 5), starts(5)}) == ErrorCode::not_positive);
  CHECK(code_of({rates(0.1, 1, 401), starts(5)}) == ErrorCode::out_of_range);
  CHECK(code_of({rates(0.1, 1, 5), {"model.start.w1", -1, 1, 5, Scale::log}}) == ErrorCode::not_positive);
  CHECK(code_of({rates(0.1, 1, 5), starts(5), 0.0}) == ErrorCode::out_of_range);
  CHECK(code_of({rates(0.1, NAN, 5), starts(5)}) == ErrorCode::not_finite);
}

TEST_CASE("cells whose problem is impossible are failed, the others are not") {
  // Two points at the same place do not exist here, while a descent that starts where exp overflows does.
  Experiment experiment = notebook_experiment();
  experiment.data = FunctionSpec{"exp(w1^2)", {{"w1", 1.0}}};
  const auto map =
      sweep(experiment, {rates(0.01, 0.1, 3), {"objective.start.w1", -50, 50, 5, Scale::linear}});
  REQUIRE(map);
  CHECK(map.value().status[0] == static_cast<int>(SettleStatus::failed));
  CHECK(map.value().status[2 * 3] == static_cast<int>(SettleStatus::settled));
}

TEST_CASE("a descent whose loss equals the target has reached it") {
  // w² + 1 from 1 with rate ¼: w is halved exactly, L = 1 + 4⁻ᵏ, and the target is 1 + tolerance·1.
  Experiment experiment = notebook_experiment();
  experiment.data = FunctionSpec{"w1^2 + 1", {{"w1", 1.0}}};
  experiment.stop.epochs = 20;
  const Axis rate = rates(0.25, 0.25, 1), start{"model.start.w1", 1, 1, 1, Scale::linear};
  for (const char* method : {"gd", "momentum"}) {
    INFO(method);
    experiment.optimizer = {method, {{"rate", 0.25}}};
    if (std::string(method) == "momentum") experiment.optimizer.settings["mu"] = 0.0;
    const auto exactly = sweep(experiment, {.x = rate, .y = start, .tolerance = std::pow(4.0, -5)});
    REQUIRE(exactly);
    CHECK(exactly.value().target[0] == 1 + std::pow(4.0, -5));
    CHECK(exactly.value().epochs[0] == 5);
    const auto below = sweep(experiment, {.x = rate, .y = start, .tolerance = std::pow(4.0, -5) * 0.999});
    REQUIRE(below);
    CHECK(below.value().epochs[0] == 6);
  }
}
