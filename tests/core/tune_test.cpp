#include <algorithm>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "notebook.hpp"
#include "study/sweep.hpp"
#include "study/tune/nelder_mead.hpp"
#include "study/tune/tune.hpp"

using namespace descenso;

namespace {

struct Task {
  const char* name;
  Experiment experiment;
  Axis x, y;
};

Experiment experiment_of(OptimizerSpec optimizer, double epochs) {
  Experiment experiment = notebook_experiment();
  experiment.optimizer = std::move(optimizer);
  experiment.stop.epochs = epochs;
  return experiment;
}

Axis rate(double from, double to) { return {"optimizer.rate", from, to, 400, Scale::log}; }
Axis linear(const char* path, double from, double to) { return {path, from, to, 400, Scale::linear}; }

/// A line whose parameters differ 16-fold in scale: κ is large.
Experiment valley(OptimizerSpec optimizer) {
  Experiment experiment = experiment_of(std::move(optimizer), 500);
  experiment.model = {"w1*x + 0.25*w2", {{"w1", -8.0}, {"w2", 8.0}}};
  std::get<Simulation>(experiment.data).truth = "m*x + 1";
  return experiment;
}

Experiment function(const char* formula, NamedNumbers start, OptimizerSpec optimizer, double epochs) {
  Experiment experiment = experiment_of(std::move(optimizer), epochs);
  experiment.data = FunctionSpec{formula, std::move(start)};
  return experiment;
}

/// The ten problems on which the tuner is judged.
std::vector<Task> tasks() {
  return {
      {"the notebook: rate and start", experiment_of({"gd", {}}, 500), rate(1e-3, 1),
       linear("model.start.w1", -10, 10)},
      {"the notebook: rate and a far start", experiment_of({"gd", {}}, 500), rate(1e-3, 1),
       linear("model.start.w1", 20, 40)},
      {"the notebook: heavy ball", experiment_of({"momentum", {}}, 500), rate(1e-3, 1),
       linear("optimizer.mu", 0, 0.99)},
      {"the notebook: Nesterov", experiment_of({"nesterov", {}}, 300), rate(1e-3, 1),
       linear("optimizer.mu", 0, 0.99)},
      {"the notebook: Adam, rate and memory", experiment_of({"adam", {}}, 300), rate(1e-2, 10),
       linear("optimizer.b1", 0, 0.99)},
      {"the notebook: RMSProp", experiment_of({"rmsprop", {}}, 300), rate(1e-2, 10),
       linear("optimizer.alpha", 0, 0.99)},
      {"a valley: heavy ball", valley({"momentum", {}}), rate(1e-3, 10), linear("optimizer.mu", 0, 0.99)},
      {"a valley: gradient descent and start", valley({"gd", {}}), rate(1e-3, 1),
       linear("model.start.w2", -10, 10)},
      {"a quartic: gradient descent", function("(w1^2-4)^2+w1+5", {{"w1", 3.0}}, {"gd", {}}, 200),
       rate(1e-4, 0.1), linear("objective.start.w1", -4, 4)},
      {"Rosenbrock: heavy ball",
       function("(1-w1)^2+100*(w2-w1^2)^2+1", {{"w1", -1.2}, {"w2", 1.0}}, {"momentum", {}}, 400),
       rate(1e-5, 1e-2), linear("optimizer.mu", 0, 0.99)},
  };
}

}  // namespace

TEST_CASE("the tuner is within 20 % of the best of 160,000 cells, at 2 % of their cost", "[exhaustive]") {
  for (const Task& task : tasks()) {
    CAPTURE(task.name);
    const auto map = sweep(task.experiment, {task.x, task.y});
    REQUIRE(map);
    int best = std::numeric_limits<int>::max();
    for (const int epochs : map.value().epochs)
      if (epochs >= 0) best = std::min(best, epochs);
    REQUIRE(best < std::numeric_limits<int>::max());
    const auto tuned = tune(task.experiment, {{task.x, task.y}, 0.01, 0.02 * map.value().steps});
    REQUIRE(tuned);
    REQUIRE_FALSE(tuned.value().ranked.empty());
    const Trial& first = tuned.value().ranked.front();
    CAPTURE(best, first.settling.epochs, tuned.value().steps, map.value().steps);
    REQUIRE(first.settling.status == SettleStatus::settled);
    CHECK(first.settling.epochs <= 1.2 * best);
    CHECK(tuned.value().steps <= 0.02 * map.value().steps);
  }
}

TEST_CASE("the tuner gives the same answer twice, and ranks it") {
  const Task task = tasks()[2];
  const auto once = tune(task.experiment, {{task.x, task.y}}),
             again = tune(task.experiment, {{task.x, task.y}});
  REQUIRE(once);
  REQUIRE(again);
  const std::vector<Trial>& ranked = once.value().ranked;
  REQUIRE(ranked.size() == again.value().ranked.size());
  for (std::size_t k = 0; k < ranked.size(); ++k) {
    CHECK(ranked[k].values == again.value().ranked[k].values);
    if (k > 0) CHECK(ranked[k - 1].score <= ranked[k].score);
  }
  CHECK(ranked.size() == 10);
  // A quarter of the budget for a first round of 32 epochs each.
  CHECK(once.value().rounds.front().epochs == 32);
  CHECK(once.value().rounds.front().candidates == 100000 / (4 * 32));
}

TEST_CASE("a search that cannot be made says why") {
  const Experiment experiment = notebook_experiment();
  const auto code_of = [&](const TuneSpec& spec) {
    const auto result = tune(experiment, spec);
    REQUIRE_FALSE(result);
    return result.error().code;
  };
  CHECK(code_of({{}}) == ErrorCode::missing_field);
  CHECK(code_of({std::vector<Axis>(5, rate(1e-3, 1))}) == ErrorCode::too_many_parameters);
  CHECK(code_of({{linear("optimizer.mu", 0, 1)}}) == ErrorCode::unknown_name);
  CHECK(code_of({{rate(1e-3, 1)}, 0.01, 0}) == ErrorCode::out_of_range);
}

TEST_CASE("the settings that are listed lie apart") {
  const Task task = tasks()[2];
  const auto tuned = tune(task.experiment, {{task.x, task.y}});
  REQUIRE(tuned);
  const std::vector<Trial>& ranked = tuned.value().ranked;
  for (std::size_t a = 0; a < ranked.size(); ++a)
    for (std::size_t b = a + 1; b < ranked.size(); ++b) {
      const double across =
          std::abs(std::log10(ranked[a].values[0] / ranked[b].values[0])) / 3;  // three decades
      const double along = std::abs(ranked[a].values[1] - ranked[b].values[1]) / 0.99;
      // A fiftieth of an axis, less the rounding of logarithms.
      CHECK(std::max(across, along) > 0.02 - 1e-9);
    }
}

TEST_CASE("the budget is never exceeded, however small") {
  const Task task = tasks()[6];
  for (const double budget : {40.0, 1000.0, 12345.0}) {
    const auto tuned = tune(task.experiment, {{task.x, task.y}, 0.01, budget});
    REQUIRE(tuned);
    CHECK(tuned.value().steps <= budget);
    CHECK_FALSE(tuned.value().ranked.empty());
  }
}

TEST_CASE("a descent that has settled at its start ends the search") {
  // Starts within one per cent of the best loss are a tenth of a dial of starts around 5.
  const auto tuned = tune(notebook_experiment(), {{linear("model.start.w1", 4, 6)}});
  REQUIRE(tuned);
  CHECK(tuned.value().ranked.front().settling.epochs == 0);
  CHECK(tuned.value().steps < 5000);
}

TEST_CASE("the simplex finds the bottom of a bent valley") {
  int asked = 0;
  const Measure valley = [&](const std::vector<double>& at) {
    ++asked;
    return std::pow(at[0] - 0.3, 2) + 100 * std::pow(at[1] - at[0] * at[0], 2);
  };
  const std::vector<double> found = nelder_mead(valley, {0.8, 0.1}, 0.1, 1.0 / 8192);
  // A simplex that small may lie a few of its own sizes away from the minimum along the valley's floor.
  CHECK_THAT(found[0], WithinAbs(0.3, 1e-3));
  CHECK_THAT(found[1], WithinAbs(0.09, 1e-3));
  CHECK(asked < 150);
}

TEST_CASE("a simplex of a measure that is infinite everywhere ends") {
  const Measure nothing = [](const std::vector<double>&) { return std::numeric_limits<double>::infinity(); };
  CHECK(nelder_mead(nothing, {0.5}, 0.1, 1e-3).size() == 1);
}
