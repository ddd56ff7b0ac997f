// The conclusions of a fit, against slower and plainer ways: normal equations in long double, models made
// rank deficient, and determined ones on bad scales.
#include <cmath>

#include "catch.hpp"
#include "fit/fit.hpp"
#include "fit/optimum.hpp"
#include "fit/report/residual_tests.hpp"
#include "random/random_state.hpp"
#include "study/theory.hpp"

using namespace descenso;

namespace {

struct Draws {
  RandomState random;
  double uniform(double low, double high) { return low + (high - low) * random.random_sample(); }
  std::size_t below(std::size_t n) { return random.interval(std::uint32_t(n - 1)); }
};

/// The starts of parameters that the formula does not have are left out.
Experiment fit_experiment(std::string formula, NamedNumbers start, Dataset data) {
  std::erase_if(start, [&](const auto& entry) { return formula.find(entry.first) == std::string::npos; });
  Experiment experiment;
  experiment.data = std::move(data);
  experiment.model = {std::move(formula), std::move(start)};
  return experiment;
}

Dataset columns(std::vector<double> x, std::vector<double> y, std::vector<double> weights = {}) {
  return {{{"x", std::move(x)}}, std::move(y), std::move(weights)};
}

using Wide = long double;

/// Weighted least squares of y on 1, x, x², by normal equations and Gauss's elimination, in long double.
struct Plain {
  Wide theta[3] = {}, inverse[3][3] = {}, rss = 0, total = 0;
  int rows = 0;

  Plain(const std::vector<double>& x, const std::vector<double>& y, const std::vector<double>& weights) {
    Wide a[3][6] = {}, right[3] = {}, mean = 0, weight = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (weights[i] == 0) continue;
      ++rows;
      const Wide powers[3] = {1, x[i], Wide(x[i]) * x[i]};
      for (int j = 0; j < 3; ++j) {
        for (int k = 0; k < 3; ++k) a[j][k] += weights[i] * powers[j] * powers[k];
        right[j] += weights[i] * powers[j] * y[i];
      }
      mean += Wide(weights[i]) * y[i];
      weight += weights[i];
    }
    mean /= weight;
    for (int j = 0; j < 3; ++j) a[j][3 + j] = 1;
    for (int j = 0; j < 3; ++j) {
      const Wide pivot = a[j][j];
      for (Wide& each : a[j]) each /= pivot;
      for (int k = 0; k < 3; ++k) {
        if (k == j) continue;
        const Wide factor = a[k][j];
        for (int c = 0; c < 6; ++c) a[k][c] -= factor * a[j][c];
      }
    }
    for (int j = 0; j < 3; ++j)
      for (int k = 0; k < 3; ++k) {
        inverse[j][k] = a[j][3 + k];
        theta[j] += inverse[j][k] * right[k];
      }
    for (std::size_t i = 0; i < x.size(); ++i) {
      const Wide r = y[i] - theta[0] - theta[1] * x[i] - theta[2] * x[i] * x[i];
      rss += weights[i] * r * r;
      total += weights[i] * (y[i] - mean) * (y[i] - mean);
    }
  }
};

}  // namespace

TEST_CASE("2,000 random weighted parabolas agree with normal equations in long double") {
  Draws draws{RandomState(3)};
  for (int k = 0; k < 2000; ++k) {
    const std::size_t n = 5 + draws.below(20);
    std::vector<double> x, y, weights;
    for (std::size_t i = 0; i < n; ++i) {
      x.push_back(draws.uniform(-3, 3));
      y.push_back(draws.uniform(-5, 5));
      weights.push_back(draws.below(5) == 0 && i > 4 ? 0 : draws.uniform(0.1, 4));
    }
    const Plain plain(x, y, weights);
    const auto found =
        fit(fit_experiment("a+b*x+c*x^2", {{"a", 0}, {"b", 0}, {"c", 0}}, columns(x, y, weights)));
    REQUIRE(found);
    const Fit& fitted = found.value();
    const Wide variance = plain.rss / (plain.rows - 3);
    REQUIRE(fitted.report.observations == std::size_t(plain.rows));
    for (std::size_t j = 0; j < 3; ++j) {
      CHECK_THAT(fitted.parameters[j], WithinRel(double(plain.theta[j]), 1e-9) || WithinAbs(0, 1e-12));
      CHECK_THAT(fitted.report.standard_errors[j],
                 WithinRel(double(std::sqrt(variance * plain.inverse[j][j])), 1e-9));
    }
    CHECK_THAT(fitted.report.rss, WithinRel(double(plain.rss), 1e-9));
    CHECK_THAT(fitted.report.r_squared, WithinAbs(double(1 - plain.rss / plain.total), 1e-11));
    CHECK(fitted.report.centred);
  }
}

TEST_CASE("R² is about the weighted mean, and rows of weight 0 do not count") {
  const auto line =
      fit(fit_experiment("a+b*x", {{"a", 0}, {"b", 0}}, columns({1, 2, 3}, {1, 2, 4}, {0.2, 0.2, 0.6})));
  REQUIRE(line);
  CHECK_THAT(line.value().report.r_squared, WithinRel(0.9765625, 1e-13));
  const std::vector<double> x = {1, 2, 3, 4, 5}, y = {1.1, 1.9, 3.2, 3.9, 5.1};
  const auto five = fit(fit_experiment("a+b*x", {{"a", 0}, {"b", 0}}, columns(x, y, {1, 1, 1, 1, 1})));
  const auto six =
      fit(fit_experiment("a+b*x", {{"a", 0}, {"b", 0}},
                         columns({1, 2, 3, 4, 5, 6}, {1.1, 1.9, 3.2, 3.9, 5.1, 99}, {1, 1, 1, 1, 1, 0})));
  CHECK(six.value().report.observations == 5);
  CHECK_THAT(six.value().report.residual_sd, WithinRel(five.value().report.residual_sd, 1e-13));
  CHECK_THAT(six.value().report.standard_errors[1], WithinRel(five.value().report.standard_errors[1], 1e-13));
  CHECK_THAT(six.value().report.r_squared, WithinRel(five.value().report.r_squared, 1e-13));
}

TEST_CASE("with as many parameters as rows nothing is left to estimate an error") {
  const auto found =
      fit(fit_experiment("a*x^2+b*x+c", {{"a", 1}, {"b", 1}, {"c", 1}}, columns({1, 5, 10}, {50, 0, 50})));
  REQUIRE(found);
  CHECK_THAT(found.value().parameters[1], WithinRel(-27.5, 1e-13));
  CHECK(std::isnan(found.value().report.standard_errors[0]));
  CHECK(std::isnan(found.value().report.residual_sd));
  CHECK(std::isnan(found.value().report.r_squared));
}

TEST_CASE("500 rank deficient models are found, and name what is not determined", "[exhaustive]") {
  struct Model {
    const char* formula;
    std::size_t parameters, moved;
    double powers[4];
  };
  const Model models[] = {{"a+b+c*x", 3, 2, {}},     {"a*b*x", 2, 2, {}},          {"a*exp(b*x+c)", 3, 2, {}},
                          {"a*x+b*2*x+c", 3, 2, {}}, {"d+a*exp(b*x+c)", 4, 2, {}}, {"a*(x-b)+c", 3, 2, {}},
                          {"a/(b+c*x)", 3, 3, {}}};
  Draws draws{RandomState(4)};
  for (int k = 0; k < 500; ++k) {
    const Model& model = models[draws.below(std::size(models))];
    std::vector<double> x, y;
    const double scale = std::pow(10, draws.uniform(-3, 2));
    for (int i = 0; i < 12; ++i) {
      x.push_back((0.5 + i * 0.25 + draws.uniform(0, 0.2)) * scale);
      y.push_back(2 + 0.7 * std::exp(0.4 * x.back() / scale) + draws.uniform(-0.05, 0.05));
    }
    NamedNumbers start;
    for (const char* name : {"a", "b", "c", "d"})
      start.emplace_back(
          name, name[0] == 'a'
                    ? 1.3
                    : 0.4 * (std::string(model.formula).find("exp") != std::string::npos && name[0] == 'b'
                                 ? 1 / scale
                                 : 1));
    const auto found = fit(fit_experiment(model.formula, start, columns(x, y)));
    INFO(model.formula << " over x to " << x.back());
    REQUIRE(found);
    const Fit& fitted = found.value();
    REQUIRE(fitted.report.undetermined.cols() == 1);
    std::size_t moved = 0;
    for (std::size_t j = 0; j < fitted.names.size(); ++j) {
      const bool moves = fitted.report.undetermined(Eigen::Index(j), 0) != 0;
      moved += moves;
      CHECK(std::isnan(fitted.report.standard_errors[j]) == moves);
    }
    CHECK(moved == model.moved);
  }
}

TEST_CASE("500 badly scaled models that the data determine are not accused, and all agree", "[exhaustive]") {
  Draws draws{RandomState(5)};
  for (int k = 0; k < 500; ++k) {
    const bool is_line = draws.below(2) == 0;
    const double centre = is_line ? std::pow(10, draws.uniform(0, 9)) : std::pow(10, draws.uniform(0, 4.5));
    const double width =
        is_line ? std::max(centre * 1e-8, 1.0) * draws.uniform(1, 100) : centre * draws.uniform(0.02, 1);
    const double size = std::pow(10, draws.uniform(-9, 9));
    std::vector<double> x, y;
    for (int i = 0; i < 15; ++i) {
      x.push_back(centre + width * (i + draws.uniform(0, 0.5)) / 15);
      y.push_back(size * (1 + (x.back() - centre) / width + draws.uniform(-0.1, 0.1)));
    }
    const Experiment experiment =
        fit_experiment(is_line ? "a*x+b" : "a*x^2+b*x+c", {{"a", 1}, {"b", 1}, {"c", 1}}, columns(x, y));
    INFO("centre " << centre << ", width " << width << ", size " << size);
    const auto best = optimum(experiment);
    REQUIRE(best);
    const auto found = fit(experiment);
    REQUIRE(found);
    CHECK(found.value().report.undetermined.cols() == 0);
    for (std::size_t j = 0; j < found.value().parameters.size(); ++j) {
      CHECK(std::isfinite(found.value().report.standard_errors[j]));
      CHECK_THAT(best.value().parameters[j], WithinRel(found.value().parameters[j], 1e-6));
    }
    CHECK(best.value().curvature.front() > 0);
    CHECK(theory(experiment, 0.01));
    // The slope about the means, in long double.
    Wide mean_x = 0, mean_y = 0, across = 0, along = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
      mean_x += Wide(x[i]) / Wide(x.size());
      mean_y += Wide(y[i]) / Wide(x.size());
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
      along += (x[i] - mean_x) * (x[i] - mean_x);
      across += (x[i] - mean_x) * (y[i] - mean_y);
    }
    if (is_line) CHECK_THAT(found.value().parameters[0], WithinRel(double(across / along), 1e-6));
  }
}

TEST_CASE("a fit from its own answer never lowers the sum of squares, and leaves a saddle") {
  std::vector<double> x, y;
  for (int i = 0; i < 9; ++i) {
    x.push_back(i);
    y.push_back(8 * std::exp(-1.1 * i) + 3 * std::exp(-0.1 * i));
  }
  const NamedNumbers ones = {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}};
  const auto found = fit(fit_experiment("a*exp(-b*x)+c*exp(-d*x)", ones, columns(x, y)));
  REQUIRE(found);
  CHECK(found.value().report.rss < 1e-15);
  NamedNumbers there;
  for (std::size_t j = 0; j < 4; ++j) there.emplace_back(found.value().names[j], found.value().parameters[j]);
  const auto again = fit(fit_experiment("a*exp(-b*x)+c*exp(-d*x)", there, columns(x, y)));
  CHECK(again.value().report.rss >= found.value().report.rss * (1 - 1e-9) - 1e-28);
}

TEST_CASE("a parameter that is 0 up to rounding is 0") {
  const auto found = fit(fit_experiment("a*x^2+b*x+c", {{"a", 1}, {"b", 1}, {"c", 1}},
                                        columns({0, 1, 2, 3, 4, 5, 6, 7}, {0, 2, 6, 12, 20, 30, 42, 56})));
  REQUIRE(found);
  CHECK(found.value().parameters == std::vector<double>{1, 1, 0});
}

TEST_CASE("which R² a model has") {
  const std::vector<double> x = {0, 10, 20, 30, 40, 50, 60},
                            y = {2938, 7354, 11900, 17000, 47200, 79100, 119600};
  const auto growth = fit(fit_experiment("a*exp(b*x)", {{"a", 3000}, {"b", 0.1}}, columns(x, y)));
  CHECK(growth.value().report.centred);  // not linear in b: about the mean, as a graphing calculator has it
  CHECK_THAT(growth.value().report.r_squared, WithinAbs(0.9865023, 1e-7));
  CHECK_FALSE(fit(fit_experiment("a*x", {{"a", 1}}, columns(x, y))).value().report.centred);
  CHECK(fit(fit_experiment("a*x+b", {{"a", 1}, {"b", 1}}, columns(x, y))).value().report.centred);
}

TEST_CASE("Rows of weight 0 change no test of the residuals", "[fit]") {
  // Seven rows of a line in disorder; the second and the fifth have weight 0, so √ω r and √ω J are 0 there.
  const std::vector<double> x = {3, 9, 1, 4, 8, 2, 5}, error = {0.3, 0, -0.2, 0.5, 0, 0.1, -0.6};
  const std::vector<std::size_t> order = {2, 5, 0, 3, 6};
  Eigen::VectorXd r = Eigen::VectorXd::Zero(7);
  Eigen::MatrixXd J = Eigen::MatrixXd::Zero(7, 2);
  for (const std::size_t i : order) {
    r[Eigen::Index(i)] = error[i];
    J.row(Eigen::Index(i)) << 1, x[i];
  }
  Eigen::VectorXd sorted(5);
  Eigen::MatrixXd sortedJ(5, 2);
  for (std::size_t k = 0; k < 5; ++k) {
    sorted[Eigen::Index(k)] = error[order[k]];
    sortedJ.row(Eigen::Index(k)) << 1, x[order[k]];
  }
  // J·B is orthonormal for J = QR and B = R⁻¹, by Gram and Schmidt's two steps.
  const double n = 5, mean = 3;
  const Eigen::Matrix2d basis{{1 / std::sqrt(n), -mean / std::sqrt(10.0)}, {0, 1 / std::sqrt(10.0)}};
  const ResidualTests all = test_residuals(r, J, basis, order);
  const ResidualTests some = test_residuals(sorted, sortedJ, basis, {0, 1, 2, 3, 4});
  CHECK(all.runs == some.runs);
  CHECK(all.durbin_watson == some.durbin_watson);
  CHECK(all.durbin_watson_p == some.durbin_watson_p);
  CHECK(all.durbin_watson_p < 1);
  CHECK(all.outlier_p == some.outlier_p);
}
