#include "jit/kernel.hpp"

#include <cmath>
#include <random>

#include "catch.hpp"
#include "graph/interpret.hpp"
#include "random/random_state.hpp"

using namespace descenso;

namespace {

/// The notebook's data: x = linspace(−2, 2, 100), y = 5x + 2·N(0, 1), seed 22.
struct NotebookData {
  std::vector<double> x, y;
  NotebookData() {
    RandomState random(22);
    for (int k = 0; k < 100; ++k) x.push_back(k == 99 ? 2.0 : k * (4.0 / 99) + -2.0);
    for (const double at : x) y.push_back(5 * at + 2 * random.normal(0, 1));
  }
};

/// loss = (1/n)·Σ(y − w1·x)² and its derivative, written down by hand.
struct NotebookGraph {
  Graph g;
  NodeId loss, gradient;

  /// Multiply by 1/n (float32, as the notebook) or divide by n (float64, as NumPy's mean).
  explicit NotebookGraph(bool reciprocal) {
    using enum Primitive;
    const NodeId x = g.column(0), y = g.column(1), w = g.parameter(0);
    const NodeId r = g.apply(sub, y, g.apply(mul, w, x));
    const NodeId squares = g.apply(sum, g.apply(mul, r, r));
    if (reciprocal) {
      const NodeId share = g.apply(div, g.constant(1), g.rows());
      loss = g.apply(mul, squares, share);
      const NodeId slope = g.apply(mul, share, g.apply(mul, g.constant(2), r));
      gradient = g.apply(neg, g.apply(sum, g.apply(mul, slope, x)));
    } else {
      loss = g.apply(div, squares, g.rows());
      const NodeId slope = g.apply(mul, g.apply(mul, g.constant(2), r), x);
      gradient = g.apply(neg, g.apply(div, g.apply(sum, slope), g.rows()));
    }
  }
};

}  // namespace

TEST_CASE("a program reads like its header's example") {
  NotebookGraph notebook(false);
  const auto program = lower(notebook.g, {{notebook.loss}, {}});
  REQUIRE(program);
  CHECK(to_string(program.value()) ==
        "scalars\n  s0 = parameter 0\n  s2 = rows\n"
        "rows\n  t0 = mul s0 x0\n  t1 = sub x1 t0\n  t0 = mul t1 t1\n  s1 += t0\n"
        "scalars\n  s3 = div s1 s2\n");
}

TEST_CASE("the notebook's loss at w1 = 10 has NumPy's bits") {
  const NotebookData data;
  NotebookGraph notebook(false);
  auto kernel = Kernel<double>::compile(notebook.g, {{notebook.loss, notebook.gradient}, {}});
  REQUIRE(kernel);
  const double w1 = 10;
  const double* columns[] = {data.x.data(), data.y.data()};
  double out[2];
  kernel.value().run({&w1, columns, 100, out, nullptr});
  CHECK(out[0] == 38.407744806265676);
  CHECK_THAT(10 - 0.01 * out[1], WithinULP(9.862949383699329, 1));  // gd_float64_full.W[0] of NumPy 1.24.2
}

TEST_CASE("float32 descends as the notebook printed it") {
  const NotebookData data;
  const std::vector<float> x(data.x.begin(), data.x.end()), y(data.y.begin(), data.y.end());
  NotebookGraph notebook(true);
  auto kernel = Kernel<float>::compile(notebook.g, {{notebook.loss, notebook.gradient}, {}});
  REQUIRE(kernel);
  struct Printed {
    int epoch;
    double loss, w1;
  };
  // The five lines of the notebook's log.
  const std::vector<Printed> log{{0, 36.55500411987305, 9.86294937133789},
                                 {100, 4.018570423126221, 5.273087501525879},
                                 {200, 3.88777232170105, 4.982072830200195},
                                 {300, 3.887246608734131, 4.963622093200684},
                                 {400, 3.887244701385498, 4.962451457977295}};
  const float* columns[] = {x.data(), y.data()};
  float w1 = 10, out[2];
  std::size_t line = 0;
  for (int epoch = 0; epoch <= 400; ++epoch) {
    kernel.value().run({&w1, columns, 100, out, nullptr});
    w1 -= 0.01f * out[1];
    kernel.value().run({&w1, columns, 100, out, nullptr});
    if (epoch != log[line].epoch) continue;
    CHECK(static_cast<double>(out[0]) == log[line].loss);
    CHECK(static_cast<double>(w1) == log[line].w1);
    line++;
  }
  CHECK(line == log.size());
}
