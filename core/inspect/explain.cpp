#include "inspect/explain.hpp"

#include <algorithm>
#include <cmath>

#include "optimizer/registry.hpp"
#include "run/problem.hpp"

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

/// Memory that was never written says nothing: the seen gradient, where the method sees the whole one.
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

Error beyond(double epoch, double last) {
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
  const auto rule = make_rule<T>(experiment.optimizer.name, experiment.optimizer.settings);
  if (!rule) return rule.error();
  Objective<T>& objective = *prepared.value().objective;
  Result<State<T>> begun = rule.value()->init(objective, prepared.value().start);
  if (!begun) return located(std::move(begun.error()), prepared.value());

  State<T>& state = begun.value();
  const double last = epoch - 1;
  while (static_cast<double>(state.epoch) < last) {
    const double done = static_cast<double>(state.epoch);
    rule.value()->step(objective, state);
    if (!std::isfinite(state.loss)) return beyond(epoch, done);
  }
  Explanation out{epoch, prepared.value().parameters, state_point(state), {}, {}, {}, Progress::going, {}};
  const Evaluations before = state.evaluations;
  rule.value()->step(objective, state);
  if (!std::isfinite(state.loss)) return beyond(epoch, last);
  out.after = state_point(state);
  out.progress = state.progress;
  out.evaluations = difference(state.evaluations, before);
  read_memory(*rule.value(), state, out);
  return out;
}

}  // namespace

Result<Explanation> explain(const Experiment& experiment, double epoch) {
  if (!(epoch >= 1) || epoch != std::floor(epoch) || epoch > experiment.stop.epochs)
    return beyond(epoch, experiment.stop.epochs);
  return experiment.precision == Precision::float32 ? replay<float>(experiment, epoch)
                                                    : replay<double>(experiment, epoch);
}

}  // namespace descenso
