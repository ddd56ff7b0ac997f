// The frame of the one-variable methods: an interval, a probe that counts evaluations, and a record of the
// geometry of each step.
//
// A method works in double on numbers of the state (its bracket, its best points), named by kNumbers, so that
// the page can draw them. θ is the best point so far; L and L′ at θ are computed for the record and not
// counted. Entry 0 of a trajectory is the start of the experiment, which interval methods do not use: if L is
// not finite there, it is the middle of the interval.
//
// A Method is built from Values and has
//     static constexpr std::array<Name, k> kNumbers
//     void init(double start, std::vector<double>& n) const          n: k zeros
//     double middle() const                                          (optional) of the interval it searches
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
  virtual double slope(double w) = 0;
  virtual double curvature(double w) = 0;
  /// The ε of the precision of L.
  virtual double epsilon() const = 0;
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
  ObjectiveProbe(Objective<T>& objective, Evaluations& evaluations)
      : objective_(objective), evaluations_(evaluations) {}

  double value(double w) override {
    const T theta = T(w);
    ++evaluations_.value;
    const double L = double(objective_.value({&theta, 1}));
    return std::isnan(L) ? std::numeric_limits<double>::infinity() : L;
  }
  double slope(double w) override {
    const T theta = T(w);
    T g = 0;
    objective_.value_and_gradient({&theta, 1}, {&g, 1});
    ++evaluations_.value;
    ++evaluations_.gradient;
    return double(g);
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
      return error(ErrorCode::needs_one_parameter).with("parameters", double(start.size()));
    Result<State<T>> result = begin_state(objective, start, 0, Method::kNumbers.size());
    if constexpr (requires { method_.middle(); }) {
      const T middle = T(method_.middle());
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
    ObjectiveProbe<T> probe(objective, state.evaluations);
    std::vector<double> n(state.numbers.begin(), state.numbers.end());
    state.theta[0] = T(method_.step(probe, n, state.progress));
    std::copy(n.begin(), n.end(), state.numbers.begin());
    state.loss = objective.value_and_gradient(state.theta, state.gradient);  // for the record alone
  }

  std::span<const Name> numbers() const override { return Method::kNumbers; }

 private:
  Method method_;
};

}  // namespace descenso
