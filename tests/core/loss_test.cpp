#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <string_view>

#include "catch.hpp"
#include "inspect/derivative.hpp"
#include "loss/compose.hpp"
#include "loss/loss.hpp"
#include "run/train.hpp"

using namespace descenso;

namespace {

const std::vector<double> xs = {-1, 0.5, 1, 2.5, 4};
const std::vector<double> ys = {2, 0, 1, 3, 7};
const std::vector<double> omegas = {1, 0.5, 0, 2, 3};

/// The loss mse of a model in x.
LossShape shape_of(std::string model) {
  LossShape shape;
  shape.model = std::move(model);
  shape.predictors = {"x"};
  return shape;
}

Experiment with_loss(LossSpec loss, std::string formula = "w1 + w2*x") {
  return {Dataset{{{"x", xs}}, ys, {}},
          {std::move(formula), {{"w1", 0.3}, {"w2", 0.7}}},
          std::move(loss),
          {"gd", {{"rate", 0.01}}},
          {0},
          Precision::float64};
}

/// Gives an experiment its data with a change.
template <class Change>
void change(Experiment& experiment, const Change& how) {
  Dataset data = *std::get<SharedDataset>(experiment.data);
  how(data);
  experiment.data = std::move(data);
}

double loss_of(const Experiment& experiment) {
  const auto result = run(experiment);
  REQUIRE(result);
  return result.value().loss[0];
}

/// One row's term, written as a person would.
using Term = std::function<double(double y, double yhat)>;

double mean_of(const Term& term, const std::vector<double>& weights) {
  double added = 0, total = 0;
  for (std::size_t i = 0; i < xs.size(); ++i) {
    added += weights[i] * term(ys[i], 0.3 + 0.7 * xs[i]);
    total += weights[i];
  }
  return added / total;
}

struct Row {
  LossSpec spec;
  Term term;
};

/// A row's term where ŷ is a probability or a count: of outcomes and of predictions inside the domain.
struct LikelihoodRow {
  LossSpec spec;
  std::vector<double> y;
  std::string formula;
  Term term;
};

const Row rows[] = {
    {{"mse"}, [](double y, double f) { return (y - f) * (y - f); }},
    {{"mae"}, [](double y, double f) { return std::fabs(y - f); }},
    {{"huber", {{"delta", 1.5}}},
     [](double y, double f) {
       const double size = std::fabs(y - f);
       return size <= 1.5 ? size * size / 2 : 1.5 * (size - 0.75);
     }},
    {{"logcosh"}, [](double y, double f) { return std::log(std::cosh(y - f)); }},
    {{"cauchy", {{"c", 2.0}}}, [](double y, double f) { return 2 * std::log(1 + (y - f) * (y - f) / 4); }},
    {{"quantile", {{"tau", 0.9}}},
     [](double y, double f) { return y >= f ? 0.9 * (y - f) : -0.1 * (y - f); }},
    {{"custom", {}, "abs(r)^1.5 + yhat*y"},
     [](double y, double f) { return std::pow(std::fabs(y - f), 1.5) + f * y; }},
};

const LikelihoodRow likelihoods[] = {
    {{"bernoulli"},
     {0, 1, 0.25, 1, 0},
     "sigmoid(w1 + w2*x)",
     [](double y, double f) { return -y * std::log(f) - (1 - y) * std::log(1 - f); }},
    {{"poisson"}, ys, "exp(w1 + w2*x)", [](double y, double f) { return f - y * std::log(f); }},
};

/// sse adds where all others take the mean; a test of its own compares it with mse.
constexpr std::string_view sum_loss = "sse";

}  // namespace

TEST_CASE("every loss is the mean of its own formula, with and without weights") {
  for (const Row& row : rows) {
    INFO(row.spec.name);
    Experiment experiment = with_loss(row.spec);
    CHECK_THAT(loss_of(experiment), WithinRel(mean_of(row.term, {1, 1, 1, 1, 1}), 1e-14));
    change(experiment, [&](Dataset& data) { data.weights = omegas; });
    CHECK_THAT(loss_of(experiment), WithinRel(mean_of(row.term, omegas), 1e-14));
  }
}

TEST_CASE("every loss of the catalog has a formula here that does not come from it") {
  for (const Loss& loss : losses()) {
    INFO(loss.name);
    const auto is_this = [&](const auto& row) { return row.spec.name == loss.name; };
    CHECK((loss.name == sum_loss || std::any_of(std::begin(rows), std::end(rows), is_this) ||
           std::any_of(std::begin(likelihoods), std::end(likelihoods), is_this)));
  }
}

TEST_CASE("a likelihood is the mean of its own formula at predictions inside its domain") {
  for (const LikelihoodRow& row : likelihoods) {
    INFO(row.spec.name);
    Experiment experiment = with_loss(row.spec, row.formula);
    change(experiment, [&](Dataset& data) { data.y = row.y; });
    double expected = 0;
    for (std::size_t i = 0; i < xs.size(); ++i) {
      const double linear = 0.3 + 0.7 * xs[i];
      const double prediction = row.spec.name == "poisson" ? std::exp(linear) : 1 / (1 + std::exp(-linear));
      expected += row.term(row.y[i], prediction) / 5;
    }
    CHECK_THAT(loss_of(experiment), WithinRel(expected, 1e-14));
  }
}

TEST_CASE("sse is n times mse") {
  CHECK_THAT(loss_of(with_loss({"sse"})), WithinRel(5 * loss_of(with_loss({"mse"})), 1e-15));
}

TEST_CASE("likelihoods are minus the mean log-likelihood, and certain outcomes do not make NaN") {
  Experiment coin = with_loss({"bernoulli"}, "sigmoid(w1 + w2*x)");
  change(coin, [&](Dataset& data) { data.y = {0, 0, 1, 1, 1}; });
  double expected = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    const double p = 1 / (1 + std::exp(-(0.3 + 0.7 * xs[i])));
    expected -= i < 2 ? std::log(1 - p) : std::log(p);
  }
  CHECK_THAT(loss_of(coin), WithinRel(expected / 5, 1e-14));
  coin.model.formula = "0*w1 + w2*0 + where(x < 0.7, 0, 1)";
  CHECK(loss_of(coin) == 0);

  const Experiment counts = with_loss({"poisson"}, "exp(w1 + w2*x)");
  expected = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    const double log_mean = 0.3 + 0.7 * xs[i];
    expected += std::exp(log_mean) - ys[i] * log_mean;
  }
  CHECK_THAT(loss_of(counts), WithinRel(expected / 5, 1e-14));
}

TEST_CASE("penalties add λ times the squares and the sizes of the parameters") {
  const double bare = loss_of(with_loss({"mse"}));
  CHECK_THAT(loss_of(with_loss({"mse", {{"ridge", 0.5}, {"lasso", 0.25}}})),
             WithinRel(bare + 0.5 * (0.09 + 0.49) + 0.25 * (0.3 + 0.7), 1e-14));
  // A size has no sign.
  Experiment negative = with_loss({"mse", {{"lasso", 0.25}}});
  negative.model = {"w1*x", {{"w1", -2.0}}};
  Experiment without = negative;
  without.loss = {"mse"};
  CHECK_THAT(loss_of(negative), WithinRel(loss_of(without) + 0.25 * 2, 1e-14));
}

TEST_CASE("the gradient of every loss agrees with differences") {
  for (const Loss& loss : losses()) {
    INFO(loss.name);
    LossSpec spec{std::string(loss.name), {{"ridge", 0.1}}, loss.term ? "" : "log(1 + r^2)"};
    Experiment experiment = with_loss(spec, "0.2 + exp(w1 + w2*x)/40");
    change(experiment, [&](Dataset& data) { data.y = {0, 0.1, 0.6, 0.9, 1}; });
    change(experiment, [&](Dataset& data) { data.weights = omegas; });
    const auto result = derivative(experiment, {{"w1", 0.4}, {"w2", 0.6}});
    REQUIRE(result);
    for (std::size_t j = 0; j < 2; ++j)
      CHECK_THAT(result.value().gradient[j], WithinRel(result.value().finite_difference[j], 1e-7));
  }
}

TEST_CASE("a loss that cannot be computed says why") {
  const auto code_of = [](const Experiment& experiment) {
    const auto result = run(experiment);
    REQUIRE_FALSE(result);
    return result.error().code;
  };
  CHECK(code_of(with_loss({"least"})) == ErrorCode::unknown_name);
  CHECK(code_of(with_loss({"huber", {{"delta", 0.0}}})) == ErrorCode::out_of_range);
  CHECK(code_of(with_loss({"huber", {{"tau", 0.5}}})) == ErrorCode::unknown_name);
  CHECK(code_of(with_loss({"custom", {}, "2"})) == ErrorCode::loss_without_residual);
  CHECK(code_of(with_loss({"custom", {}, "y^2"})) == ErrorCode::loss_without_residual);
  CHECK(code_of(with_loss({"custom", {}, ""})) == ErrorCode::empty_formula);
  CHECK(code_of(with_loss({"custom", {}, "r*q"})) == ErrorCode::unknown_name);
  CHECK(code_of(with_loss({"mse"}, "w1 + w3*x")) == ErrorCode::unknown_field);  // w2 in `start`, for w3
  CHECK(code_of(with_loss({"mse"}, "w1 + w2*x + w3*x^2")) == ErrorCode::missing_field);
  CHECK(code_of(with_loss({"mse"}, "log(w1 - 5) + w2*x")) == ErrorCode::start_not_finite);
  CHECK(code_of(with_loss({"mse"}, "2*x")) == ErrorCode::no_parameters);
  Experiment experiment = with_loss({"mse"});
  change(experiment, [&](Dataset& data) { data.weights = {1, 1, 1, 1, -1}; });
  CHECK(code_of(experiment) == ErrorCode::bad_weights);
}

TEST_CASE("the header's worked numbers") {
  const auto at = [](LossSpec loss) {
    Experiment experiment = with_loss(std::move(loss), "w1");
    experiment.data = Dataset{{{"x", {0, 0}}}, {3, 3}, {}};
    experiment.model.start = {{"w1", 1.0}};
    return loss_of(experiment);
  };
  CHECK(at({"mse"}) == 4);
  CHECK(at({"mae"}) == 2);
  CHECK(at({"huber", {{"delta", 1.0}}}) == 1.5);
  CHECK_THAT(at({"cauchy", {{"c", 1.0}}}), WithinRel(std::log(5) / 2, 1e-15));
  CHECK_THAT(at({"quantile", {{"tau", 0.9}}}), WithinRel(1.8, 1e-15));
}

TEST_CASE("a loss is quadratic where its second derivatives do not mention the parameters") {
  const auto quadratic = [](const char* model, const char* loss, bool ridge = false, bool lasso = false) {
    auto composed = compose(
        {.model = model, .predictors = {"x"}, .loss = loss, .term = {}, .ridge = ridge, .lasso = lasso});
    REQUIRE(composed);
    return is_quadratic(composed.value());
  };
  CHECK(quadratic("w1*x", "mse"));
  CHECK(quadratic("w1 + w2*sin(3*x) + exp(x)*w3", "sse"));
  CHECK_FALSE(quadratic("w1*exp(-w2*x)", "mse"));
  CHECK_FALSE(quadratic("w1*x", "huber"));
  CHECK_FALSE(quadratic("(w1 + x)^2", "mse"));
  CHECK(quadratic("w1*x", "mse", true));
  // Straight pieces have the second derivative 0 wherever they have one, and are no parabola.
  CHECK_FALSE(quadratic("w1*x", "mse", false, true));
  CHECK_FALSE(quadratic("w1*x", "mae"));
  CHECK_FALSE(quadratic("w1*x", "quantile", true));
  CHECK_FALSE(quadratic("max(w1*x, w2)", "sse"));
  CHECK(quadratic("w1*abs(x) + w2*max(x, 0)", "mse"));
}

TEST_CASE("A model without a column is told its likely meaning") {
  const auto [model, suggestion] = GENERATE(table<std::string, std::string>({
      {"mx+b", "m*x+b"},
      {"ax + b", "a*x + b"},
      {"A*exp(-t/tau)", "A*exp(-x/tau)"},
      {"w1x", "w1*x"},
      {"a+b", ""},
  }));
  INFO(model);
  const Result<LossGraph> loss = compose(shape_of(model));
  REQUIRE(!loss);
  CHECK(loss.error().code == ErrorCode::no_column);
  std::string found;
  for (const auto& [key, value] : loss.error().args)
    if (key == "suggestion") found = std::get<std::string>(value);
  CHECK(found == suggestion);
}

TEST_CASE("One parameter without a column is the mean, and e beside a, b, c and d is no parameter") {
  CHECK(compose(shape_of("w1")));
  CHECK(compose(shape_of("a*x^2 + b*x + c*e^x + d")));
  const Result<LossGraph> loss = compose(shape_of("a*x^4+b*x^3+c*x^2+d*x+e"));
  REQUIRE(!loss);
  CHECK(loss.error().code == ErrorCode::constant_as_parameter);
  CHECK(loss.error().at->begin == 22);
}
