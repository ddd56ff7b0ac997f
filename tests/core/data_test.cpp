#include <limits>
#include <span>

#include "../golden/numpy.hpp"
#include "catch.hpp"
#include "data/simulate.hpp"
#include "data/sum.hpp"
#include "random/random_state.hpp"

using namespace descenso;

namespace {

Simulation notebook() {
  Simulation spec;
  spec.constants = {{"m", 5.0}};
  return spec;
}

void five_x(std::span<const double> x, std::span<double> y) {
  for (std::size_t i = 0; i < x.size(); ++i) y[i] = 5 * x[i];
}

std::string field_of(const Error& error) {
  for (const auto& [name, value] : error.args)
    if (name == "field") return std::get<std::string>(value);
  return "";
}

}  // namespace

TEST_CASE("the notebook's data have NumPy's bits") {
  const Dataset data = simulate(notebook(), five_x);
  REQUIRE(data.rows() == 100);
  for (std::size_t i = 0; i < 100; ++i) {
    CHECK(data.predictors[0].values[i] == golden::notebook_x[i]);
    CHECK(data.y[i] == golden::notebook_y[i]);
  }
}

TEST_CASE("linspace ends exactly where it should, forwards, backwards and with one point") {
  const auto down = linspace(3, -1, 17);
  CHECK(std::equal(down.begin(), down.end(), std::begin(golden::linspace_3_minus_1_17)));
  CHECK(linspace(-0.1, 0.3, 11).back() == 0.3);
  CHECK(linspace(4, 5, 1) == std::vector<double>{4});
}

TEST_CASE("ordered_sum adds in NumPy's order") {
  const std::pair<std::uint32_t, double> sums[] = {
      {0, golden::sum_of_0[0]},           {1, golden::sum_of_1[0]},       {7, golden::sum_of_7[0]},
      {8, golden::sum_of_8[0]},           {9, golden::sum_of_9[0]},       {127, golden::sum_of_127[0]},
      {128, golden::sum_of_128[0]},       {129, golden::sum_of_129[0]},   {1000, golden::sum_of_1000[0]},
      {8192, golden::sum_of_8192[0]},     {8193, golden::sum_of_8193[0]}, {20000, golden::sum_of_20000[0]},
      {100003, golden::sum_of_100003[0]},
  };
  for (const auto& [n, sum] : sums) {
    INFO("n = " << n);
    RandomState random(n);
    std::vector<double> values(n);
    for (double& value : values) value = random.random_sample();
    CHECK(ordered_sum<double>(std::span<const double>(values)) == sum);
  }
}

TEST_CASE("a specification out of bounds is refused, and the error names the field") {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  struct Case {
    void (*spoil)(Simulation&, double);
    double value;
    ErrorCode code;
    const char* field;
  };
  const auto n = [](Simulation& s, double v) { s.n = v; };
  const auto seed = [](Simulation& s, double v) { s.seed = v; };
  const auto sd = [](Simulation& s, double v) { s.noise.sd = v; };
  const auto to = [](Simulation& s, double v) { s.to = v; };
  const auto m = [](Simulation& s, double v) { s.constants[0].second = v; };
  const Case cases[] = {
      {n, 0, ErrorCode::out_of_range, "data.n"},
      {n, 1, ErrorCode::out_of_range, "data.n"},
      {n, 1e8, ErrorCode::out_of_range, "data.n"},
      {n, 2.5, ErrorCode::not_an_integer, "data.n"},
      {n, nan, ErrorCode::not_finite, "data.n"},
      {seed, -1, ErrorCode::out_of_range, "data.seed"},
      {seed, 4294967296.0, ErrorCode::out_of_range, "data.seed"},
      {sd, -0.5, ErrorCode::out_of_range, "data.noise.sd"},
      {to, -2, ErrorCode::empty_interval, "data.to"},
      {to, inf, ErrorCode::not_finite, "data.to"},
      {to, 1e308, ErrorCode::out_of_range, "data.to"},
      {m, -inf, ErrorCode::not_finite, "data.constants.m"},
  };
  for (const Case& wrong : cases) {
    INFO(wrong.field << " = " << wrong.value);
    Simulation spec = notebook();
    wrong.spoil(spec, wrong.value);
    const auto error = check(spec);
    REQUIRE(error);
    CHECK(error->code == wrong.code);
    CHECK(field_of(*error) == wrong.field);
  }
  CHECK_FALSE(check(notebook()));
}
