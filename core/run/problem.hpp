// A checked experiment, ready to compute: its data, its objective, its start.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "data/dataset.hpp"
#include "error.hpp"
#include "loss/graph_objective.hpp"
#include "run/experiment.hpp"

namespace descenso {

template <class T>
struct Problem {
  std::shared_ptr<const Dataset> data;  ///< without rows for a function
  std::vector<std::string> parameters;  ///< names, in the order of θ
  std::vector<T> start;                 ///< θ before the first step
  std::unique_ptr<GraphObjective<T>> objective;
  std::string place;  ///< the part of the experiment with start and formula: "model" or "objective"
};

/// A simulation, given data, or a function without data.
using DataSpec = decltype(Experiment::data);

/// The data of an experiment, simulated or given; no rows for a function. The last two simulations are
/// cached, so that several calls for one experiment simulate once. Errors: fields out of bounds; errors of
/// the truth's formula; unknown_name for a name that is neither x nor a constant; data_not_finite; columns of
/// unequal length.
Result<std::shared_ptr<const Dataset>> make_data(const DataSpec& spec);

/// Checks the whole experiment and prepares its data, objective and start. T must be the experiment's
/// precision. Compiled losses are cached (the last 32 shapes), so that only a new formula is compiled.
/// Errors: no_parameters, and whatever is wrong with a field.
template <class T>
Result<Problem<T>> prepare(const Experiment& experiment);

/// Prepares the experiment with other data of the same columns, which are not checked.
template <class T>
Result<Problem<T>> prepare(const Experiment& experiment, std::shared_ptr<const Dataset> data);

/// Completes an error of a rule's init: start_not_finite gets args.field, and args.point as "w1 = 0, w2 =
/// -3".
template <class T>
Error located(Error error, const Problem<T>& problem);

/// A point in the space of the named parameters, each within the limits of a start; args.field is
/// `place`.name. Errors: missing_field for one that is not given; limits of `fields::start`.
template <class T>
Result<std::vector<T>> read_point(const NamedNumbers& given, const std::vector<std::string>& names,
                                  const std::string& place);

/// The values of the named parameters, without limits, because the engine may have computed them. Errors:
/// missing_field for one that is not given.
Result<std::vector<double>> values_of(const std::vector<std::string>& names, const NamedNumbers& given);

/// The position of `name` among `names`. Errors: unknown_name with args.field.
Result<std::size_t> index_of(const std::string& name, const std::vector<std::string>& names,
                             const std::string& field);

}  // namespace descenso
