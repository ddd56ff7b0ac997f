#include "inspect/trace.hpp"

#include "catch.hpp"
#include "formula/parse.hpp"
#include "inspect/curves.hpp"
#include "inspect/derivative.hpp"
#include "inspect/predict.hpp"

using namespace descenso;

namespace {

/// Three rows, fitted by a formula.
Experiment experiment_with(const std::string& formula, const NamedNumbers& start,
                           const std::string& loss = "mse") {
  Experiment experiment;
  experiment.data = Dataset{{{"x", {2, -1, 0.5}}}, {3, 4, -2}, {}};
  experiment.model = {formula, start};
  experiment.loss.name = loss;
  return experiment;
}

}  // namespace

TEST_CASE("The trace of the header's example has its values and adjoints") {
  const Trace trace = descenso::trace(experiment_with("w1*x", {{"w1", 1}}), 0, {{"w1", 1}}).value();
  const auto find = [&](const std::string& formula) {
    for (const TraceNode& node : trace.nodes)
      if (node.formula == formula) return node;
    FAIL("no node " << formula);
    return TraceNode{};
  };
  CHECK(find("w1*x").value == 2);
  CHECK(find("w1*x").adjoint == -2);
  CHECK(find("y - w1*x").value == 1);
  CHECK(find("y - w1*x").adjoint == 2);
  CHECK(find("w1").adjoint == -4);
  CHECK(find("x").adjoint == 0);
  CHECK_FALSE(find("x").flows);
  CHECK(trace.nodes.back().value == 1);
  CHECK(trace.nodes.back().adjoint == 1);
  CHECK(trace.slopes[0].reverse == -4);
  CHECK(trace.slopes[0].dual == -4);
}

TEST_CASE("A node's adjoint is the sum of what its edges bring, and the three opinions agree") {
  const NamedNumbers at{{"w1", 1.5}, {"w2", 0.3}, {"w3", -0.2}};
  for (const std::string loss : {"mse", "huber", "logcosh", "cauchy"}) {
    for (const double row : {0.0, 1.0, 2.0}) {
      const Trace trace =
          descenso::trace(experiment_with("w1*exp(-w2*x) + w3*w1", at, loss), row, at).value();
      std::vector<double> brought(trace.nodes.size());
      brought.back() = 1;
      for (const TraceNode& node : trace.nodes)
        for (const TraceEdge& edge : node.edges) brought[edge.from] += edge.adjoint;
      for (std::size_t i = 0; i < trace.nodes.size(); ++i)
        CHECK_THAT(trace.nodes[i].adjoint,
                   Catch::Matchers::WithinRel(brought[i], 1e-14));  // another order of adding
      for (const TraceSlope& slope : trace.slopes) {
        CHECK(shared_digits(slope.reverse, slope.dual) >= 13);
        CHECK(shared_digits(slope.reverse, slope.finite_difference) >=
              7);  // δ² and rounding leave ten at best
      }
    }
  }
}

TEST_CASE("The rows' slopes add up to the slope of the whole loss") {
  const NamedNumbers at{{"a", 0.7}, {"b", 2}};
  const Experiment experiment = experiment_with("a*sin(b*x)", at, "sse");
  double total = 0;
  for (const double row : {0.0, 1.0, 2.0})
    total += descenso::trace(experiment, row, at).value().slopes[1].reverse;
  CHECK_THAT(total, Catch::Matchers::WithinRel(derivative(experiment, at).value().gradient[1], 1e-13));
}

TEST_CASE("What cannot be traced says why") {
  const Experiment experiment = experiment_with("w1*x", {{"w1", 1}});
  CHECK(trace(experiment, 3, {{"w1", 1}}).error().code == ErrorCode::out_of_range);
  CHECK(trace(experiment, 0.5, {{"w1", 1}}).error().code == ErrorCode::not_an_integer);
  CHECK(trace(experiment, 0, {}).error().code == ErrorCode::missing_field);
}

TEST_CASE("The curves of a path are the predictions at its points") {
  const Experiment experiment = experiment_with("w1*x^2 + w2", {{"w1", 1}, {"w2", 0}});
  const std::vector<Column> columns{{"x", {1, 2}}};
  const auto y = curves(experiment, {{"w2", {0, 10, 20}}, {"w1", {1, 2, 3}}}, columns).value();
  CHECK(y == std::vector<double>{1, 4, 12, 18, 23, 32});
  CHECK(predict(experiment, {{"w1", 3}, {"w2", 20}}, columns).value() == std::vector<double>{23, 32});
  CHECK(curves(experiment, {{"w1", {1, 2}}, {"w2", {0}}}, columns).error().code ==
        ErrorCode::length_mismatch);
  CHECK(curves(experiment, {{"w1", {1}}}, columns).error().code == ErrorCode::missing_field);
}

TEST_CASE("Places of mistakes count characters as JavaScript does, whatever their bytes") {
  // α is two bytes and one unit, 𝛼 four bytes and two units.
  CHECK(parse("α + * 2").error().at == Span{4, 5});
  CHECK(parse("α·β + $").error().at == Span{6, 7});
  CHECK(parse("𝛼").error().at == Span{0, 2});
  const Tree tree = parse("αβ*(γ + 1)").value();
  CHECK(tree.nodes.back().at == Span{0, 10});
}
