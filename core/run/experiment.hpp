// An experiment as a value: everything that decides the numbers, and nothing else. Its fields are those of
// the JavaScript object `Experiment` (wasm/engine.d.ts).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
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

/// The words for the enumerators, in their order.
inline constexpr std::array<std::string_view, 2> precision_names{"float64", "float32"};

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
  Settings settings;  ///< for example "rate" → 0.01; a key that is left out has its default
};

struct StopSpec {
  double epochs = 401;
  Stopping bounds = {};  ///< criteria that end a run earlier
};

struct Experiment {
  std::variant<Simulation, SharedDataset, FunctionSpec> data;
  Model model;    ///< not used with a function
  LossSpec loss;  ///< not used with a function
  OptimizerSpec optimizer;
  StopSpec stop;
  Precision precision = Precision::float64;
};

namespace fields {
inline constexpr Field start{.path = "model.start",
                             .range = {.default_value = 10,
                                       .min = -max_computed_number,
                                       .max = max_computed_number,
                                       .slider_min = -10,
                                       .slider_max = 10,
                                       .slider_step = 0.1}};
inline constexpr Field epochs{.path = "stop.epochs",
                              .range = {.default_value = 401,
                                        .min = 0,
                                        .max = 1e6,
                                        .slider_min = 0,
                                        .slider_max = 500,
                                        .slider_step = 1,
                                        .integer = true}};

inline constexpr std::array run{start, epochs};

/// The optional stopping criteria of an experiment. Only a loss may be below zero.
struct StopBound {
  Field field;
  std::optional<double> Stopping::*value;
};
inline constexpr std::array stop_bounds{
    StopBound{{"stop.gradient", limits(0, 1e300)}, &Stopping::gradient},
    StopBound{{"stop.step", limits(0, 1e300)}, &Stopping::step},
    StopBound{{"stop.loss_change", limits(0, 1e300)}, &Stopping::loss_change},
    StopBound{{"stop.target", limits(-1e300, 1e300)}, &Stopping::target},
};
}  // namespace fields

}  // namespace descenso
