// The frame of the one-variable methods: an interval, a probe that counts evaluations, and a record of the
// geometry of each step.
//
// A method works in double on numbers of the state (its bracket, its best points), named by kNumbers, so that
// the page can draw them. L and L′ at θ are computed for the record and not counted: `evaluations` are those
// of the method itself. Of a method that looks in an interval θ is the best point so far, the
// start of the experiment included, which is entry 0 of a trajectory; if L is not finite there, entry 0 is
// the middle of the interval. Such a method never takes a plateau or a value that is no number for an
// improvement: where two trials are equal and a lower point is known, it keeps the part in which that is.
//
// A Method is built from Values and has
//     static constexpr std::array<Name, k> kNumbers
//     void init(double start, std::vector<double>& n) const          n: k zeros
//     std::pair<double, double> interval() const                     if it looks in one
//     double step(Probe&, std::vector<double>& n, Progress&) const   one step; returns the best point
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

#include "hyperparameters.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

/// L, L′ and L″ at one w, in double, counted.
class Probe {
 public:
  virtual ~Probe() = default;
  /// L(w); +∞ where it is not a number, so that such a point is never the best.
  virtual double value(double w) = 0;
  virtual double slope(double w) = 0;  ///< NaN where L is not finite
  virtual double curvature(double w) = 0;
  /// The ε of the precision of L.
  virtual double epsilon() const = 0;

  /// The lowest L that was seen, the start included, and where.
  double best_w = 0, best = std::numeric_limits<double>::infinity();

 protected:
  void keep(double w, double L) {
    if (!(L < best)) return;
    best_w = w;
    best = L;
  }
};

/// The interval [from, to] of the hyperparameters, in order.
inline std::pair<double, double> interval(const Values& values) {
  return std::minmax({values["from"], values["to"]});
}

inline double middle(std::pair<double, double> interval) { return interval.first / 2 + interval.second / 2; }

/// The distance below which values of L, rounded to ε, cannot order two points: √ε|w| + t (Brent 1973,
/// § 5.8).
inline double resolution(double w, double t, double epsilon) { return std::sqrt(epsilon) * std::abs(w) + t; }

/// Whether a step of this length from w is within the tolerance, or within the rounding of w.
inline bool negligible(double step, double w, double tolerance, double epsilon) {
  return std::abs(step) <= std::max(tolerance * std::max(1.0, std::abs(w)), epsilon / 2 * std::abs(w));
}

template <class T>
class ObjectiveProbe final : public Probe {
 public:
  /// A probe for a step from `state`, whose θ is the best point so far.
  ObjectiveProbe(Objective<T>& objective, State<T>& state)
      : objective_(objective), evaluations_(state.evaluations) {
    if (std::isfinite(state.loss)) keep(double(state.theta[0]), double(state.loss));
  }

  double value(double w) override {
    const T theta = T(w);
    ++evaluations_.value;
    const double L = double(objective_.value({&theta, 1}));
    keep(w, L);
    return std::isnan(L) ? std::numeric_limits<double>::infinity() : L;
  }
  double slope(double w) override {
    const T theta = T(w);
    T g = 0;
    const double L = double(objective_.value_and_gradient({&theta, 1}, {&g, 1}));
    if (std::isfinite(g)) keep(w, L);
    ++evaluations_.value;
    ++evaluations_.gradient;
    return std::isfinite(L) ? double(g) : std::numeric_limits<double>::quiet_NaN();
  }
  double curvature(double w) override {
    const T theta = T(w);
    T h = 0;
    objective_.hessian({&theta, 1}, {&h, 1});
    ++evaluations_.hessian;
    return double(h);
  }
  double epsilon() const override { return double(std::numeric_limits<T>::epsilon()); }

 private:
  Objective<T>& objective_;
  Evaluations& evaluations_;
};

template <class T, class Method>
class Univariate final : public Rule<T> {
 public:
  using Number = T;

  explicit Univariate(const Values& values) : method_(values) {}

  Result<State<T>> init(Objective<T>& objective, std::span<const T> start) const override {
    if (start.size() != 1)
      return error(ErrorCode::needs_one_parameter)
          .with("field", "optimizer.name")
          .with("parameters", double(start.size()));
    Result<State<T>> result = begin_state(objective, start, 0, Method::kNumbers.size());
    if constexpr (kHasInterval) {
      const T middle = T(descenso::middle(method_.interval()));
      if (!result) result = begin_state<T>(objective, {&middle, 1}, 0, Method::kNumbers.size());
    }
    if (!result) return result;
    State<T>& state = result.value();
    state.evaluations = {};
    std::vector<double> n(state.numbers.size());
    method_.init(double(start[0]), n);
    state.numbers.assign(n.begin(), n.end());
    return result;
  }

  void step(Objective<T>& objective, State<T>& state) const override {
    ++state.epoch;
    if (state.progress != Progress::going) return;
    ObjectiveProbe<T> probe(objective, state);
    std::vector<double> n(state.numbers.begin(), state.numbers.end());
    const T w = T(method_.step(probe, n, state.progress));
    std::copy(n.begin(), n.end(), state.numbers.begin());
    if constexpr (kHasInterval) {
      // A vertex may be closer to the minimum than values can resolve.
      const double L = double(objective.value({&w, 1}));
      const bool is_best = L <= probe.best + 4 * probe.epsilon() * std::abs(probe.best);
      state.theta[0] = is_best ? w : T(probe.best_w);
    } else {
      state.theta[0] = w;
    }
    state.loss = objective.value_and_gradient(state.theta, state.gradient);  // for the record alone
    if (kHasInterval && !std::isfinite(state.gradient[0])) {                 // as of w^w at 0, where L is 1
      state.theta[0] = T(probe.best_w);
      state.loss = objective.value_and_gradient(state.theta, state.gradient);
    }
  }

  std::optional<std::pair<double, double>> interval() const override {
    if constexpr (kHasInterval) return method_.interval();
    return std::nullopt;
  }

  std::span<const Name> numbers() const override { return Method::kNumbers; }

 private:
  static constexpr bool kHasInterval = requires(const Method& method) { method.interval(); };

  Method method_;
};

}  // namespace descenso
