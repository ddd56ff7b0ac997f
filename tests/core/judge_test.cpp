// Converged means a minimum: random runs of every method, and the points that are none.
#include <cctype>
#include <cmath>
#include <map>

#include "catch.hpp"
#include "fit/optimum.hpp"
#include "optimizer/judge.hpp"
#include "optimizer/registry.hpp"
#include "random/random_state.hpp"
#include "run/train.hpp"

using namespace descenso;

namespace {

Experiment descent_of(std::string formula, NamedNumbers start, std::string method, Settings settings = {}) {
  Experiment experiment;
  experiment.data = FunctionSpec{std::move(formula), std::move(start)};
  experiment.optimizer = {std::move(method), std::move(settings)};
  experiment.stop = {1000};
  return experiment;
}

StopReason reason_of(const Experiment& experiment) {
  const auto descent = run(experiment);
  REQUIRE(descent);
  return descent.value().reason;
}

double uniform(RandomState& random, double low, double high) {
  return low + (high - low) * random.random_sample();
}

const char* const parameter_names[] = {"a", "b", "c", "d", "g", "f"};

/// A random function of 1 to 6 parameters: bounded or not, with saddles, plateaus, kinks and edges of
/// domains.
std::string random_formula(RandomState& random, std::size_t p) {
  const char* const shapes[] = {"(w-S)^2",     "(w-S)^4",        "exp(w)-S*w",  "w^2-cos(3*w)",
                                "-exp(w)",     "-(w-S)^2",       "-w^4",        "abs(w-S)",
                                "S*w",         "log(1+(w-S)^2)", "sqrt(1+w^2)", "w-S*log(w)",
                                "w+exp(-3*w)", "S*sin(w)",       "(w^2-S)^2",   "softplus(w-S)",
                                "sqrt(w)",     "w^3-S*w",        "1e8*(w-S)^2", "1e-9*(w-S)^2"};
  std::string sum;
  for (std::size_t j = 0; j < p; ++j) {
    std::string shape = shapes[random.interval(std::size(shapes) - 1)];
    const std::string scale = std::to_string(0.1 + 3 * uniform(random, 0, 1));
    for (std::size_t at; (at = shape.find('S')) != std::string::npos;) shape.replace(at, 1, scale);
    std::string named;
    for (std::size_t i = 0; i < shape.size(); ++i) {
      const bool is_name = shape[i] == 'w' && (i == 0 || !std::isalpha(shape[i - 1]));
      named += is_name ? std::string(parameter_names[j]) : std::string(1, shape[i]);
    }
    sum += (j ? "+" : "") + named;
  }
  if (p > 1 && random.interval(1) == 0) sum += "+" + std::to_string(uniform(random, -2, 2)) + "*a*b";
  return sum;
}

template <class T>
double loss_at(Objective<T>& objective, const std::vector<double>& at) {
  const std::vector<T> theta(at.begin(), at.end());
  return double(objective.value(theta));
}

/// The change of L that rounding of L, and of each parameter by 16 units, can hide.
template <class T>
double rounding_of(Objective<T>& objective, const std::vector<double>& theta) {
  const double epsilon = std::numeric_limits<T>::epsilon(), loss = loss_at(objective, theta);
  double most = 64 * epsilon * std::abs(loss);
  for (std::size_t j = 0; j < theta.size(); ++j)
    for (const double units : {-16.0, 16.0}) {
      std::vector<double> near = theta;
      near[j] *= 1 + units * epsilon;
      const double change = std::abs(loss_at(objective, near) - loss);
      if (std::isfinite(change)) most += change;
    }
  return most;
}

struct RunCount {
  int runs = 0, converged = 0, broken = 0;
  std::map<std::string, int> reasons;
};

template <class T>
void check_converged(const Experiment& experiment, const Trajectory& found, RunCount& count) {
  const auto problem = prepare<T>(experiment);
  Objective<T>& objective = *problem.value().objective;
  std::vector<double> theta;
  for (const auto& column : found.parameters) theta.push_back(column.back());
  const double loss = loss_at(objective, theta), slack = rounding_of(objective, theta);
  for (std::size_t j = 0; j < theta.size(); ++j)
    for (const double share : {-1e-4, 1e-4}) {
      std::vector<double> beside = theta;
      beside[j] *= 1 + share;
      const bool falls = loss_at(objective, beside) < loss - slack;
      if (falls) ++count.broken;
      CHECK_FALSE(falls);
    }
  Experiment fresh = experiment;
  NamedNumbers start;
  for (std::size_t j = 0; j < theta.size(); ++j) start.emplace_back(found.names[j], theta[j]);
  std::get<FunctionSpec>(fresh.data).start = start;
  const auto again = run(fresh);
  if (!again) return;  // a start beyond what may be typed
  const bool gains = again.value().loss.back() < loss - slack;
  if (gains) ++count.broken;
  INFO(again.value().loss.back() << " below " << loss << ", hidden " << slack);
  CHECK_FALSE(gains);
}

/// Whether the letter stands alone somewhere in the formula.
bool has_name(const std::string& formula, const std::string& letter) {
  const auto is_letter = [&](std::size_t at) { return at < formula.size() && std::isalpha(formula[at]); };
  for (std::size_t at = formula.find(letter); at != std::string::npos; at = formula.find(letter, at + 1))
    if (!(at > 0 && is_letter(at - 1)) && !is_letter(at + 1)) return true;
  return false;
}

RunCount random_runs(int runs, unsigned seed) {
  RunCount count;
  RandomState random(seed);
  for (int k = 0; k < runs; ++k) {
    const Optimizer& method = optimizers()[random.interval(std::uint32_t(optimizers().size() - 1))];
    const bool is_univariate = method.family == Family::univariate;
    const std::size_t p = is_univariate ? 1 : 1 + random.interval(5);
    NamedNumbers start;
    const std::string formula = random_formula(random, p);
    for (std::size_t j = 0; j < p; ++j) start.emplace_back(parameter_names[j], uniform(random, -3, 3));
    // A start of a parameter that the formula does not have would be refused.
    std::erase_if(start, [&](const auto& entry) { return !has_name(formula, entry.first); });
    Experiment experiment = descent_of(formula, start, std::string(method.name));
    experiment.stop.epochs = 300;
    experiment.precision = random.interval(1) == 0 ? Precision::float32 : Precision::float64;
    const auto found = run(experiment);
    if (!found) continue;
    ++count.runs;
    ++count.reasons[std::string(to_string(found.value().reason))];
    if (found.value().reason != StopReason::converged) continue;
    ++count.converged;
    std::string point;
    for (const auto& column : found.value().parameters) point += std::to_string(column.back()) + " ";
    INFO(method.name << " on " << formula << " at " << point
                     << (experiment.precision == Precision::float32 ? "float32" : "float64"));
    if (experiment.precision == Precision::float32)
      check_converged<float>(experiment, found.value(), count);
    else
      check_converged<double>(experiment, found.value(), count);
  }
  return count;
}

}  // namespace

TEST_CASE("a run that says converged is at a minimum: 600 random runs of all methods") {
  const RunCount count = random_runs(600, 1);
  CHECK(count.converged > 60);
  CHECK(count.broken == 0);
}

TEST_CASE("a run that says converged is at a minimum: 10,000 random runs", "[exhaustive]") {
  const RunCount count = random_runs(13000, 2);
  std::string text;
  for (const auto& [reason, times] : count.reasons) text += reason + " " + std::to_string(times) + ", ";
  WARN(count.runs << " runs: " << text << "broken " << count.broken);
  CHECK(count.runs >= 10000);
  CHECK(count.broken == 0);
}

TEST_CASE("what has no minimum is called unbounded") {
  for (const char* method : {"bfgs", "lbfgs", "steepest", "cg"})
    CHECK(reason_of(descent_of("-exp(w)", {{"w", 1}}, method)) == StopReason::unbounded);
  for (const char* method : {"newton", "bfgs", "gd"}) {
    INFO(method);
    CHECK(reason_of(descent_of("-w^4", {{"w", 1}}, method, {})) != StopReason::converged);
    CHECK(reason_of(descent_of("a*b", {{"a", 1}, {"b", -0.5}}, method)) != StopReason::converged);
    CHECK(reason_of(descent_of("a^2-b^2", {{"a", 1}, {"b", 0.5}}, method)) != StopReason::converged);
  }
  // They end between a half of the largest number and the largest one, where L can fall by no more than it
  // has.
  for (const char* method : {"steepest", "bfgs", "lbfgs", "cg"})
    CHECK(reason_of(descent_of("a^2-b^2", {{"a", 1}, {"b", 0.5}}, method)) == StopReason::unbounded);
  // Newton's steps double b until L has no room to fall by as much again, wherever that ends.
  for (const double b : {1.0, 0.1, 1e-9, -2.0, 0.5, 3e5})
    CHECK(reason_of(descent_of("a^2-b^2", {{"a", 0.5}, {"b", b}}, "newton")) == StopReason::unbounded);
}

TEST_CASE("a point without a slope that is no minimum is a saddle") {
  CHECK(reason_of(descent_of("a^2-b^2", {{"a", 1}, {"b", 0}}, "bfgs")) == StopReason::saddle);
  // Along b = 0 Newton's steps shrink a by a constant factor, until a² is 0.
  for (const double a : {3.0, -1e-3, 0.5})
    CHECK(reason_of(descent_of("a^2-b^2", {{"a", a}, {"b", 0}}, "newton")) == StopReason::saddle);
  CHECK(reason_of(descent_of("-w^2", {{"w", 0}}, "newton")) == StopReason::saddle);
  CHECK(reason_of(descent_of("cos(w)", {{"w", 0.3}}, "newton_1d")) == StopReason::saddle);
}

TEST_CASE("a step to where L has no value leaves its domain, and the point is kept") {
  const auto descent = run(descent_of("w-log(w)", {{"w", 3}}, "gd", {{"rate", 10.0}}));
  REQUIRE(descent);
  CHECK(descent.value().reason == StopReason::left_domain);
  REQUIRE(descent.value().obstacle);
  CHECK_THAT(descent.value().obstacle->point[0], WithinRel(3 - 10 * (1 - 1.0 / 3), 1e-14));
  CHECK(reason_of(descent_of("w^4-3*w^3", {{"w", 10}}, "gd", {{"rate", 1.0}})) == StopReason::diverged);
}

TEST_CASE("a method that creeps towards an exponent of 0 rests beside the points without a value") {
  // At x = 0 the model is 0 for m > 0, a for m = 0, and has a pole for m < 0.
  Experiment experiment;
  experiment.data = Dataset{{{"x", {0, 1, 4}}}, {3, 2, 1}, {}};
  experiment.model = {"a*x^m", {{"a", 1}, {"m", 1}}};
  experiment.optimizer = {"lm", {}};
  CHECK(reason_of(experiment) == StopReason::left_domain);
}

TEST_CASE("a method on an interval returns the best point it has seen, and names the interval's edge") {
  for (const char* method : {"brent", "golden", "ternary", "bisection"}) {
    INFO(method);
    CHECK(reason_of(descent_of("(w-20)^2", {{"w", 0}}, method)) == StopReason::edge);
    const auto hole =
        run(descent_of("where(abs(w)<1,w^2,100)", {{"w", 0.5}}, method, {{"from", -1.0}, {"to", 5.0}}));
    REQUIRE(hole);
    CHECK(hole.value().loss.back() <= 0.25);
    const auto half = run(descent_of("(w^1.5-0.5)^2", {{"w", 0.3}}, method, {{"from", -1.0}, {"to", 1.0}}));
    REQUIRE(half);
    CHECK(half.value().reason == StopReason::converged);
    CHECK_THAT(half.value().parameters[0].back(), WithinRel(0.6299605249474366, 1e-7));
  }
}

TEST_CASE("the minimum is never above what was computed, and is local unless it is exact") {
  RandomState random(7);
  for (int k = 0; k < 60; ++k) {
    const std::string s = std::to_string(uniform(random, 0.5, 3));
    const Experiment experiment =
        descent_of("sin(" + s + "*w)+0.1*(w-1)^2", {{"w", uniform(random, -4, 4)}}, "adam", {{"rate", 0.3}});
    const auto found = optimum(experiment);
    const auto descent = run(experiment);
    REQUIRE(found);
    REQUIRE(descent);
    CHECK_FALSE(found.value().exact);
    for (const double loss : descent.value().loss) CHECK(found.value().loss <= loss + 1e-15);
    const auto known = optimum(experiment, {{{"w", 1.0}}});
    const auto problem = prepare<double>(experiment);
    CHECK(known.value().loss <= problem.value().objective->value(std::vector{1.0}));
  }
}
