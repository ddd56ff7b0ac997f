#include "study/arrival.hpp"

#include <algorithm>

#include "run/descend.hpp"

namespace descenso {

template <class T>
Result<Arrival> arrive(const Rule<T>& rule, Objective<T>& objective, std::span<const T> start,
                       const Goal& goal, std::size_t epochs) {
  Result<State<T>> begun = rule.init(objective, start);
  if (!begun) {
    if (begun.error().code == ErrorCode::start_not_finite) return Arrival{};
    return begun.error();
  }
  State<T>& state = begun.value();
  const double first = state.loss;
  Arrival out{ArrivalStatus::never, -1, first, first, goal.best + goal.margin(first - goal.best), 0};
  const StopSpec stop{.epochs = static_cast<double>(epochs)};
  const auto reason = descend(rule, objective, stop, state, [&](const State<T>& entry) {
    out.loss = entry.loss;
    if (out.loss <= out.target) return false;
    out.lowest_loss = std::min(out.lowest_loss, out.loss);
    return true;
  });
  out.steps = static_cast<std::size_t>(state.epoch);
  if (!reason) {
    out.status = ArrivalStatus::reached;
    out.epochs = static_cast<std::int32_t>(out.steps);
  } else if (*reason == StopReason::diverged || out.loss > first) {
    out.status = ArrivalStatus::diverged;
  }
  return out;
}

template Result<Arrival> arrive(const Rule<float>&, Objective<float>&, std::span<const float>, const Goal&,
                                std::size_t);
template Result<Arrival> arrive(const Rule<double>&, Objective<double>&, std::span<const double>, const Goal&,
                                std::size_t);

}  // namespace descenso
