// One list, all optimizers: what every method of the registry must do, whichever it is.
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <string>

#include "catch.hpp"
#include "optimizer/batches.hpp"
#include "optimizer/clipping.hpp"
#include "optimizer/line_search/line_search.hpp"
#include "optimizer/registry.hpp"
#include "optimizer/schedule.hpp"
#include "optimizer/stopping.hpp"
#include "problems.hpp"

using namespace descenso;
using test::Quadratic;
using test::Rosenbrock;

namespace {

/// ½(w − 1)², which the one-variable methods can take too; not a number below `edge`.
template <class T>
class Parabola : public Objective<T> {
 public:
  explicit Parabola(T edge = -std::numeric_limits<T>::infinity()) : edge_(edge) {}
  std::size_t dimension() const override { return 1; }
  T value(std::span<const T> w) override { return inside(w[0]) * (w[0] - 1) * (w[0] - 1) / 2; }
  T value_and_gradient(const std::span<const T>& w, const std::span<T>& g) override {
    g[0] = inside(w[0]) * (w[0] - 1);
    return value(w);
  }
  void hessian(std::span<const T> w, std::span<T> h) override { h[0] = inside(w[0]); }
  std::size_t residual_count() const override { return 1; }
  void residuals(std::span<const T> w, std::span<T> r, std::span<T> j) override {
    r[0] = inside(w[0]) * (w[0] - 1);
    if (!j.empty()) j[0] = inside(w[0]);
  }

 private:
  T inside(T w) const { return w < edge_ ? std::numeric_limits<T>::quiet_NaN() : T(1); }
  T edge_;
};

template <class T>
std::unique_ptr<const Rule<T>> rule_of(const Optimizer& row) {
  auto rule = make_rule<T>(row.name, {});
  REQUIRE(rule);
  return std::move(rule.value());
}

template <class T>
State<T> begun(const Rule<T>& rule, Objective<T>& objective, std::vector<T> start) {
  auto state = rule.init(objective, std::span<const T>(start));
  REQUIRE(state);
  return std::move(state.value());
}

/// Bits, so that two NaN of the same bits are equal.
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](T x, T y) {
           return x == y || (std::isnan(x) && std::isnan(y));
         });
}

template <class T>
void check_equal(const State<T>& a, const State<T>& b) {
  CHECK(same(a.theta, b.theta));
  CHECK(same(a.gradient, b.gradient));
  CHECK(a.loss == b.loss);
  CHECK(a.epoch == b.epoch);
  CHECK(a.evaluations == b.evaluations);
  CHECK(a.progress == b.progress);
  CHECK(same(a.numbers, b.numbers));
  REQUIRE(a.vectors.size() == b.vectors.size());
  for (std::size_t k = 0; k < a.vectors.size(); ++k) CHECK(same(a.vectors[k], b.vectors[k]));
}

template <class T>
void pure_and_deterministic() {
  for (const Optimizer& row : optimizers()) {
    INFO(row.name);
    const auto rule = rule_of<T>(row);
    Parabola<T> parabola;
    State<T> state = begun<T>(*rule, parabola, {4});
    for (int k = 0; k < 3; ++k) rule->step(parabola, state);
    const State<T> kept = state;  // stepping back is returning to a copy …
    State<T> one = kept, two = kept;
    for (int k = 0; k < 5; ++k) rule->step(parabola, one);
    const auto again = rule_of<T>(row);  // … and replaying, also with another instance and another objective
    Parabola<T> other;
    for (int k = 0; k < 5; ++k) again->step(other, two);
    check_equal(one, two);
    CHECK(one.vectors.size() == rule->vectors().size());
    CHECK(one.numbers.size() == rule->numbers().size());
  }
}

}  // namespace

TEST_CASE("Armijo's decrease is a share of what the slope promises") {
  // ½(w − 1)² from 0 along p = 1: φ(0) = ½, φ′(0) = −1. From α = 4, φ(2) = ½ is no decrease at all, and
  // φ(1) = 0 is one; from α = 1.9, φ = 0.405 is below ½ but above ½ − c₁·1.9 = 0.31, and α = 0.95 is taken.
  Parabola<double> parabola;
  State<double> state;
  state.theta = {0};
  state.gradient = {-1};
  state.loss = 0.5;
  const std::vector<double> p = {1};
  Evaluations evaluations;
  const Line<double> line(parabola, state, p, evaluations);
  CHECK(search(line, {.kind = Search::armijo, .c1 = 0.1, .first = 4}).value().alpha == 1);
  CHECK(search(line, {.kind = Search::armijo, .c1 = 0.1, .first = 1.9}).value().alpha == 0.95);
}

TEST_CASE("Every optimizer is pure: a kept state replays to the same bits", "[optimizer]") {
  pure_and_deterministic<double>();
  pure_and_deterministic<float>();
}

TEST_CASE("Every optimizer descends a convex quadratic, and stays finite", "[optimizer]") {
  for (const Optimizer& row : optimizers()) {
    INFO(row.name);
    const auto rule = rule_of<double>(row);
    Quadratic<double> quadratic;
    Parabola<double> parabola;
    const bool one = row.family == Family::univariate;
    Objective<double>& objective = one ? static_cast<Objective<double>&>(parabola) : quadratic;
    State<double> state =
        begun<double>(*rule, objective, one ? std::vector<double>{4} : std::vector<double>{3, -2});
    const double before = state.loss;
    for (int k = 0; k < 500; ++k) rule->step(objective, state);
    CHECK(std::isfinite(state.loss));
    CHECK(state.loss < before);
    CHECK(state.epoch == 500);
    std::vector<double> gradient(state.theta.size());
    CHECK(state.loss == objective.value_and_gradient(state.theta, gradient));
    CHECK(gradient == state.gradient);
  }
}

TEST_CASE("Every optimizer survives an objective that is not a number on the other side of a wall",
          "[optimizer]") {
  for (const Optimizer& row : optimizers()) {
    INFO(row.name);
    const auto rule = rule_of<double>(row);
    Parabola<double> walled(2);  // the minimum, 1, lies behind the wall at 2
    State<double> state = begun<double>(*rule, walled, {2.5});
    for (int k = 0; k < 3000; ++k) rule->step(walled, state);
    // Methods that judge their steps stay on this side; the others show that they have diverged.
    if (row.family != Family::first_order && row.family != Family::univariate) CHECK(state.theta[0] >= 2);
    CHECK(state.epoch == 3000);
  }
}

TEST_CASE("Methods that search or solve end by themselves at Rosenbrock's minimum", "[optimizer]") {
  for (const Optimizer& row : optimizers()) {
    if (row.family == Family::first_order || row.family == Family::univariate || row.name == "steepest")
      continue;
    INFO(row.name);
    const auto rule = rule_of<double>(row);
    Rosenbrock<double> rosenbrock;
    State<double> state = begun<double>(*rule, rosenbrock, {-1.2, 1});
    while (state.progress == Progress::going && state.epoch < 200) rule->step(rosenbrock, state);
    CHECK(state.progress != Progress::going);
    for (const double w : state.theta) CHECK_THAT(w, WithinAbs(1, 1e-6));
  }
}

TEST_CASE("The registry names each method once, and its limits hold its defaults", "[optimizer]") {
  for (const Optimizer& row : optimizers()) {
    INFO(row.name);
    CHECK(find_optimizer(row.name) == &row);
    for (const std::string_view alias : row.aliases) CHECK(find_optimizer(alias) == &row);
    CHECK_FALSE(row.equation.empty());
    for (const Hyperparameter& h : row.hyperparameters) {
      INFO(h.key);
      CHECK(h.range.min <= h.range.default_value);
      CHECK(h.range.default_value <= h.range.max);
      CHECK(h.range.min <= h.range.slider_min);
      CHECK(h.range.slider_min < h.range.slider_max);
      CHECK(h.range.slider_max <= h.range.max);
      if (h.range.scale == Scale::log) CHECK(h.range.slider_min > 0);
    }
  }
}

TEST_CASE("Settings are understood by key, alias and word, and refused with a reason", "[optimizer]") {
  CHECK(make_rule<double>("sgd", {{"lr", 0.1}}));
  CHECK(make_rule<double>("adagrad", {{"convention", "optax"}}));
  CHECK(make_rule<double>("nope", {}).error().code == ErrorCode::unknown_name);
  CHECK(make_rule<double>("gd", {{"nope", 1.0}}).error().code == ErrorCode::unknown_name);
  CHECK(make_rule<double>("nadam", {{"convention", "nope"}}).error().code == ErrorCode::unknown_name);
  CHECK(make_rule<double>("adam", {{"b1", 2.0}}).error().code == ErrorCode::out_of_range);
  CHECK(make_rule<double>("adam", {{"batch", 1.5}}).error().code == ErrorCode::not_an_integer);
}

TEST_CASE("A convention moves the defaults that nobody set", "[optimizer]") {
  const Optimizer& adagrad = *find_optimizer("adagrad");
  const auto values = resolve(adagrad.hyperparameters, "optimizer", {{"convention", "optax"}, {"eps", 1e-3}});
  REQUIRE(values);
  CHECK(values.value()["init"] == 0.1);
  CHECK(values.value()["inside"] == 1);
  CHECK(values.value()["eps"] == 1e-3);
}

TEST_CASE("Schedules give the rates of schedule.hpp's example, before and beyond the horizon too",
          "[optimizer]") {
  const std::vector<double> at_11 = {0.1, 0.1 / 6, 0.05, 0.05, 0.1, 0.05};
  const std::vector<double> at_6 = {0.1, 0.1 / 3.5, 0.1 * std::sqrt(0.5), 0.075, 0.06, 0.1};
  const std::vector<double> at_16 = {0.1, 0.1 / 8.5, 0.05 * std::sqrt(0.5), 0.05, 0.1, 0.05};
  for (std::size_t kind = 0; kind < at_11.size(); ++kind) {
    Values values;
    values.set("rate", 0.1);
    values.set("schedule", double(kind));
    values.set("decay", 0.5);
    values.set("horizon", 10);
    CHECK_THAT(Schedule<double>(values).rate(6), WithinRel(at_6[kind], 1e-14));
    CHECK_THAT(Schedule<double>(values).rate(11), WithinRel(at_11[kind], 1e-14));
    CHECK_THAT(Schedule<double>(values).rate(16), WithinRel(at_16[kind], 1e-14));
    if (kind != 4)
      CHECK(Schedule<double>(values).rate(1) == 0.1);  // all but the warm-up begin at the rate itself
    if (kind == 5)
      CHECK(Schedule<double>(values).rate(10) == 0.1);  // a step falls after its horizon, not before
  }
}

TEST_CASE("Clipping bounds the norm, or each component", "[optimizer]") {
  const auto clipped = [](double norm, double value) {
    Values values;
    values.set("clip_norm", norm);
    values.set("clip_value", value);
    std::vector<double> g = {3, -4};
    Clipping<double>(values).apply(g);
    return g;
  };
  CHECK_THAT(clipped(1, 0)[0], WithinRel(0.6, 1e-15));
  CHECK_THAT(clipped(1, 0)[1], WithinRel(-0.8, 1e-15));
  CHECK(clipped(0, 3.5) == std::vector<double>{3, -3.5});
  CHECK(clipped(0, 2) == std::vector<double>{2, -2});  // on both sides, each with its own sign
  CHECK(clipped(5, 4) == std::vector<double>{3, -4});
  CHECK(clipped(100, 0) == std::vector<double>{3, -4});  // what is short stays short
}

TEST_CASE("Mini-batches take every row once a pass, in the order of RandomState.permutation", "[optimizer]") {
  Batches batches(7, 3, 22);
  RandomState random(22);
  for (int pass = 0; pass < 2; ++pass) {
    std::vector<std::uint32_t> seen;
    for (const std::size_t size : {3u, 3u, 1u}) {
      const auto rows = batches.next();
      CHECK(rows.size() == size);
      seen.insert(seen.end(), rows.begin(), rows.end());
    }
    CHECK(seen == random.permutation(7));
  }
}

TEST_CASE("A search's step satisfies the conditions it promises", "[optimizer]") {
  Rosenbrock<double> rosenbrock;
  const auto rule = make_rule<double>("gd", {});
  for (const std::vector<double>& start : {std::vector<double>{-1.2, 1}, {0, 0}, {2, -3}, {0.9, 0.8}}) {
    State<double> state = begun<double>(*rule.value(), rosenbrock, start);
    const std::vector<double> p = {-state.gradient[0], -state.gradient[1]};
    for (const double c2 : {0.9, 0.1, 1e-3}) {
      for (const double first : {1e-6, 1e-2, 100.0}) {
        Evaluations evaluations;
        const Line<double> line(rosenbrock, state, p, evaluations);
        const LinePoint<double>& zero = line.start();
        const auto wolfe = search(line, {Search::wolfe, 1e-4, c2, first});
        REQUIRE(wolfe);
        CHECK(wolfe->value <= zero.value + 1e-4 * wolfe->alpha * zero.slope);
        CHECK(std::abs(wolfe->slope) <= -c2 * zero.slope);
        const auto armijo = search(line, {Search::armijo, 1e-4, c2, first});
        REQUIRE(armijo);
        CHECK(armijo->value <= zero.value + 1e-4 * armijo->alpha * zero.slope);
        const auto exact = search(line, {Search::exact, 1e-4, c2, first});
        REQUIRE(exact);
        CHECK(std::abs(exact->slope) <= -1e-8 * zero.slope);
      }
    }
  }
}

TEST_CASE("An exact search ends at the foot of a wall, where cubics alone would creep", "[optimizer]") {
  /// −w up to 0.9, and a steep parabola beyond: the cubics through both sides miss its minimum again and
  /// again.
  class Wall : public Objective<double> {
   public:
    explicit Wall(double steepness) : steepness_(steepness) {}
    std::size_t dimension() const override { return 1; }
    double value(std::span<const double> w) override { return -w[0] + steepness_ * beyond(w) * beyond(w); }
    double value_and_gradient(const std::span<const double>& w, const std::span<double>& g) override {
      g[0] = -1 + 2 * steepness_ * beyond(w);
      return value(w);
    }
    void hessian(std::span<const double> w, std::span<double> h) override {
      h[0] = beyond(w) > 0 ? 2 * steepness_ : 0;
    }

   private:
    static double beyond(std::span<const double> w) { return std::max(0.0, w[0] - 0.9); }
    double steepness_;
  };
  const auto rule = make_rule<double>("gd", {});
  for (const double steepness : {1e2, 1e4, 1e6}) {
    for (const double first : {1.0, 10.0}) {
      CAPTURE(steepness, first);
      Wall wall(steepness);
      State<double> state = begun<double>(*rule.value(), wall, {0});
      const std::vector<double> p = {1};
      Evaluations evaluations;
      const Line<double> line(wall, state, p, evaluations);
      const auto found = search(line, {Search::exact, 1e-4, 0.9, first});
      REQUIRE(found);
      CHECK(std::abs(found->slope) <= 1e-8);
      CHECK(evaluations.gradient < 60);
    }
  }
}

TEST_CASE("Conjugate gradients with exact searches end after p steps on a quadratic in p parameters",
          "[optimizer]") {
  for (const char* formula : {"fr", "pr", "hs"}) {
    INFO(formula);
    const auto rule = make_rule<double>("cg", {{"search", "exact"}, {"formula", formula}});
    Quadratic<double> quadratic;
    State<double> state = begun<double>(*rule.value(), quadratic, {3, -2});
    for (int k = 0; k < 2; ++k) rule.value()->step(quadratic, state);
    CHECK(state.loss < 1e-14);  // from 24.5; what is left is the slope an exact search leaves
  }
}

TEST_CASE("L-BFGS with memory for every pair walks BFGS's path on a quadratic", "[optimizer]") {
  Quadratic<double> quadratic;
  const auto bfgs = make_rule<double>("bfgs", {});
  const auto lbfgs = make_rule<double>("lbfgs", {{"memory", 100.0}});
  State<double> a = begun<double>(*bfgs.value(), quadratic, {3, -2});
  State<double> b = begun<double>(*lbfgs.value(), quadratic, {3, -2});
  for (int k = 0; k < 2; ++k) {  // equal until the scalings of H₀ differ: after the second pair
    bfgs.value()->step(quadratic, a);
    lbfgs.value()->step(quadratic, b);
    for (std::size_t i = 0; i < 2; ++i) CHECK_THAT(a.theta[i], WithinAbs(b.theta[i], 1e-12));
  }
}

TEST_CASE("A run stops for the bound it has reached, and says which", "[optimizer]") {
  Parabola<double> parabola;
  const auto rule = make_rule<double>("gd", {{"rate", 0.5}});
  State<double> state = begun<double>(*rule.value(), parabola, {5});  // 5, 3, 2: half the way each time
  const std::vector<double> before = state.theta;
  const double loss = state.loss;
  rule.value()->step(parabola, state);
  const auto stop = [&](const Stopping& bounds) {
    return should_stop(bounds, std::span<const double>(before), loss, state);
  };
  CHECK_FALSE(stop({}));
  CHECK(stop({.gradient = 2}) == Stopped::gradient);
  CHECK_FALSE(stop({.gradient = 1.9}));
  CHECK(stop({.step = 2}) == Stopped::step);
  CHECK_FALSE(stop({.step = 1.9}));
  CHECK(stop({.loss_change = 0.75}) == Stopped::loss_change);  // from 8 to 2
  CHECK_FALSE(stop({.loss_change = 0.74}));
  CHECK(stop({.target = 2}) == Stopped::target);
  state.progress = Progress::stuck;
  CHECK(stop({}) == Stopped::ended);
}
