// The parts of a fit by themselves: distributions, separation, roles, and least squares within bounds.
#include <algorithm>
#include <cmath>

#include "../golden/distributions.hpp"
#include "catch.hpp"
#include "fit/report/distribution.hpp"
#include "fit/report/nested.hpp"
#include "fit/search/role.hpp"
#include "fit/search/separation.hpp"
#include "fit/solvers/least_squares.hpp"

using namespace descenso;

namespace {

LossGraph model(const std::string& formula) {
  LossShape shape;
  shape.model = formula;
  shape.predictors = {"x"};
  shape.loss = "sse";
  return std::move(compose(shape).value());
}

/// Names of the linear parameters of a formula, in order of appearance.
std::string linear_names(const std::string& formula) {
  LossGraph loss = model(formula);
  std::string names;
  for (const std::size_t j : separate(loss, std::vector<bool>(loss.dimension())).linear)
    names += loss.parameters[j] + " ";
  return names;
}

Role role_of(const std::string& formula, const std::string& name) {
  LossGraph loss = model(formula);
  for (std::size_t j = 0; j < loss.dimension(); ++j)
    if (loss.parameters[j] == name) return roles_of(loss, {j})[0];
  return {};
}

}  // namespace

TEST_CASE("Student's t and F have the digits of 35-digit arithmetic", "[fit]") {
  for (const golden::StudentT& row : golden::student_t) {
    CAPTURE(row.level, row.degrees);
    CHECK_THAT(student_t_within(row.level, row.degrees), WithinRel(row.t, 1e-12));
  }
  for (const golden::FisherF& row : golden::fisher_f) {
    CAPTURE(row.f, row.degrees1, row.degrees2);
    const double beyond = f_beyond(row.f, row.degrees1, row.degrees2);
    // The continued fraction cancels digits where there are very many degrees of freedom.
    CHECK(std::abs(beyond - row.beyond) <= std::max(1e-12 * row.beyond, 1e-13));
    // A level near 1 has few digits of a small tail.
    if (beyond > 1e-3) CHECK_THAT(f_quantile(1 - beyond, row.degrees1, row.degrees2), WithinRel(row.f, 1e-9));
  }
  // SciPy 1.17: t.ppf(0.975, 1e9)
  CHECK_THAT(student_t_within(0.95, 1e9), WithinRel(1.95996398691233, 1e-9));
  CHECK(std::isnan(student_t_within(0.95, 0)));
  const auto test = nested_test({10, 8}, {5, 7});
  REQUIRE(test);
  CHECK_THAT(test.value().f, WithinRel(7.0, 1e-15));
  CHECK_THAT(test.value().p, WithinRel(0.03314550026377369, 1e-10));
}

TEST_CASE("The graph tells which parameters are linear together", "[fit]") {
  CHECK(linear_names("a*exp(-b*x)+c") == "a c ");
  CHECK(linear_names("V*x/(K+x)") == "V ");
  CHECK(linear_names("D+(A-D)/(1+(x/C)^B)") == "D A ");
  CHECK(linear_names("a*b*x") == "a ");
  CHECK(linear_names("(a+b)*x") == "a b ");
  CHECK(linear_names("exp(-a*x)/(b+c*x)") == "");
  CHECK(linear_names("floor(a*x)+b") == "b ");
  CHECK(linear_names("where(x<t, a, b)") == "a b ");
  LossGraph loss = model("a*exp(-b*x)+c*exp(-d*x)+e0");
  const Separation separation = separate(loss, std::vector<bool>(loss.dimension()));
  REQUIRE(separation.blocks.size() == 2);
  CHECK(separation.blocks[0].nonlinear.size() == 1);
  CHECK(separation.blocks[0].linear.size() == 1);
  CHECK(separation.common.size() == 1);
  LossGraph held = model("a*exp(-b*x)+c");
  CHECK(separate(held, {true, false, false}).linear == std::vector<std::size_t>{2});
}

TEST_CASE("A parameter's part follows from what it is multiplied with and added to", "[fit]") {
  CHECK(role_of("a*exp(-b*x)", "b").part == Part::rate);
  CHECK(role_of("a*sin(w*x+p)", "w").part == Part::frequency);
  CHECK(role_of("a*sin(w*x+p)", "p").is_phase);
  CHECK(role_of("a*exp(-(x-m)^2/(2*s^2))", "m").part == Part::offset);
  CHECK(role_of("a*exp(-(x-m)^2/(2*s^2))", "m").is_centre);
  CHECK(role_of("a*exp(-(x-m)^2/(2*s^2))", "s").part == Part::rate);
  CHECK(role_of("V*x/(K+x)", "K").is_denominator);
  CHECK(role_of("K/(1+b*exp(-r*x))", "b").part == Part::factor);
  CHECK(role_of("a*x^n", "n").part == Part::exponent);
  CHECK(role_of("a*b^x", "b").part == Part::base);
}

TEST_CASE("Least squares within bounds ends on the bound and moves the others", "[fit]") {
  // y = 5e^(−0.28x) + 1.93 with the constant at most 1.5; the two other parameters are free.
  const auto residuals = [](const Eigen::VectorXd& t, Eigen::VectorXd& r, Eigen::MatrixXd* J) {
    r.resize(20);
    if (J) J->resize(20, 3);
    for (Eigen::Index i = 0; i < 20; ++i) {
      const double x = 0.526 * double(i), decay = std::exp(-t[1] * x);
      r[i] = 5 * std::exp(-0.28 * x) + 1.93 - (t[0] * decay + t[2]);
      if (J) J->row(i) << -decay, t[0] * x * decay, -1;
    }
    return true;
  };
  const double infinity = std::numeric_limits<double>::infinity();
  LeastSquaresOptions options;
  options.box = {Eigen::Vector3d(-infinity, -infinity, -infinity), Eigen::Vector3d(infinity, infinity, 1.5)};
  for (const double start : {1.5, 0.0, -20.0}) {
    const LeastSquaresEnd end = minimize_residuals(residuals, Eigen::Vector3d(4, 0.2, start), options);
    CHECK(end.converged);
    CHECK(end.theta[2] == 1.5);
    Eigen::VectorXd r;
    Eigen::MatrixXd J;
    residuals(end.theta, r, &J);
    const Eigen::VectorXd slope = J.transpose() * r;
    CHECK(std::abs(slope[0]) < 1e-7);
    CHECK(std::abs(slope[1]) < 1e-6);
    CHECK(slope[2] < 0);
  }
}
