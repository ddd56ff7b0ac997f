// Gradient clipping (Pascanu, Mikolov & Bengio 2013): a bound on the step that one very large gradient
// causes.
//
//     by value:  gᵢ ← min(max(gᵢ, −c), c)
//     by norm:   g  ← g · min(1, c/‖g‖₂)
//
// The bound by value is applied before the bound by norm; a bound of 0 is off. g = (3, 4) clipped to norm 1
// is (0.6, 0.8).
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "hyperparameters.hpp"

namespace descenso {

template <class T>
class Clipping {
 public:
  explicit Clipping(const Values& values) : value_(T(values["clip_value"])), norm_(T(values["clip_norm"])) {}

  bool active() const { return value_ > 0 || norm_ > 0; }

  /// Clips g in place. A gradient that is not finite is left as it is, so that the divergence is seen.
  void apply(std::span<T> g) const {
    if (value_ > 0) {
      for (T& each : g) each = each < -value_ ? -value_ : each > value_ ? value_ : each;
    }
    if (norm_ > 0) {
      T squares = 0;
      for (const T each : g) squares += each * each;
      const T length = std::sqrt(squares);
      if (length > norm_) {
        for (T& each : g) each *= norm_ / length;
      }
    }
  }

 private:
  T value_;
  T norm_;
};

}  // namespace descenso
