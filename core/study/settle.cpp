#include "study/settle.hpp"

#include <algorithm>

#include "run/descend.hpp"

namespace descenso {
namespace {

/// Enters the loss of one epoch. Returns whether the run can still settle within the cap.
bool enter(Settling& out, double loss, std::size_t epoch, std::size_t cap) {
  if (loss <= out.target) {
    if (out.touched < 0) out.touched = static_cast<std::int32_t>(epoch);
    if (out.epochs < 0) {
      out.epochs = static_cast<std::int32_t>(epoch);
      out.loss = loss;
    }
    return true;
  }
  out.epochs = -1;
  out.loss = out.loss_before = loss;
  return epoch < cap;
}

}  // namespace

template <class T>
Result<Settling> settle(const Rule<T>& rule, Objective<T>& objective, std::span<const T> start,
                        const Goal& goal, const Horizon& horizon) {
  Result<State<T>> begun = rule.init(objective, start);
  if (!begun) {
    if (begun.error().code == ErrorCode::start_not_finite) return Settling{};
    return begun.error();
  }
  State<T>& state = begun.value();
  const double first = state.loss;
  Settling out{SettleStatus::never, -1, -1, first, first, goal.best + goal.margin(first - goal.best), 0};
  const StopSpec stop{.epochs = static_cast<double>(horizon.epochs)};
  std::vector<T> before;
  const auto reason = descend(rule, objective, stop, state, [&](const State<T>& entry) {
    if (!enter(out, entry.loss, static_cast<std::size_t>(entry.epoch), horizon.cap)) return false;
    if (!horizon.is_stateless) return true;
    if (before == entry.theta) return false;
    before = entry.theta;
    return true;
  });
  out.steps = static_cast<std::size_t>(state.epoch);
  if (reason == StopReason::diverged) {
    out.status = SettleStatus::diverged;
    out.epochs = -1;
  } else if (out.epochs >= 0) {
    out.status = SettleStatus::settled;
  } else if (out.loss > first) {
    out.status = SettleStatus::diverged;
  }
  return out;
}

template Result<Settling> settle(const Rule<float>&, Objective<float>&, std::span<const float>, const Goal&,
                                 const Horizon&);
template Result<Settling> settle(const Rule<double>&, Objective<double>&, std::span<const double>,
                                 const Goal&, const Horizon&);

}  // namespace descenso
