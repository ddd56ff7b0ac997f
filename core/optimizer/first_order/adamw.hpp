// AdamW (Loshchilov & Hutter 2017): Adam with weight decay outside the gradient.
//
//     w ← w − h λ w,  then Adam's step (adam.hpp)
//
// Both PyTorch and optax multiply λ by h; the paper multiplies it by the schedule alone. Both terms use the w
// from before the step. From w = 3 with h = 0.1, λ = 0.01: 3 − 0.003 − 0.1 = 2.897 (nearly).
#pragma once

#include "optimizer/first_order/adam.hpp"

namespace descenso {

template <class T>
class AdamW {
 public:
  static constexpr auto kVectors = Adam<T>::kVectors;

  explicit AdamW(const Values& values) : adam_(values), lambda_(T(values["wd"])) {}

  void step(T rate, std::span<const T> g, State<T>& state) const {
    for (T& w : state.theta) w -= rate * lambda_ * w;
    adam_.step(rate, g, state);
  }

 private:
  Adam<T> adam_;
  T lambda_;
};

}  // namespace descenso
