// An experiment, as a value: everything that decides the numbers, and nothing else. The same fields as the
// JSON of design.md §3; the engine reads it from JavaScript, tests write it in C++.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "data/dataset.hpp"
#include "data/simulate.hpp"
#include "field.hpp"
#include "hyperparameters.hpp"
#include "optimizer/stopping.hpp"

namespace descenso {

enum class Precision { float64, float32 };

/// Numbers by name, in the order they were given.
using NamedNumbers = std::vector<std::pair<std::string, double>>;

struct Model {
  std::string formula = "w1*x";
  NamedNumbers start;  ///< parameter → value before the first step
};

/// A function to descend by itself, in place of data, model and loss.
struct FunctionSpec {
  std::string formula;
  NamedNumbers start;
};

struct LossSpec {
  std::string name = "mse";
  Settings settings = {};    ///< for example "delta" → 1, "ridge" → 0.1
  std::string formula = {};  ///< of r, y and yhat, for the loss `custom`
};

struct OptimizerSpec {
  std::string name = "gd";
  Settings settings;  ///< for example "rate" → 0.01; what is not said has the registry's default
};

struct StopSpec {
  double epochs = 401;
  Stopping bounds = {};  ///< what ends a run earlier, if set
};

struct Experiment {
  std::variant<Simulation, Dataset, FunctionSpec> data;
  Model model;    ///< not used with a function
  LossSpec loss;  ///< not used with a function
  OptimizerSpec optimizer;
  StopSpec stop;
  Precision precision = Precision::float64;
};

/// Points × epochs that one call may visit: about ten seconds of work on a slow machine.
inline constexpr double max_work = 2e10;

namespace fields {
inline constexpr Field start{.path = "model.start",
                             .default_value = 10,
                             .min = -max_number,
                             .max = max_number,
                             .slider_min = -10,
                             .slider_max = 10,
                             .slider_step = 0.1};
inline constexpr Field epochs{.path = "stop.epochs",
                              .default_value = 401,
                              .min = 0,
                              .max = 1e6,
                              .slider_min = 0,
                              .slider_max = 500,
                              .slider_step = 1,
                              .integer = true};

inline constexpr std::array run{start, epochs};

/// What may end a run earlier: an experiment can leave it out. Only a loss may be below zero.
struct StopBound {
  Field field;
  std::optional<double> Stopping::*value;
};
inline constexpr std::array stop_bounds{
    StopBound{limits("stop.gradient", 0, 1e300), &Stopping::gradient},
    StopBound{limits("stop.step", 0, 1e300), &Stopping::step},
    StopBound{limits("stop.loss_change", 0, 1e300), &Stopping::loss_change},
    StopBound{limits("stop.target", -1e300, 1e300), &Stopping::target},
};
}  // namespace fields

}  // namespace descenso
