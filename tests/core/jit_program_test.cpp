// From a graph to a program, and from a number of rows to the leaves of its sums.
#include "jit/program.hpp"

#include <algorithm>

#include "catch.hpp"
#include "data/sum.hpp"
#include "jit/cost.hpp"
#include "random/random_state.hpp"

using namespace descenso;

namespace {

using P = Primitive;

}  // namespace

TEST_CASE("a program reads like its header's example") {
  Graph g;
  const NodeId x = g.column(0), y = g.column(1), w = g.parameter(0);
  const NodeId r = g.apply(P::sub, y, g.apply(P::mul, w, x));
  const NodeId squares = g.apply(P::sum, g.apply(P::mul, r, r));
  const NodeId loss = g.apply(P::div, squares, g.rows());
  const auto program = lower(g, {{loss}, {}});
  REQUIRE(program);
  CHECK(to_string(program.value()) ==
        "scalars\n  s0 = parameter 0\n  s2 = rows\n"
        "rows\n  t0 = mul s0 x0\n  t1 = sub x1 t0\n  t0 = mul t1 t1\n  s1 += t0\n"
        "scalars\n  s3 = div s1 s2\n");
}

TEST_CASE("slots are reused: a chain of any length lives in two") {
  Graph g;
  NodeId chain = g.column(0);
  for (int k = 0; k < 50; ++k) chain = g.apply(P::add, g.apply(P::mul, chain, chain), g.parameter(0));
  const auto program = lower(g, {{g.apply(P::sum, chain)}, {}});
  REQUIRE(program);
  CHECK(program.value().slot_count == 2);
}

TEST_CASE("a program costs what its primitives cost on each row, and its call") {
  Graph g;
  const NodeId wave = g.apply(P::sin, g.apply(P::mul, g.parameter(0), g.column(0)));
  const auto program = lower(g, {{g.apply(P::sum, wave)}, {}});
  REQUIRE(program);
  const double call = operations(program.value(), 0);
  CHECK(call > 0);
  CHECK(operations(program.value(), 1000) == call + 1000 * (cost(P::mul) + cost(P::sin) + cost(P::sum)));
  CHECK(cost(P::add) == 1);
  CHECK(cost(P::pow) > cost(P::sin));
  CHECK(cost(P::sin) > cost(P::exp));
  CHECK(cost(P::exp) > 10 * cost(P::div));
}

TEST_CASE("a column among the scalar outputs is an error") {
  Graph g;
  const auto program = lower(g, {{g.column(0)}, {}});
  REQUIRE_FALSE(program);
  CHECK(program.error().code == ErrorCode::internal);
}

TEST_CASE("the linear list of leaves adds in the order of the recursive tree") {
  const std::size_t n = GENERATE(0, 1, 128, 129, 1000, 8191, 8192, 8193, 8192 * 3 + 4097);
  RandomState random(7);
  std::vector<double> values(n);
  for (double& value : values) value = random.standard_normal();
  std::vector<double> stack{0};
  std::size_t row = 0, deepest = 1;
  for (const SumLeaf leaf : sum_leaves(n)) {
    stack.push_back(block_sum(values.data() + row, leaf.rows));
    deepest = std::max(deepest, stack.size());
    row += leaf.rows;
    for (int m = 0; m < leaf.merges; ++m) {
      stack[stack.size() - 2] += stack.back();
      stack.pop_back();
    }
  }
  CHECK(row == n);
  CHECK(stack.size() == 1);
  CHECK(stack[0] == ordered_sum<double>(std::span<const double>(values)));
  CHECK(deepest <= sum_stack_depth);
}

TEST_CASE("no number of rows needs a deeper stack of sums than there is") {
  std::size_t deepest = 0;
  for (std::size_t n = 1; n <= 2 * sum_chunk; ++n) {
    std::size_t depth = 1;
    for (const SumLeaf leaf : sum_leaves(n)) {
      deepest = std::max(deepest, ++depth);
      depth -= leaf.merges;
    }
  }
  CHECK(deepest == sum_stack_depth);
}
