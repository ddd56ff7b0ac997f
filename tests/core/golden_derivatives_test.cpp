// Every primitive against 50-digit truth, at ordinary points and at the edges.
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>

#include "../golden/derivatives.hpp"
#include "catch.hpp"
#include "grad/gradient.hpp"
#include "graph/interpret.hpp"

using namespace descenso;
using P = Primitive;

namespace {

/// Representable numbers between a and b; 0 for two NaN, infinite if one is NaN. −0 and +0 are the same.
double ulps_between(double a, double b) {
  if (a != a || b != b) return a != a && b != b ? 0 : INFINITY;
  const auto place = [](double x) {
    std::int64_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    return static_cast<double>(bits < 0 ? INT64_MIN - bits : bits);
  };
  return std::abs(place(a) - place(b));
}

}  // namespace

TEST_CASE("Every primitive has its value within 4 ULP and its derivatives within 16") {
  std::map<P, int> points;
  for (const golden::PrimitiveRow& row : golden::primitives) {
    Graph g;
    const NodeId a = g.parameter(0), b = g.parameter(1);
    const NodeId f = arity(row.op) == 1 ? g.apply(row.op, a) : g.apply(row.op, a, b);
    const std::array wrt{a, b};
    const auto slopes = gradient(g, f, wrt);
    const Bindings<double> at{{row.a, row.b}, {}, 0};
    const double value = interpret(g, f, at)[0];
    const double by_a = interpret(g, slopes[0], at)[0], by_b = interpret(g, slopes[1], at)[0];
    INFO(name(row.op) << "(" << row.a << ", " << row.b << ") = " << value << ", not " << row.value
                      << "; slopes " << by_a << " (" << row.by_a << "), " << by_b << " (" << row.by_b << ")");
    CHECK(ulps_between(value, row.value) <= 4);
    CHECK(ulps_between(by_a, row.by_a) <= row.tolerance);
    if (arity(row.op) == 2) CHECK(ulps_between(by_b, row.by_b) <= row.tolerance);
    ++points[row.op];
  }
  for (int op = static_cast<int>(P::add); op < static_cast<int>(P::sum); ++op) {
    const P primitive = static_cast<P>(op);
    INFO(name(primitive));
    CHECK((points[primitive] >= 20 || primitive == P::where));  // where: see below
  }
}

TEST_CASE("where takes its values and slopes from the chosen side at twenty points") {
  const double conditions[] = {0, -0.0, 1, -1, 0.5, 5e-324, 1e300, INFINITY, -INFINITY, NAN};
  const std::array<double, 2> sides[] = {{2, 3}, {NAN, INFINITY}};
  for (const double c : conditions)
    for (const auto& [p, q] : sides) {
      Graph g;
      const std::array wrt{g.parameter(0), g.parameter(1), g.parameter(2)};
      const NodeId f = g.apply(P::where, wrt[0], wrt[1], wrt[2]);
      const auto slopes = gradient(g, f, wrt);
      const Bindings<double> at{{c, p, q}, {}, 0};
      const bool first = c != 0;
      CHECK(ulps_between(interpret(g, f, at)[0], first ? p : q) == 0);
      CHECK(interpret(g, slopes[0], at)[0] == 0);
      CHECK(interpret(g, slopes[1], at)[0] == (first ? 1 : 0));
      CHECK(interpret(g, slopes[2], at)[0] == (first ? 0 : 1));
    }
}
