#include "optimizer/rule.hpp"

#include <cmath>

namespace descenso {

template <class T>
Result<State<T>> begin_state(Objective<T>& objective, std::span<const T> start, std::size_t vectors,
                             std::size_t numbers) {
  State<T> state;
  state.theta.assign(start.begin(), start.end());
  state.gradient.resize(start.size());
  evaluate(objective, state);
  if (!std::isfinite(state.loss)) return error(ErrorCode::start_not_finite).with("loss", double(state.loss));
  state.vectors.assign(vectors, std::vector<T>(start.size(), T(0)));
  state.numbers.assign(numbers, T(0));
  return state;
}

template Result<State<float>> begin_state(Objective<float>&, std::span<const float>, std::size_t,
                                          std::size_t);
template Result<State<double>> begin_state(Objective<double>&, std::span<const double>, std::size_t,
                                           std::size_t);

}  // namespace descenso
