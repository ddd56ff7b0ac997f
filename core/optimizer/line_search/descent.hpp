// The frame of all line-search methods: a direction, a search along it, the move, and an update of the
// memory.
//
//     p ← Direction(θ, ∇L, memory);  if p does not descend (∇L·p ≥ 0): reset the memory, p ← −∇L
//     α ← search along p                              optimizer/line_search/line_search.hpp
//     θ ← θ + α p;   s = α p,  y = ∇L(θ′) − ∇L(θ)     the pair that updates the memory
//
// A method whose direction has a natural length (Newton, BFGS, L-BFGS) has converged when θ + p rounds to θ
// and ∇L is flat, unless L still falls from there (optimizer/judge.hpp); any other, when no search finds
// another θ. MINPACK's lmder (info 7: "no further improvement in the approximate solution is possible", Moré,
// Garbow & Hillstrom 1980) and NLopt's ROUNDOFF_LIMITED are the same criterion. On the notebook's data L-BFGS
// ends in epoch 4 after 4 evaluations; SciPy's L-BFGS-B takes 7 with ftol and gtol 0. All end where they come
// back to a point.
//
// A Direction<T> is built from Values and has
//     static constexpr std::array<Name, k> kVectors, kNumbers      its memory
//     void direction(Objective<T>&, State<T>&, std::vector<T>& p) const
//     void update(State<T>&, const std::vector<T>& s, const std::vector<T>& y) const
//     void reset(State<T>&) const
//     double first_step(const State<T>&) const                     the first α to try
//     bool has_natural_step(const State<T>&) const                 whether α = 1 is the natural first step
// Its vectors and numbers begin at kOwnVectors and kOwnNumbers of the state.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "hyperparameters.hpp"
#include "optimizer/judge.hpp"
#include "optimizer/line_search/line_search.hpp"
#include "optimizer/rule.hpp"

namespace descenso {

inline constexpr std::size_t kOwnVectors = 1;  ///< after "direction"
inline constexpr std::size_t kOwnNumbers = 4;  ///< after "step_length", "slope", "tries" and "steepest"

/// The options of the search, from the rule's hyperparameters.
inline SearchOptions search_options(const Values& values) {
  return {Search(int(values["search"])), values["c1"], values["c2"], 1};
}

/// The first α of a direction without a natural length: at most 1, and θ moves by at most 1 (in the 1-norm).
template <class T>
double short_first_step(const State<T>& state) {
  double size = 0;
  for (const T each : state.gradient) size += std::abs(double(each));
  return std::min(1.0, 1 / size);
}

/// α, or one that moves θ by √ε of its size where slopes are so small that α moves it by less than its
/// rounding: of 10⁻²⁴(w − 1)², the loss of data in picoamperes, the slope at 3 is 4·10⁻²⁴.
template <class T>
double visible(double alpha, const std::vector<T>& theta, const std::vector<T>& p) {
  double longest = 0, largest = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (theta[i] + T(alpha * double(p[i])) != theta[i]) return alpha;
    longest = std::max(longest, std::abs(double(p[i])));
    largest = std::max(largest, std::abs(double(theta[i])));
  }
  const double lengthened = std::sqrt(double(std::numeric_limits<T>::epsilon())) * (largest / longest);
  return longest < 1 && std::isfinite(lengthened) ? std::max(alpha, lengthened) : alpha;
}

template <class T, template <class> class Direction>
class Descent final : public Rule<T> {
 public:
  using Number = T;

  explicit Descent(const Values& values) : direction_(values), options_(search_options(values)) {}

  Result<State<T>> init(Objective<T>& objective, std::span<const T> start) const override {
    Result<State<T>> result = begin_state(objective, start, kVectors.size(), kNumbers.size());
    if (result) direction_.reset(result.value());
    return result;
  }

  void step(Objective<T>& objective, State<T>& state) const override {
    ++state.epoch;
    if (state.progress != Progress::going) return;
    state.numbers[kSteepest] = std::max(state.numbers[kSteepest], T(norm(state.gradient)));
    std::vector<T> p(state.theta.size());
    direction_.direction(objective, state, p);
    const bool is_at_rest = has_converged(state, p);
    if (is_at_rest && !falls_from(objective, state)) {
      state.progress = Progress::ended;
      return;
    }
    if (!is_at_rest && go(objective, state, p)) return end_on_return(state);
    // The stored curvature may be outdated: reset it and try −∇L once.
    direction_.reset(state);
    for (std::size_t i = 0; i < p.size(); ++i) p[i] = -state.gradient[i];
    if (go(objective, state, p)) return end_on_return(state);
    state.progress = flat(state) ? Progress::ended : Progress::stuck;
  }

  std::span<const Name> vectors() const override { return kVectors; }
  std::span<const Name> numbers() const override { return kNumbers; }

 private:
  enum { kAlpha, kSlope, kTries, kSteepest };

  template <std::size_t A, std::size_t B>
  static constexpr std::array<Name, A + B> joined(std::array<Name, A> a, std::array<Name, B> b) {
    std::array<Name, A + B> all{};
    for (std::size_t i = 0; i < A; ++i) all[i] = a[i];
    for (std::size_t i = 0; i < B; ++i) all[A + i] = b[i];
    return all;
  }
  static constexpr auto kVectors =
      joined(std::array<Name, kOwnVectors>{{{"direction", "p"}}}, Direction<T>::kVectors);
  static constexpr auto kNumbers = joined(std::array<Name, kOwnNumbers>{{{"step_length", "\\alpha"},
                                                                         {"slope", "\\nabla L \\cdot p"},
                                                                         {"tries", ""},
                                                                         {"steepest", "\\max |\\nabla L|"}}},
                                          Direction<T>::kNumbers);

  static bool flat(const State<T>& state) { return descenso::flat(state, double(state.numbers[kSteepest])); }

  /// Whether the natural step is below the rounding of θ (θ + p = θ), and the gradient is flat; or L is 0 and
  /// would fall by less than the least normal number, as a² − b² at a = 10⁻¹⁶², b = 0 does.
  bool has_converged(const State<T>& state, const std::vector<T>& p) const {
    if (!direction_.has_natural_step(state) || !flat(state)) return false;
    double promise = 0;
    for (std::size_t i = 0; i < p.size(); ++i) promise -= double(state.gradient[i]) * double(p[i]);
    if (state.loss == 0 && promise < double(std::numeric_limits<T>::min())) return true;
    for (std::size_t i = 0; i < p.size(); ++i)
      if (state.theta[i] + p[i] != state.theta[i]) return false;
    return true;
  }

  /// Ends a descent that has come back to a point: L never rises, so rounding alone has carried it round, as
  /// between two neighbouring numbers at the minimum. The point is that of the last epoch 2ᵏ (Brent, BIT 20,
  /// 1980), so that a round of any length is noticed.
  static void end_on_return(State<T>& state) {
    if (state.theta == state.landmark) state.progress = Progress::ended;
    if (std::has_single_bit(state.epoch)) state.landmark = state.theta;
  }

  /// Whether a point where the step is below the rounding of θ is no minimum, as the next one to the start of
  /// e^(w²) at 20 is for a curvature that was 10⁵⁰ times as large. Where L falls without end it has an end
  /// too.
  static bool falls_from(Objective<T>& objective, const State<T>& state) {
    const std::span<const T> theta(state.theta);
    if (judge(objective, theta).standing != Standing::slope) return false;
    std::vector<double> downhill;
    for (const T slope : state.gradient) downhill.push_back(-double(slope));
    return !falls_without_end(objective, theta, std::span<const double>(downhill));
  }

  /// Searches along p and moves θ. Returns false, without a move, if p does not descend or no step is
  /// acceptable.
  bool go(Objective<T>& objective, State<T>& state, std::vector<T> p) const {
    const std::uint64_t before = state.evaluations.value;
    // Where L overflows soon, it falls without end.
    const bool is_near_the_end = double(state.loss) < double(std::numeric_limits<T>::lowest()) / 64;
    const double unit = is_near_the_end ? 1 : moderated(p);
    const Line<T> line(objective, state, p, state.evaluations);
    const double slope = line.start().slope;
    if (!(slope < 0) || !std::isfinite(slope)) return false;
    SearchOptions options = options_;
    options.first = direction_.first_step(state) * unit;
    // On a tail, where the slopes vanish, a longer step would only look for L = 0.
    const bool is_tail = norm(state.gradient) < 1e-30 * double(state.numbers[kSteepest]);
    if (!direction_.has_natural_step(state) && !is_tail)
      options.first = visible(options.first, state.theta, p);
    std::optional<LinePoint<T>> found = search(line, options);
    if (!found || found->theta == state.theta) return false;
    std::vector<T> s(p.size()), y(p.size());
    for (std::size_t i = 0; i < p.size(); ++i) {
      s[i] = found->theta[i] - state.theta[i];
      y[i] = found->gradient[i] - state.gradient[i];
    }
    state.vectors[0] = p;
    state.numbers[kAlpha] = T(found->alpha);
    state.numbers[kSlope] = T(slope);
    state.numbers[kTries] = T(state.evaluations.value - before);
    state.theta = std::move(found->theta);
    state.gradient = std::move(found->gradient);
    state.loss = T(found->value);
    direction_.update(state, s, y);
    return true;
  }

  Direction<T> direction_;
  SearchOptions options_;
};

}  // namespace descenso
