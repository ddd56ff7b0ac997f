// Compares three computations of the derivatives of a formula of a and b, and makes such formulas.
#pragma once

#include <array>
#include <cmath>
#include <random>
#include <string>

#include "catch.hpp"
#include "formula/parse.hpp"
#include "grad/dual.hpp"
#include "grad/finite_difference.hpp"
#include "grad/gradient.hpp"
#include "graph/build.hpp"
#include "graph/interpret.hpp"

namespace descenso {

/// Value by double and by dual numbers, gradient in reverse and forward mode, by dual numbers and by Ridders'
/// extrapolation, Hessian by forward over reverse and by dual numbers of dual numbers.
inline void expect_derivatives_agree(const std::string& formula, std::array<double, 2> point) {
  INFO(formula << " at a = " << point[0] << ", b = " << point[1]);
  Graph g;
  const NodeId f = build(g, parse(formula).value(), resolver(g, {}, {"a", "b"})).value();
  const std::array wrt{g.parameter(0), g.parameter(1)};
  const auto reverse = gradient(g, f, wrt), forward = jacobian(g, f, wrt), second = hessian(g, f, wrt);
  const Bindings<double> at{{point[0], point[1]}, {}, 0};
  const auto number = [&](NodeId id) { return interpret(g, id, at)[0]; };
  // Dual numbers multiply out in another order: a few dozen roundings of terms as large as `scale`.
  const double scale = 1 + std::abs(number(f)) + std::abs(number(reverse[0])) + std::abs(number(reverse[1]));
  for (std::size_t k = 0; k < 2; ++k) {
    const double slope = number(reverse[k]);
    CHECK_THAT(number(forward[k]), WithinAbs(slope, 1e-12 * scale));

    using Second = Dual<Dual<double>>;  // both directions are k, then k and the other
    const std::size_t other = 1 - k;
    Bindings<Dual<double>> first{{point[0], point[1]}, {}, 0};
    first.parameters[k].slope = 1;
    const Dual<double> dual = interpret(g, f, first)[0];
    CHECK_THAT(dual.value, WithinRel(number(f), 1e-15));
    CHECK_THAT(dual.slope, WithinAbs(slope, 1e-12 * scale));

    for (const std::size_t l : {k, other}) {
      Bindings<Second> twice{{Second(Dual<double>(point[0])), Second(Dual<double>(point[1]))}, {}, 0};
      twice.parameters[k].value.slope = 1;
      twice.parameters[l].slope = Dual<double>(1.0);
      const double curvature = number(second[k + 2 * l]);
      CHECK_THAT(interpret(g, f, twice)[0].slope.slope,
                 WithinAbs(curvature, 1e-11 * (scale + std::abs(curvature))));
    }

    const auto along = [&](double x) {
      Bindings<double> moved = at;
      moved.parameters[k] = x;
      return interpret(g, f, moved)[0];
    };
    const Extrapolated difference = ridders(along, point[k], 0.02);
    CHECK_THAT(difference.derivative, WithinAbs(slope, 1e-7 * scale + 10 * difference.error));
    CHECK(difference.error < 1e-5 * scale);
  }
}

/// A formula of a and b with about `size` operations that is smooth and of moderate size near (1, 1).
inline std::string random_smooth_formula(std::mt19937& random, int size) {
  if (size <= 0) {
    const char* leaves[] = {"a", "b", "a", "b", "0.7", "2"};
    return leaves[random() % 6];
  }
  const int left = static_cast<int>(random() % static_cast<unsigned>(size));
  const auto one = [&] { return random_smooth_formula(random, size - 1); };
  const auto two = [&](const std::string& before, const std::string& between) {
    const std::string first = random_smooth_formula(random, left);
    return before + first + between + random_smooth_formula(random, size - 1 - left) + ")";
  };
  switch (random() % 16) {
    case 0:
      return two("(", " + ");
    case 1:
      return two("(", " - ");
    case 2:
      return two("((", ")*tanh(") + ")";
    case 3:
      return two("((", ")/(2 + cos(") + "))";
    case 4:
      return "sin(" + one() + ")";
    case 5:
      return "exp(-(" + one() + ")^2)";
    case 6:
      return "log1p((" + one() + ")^2)";
    case 7:
      return "sqrt(1 + (" + one() + ")^2)";
    case 8:
      return "sigmoid(" + one() + ")";
    case 9:
      return "softplus(" + one() + ")";
    case 10:
      return "atan(" + one() + ")";
    case 11:
      return "erf(" + one() + ")";
    case 12:
      return two("hypot(1 + (", ")^2, ");
    case 13:
      return two("atan2(", ", 2 + sin(") + ")";
    case 14:
      return two("(1.5 + sin(", "))^tanh(");
    default:
      return "cbrt(2 + cos(" + one() + "))";
  }
}

}  // namespace descenso
