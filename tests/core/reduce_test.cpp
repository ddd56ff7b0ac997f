#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "catch.hpp"
#include "run/reduce.hpp"
#include "run/train.hpp"

using namespace descenso;

namespace {

constexpr std::size_t many = min_reduced_rows;

/// Rows of y = 2 + 3x − z/2 and noise, x from 5 to 9 and z about 1000, so that the columns depend on each
/// other.
Dataset table(std::size_t rows, bool weighted) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  Dataset data;
  data.predictors = {{"x", {}}, {"z", {}}};
  for (std::size_t i = 0; i < rows; ++i) {
    const double x = 5 + 4 * double(i) / double(rows), z = 1000 + 3 * normal(random);
    data.predictors[0].values.push_back(x);
    data.predictors[1].values.push_back(z);
    data.y.push_back(2 + 3 * x - z / 2 + normal(random));
    if (weighted) data.weights.push_back(0.1 + std::abs(normal(random)));
  }
  return data;
}

Experiment experiment(Dataset data, const std::string& formula, const NamedNumbers& start,
                      const std::string& loss = "mse") {
  Experiment out;
  out.data = SharedDataset(std::move(data));
  out.model = {formula, start};
  out.loss = {loss, {}, ""};
  out.optimizer = {"gd", {{"rate", 1e-7}}};
  out.stop.epochs = 50;
  return out;
}

const NamedNumbers plane_start{{"a", 1}, {"b", -2}, {"c", 0.5}};

Problem<double> prepared(const Experiment& experiment) {
  Result<Problem<double>> problem = prepare<double>(experiment);
  REQUIRE(problem);
  return std::move(problem.value());
}

struct Evaluation {
  double loss;
  std::vector<double> gradient;
};
Evaluation evaluate(Problem<double>& problem, const std::vector<double>& theta) {
  Evaluation out{0, std::vector<double>(theta.size())};
  out.loss =
      problem.objective->value_and_gradient(std::span<const double>(theta), std::span<double>(out.gradient));
  return out;
}

/// The solution of three equations by Cramer's rule.
std::array<double, 3> solve(const std::vector<double>& a, const std::vector<double>& b) {
  const auto determinant = [](const std::vector<double>& m) {
    const std::vector<long double> x(m.begin(), m.end());
    return x[0] * (x[4] * x[8] - x[5] * x[7]) - x[3] * (x[1] * x[8] - x[2] * x[7]) +
           x[6] * (x[1] * x[5] - x[2] * x[4]);
  };
  std::array<double, 3> out;
  for (std::size_t k = 0; k < 3; ++k) {
    std::vector<double> replaced = a;
    std::copy(b.begin(), b.end(), replaced.begin() + std::ptrdiff_t(3 * k));
    out[k] = double(determinant(replaced) / determinant(a));
  }
  return out;
}

}  // namespace

TEST_CASE("a reduced sum of squares has the values and slopes of its rows") {
  const bool weighted = GENERATE(false, true);
  const std::string loss = GENERATE(as<std::string>{}, "mse", "sse");
  const Experiment plane = experiment(table(many, weighted), "a+b*x+c*z", plane_start, loss);
  Problem<double> rows = prepared(plane), reduced = prepared(plane);
  REQUIRE(reduce(reduced) != nullptr);
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  for (int k = 0; k < 50; ++k) {
    const std::vector<double> theta{2 + normal(random), 3 + normal(random), -0.5 + normal(random)};
    const Evaluation truth = evaluate(rows, theta), ours = evaluate(reduced, theta);
    CHECK(ours.loss == Approx(truth.loss).epsilon(1e-12));
    CHECK(reduced.objective->value(theta) == ours.loss);
    for (std::size_t j = 0; j < theta.size(); ++j)
      CHECK(ours.gradient[j] == Approx(truth.gradient[j]).epsilon(1e-11));
  }
}

TEST_CASE("at the minimum the reduced slope is 0, and the rows agree up to their rounding") {
  const Experiment plane = experiment(table(many, false), "a+b*x+c*z", plane_start);
  Problem<double> rows = prepared(plane), reduced = prepared(plane);
  reduce(reduced);
  std::vector<double> theta{0, 0, 0};  // Newton's steps from far away
  for (int k = 0; k < 3; ++k) {
    const Evaluation at = evaluate(reduced, theta);
    std::vector<double> h(9);
    rows.objective->hessian(theta, h);
    const std::array<double, 3> step = solve(h, at.gradient);
    for (std::size_t j = 0; j < 3; ++j) theta[j] -= step[j];
  }
  const Evaluation ours = evaluate(reduced, theta), truth = evaluate(rows, theta);
  CHECK(ours.loss == Approx(truth.loss).epsilon(1e-13));
  // The slope by c is made of numbers of 10³ times residuals of 1.
  for (const double slope : truth.gradient) CHECK(std::abs(slope) < 1e-8);
  for (const double slope : ours.gradient) CHECK(std::abs(slope) < 1e-8);
}

TEST_CASE("what cannot be reduced is left as it is") {
  const auto same_bits = [](const Experiment& experiment, const std::vector<double>& theta) {
    Problem<double> rows = prepared(experiment), other = prepared(experiment);
    reduce(other);
    const Evaluation truth = evaluate(rows, theta), ours = evaluate(other, theta);
    CHECK(ours.loss == truth.loss);
    CHECK(ours.gradient == truth.gradient);
  };
  same_bits(experiment(table(many - 1, false), "a+b*x+c*z", plane_start), {1, 2, 3});    // too few rows
  same_bits(experiment(table(many, false), "a+b*x+c*2*x", plane_start), {1, 2, 3});      // not determined
  same_bits(experiment(table(many, false), "a*exp(-b*x)+c*z", plane_start), {1, 2, 3});  // not linear
  same_bits(experiment(table(many, false), "a+b*x+c*z", plane_start, "mae"), {1, 2, 3});
  Experiment ridge = experiment(table(many, false), "a+b*x+c*z", plane_start);
  ridge.loss.settings["ridge"] = 0.1;
  same_bits(ridge, {1, 2, 3});
}

TEST_CASE("other data have another reduction, and a batch sees its rows") {
  Dataset data = table(many, false);
  Problem<double> first = prepared(experiment(data, "a+b*x+c*z", plane_start));
  reduce(first);
  data.y[7] += 1000;
  Problem<double> second = prepared(experiment(data, "a+b*x+c*z", plane_start));
  reduce(second);
  const double before = first.objective->value(std::vector<double>{2, 3, -0.5});
  const double after = second.objective->value(std::vector<double>{2, 3, -0.5});
  CHECK(after - before == Approx(1e6 / double(many)).epsilon(0.01));

  const std::vector<std::uint32_t> batch{7};
  second.objective->select(batch);
  const double r = data.y[7] - (2 + 3 * data.predictors[0].values[7] - 0.5 * data.predictors[1].values[7]);
  CHECK(second.objective->value(std::vector<double>{2, 3, -0.5}) == Approx(r * r));
  second.objective->select({});
  CHECK(second.objective->value(std::vector<double>{2, 3, -0.5}) == after);
}

TEST_CASE("a run of many rows is the loop over all of them") {
  const Dataset data = table(many, false);
  Experiment line = experiment(data, "a+b*x", {{"a", 1}, {"b", -2}});
  line.optimizer = {"gd", {{"rate", 0.01}}};
  const Result<Trajectory> run = descenso::run(line);
  REQUIRE(run);
  double a = 1, b = -2;
  const auto n = double(many);
  for (std::size_t epoch = 0; epoch <= 50; ++epoch) {
    long double loss = 0, by_a = 0, by_b = 0;
    for (std::size_t i = 0; i < many; ++i) {
      const double x = data.predictors[0].values[i], r = data.y[i] - (a + b * x);
      loss += r * r;
      by_a += r;
      by_b += r * x;
    }
    CHECK(run.value().loss[epoch] == Approx(double(loss) / n).epsilon(1e-12));
    CHECK(run.value().parameters[1][epoch] == Approx(b).epsilon(1e-11));
    a += 0.01 * 2 * double(by_a) / n;
    b += 0.01 * 2 * double(by_b) / n;
  }
}
