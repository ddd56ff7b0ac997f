// A checked experiment, ready to compute: its data, its objective, its start.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "data/dataset.hpp"
#include "error.hpp"
#include "loss/objective.hpp"
#include "run/experiment.hpp"

namespace descenso {

template <class T>
struct Problem {
  Dataset data;
  std::vector<std::string> parameters;  ///< names, in the order of θ
  std::vector<T> start;                 ///< θ before the first step
  std::unique_ptr<Objective<T>> objective;
};

/// The data of an experiment, simulated or given. Errors: fields out of bounds, columns of unequal length or with
/// values that are not finite, formulas this build does not know.
Result<Dataset> make_data(const std::variant<Simulation, Dataset>& spec);

/// Checks the whole experiment and builds what it describes. T is float or double, as `precision` says.
template <class T>
Result<Problem<T>> prepare(const Experiment& experiment);

}  // namespace descenso
