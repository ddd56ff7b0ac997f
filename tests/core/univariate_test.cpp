// One-variable methods on published problems with known minima.
#include <cmath>
#include <complex>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <sstream>

#include "catch.hpp"
#include "optimizer/registry.hpp"
#include "optimizer/univariate/parabola.hpp"

using namespace descenso;

namespace {

using Complex = std::complex<double>;
using Formula = std::function<Complex(Complex)>;

/// A function of one variable; L′ by the complex step, L″ by a difference of those.
class Curve : public Objective<double> {
 public:
  explicit Curve(Formula f) : f_(std::move(f)) {}
  std::size_t dimension() const override { return 1; }
  double value(std::span<const double> w) override { return f_(w[0]).real(); }
  double value_and_gradient(const std::span<const double>& w, const std::span<double>& g) override {
    g[0] = slope(w[0]);
    return value(w);
  }
  void hessian(std::span<const double> w, std::span<double> h) override {
    h[0] = (slope(w[0] + 1e-5) - slope(w[0] - 1e-5)) / 2e-5;
  }

 private:
  double slope(double w) const { return f_(Complex(w, 1e-60)).imag() / 1e-60; }
  Formula f_;
};

Formula formula(const std::string& name) {
  const auto humps = [](Complex w) {
    return 1.0 / ((w - 0.3) * (w - 0.3) + 0.01) + 1.0 / ((w - 0.9) * (w - 0.9) + 0.04) - 6.0;
  };
  const auto waves = [](Complex w) {
    Complex sum = 0;
    for (double k = 1; k <= 5; ++k) sum -= k * std::sin((k + 1) * w + k);
    return sum;
  };
  const std::map<std::string, Formula> formulas = {
      {"Problem02", [](Complex w) { return std::sin(w) + std::sin(10.0 / 3 * w); }},
      {"Problem03", waves},
      {"Problem05", [](Complex w) { return -(1.4 - 3.0 * w) * std::sin(18.0 * w); }},
      {"Problem07",
       [](Complex w) { return std::sin(w) + std::sin(10.0 / 3 * w) + std::log(w) - 0.84 * w + 3.0; }},
      {"Problem11", [](Complex w) { return 2.0 * std::cos(w) + std::cos(2.0 * w); }},
      {"Problem14", [](Complex w) { return -std::exp(-w) * std::sin(2 * 3.141592653589793 * w); }},
      {"GSL_cos", [](Complex w) { return std::cos(w); }},
      {"GSL_func1", [](Complex w) { return w * w * w * w - 1.0; }},
      {"Boost_poly", [](Complex w) { return 3.0 * (w - 3.0) * (w - 3.0) + 4.0; }},
      {"scipy_quadratic", [](Complex w) { return (w - 1.5) * (w - 1.5) - 0.8; }},
      {"Sine", [](Complex w) { return std::sin(w); }},
      {"Humps", humps},
      {"quartic", [](Complex w) { return w * w * w * w - w; }},
      {"kink", [](Complex w) { return (w.real() < 1.3 ? 1.3 - w : w - 1.3) + 0.5; }},
  };
  return formulas.at(name);
}

struct SearchProblem {
  std::string name;
  double from = 0, to = 0, attainable = 0;
  std::uint64_t scipy = 0;
  std::vector<double> minima;
};

std::vector<SearchProblem> read_problems() {
  std::ifstream in(DESCENSO_GOLDEN_DIR "/univariate.txt");
  std::vector<SearchProblem> problems;
  for (std::string line; std::getline(in, line);) {
    if (line[0] == '#') continue;
    std::istringstream words(line);
    SearchProblem p;
    words >> p.name >> p.from >> p.to >> p.attainable >> p.scipy;
    for (double w; words >> w;) p.minima.push_back(w);
    problems.push_back(p);
  }
  return problems;
}

State<double> minimize(std::string_view method, const SearchProblem& problem,
                       std::vector<double>* visited = nullptr) {
  Curve curve(formula(problem.name));
  const auto rule = make_rule<double>(method, {{"from", problem.from}, {"to", problem.to}});
  auto begun = rule.value()->init(curve, std::vector<double>{(problem.from + problem.to) / 2});
  REQUIRE(begun);
  State<double>& state = begun.value();
  while (state.progress == Progress::going && state.epoch < 300) {
    rule.value()->step(curve, state);
    if (visited) visited->push_back(state.numbers[5]);
  }
  CHECK(state.progress == Progress::ended);
  return state;
}

double distance(double w, const std::vector<double>& minima) {
  double nearest = std::numeric_limits<double>::infinity();
  for (double each : minima) nearest = std::min(nearest, std::abs(w - each));
  return nearest;
}

}  // namespace

TEST_CASE("Brent, golden section and ternary search reach a listed minimum to what values of L allow",
          "[optimizer]") {
  for (const SearchProblem& problem : read_problems()) {
    for (const char* method : {"brent", "golden", "ternary"}) {
      INFO(problem.name << ' ' << method);
      const State<double> state = minimize(method, problem);
      // `attainable` is √(2ε|L|/L″) at the global minimum, where comparing values ends; the last parabola
      // goes beyond. A flat (quartic) minimum's neighbourhood is ⁴√ε wide.
      // Where the curve has several valleys, the bracket may close on one that is higher than a point seen
      // before. That point is returned, and the vertex of the bracket, which is more exact, is not known
      // here.
      Curve curve(formula(problem.name));
      const double bracket = (state.numbers[0] + state.numbers[1]) / 2;
      if (state.loss < curve.value(std::vector<double>{bracket}) - 1e-6) {
        CHECK(distance(bracket, problem.minima) <= 1e-4);
        continue;
      }
      CHECK(distance(state.theta[0], problem.minima) <= (problem.attainable > 0 ? problem.attainable : 1e-4));
    }
  }
}

TEST_CASE("Brent needs no more evaluations than SciPy's bounded method plus 3", "[optimizer]") {
  for (const SearchProblem& problem : read_problems()) {
    INFO(problem.name);
    const State<double> state = minimize("brent", problem);
    CHECK(state.evaluations.value <= problem.scipy + 3);
    CHECK(state.evaluations.gradient == 0);
    CHECK(state.evaluations.value <= state.epoch + 3);  // one a step, and at the end two ends and a vertex
  }
}

TEST_CASE("Three points tell a minimum closer than their values can be compared", "[optimizer]") {
  const Parabola parabola({0, 3}, {1, 1}, {3, 3});
  CHECK(parabola.c == 1);
  CHECK(parabola.u == 1.5);
  CHECK(parabola.lowest == 0.75);
  for (const char* method : {"brent", "golden", "ternary"}) {
    INFO(method);
    // The attainable error is 2.1e-8; the parabola's ε^(2/3) = 4e-11, with a few units of rounding in cos.
    CHECK_THAT(minimize(method, {"GSL_cos", 0, 6, 0, 0, {}}).theta[0], WithinAbs(3.141592653589793, 1e-10));
  }
}

TEST_CASE("A minimum at an end of the interval, or at a kink, is found", "[optimizer]") {
  for (const char* method : {"brent", "golden", "ternary"}) {
    INFO(method);
    CHECK(minimize(method, {"Sine", 5, 7, 0, 0, {}}).theta[0] == 5);
    CHECK(minimize(method, {"Sine", 2, 4, 0, 0, {}}).theta[0] == 4);
    // √ε|w| is where Brent, and with it all three, stop.
    CHECK_THAT(minimize(method, {"kink", -2, 3, 0, 0, {}}).theta[0], WithinAbs(1.3, 1.5e-8 * 1.3 + 1e-11));
  }
}

TEST_CASE("Methods that compare values need no slope, and no value at the start", "[optimizer]") {
  Curve logarithm([](Complex w) { return w.real() > 0 ? w - std::log(w) : Complex(NAN, NAN); });
  for (const char* method : {"brent", "golden", "ternary", "bisection"}) {
    INFO(method);
    const auto rule = make_rule<double>(method, {{"from", 0.5}, {"to", 2.5}});
    const auto begun = rule.value()->init(logarithm, std::vector<double>{-1});
    REQUIRE(begun);
    CHECK(begun.value().theta[0] == 1.5);
  }
  State<double> kink;
  kink.theta = {0};
  kink.gradient = {NAN};
  CHECK(finite(kink));
  kink.evaluations.gradient = 1;
  CHECK_FALSE(finite(kink));
}

TEST_CASE("Brent visits the points that MATLAB prints for fminbnd on humps", "[optimizer]") {
  std::vector<double> visited;
  minimize("brent", {"Humps", 0.3, 1, 0, 0, {}}, &visited);
  // From MATLAB's documentation of fminbnd; with another tolerance than ours from the eighth point on.
  const std::vector<double> printed = {0.567376, 0.732624, 0.465248, 0.644416, 0.6413, 0.637618, 0.636985};
  REQUIRE(visited.size() >= printed.size());
  for (std::size_t k = 0; k < printed.size(); ++k) CHECK_THAT(visited[k], WithinAbs(printed[k], 5.1e-7));
}

TEST_CASE("Brent visits the points of SciPy's fminbound where a parabola must be distrusted", "[optimizer]") {
  // The ninth point: a parabola would move more than half the step before last, and a golden section takes
  // its place.
  std::vector<double> visited;
  minimize("brent", {"quartic", -3, 4, 0, 0, {}}, &visited);
  const std::vector<double> scipy = {
      -0.3262379212492643, 1.3262379212492634, -1.3475241575014723, 0.2723951747609087, 0.2568268416906109,
      0.6749272851219212,  0.7171906116566658, 0.6042559608616415,  0.4774964201044203, 0.6302383273134157};
  REQUIRE(visited.size() >= scipy.size());
  for (std::size_t k = 0; k < scipy.size(); ++k) CHECK_THAT(visited[k], WithinRel(scipy[k], 1e-12));
}

TEST_CASE("Golden section shrinks its bracket by 1/φ for one evaluation a step", "[optimizer]") {
  Curve curve(formula("Boost_poly"));
  const auto rule = make_rule<double>("golden", {{"from", 0.0}, {"to", 8.0}});
  auto state = rule.value()->init(curve, std::vector<double>{0});
  rule.value()->step(curve, state.value());
  CHECK(state.value().evaluations.value == 2);
  double width = 8;
  for (int k = 0; k < 20; ++k) {
    rule.value()->step(curve, state.value());
    const double now = state.value().numbers[1] - state.value().numbers[0];
    CHECK_THAT(now / width, WithinRel(0.6180339887498949, 1e-9));
    width = now;
  }
  CHECK(state.value().evaluations.value == 22);
}

TEST_CASE("Methods on the derivative reach the minimum itself, beyond what values of L can tell",
          "[optimizer]") {
  Curve curve(formula("GSL_cos"));
  for (const char* method : {"bisection", "secant", "newton_1d"}) {
    INFO(method);
    const Settings settings =
        std::string(method) == "bisection" ? Settings{{"from", 0.5}, {"to", 6.0}} : Settings{};
    const auto rule = make_rule<double>(method, settings);
    auto state = rule.value()->init(curve, std::vector<double>{2.5});
    while (state.value().progress == Progress::going && state.value().epoch < 100)
      rule.value()->step(curve, state.value());
    CHECK(state.value().progress == Progress::ended);
    CHECK_THAT(state.value().theta[0], WithinRel(3.141592653589793, 1e-11));
  }
}

TEST_CASE("One-variable methods refuse two parameters", "[optimizer]") {
  class Plane : public Curve {
   public:
    Plane() : Curve([](Complex w) { return w; }) {}
    std::size_t dimension() const override { return 2; }
  } plane;
  const auto rule = make_rule<double>("brent", {});
  const auto state = rule.value()->init(plane, std::vector<double>{1, 2});
  REQUIRE_FALSE(state);
  CHECK(state.error().code == ErrorCode::needs_one_parameter);
}
