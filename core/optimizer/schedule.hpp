// Learning-rate schedules: the rate of step t = 1, 2, … from the rate of the experiment.
//
//     k = t − 1 earlier steps, d = decay, N = horizon (in steps)
//     constant     hₜ = h
//     inverse      hₜ = h / (1 + d k)                                  Robbins & Monro 1951
//     exponential  hₜ = h d^(k/N)                                      multiplied by d every N steps
//     cosine       hₜ = h (d + (1 − d)(1 + cos(π min(k/N, 1)))/2)      Loshchilov & Hutter 2017, h to hd
//     warmup       hₜ = h min(1, t/N)                                  linear, reaches h at step N
//     step         hₜ = h d^⌊k/N⌋
//
// h = 0.1, d = 0.5, N = 10, t = 11: inverse 0.1/6, exponential 0.05, cosine 0.05, warmup 0.1, step 0.05.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "hyperparameters.hpp"

namespace descenso {

enum class ScheduleKind : unsigned char { constant, inverse, exponential, cosine, warmup, step };

template <class T>
class Schedule {
 public:
  explicit Schedule(const Values& values)
      : rate_(T(values["rate"])),
        kind_(ScheduleKind(int(values["schedule"]))),
        decay_(values["decay"]),
        horizon_(values["horizon"]) {}

  bool is_constant() const { return kind_ == ScheduleKind::constant; }

  /// hₜ of step t (t ≥ 1). Computed in double and rounded once to T; the constant schedule is T(rate) itself.
  T rate(std::uint64_t t) const {
    if (is_constant()) return rate_;
    return T(double(rate_) * factor(double(t - 1)));
  }

 private:
  double factor(double k) const {
    switch (kind_) {
      case ScheduleKind::constant:
        return 1;
      case ScheduleKind::inverse:
        return 1 / (1 + decay_ * k);
      case ScheduleKind::exponential:
        return std::pow(decay_, k / horizon_);
      case ScheduleKind::cosine:
        return decay_ + (1 - decay_) * (1 + std::cos(std::numbers::pi * std::min(k / horizon_, 1.0))) / 2;
      case ScheduleKind::warmup:
        return std::min(1.0, (k + 1) / horizon_);
      case ScheduleKind::step:
        return std::pow(decay_, std::floor(k / horizon_));
    }
    return 1;
  }

  T rate_;
  ScheduleKind kind_;
  double decay_;
  double horizon_;
};

}  // namespace descenso
