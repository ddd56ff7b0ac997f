#include "study/arrival.hpp"

#include <algorithm>

namespace descenso {
template <class T>
Result<Arrival> descend(const Rule<T>& rule, Objective<T>& objective, std::span<const T> start,
                        const Goal& goal, std::size_t epochs) {
  Result<State<T>> begun = rule.init(objective, start);
  if (!begun) {
    if (begun.error().code == ErrorCode::start_not_finite) return Arrival{};
    return begun.error();
  }
  State<T>& state = begun.value();
  const double first = state.loss;
  Arrival out{ArrivalStatus::never, -1, first, first, goal.best + goal.margin(first - goal.best), 0};
  for (;; ++out.steps) {
    if (!finite(state)) {
      out.status = ArrivalStatus::diverged;
      return out;
    }
    out.loss = state.loss;
    if (out.loss <= out.target) {
      out.status = ArrivalStatus::reached;
      out.epochs = static_cast<std::int32_t>(out.steps);
      return out;
    }
    out.lowest_loss = std::min<double>(out.lowest_loss, out.loss);
    if (out.steps == epochs || state.progress != Progress::going) break;
    rule.step(objective, state);
  }
  if (out.loss > first) out.status = ArrivalStatus::diverged;
  return out;
}

template Result<Arrival> descend(const Rule<float>&, Objective<float>&, std::span<const float>, const Goal&,
                                 std::size_t);
template Result<Arrival> descend(const Rule<double>&, Objective<double>&, std::span<const double>,
                                 const Goal&, std::size_t);

}  // namespace descenso
