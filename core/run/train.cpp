#include "run/train.hpp"

#include <algorithm>
#include <cmath>

#include "optimizer/registry.hpp"
#include "run/conclude.hpp"
#include "run/descend.hpp"
#include "run/reduce.hpp"
#include "work.hpp"

namespace descenso {
namespace {

/// Writes the entries of a run into columns. The columns grow by doubling up to `entries`, because a bound
/// may end a run of a million epochs after a few.
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
    out_.evaluations_by_entry.push_back(static_cast<double>(count.value + count.gradient + count.hessian));
    for (std::size_t j = 0; j < state.theta.size(); ++j) {
      out_.parameters[j][size_] = state.theta[j];
      out_.gradient[j][size_] = state.gradient[j];
    }
    ++size_;
  }

  /// The entries that fit before the columns have to grow.
  std::size_t room() const { return out_.loss.size(); }
  /// The columns of L, of each ∂L/∂θⱼ and of each θⱼ, for a descent that records by itself.
  std::vector<double*> columns() {
    std::vector<double*> all = {out_.loss.data()};
    for (auto& column : out_.gradient) all.push_back(column.data());
    for (auto& column : out_.parameters) all.push_back(column.data());
    return all;
  }
  /// Takes over that this many entries were recorded so, each with one evaluation of L and ∇L.
  void adopt(std::size_t entries) {
    size_ = entries;
    if (size_ == room()) resize(std::min(2 * size_, entries_));
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
  }

  Trajectory out_;
  std::size_t entries_, size_ = 0;
};

/// The descent of `descend` by steps that the objective makes at once, if the method and the objective can
/// and no bound has to be compared after each; else nothing, and nothing is recorded.
template <class T>
std::optional<StopReason> record_at_once(const Rule<T>& rule, Objective<T>& objective, const StopSpec& stop,
                                         State<T>& state, Recorder<T>& recorder) {
  const std::optional<T> rate = rule.constant_rate();
  if (!rate || stop.bounds.any()) return std::nullopt;
  const auto epochs = static_cast<std::size_t>(stop.epochs);
  for (;;) {
    const std::vector<double*> columns = recorder.columns();
    const std::size_t last = std::min(recorder.room() - 1, epochs);
    const auto reached = objective.descend({*rate, columns, static_cast<std::size_t>(state.epoch), last},
                                           state.theta, state.gradient, state.loss);
    if (!reached) return std::nullopt;
    state.epoch = *reached;
    state.evaluations = {.value = *reached + 1, .gradient = *reached + 1};
    const bool is_finite = finite(state);
    recorder.adopt(*reached + (is_finite ? 1 : 0));
    if (!is_finite) return StopReason::diverged;
    if (*reached == epochs) return StopReason::epochs;
  }
}

template <class T>
Trajectory record(const Rule<T>& rule, Objective<T>& objective, const StopSpec& stop, State<T>& state) {
  Recorder<T> recorder(state.theta.size(), static_cast<std::size_t>(stop.epochs) + 1);
  if (const auto reason = record_at_once(rule, objective, stop, state, recorder))
    return std::move(recorder).finish(*reason, state.evaluations);
  const auto reason = descend(rule, objective, stop, state, [&](const State<T>& entry) {
    recorder.record(entry);
    return true;
  });
  return std::move(recorder).finish(*reason, state.evaluations);
}

template <class T>
Result<Trajectory> run_in(const Experiment& experiment) {
  Result<Problem<T>> prepared = prepare<T>(experiment);
  if (!prepared) return prepared.error();
  reduce(prepared.value());
  if (auto wrong = check_work(prepared.value(), experiment.stop)) return *wrong;
  return train(prepared.value(), experiment.optimizer, experiment.stop);
}

}  // namespace

std::optional<Error> check_record(const StopSpec& stop, std::size_t parameters, std::size_t runs) {
  const double columns = 2 * static_cast<double>(parameters) + 2;
  const double numbers = (stop.epochs + 1) * columns * static_cast<double>(runs);
  if (numbers <= max_answer_numbers) return std::nullopt;
  return error(ErrorCode::too_much_memory)
      .with("field", "stop.epochs")
      .with("numbers", numbers)
      .with("max", max_answer_numbers);
}

template <class T>
std::optional<Error> check_work(const Problem<T>& problem, const StopSpec& stop) {
  const double work = (stop.epochs + 1) * problem.objective->gradient_cost();
  if (work <= max_work) return std::nullopt;
  return error(ErrorCode::too_much_work)
      .with("field", "stop.epochs")
      .with("work", work)
      .with("max", max_work);
}

template std::optional<Error> check_work(const Problem<float>&, const StopSpec&);
template std::optional<Error> check_work(const Problem<double>&, const StopSpec&);

template <class T>
Result<Trajectory> train(const Problem<T>& problem, const OptimizerSpec& optimizer, const StopSpec& stop) {
  if (auto wrong = check_record(stop, problem.start.size(), 1)) return *wrong;
  const auto rule = make_rule<T>(optimizer.name, optimizer.settings);
  if (!rule) return rule.error();
  Objective<T>& objective = *problem.objective;
  Result<State<T>> begun = rule.value()->init(objective, problem.start);
  if (!begun) return located(std::move(begun.error()), problem);
  if (!finite(begun.value())) return located(error(ErrorCode::slope_not_finite), problem);

  Trajectory trajectory = record(*rule.value(), objective, stop, begun.value());
  trajectory.names = problem.parameters;
  conclude(problem, *rule.value(), begun.value(), trajectory);
  return trajectory;
}

template Result<Trajectory> train(const Problem<float>&, const OptimizerSpec&, const StopSpec&);
template Result<Trajectory> train(const Problem<double>&, const OptimizerSpec&, const StopSpec&);

Result<Trajectory> run(const Experiment& experiment) {
  return experiment.precision == Precision::float32 ? run_in<float>(experiment) : run_in<double>(experiment);
}

}  // namespace descenso
