// Barzilai & Borwein (1988): gradient descent whose rate is the inverse of the curvature along the last step.
//
//     w ← w − α g
//     long   α = s·s / s·y        short  α = s·y / y·y        s = Δw, y = Δg of the last step
//
// L may rise between steps, which makes the method fast in long valleys; a step that lifts L above the
// largest of its last k values is halved (Raydan 1997, with Grippo, Lampariello & Lucidi's condition and c₁ =
// 10⁻⁴). The first step has length `rate` along −g; after a step without positive curvature (s·y ≤ 0), α =
// ‖s‖/‖y‖. On L = 5w² from w = 1 with rate 0.1: w = 0.9, then α = 1/10 exactly and w = 0.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "hyperparameters.hpp"
#include "optimizer/line_search/line.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

template <class T>
class BarzilaiBorwein final : public Rule<T> {
 public:
  using Number = T;

  explicit BarzilaiBorwein(const Values& values)
      : rate_(values["rate"]), long_(values["formula"] == 0), memory_(std::size_t(values["memory"])) {}

  Result<State<T>> init(Objective<T>& objective, std::span<const T> start) const override {
    Result<State<T>> result = begin_state(objective, start, kVectors.size(), kNumbers.size());
    if (!result) return result;
    State<T>& state = result.value();
    std::vector<T> p(state.gradient);
    const double unit = moderated(p), size = norm(p);
    state.numbers[0] = T(size > 0 ? rate_ / size / unit : rate_);
    state.vectors[kRecent].assign(memory_, state.loss);
    return result;
  }

  void step(Objective<T>& objective, State<T>& state) const override {
    ++state.epoch;
    if (state.progress != Progress::going) return;
    state.numbers[1] = std::max(state.numbers[1], T(norm(state.gradient)));
    std::vector<T> p(state.gradient);
    for (T& each : p) each = -each;
    const double unit = moderated(p);
    const Line<T> line(objective, state, p, state.evaluations);
    LinePoint<T> next = walk(line, state, unit);
    if (!next.finite() || next.theta == state.theta) {
      state.progress = flat(state, double(state.numbers[1])) ? Progress::ended : Progress::stuck;
      return;
    }
    update(state, next);
    state.theta = std::move(next.theta);
    state.gradient = std::move(next.gradient);
    state.loss = T(next.value);
    state.vectors[kRecent][state.epoch % memory_] = state.loss;
  }

  std::span<const Name> vectors() const override { return kVectors; }
  std::span<const Name> numbers() const override { return kNumbers; }

 private:
  enum { kStep, kChange, kRecent };
  static constexpr std::array<Name, 3> kVectors{
      {{"step", "s"}, {"change", "y"}, {"recent", "L_{t-k},\\dots,L_t"}}};
  static constexpr std::array<Name, 2> kNumbers{
      {{"step_length", "\\alpha"}, {"steepest", "\\max |\\nabla L|"}}};
  static constexpr int kMaxHalvings = 60;

  /// The point at α times the unit of the line, which is halved while L is above all its recent values or not
  /// finite.
  LinePoint<T> walk(const Line<T>& line, const State<T>& state, double unit) const {
    const double highest =
        double(*std::max_element(state.vectors[kRecent].begin(), state.vectors[kRecent].end()));
    LinePoint<T> point = line.at(double(state.numbers[0]) * unit);
    for (int k = 0; k < kMaxHalvings; ++k) {
      if (point.finite() && point.value <= highest + 1e-4 * point.alpha * line.start().slope) break;
      point = line.at(point.alpha / 2);
    }
    return point;
  }

  void update(State<T>& state, const LinePoint<T>& next) const {
    std::vector<T>& s = state.vectors[kStep];
    std::vector<T>& y = state.vectors[kChange];
    for (std::size_t i = 0; i < s.size(); ++i) {
      s[i] = next.theta[i] - state.theta[i];
      y[i] = next.gradient[i] - state.gradient[i];
    }
    const double sy = dot(s, y);
    const double alpha = sy <= 0 ? norm(s) / norm(y) : long_ ? dot(s, s) / sy : sy / dot(y, y);
    if (alpha > 0 && std::isfinite(alpha)) state.numbers[0] = T(alpha);
  }

  double rate_;
  bool long_;
  std::size_t memory_;
};

}  // namespace descenso
