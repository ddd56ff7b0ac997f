#include "run/train.hpp"

#include <algorithm>
#include <cmath>

#include "optimizer/registry.hpp"

namespace descenso {
namespace {

template <class T>
class Recorder {
 public:
  Recorder(std::vector<std::string> names, std::size_t entries) {
    const std::size_t p = names.size();
    out_.names = std::move(names);
    out_.parameters.resize(p);
    out_.gradient.resize(p);
    for (auto* columns : {&out_.parameters, &out_.gradient})
      for (auto& column : *columns) column.reserve(entries);
    out_.loss.reserve(entries);
    out_.asked.reserve(entries);
  }
  void record(const State<T>& state) {
    out_.loss.push_back(state.loss);
    const Evaluations& count = state.evaluations;
    out_.asked.push_back(static_cast<double>(count.value + count.gradient + count.hessian));
    for (std::size_t j = 0; j < state.theta.size(); ++j) {
      out_.parameters[j].push_back(state.theta[j]);
      out_.gradient[j].push_back(state.gradient[j]);
    }
  }
  Trajectory finish(StopReason reason, const Evaluations& evaluations) && {
    out_.reason = reason;
    out_.evaluations = evaluations;
    return std::move(out_);
  }

 private:
  Trajectory out_;
};

StopReason reason_of(Stopped stopped) {
  switch (stopped) {
#define DESCENSO_REASON(reason) \
  case Stopped::reason:         \
    return StopReason::reason;
    DESCENSO_STOPPINGS(DESCENSO_REASON)
#undef DESCENSO_REASON
  }
  return StopReason::epochs;
}

template <class T>
Result<Trajectory> train(const Experiment& experiment) {
  Result<Problem<T>> prepared = prepare<T>(experiment);
  if (!prepared) return prepared.error();
  return descend(prepared.value(), experiment.optimizer, experiment.stop);
}

}  // namespace

template <class T>
Result<Trajectory> descend(const Problem<T>& problem, const OptimizerSpec& optimizer, const StopSpec& stop) {
  const auto rule = make_rule<T>(optimizer.name, optimizer.settings);
  if (!rule) return rule.error();
  Objective<T>& objective = *problem.objective;
  Result<State<T>> begun = rule.value()->init(objective, problem.start);
  if (!begun) return located(std::move(begun.error()), problem);

  State<T>& state = begun.value();
  const auto epochs = static_cast<std::size_t>(stop.epochs);
  Recorder<T> recorder(problem.parameters, epochs + 1);
  const bool compares = stop.bounds.step || stop.bounds.loss_change;
  std::vector<T> theta = state.theta;
  T loss = state.loss;
  do {
    recorder.record(state);
    if (const auto stopped = should_stop<T>(stop.bounds, theta, loss, state))
      return std::move(recorder).finish(reason_of(*stopped), state.evaluations);
    if (state.epoch >= epochs) return std::move(recorder).finish(StopReason::epochs, state.evaluations);
    if (compares) {
      theta = state.theta;
      loss = state.loss;
    }
    rule.value()->step(objective, state);
  } while (finite(state));
  return std::move(recorder).finish(StopReason::diverged, state.evaluations);
}

template Result<Trajectory> descend(const Problem<float>&, const OptimizerSpec&, const StopSpec&);
template Result<Trajectory> descend(const Problem<double>&, const OptimizerSpec&, const StopSpec&);

Result<Trajectory> run(const Experiment& experiment) {
  return experiment.precision == Precision::float32 ? train<float>(experiment) : train<double>(experiment);
}

}  // namespace descenso
