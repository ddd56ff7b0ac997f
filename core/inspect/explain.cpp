#include "inspect/explain.hpp"

#include <algorithm>
#include <cmath>

#include "optimizer/registry.hpp"
#include "run/descend.hpp"
#include "run/problem.hpp"
#include "run/reduce.hpp"

namespace descenso {
namespace {

template <class T>
std::vector<double> doubles(const std::vector<T>& values) {
  return {values.begin(), values.end()};
}

template <class T>
StatePoint state_point(const State<T>& state) {
  return {doubles(state.theta), doubles(state.gradient), static_cast<double>(state.loss)};
}

Evaluations difference(const Evaluations& after, const Evaluations& before) {
  return {after.value - before.value, after.gradient - before.gradient, after.hessian - before.hessian};
}

/// Whether the vector was never written, as "g" is where the method takes the gradient of all rows.
bool is_empty(const std::vector<double>& values) {
  return std::all_of(values.begin(), values.end(), [](double value) { return value == 0; });
}

template <class T>
void read_memory(const Rule<T>& rule, const State<T>& state, Explanation& out) {
  for (std::size_t i = 0; i < rule.vectors().size(); ++i) {
    NamedVector vector{rule.vectors()[i], doubles(state.vectors[i])};
    if (vector.values.size() == out.names.size() && !(vector.name.key == "g" && is_empty(vector.values)))
      out.vectors.push_back(std::move(vector));
  }
  for (std::size_t i = 0; i < rule.numbers().size(); ++i)
    out.numbers.push_back({rule.numbers()[i], static_cast<double>(state.numbers[i])});
}

/// The error of an epoch that is not one of the run's steps 1 … `last`.
Error out_of_run(double epoch, double last) {
  return error(ErrorCode::out_of_range)
      .with("field", std::string("epoch"))
      .with("value", epoch)
      .with("min", 1.0)
      .with("max", last);
}

template <class T>
Result<Explanation> replay(const Experiment& experiment, double epoch) {
  Result<Problem<T>> prepared = prepare<T>(experiment);
  if (!prepared) return prepared.error();
  reduce(prepared.value());
  const auto rule = make_rule<T>(experiment.optimizer.name, experiment.optimizer.settings);
  if (!rule) return rule.error();
  Objective<T>& objective = *prepared.value().objective;
  Result<State<T>> begun = rule.value()->init(objective, prepared.value().start);
  if (!begun) return located(std::move(begun.error()), prepared.value());

  State<T>& state = begun.value();
  Explanation out{epoch, prepared.value().parameters, {}, {}, {}, {}, Progress::going, {}};
  Evaluations before;
  double last = 0;  // epoch of the newest entry
  const auto reason = descend(*rule.value(), objective, experiment.stop, state, [&](const State<T>& entry) {
    last = static_cast<double>(entry.epoch);
    if (last == epoch - 1) {
      out.before = state_point(entry);
      before = entry.evaluations;
    }
    return last < epoch;
  });
  if (reason) return out_of_run(epoch, last);
  out.after = state_point(state);
  out.progress = state.progress;
  out.evaluations = difference(state.evaluations, before);
  read_memory(*rule.value(), state, out);
  return out;
}

}  // namespace

Result<Explanation> explain(const Experiment& experiment, double epoch) {
  if (!(epoch >= 1) || epoch != std::floor(epoch) || epoch > experiment.stop.epochs)
    return out_of_run(epoch, experiment.stop.epochs);
  return experiment.precision == Precision::float32 ? replay<float>(experiment, epoch)
                                                    : replay<double>(experiment, epoch);
}

}  // namespace descenso
