// Whole formulas against published answers: test functions and NIST's regression models.
#include <array>

#include "../golden/formulas.hpp"
#include "catch.hpp"
#include "formula/parse.hpp"
#include "grad/gradient.hpp"
#include "graph/build.hpp"
#include "graph/interpret.hpp"

using namespace descenso;
using P = Primitive;

TEST_CASE("Test functions have their gradients and Hessians to 1e-12") {
  REQUIRE(golden::functions.size() >= 28);
  for (const golden::FunctionCheck& check : golden::functions) {
    INFO(check.formula << " at " << check.w1 << ", " << check.w2);
    Graph g;
    const NodeId f = build(g, parse(check.formula).value(), resolver(g, {}, {"w1", "w2"})).value();
    const std::array wrt{g.parameter(0), g.parameter(1)};
    const auto first = gradient(g, f, wrt), second = hessian(g, f, wrt);
    const Bindings<double> at{{check.w1, check.w2}, {}, 0};
    const auto agrees = [&](NodeId id, double expected, double scale) {
      // Relative to the number itself, or where terms of size `scale` cancel, to a few of their roundings.
      CHECK_THAT(interpret(g, id, at)[0], WithinRel(expected, 1e-12) || WithinAbs(expected, 1e-15 * scale));
    };
    const double curvature = std::abs(check.h11) + std::abs(check.h12) + std::abs(check.h22);
    const double reach = (1 + std::abs(check.w1) + std::abs(check.w2)) * (1 + curvature);
    agrees(f, check.value, reach * (1 + std::abs(check.w1) + std::abs(check.w2)));
    agrees(first[0], check.by_w1, reach);
    agrees(first[1], check.by_w2, reach);
    agrees(second[0], check.h11, curvature);
    agrees(second[2], check.h12, curvature);
    agrees(second[3], check.h22, curvature);
  }
}

TEST_CASE("NIST's models give the certified residual sums of squares") {
  REQUIRE(golden::regressions.size() == 9);
  for (const golden::Regression& set : golden::regressions) {
    INFO(set.name << ": " << set.response << " = " << set.model);
    std::vector<std::string> columns = set.predictors;
    columns.push_back("y");
    Graph g;
    const auto names = resolver(g, columns, set.parameters);
    const NodeId model = build(g, parse(set.model).value(), names).value();
    const NodeId response = build(g, parse(set.response).value(), names).value();
    const NodeId r = g.apply(P::sub, response, model);
    const NodeId rss = g.apply(P::sum, g.apply(P::mul, r, r));
    Bindings<double> at{set.optimum, set.columns, set.y.size()};
    at.columns.push_back(set.y);
    CHECK_THAT(interpret(g, rss, at)[0], WithinRel(set.rss, 1e-9));
    // At the optimum the gradient vanishes, next to the slope of a single row's square.
    std::vector<NodeId> wrt;
    for (std::size_t k = 0; k < set.parameters.size(); ++k)
      wrt.push_back(g.parameter(static_cast<std::uint32_t>(k)));
    const auto slopes = gradient(g, rss, wrt), columns_of_jacobian = jacobian(g, model, wrt);
    for (std::size_t k = 0; k < wrt.size(); ++k) {
      double longest = 0;
      for (const double entry : interpret(g, columns_of_jacobian[k], at))
        longest = std::max(longest, std::abs(entry));
      CHECK(std::abs(interpret(g, slopes[k], at)[0]) < 1e-6 * longest * std::sqrt(set.rss * double(at.rows)));
    }
  }
}
