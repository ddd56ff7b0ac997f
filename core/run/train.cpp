#include "run/train.hpp"

#include <algorithm>
#include <cmath>

#include "optimizer/registry.hpp"

namespace descenso {
namespace {

/// Writes entries into columns that grow to `entries` at most, by doubling: a bound may end a run of a
/// million epochs soon.
template <class T>
class Recorder {
 public:
  Recorder(std::size_t dimension, std::size_t entries) : entries_(entries) {
    out_.parameters.resize(dimension);
    out_.gradient.resize(dimension);
    resize(std::min<std::size_t>(entries, 1024));
  }
  void record(const State<T>& state) {
    if (size_ == out_.loss.size()) resize(std::min(2 * size_, entries_));
    out_.loss[size_] = state.loss;
    const Evaluations& count = state.evaluations;
    out_.asked[size_] = static_cast<double>(count.value + count.gradient + count.hessian);
    for (std::size_t j = 0; j < state.theta.size(); ++j) {
      out_.parameters[j][size_] = state.theta[j];
      out_.gradient[j][size_] = state.gradient[j];
    }
    ++size_;
  }
  Trajectory finish(StopReason reason, const Evaluations& evaluations) && {
    resize(size_);
    out_.reason = reason;
    out_.evaluations = evaluations;
    return std::move(out_);
  }

 private:
  void resize(std::size_t entries) {
    for (auto* columns : {&out_.parameters, &out_.gradient})
      for (auto& column : *columns) column.resize(entries);
    out_.loss.resize(entries);
    out_.asked.resize(entries);
  }

  Trajectory out_;
  std::size_t entries_, size_ = 0;
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

/// Steps from `state` until there is a reason to stop.
template <class T>
Trajectory follow(const Rule<T>& rule, Objective<T>& objective, const StopSpec& stop, State<T>& state) {
  const auto epochs = static_cast<std::size_t>(stop.epochs);
  Recorder<T> recorder(state.theta.size(), epochs + 1);
  const bool compares = stop.bounds.step || stop.bounds.loss_change;
  std::vector<T> theta = state.theta;
  T loss = state.loss;
  std::optional<StopReason> reason;
  while (!reason) {
    recorder.record(state);
    if (const auto stopped = should_stop<T>(stop.bounds, theta, loss, state)) {
      reason = reason_of(*stopped);
    } else if (state.epoch >= epochs) {
      reason = StopReason::epochs;
    } else {
      if (compares) {
        theta = state.theta;
        loss = state.loss;
      }
      rule.step(objective, state);
      if (!finite(state)) reason = StopReason::diverged;
    }
  }
  return std::move(recorder).finish(*reason, state.evaluations);
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

  Trajectory trajectory = follow(*rule.value(), objective, stop, begun.value());
  trajectory.names = problem.parameters;
  return trajectory;
}

template Result<Trajectory> descend(const Problem<float>&, const OptimizerSpec&, const StopSpec&);
template Result<Trajectory> descend(const Problem<double>&, const OptimizerSpec&, const StopSpec&);

Result<Trajectory> run(const Experiment& experiment) {
  return experiment.precision == Precision::float32 ? train<float>(experiment) : train<double>(experiment);
}

}  // namespace descenso
