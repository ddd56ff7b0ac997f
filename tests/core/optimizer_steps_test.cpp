// Every first-order rule, step by step, against 40-digit arithmetic.
#include <fstream>
#include <sstream>
#include <string>

#include "catch.hpp"
#include "optimizer/registry.hpp"
#include "problems.hpp"

using namespace descenso;

namespace {

struct Run {
  std::string problem, name;
  Settings settings;
  std::vector<double> steps;  // w1 w2 after step 1, after step 2, …
};

Run parse(const std::string& line) {
  std::istringstream words(line);
  Run run;
  words >> run.problem >> run.name;
  for (std::string word; words >> word && word != "|";) {
    const std::size_t equals = word.find('=');
    const std::string key = word.substr(0, equals), text = word.substr(equals + 1);
    run.settings[key] = key == "convention" ? Error::Argument(text) : Error::Argument(std::stod(text));
  }
  for (std::string number; words >> number;) run.steps.push_back(std::stod(number));
  return run;
}

std::vector<Run> golden_runs() {
  std::ifstream file(DESCENSO_GOLDEN_DIR "/optimizer_steps.txt");
  std::vector<Run> runs;
  for (std::string line; std::getline(file, line);) {
    if (line[0] != '#') runs.push_back(parse(line));
  }
  return runs;
}

}  // namespace

TEST_CASE("Every first-order rule walks the published path, step by step", "[optimizer]") {
  const std::vector<Run> runs = golden_runs();
  REQUIRE(runs.size() >= 48);  // a new rule brings its own rows
  for (const Run& run : runs) {
    const auto rule = make_rule<double>(run.name, run.settings);
    REQUIRE(rule);
    test::Quadratic<double> quadratic;
    test::Rosenbrock<double> rosenbrock;
    const bool first = run.problem == "quadratic";
    Objective<double>& objective = first ? static_cast<Objective<double>&>(quadratic) : rosenbrock;
    const std::vector<double> start = first ? std::vector<double>{3, -2} : std::vector<double>{-1.2, 1};
    auto state = rule.value()->init(objective, start);
    REQUIRE(state);
    for (std::size_t k = 0; k < 25; ++k) {
      rule.value()->step(objective, state.value());
      for (std::size_t i = 0; i < 2; ++i) {
        INFO(run.problem << ' ' << run.name << " step " << k + 1 << " w" << i + 1);
        // 25 steps of a few roundings each; 1e-12 is some 4,500 ULP, which wrong formulas miss by far.
        const double expected = run.steps[2 * k + i];
        CHECK_THAT(state.value().theta[i], WithinRel(expected, 1e-12));
      }
    }
  }
}

TEST_CASE("Every first-order rule of the registry has a golden row", "[optimizer]") {
  const std::vector<Run> runs = golden_runs();
  for (const Optimizer& row : optimizers()) {
    if (row.family != Family::first_order) continue;
    INFO(row.name);
    CHECK(std::any_of(runs.begin(), runs.end(), [&row](const Run& run) { return run.name == row.name; }));
  }
}
