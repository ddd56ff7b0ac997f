// The kernel against `evaluate`, both against the interpreter, and all against the notebook. Natively a
// kernel is `evaluate`; the same program in Node puts WebAssembly in its place.
#include "jit/kernel.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "../golden/numpy.hpp"
#include "catch.hpp"
#include "data/sum.hpp"
#include "graph/interpret.hpp"
#include "jit/emit_wasm.hpp"
#include "jit/primitive_kernel.hpp"

using namespace descenso;

namespace {

using P = Primitive;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

template <class T>
bool same_bits(T a, T b) {
  return (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0;
}

template <class T>
struct Data {
  std::vector<T> parameters;
  std::vector<std::vector<T>> columns;
  std::size_t rows;
};

template <class T>
Data<T> make_data(std::size_t rows, std::size_t columns, std::mt19937& random) {
  std::uniform_real_distribution<double> number(-3, 3);
  Data<T> data{{}, std::vector<std::vector<T>>(columns), rows};
  for (int k = 0; k < 3; ++k) data.parameters.push_back(static_cast<T>(number(random)));
  for (auto& column : data.columns)
    for (std::size_t row = 0; row < rows; ++row) column.push_back(static_cast<T>(number(random)));
  return data;
}

template <class T>
struct Answers {
  std::vector<T> scalars;
  std::vector<std::vector<T>> columns;
};

/// Calls run(parameters, columns, scalars, outputs) with room for the answers.
template <class T, class Run>
Answers<T> collect(const Outputs& outputs, const Data<T>& data, Run run) {
  Answers<T> answers{std::vector<T>(outputs.scalars.size()), {}};
  answers.columns.assign(outputs.columns.size(), std::vector<T>(data.rows));
  std::vector<const T*> columns;
  for (const auto& column : data.columns) columns.push_back(column.data());
  std::vector<T*> written;
  for (auto& column : answers.columns) written.push_back(column.data());
  run(columns.data(), answers.scalars.data(), written.data());
  return answers;
}

template <class T>
Answers<T> run_kernel(Kernel<T>& kernel, const Outputs& outputs, const Data<T>& data) {
  return collect<T>(outputs, data, [&](const T* const* columns, T* scalars, T* const* written) {
    kernel.run({data.parameters.data(), columns, data.rows, scalars, written});
  });
}

template <class T>
Answers<T> run_evaluate(const Program& program, const Outputs& outputs, const Data<T>& data) {
  Workspace<T> workspace(program);
  const auto leaves = sum_leaves(data.rows);
  return collect<T>(outputs, data, [&](const T* const* columns, T* scalars, T* const* written) {
    evaluate<T>(program, {data.parameters.data(), columns, data.rows, leaves, scalars, written}, workspace);
  });
}

template <class T>
Answers<T> run_interpreter(const Graph& graph, const Outputs& outputs, const Data<T>& data) {
  const Bindings<T> bindings{data.parameters, data.columns, data.rows, ordered_sum<T>};
  Answers<T> answers;
  for (const NodeId id : outputs.scalars) answers.scalars.push_back(interpret(graph, id, bindings)[0]);
  for (const NodeId id : outputs.columns) {
    const std::vector<T> value = interpret(graph, id, bindings);
    answers.columns.push_back(graph[id].is_column ? value : std::vector<T>(data.rows, value[0]));
  }
  return answers;
}

/// The number of answers that differ in a bit.
template <class T>
int differences(const Answers<T>& a, const Answers<T>& b) {
  int count = 0;
  for (std::size_t k = 0; k < a.scalars.size(); ++k) count += !same_bits(a.scalars[k], b.scalars[k]);
  for (std::size_t k = 0; k < a.columns.size(); ++k)
    for (std::size_t row = 0; row < a.columns[k].size(); ++row)
      count += !same_bits(a.columns[k][row], b.columns[k][row]);
  return count;
}

/// loss = mean of (y − w1·x)² and its derivative, written down by hand: with a division by n (float64, as
/// NumPy's mean), or with a multiplication by 1/n (float32, as the notebook's log needs).
struct NotebookGraph {
  Graph g;
  Outputs outputs;

  explicit NotebookGraph(bool reciprocal) {
    const NodeId x = g.column(0), y = g.column(1), w = g.parameter(0), n = g.rows();
    const NodeId r = g.apply(P::sub, y, g.apply(P::mul, w, x));
    const NodeId squares = g.apply(P::sum, g.apply(P::mul, r, r));
    const NodeId share = g.apply(P::div, g.constant(1), n);
    const NodeId twice = g.apply(P::mul, g.constant(2), r);
    const NodeId slope = reciprocal ? g.apply(P::mul, share, twice) : twice;
    const NodeId total = g.apply(P::neg, g.apply(P::sum, g.apply(P::mul, slope, x)));
    outputs.scalars = {g.apply(reciprocal ? P::mul : P::div, squares, reciprocal ? share : n),
                       reciprocal ? total : g.apply(P::div, total, n)};
  }
};

template <class T>
struct Descent {
  std::vector<T> w, loss;
};

/// 401 steps w ← w − 0.01·L′(w) from w = 10, as the notebook takes them; entry k is after step k.
template <class T>
Descent<T> notebook_descent(const NotebookGraph& notebook) {
  const std::vector<T> x(std::begin(golden::notebook_x), std::end(golden::notebook_x));
  const std::vector<T> y(std::begin(golden::notebook_y), std::end(golden::notebook_y));
  auto kernel = Kernel<T>::compile(notebook.g, notebook.outputs);
  REQUIRE(kernel);
  const T* columns[] = {x.data(), y.data()};
  Descent<T> descent;
  T w = 10, out[2];
  for (int epoch = 0; epoch < 401; ++epoch) {
    kernel.value().run({&w, columns, x.size(), out, nullptr});
    w -= T(0.01) * out[1];
    kernel.value().run({&w, columns, x.size(), out, nullptr});
    descent.w.push_back(w);
    descent.loss.push_back(out[0]);
  }
  return descent;
}

/// op of as many of the arguments as it takes.
NodeId apply(Graph& g, Primitive op, NodeId a, NodeId b, NodeId c) {
  return arity(op) == 1 ? g.apply(op, a) : arity(op) == 2 ? g.apply(op, a, b) : g.apply(op, a, b, c);
}

/// A random graph of operations that are exact to the last bit everywhere, with sums, and sums of what
/// depends on sums.
struct RandomGraph {
  Graph g;
  Outputs outputs;

  RandomGraph(std::mt19937& random, std::size_t columns, int operations) {
    std::vector<NodeId> nodes{g.rows(), g.constant(0.75), g.constant(-2)};
    for (std::uint32_t k = 0; k < 3; ++k) nodes.push_back(g.parameter(k));
    for (std::uint32_t k = 0; k < columns; ++k) nodes.push_back(g.column(k));
    const Primitive choices[] = {P::add,  P::sub,   P::mul,        P::div,   P::neg,      P::abs,
                                 P::sqrt, P::min,   P::max,        P::sign,  P::floor,    P::less,
                                 P::sum,  P::equal, P::less_equal, P::where, P::not_equal};
    const auto pick = [&](auto& from) { return from[random() % std::size(from)]; };
    for (int k = 0; k < operations; ++k) {
      const Primitive op = pick(choices);
      const NodeId a = pick(nodes), b = pick(nodes), c = pick(nodes);
      nodes.push_back(apply(g, op, a, b, c));
    }
    for (int k = 0; k < 6; ++k) {
      const NodeId id = nodes[nodes.size() - 1 - static_cast<std::size_t>(k)];
      outputs.scalars.push_back(g[id].is_column ? g.apply(P::sum, id) : id);
      outputs.columns.push_back(id);
    }
  }
};

}  // namespace

TEST_CASE("the notebook's loss at w1 = 10 has NumPy's bits") {
  const NotebookGraph notebook(false);
  const Data<double> data{{10},
                          {{std::begin(golden::notebook_x), std::end(golden::notebook_x)},
                           {std::begin(golden::notebook_y), std::end(golden::notebook_y)}},
                          100};
  auto kernel = Kernel<double>::compile(notebook.g, notebook.outputs);
  REQUIRE(kernel);
  CHECK(run_kernel(kernel.value(), notebook.outputs, data).scalars[0] == 38.407744806265676);
}

TEST_CASE("float32 descends as the notebook printed it, every digit of every epoch") {
  const Descent<float> descent = notebook_descent<float>(NotebookGraph(true));
  for (const golden::Printed& line : golden::notebook_log) {
    const auto epoch = static_cast<std::size_t>(line.iteration);
    CHECK(static_cast<double>(descent.loss[epoch]) == line.loss);
    CHECK(static_cast<double>(descent.w[epoch]) == line.w);
  }
  for (std::size_t k = 0; k < 401; ++k) {
    CHECK(static_cast<double>(descent.w[k]) == golden::descent_w_float32[k]);
    CHECK(static_cast<double>(descent.loss[k]) == golden::descent_loss_float32[k]);
  }
}

TEST_CASE("float64 descends as NumPy does") {
  const Descent<double> descent = notebook_descent<double>(NotebookGraph(false));
  for (std::size_t k = 0; k < 401; ++k) {
    // 4 ULP: NumPy's recipe multiplies in another order.
    CHECK_THAT(descent.w[k], WithinULP(golden::descent_w_float64[k], 4));
    CHECK_THAT(descent.loss[k], WithinULP(golden::descent_loss_float64[k], 4));
  }
}

TEMPLATE_TEST_CASE("kernel, evaluate and interpreter agree bit for bit for any number of rows", "", double,
                   float) {
  std::mt19937 random(1);
  RandomGraph made(random, 3, 40);
  auto kernel = Kernel<TestType>::compile(made.g, made.outputs);
  REQUIRE(kernel);
  std::vector<std::size_t> sizes;
  for (std::size_t n = 0; n <= 300; ++n) sizes.push_back(n);
  for (const std::size_t n : {8191, 8192, 8193, 16384, 16391, 20001}) sizes.push_back(n);
  for (const std::size_t n : sizes) {
    const auto data = make_data<TestType>(n, 3, random);
    const auto judged = run_kernel(kernel.value(), made.outputs, data);
    INFO("n = " << n);
    CHECK(differences(judged, run_evaluate(kernel.value().program(), made.outputs, data)) == 0);
    CHECK(differences(judged, run_interpreter(made.g, made.outputs, data)) == 0);
  }
}

TEMPLATE_TEST_CASE("random programs: kernel, evaluate and interpreter agree bit for bit", "", double, float) {
  std::mt19937 random(2);
  std::size_t max_passes = 0;
  for (int trial = 0; trial < 300; ++trial) {
    RandomGraph made(random, 1 + random() % 4, 5 + static_cast<int>(random() % 60));
    auto kernel = Kernel<TestType>::compile(made.g, made.outputs);
    REQUIRE(kernel);
    max_passes = std::max(max_passes, kernel.value().program().passes.size());
    auto data = make_data<TestType>(1 + random() % 150, 4, random);
    if (trial % 3 == 0)  // non-finite numbers, zeros and subnormals among the data
      for (auto& column : data.columns)
        for (const double special : {kNaN, kInfinity, -kInfinity, 0.0, -0.0, 1e-320, 1e308})
          column[random() % data.rows] = static_cast<TestType>(special);
    const auto judged = run_kernel(kernel.value(), made.outputs, data);
    INFO("trial " << trial << "\n" << to_string(kernel.value().program()));
    CHECK(differences(judged, run_evaluate(kernel.value().program(), made.outputs, data)) == 0);
    CHECK(differences(judged, run_interpreter(made.g, made.outputs, data)) == 0);
  }
  CHECK(max_passes >= 3);  // else sums of sums were not tested
}

TEMPLATE_TEST_CASE("every primitive: kernel and evaluate have the same bits, edges included", "", double,
                   float) {
  std::vector<TestType> a, b, c;
  const double values[] = {0.0,    -0.0,   1,     -1,    0.5,  -0.5,   2,     -3,        0.1,       1e-5,
                           -1e-20, 1e-310, 7.25,  40,    -40,  88,     -104,  710,       -746,      1e19,
                           -1e22,  1e308,  1.6e6, 1.7e6, kNaN, 3.1415, -1.57, kInfinity, -kInfinity};
  for (const double x : values)
    for (const double y : values) {
      a.push_back(static_cast<TestType>(x));
      b.push_back(static_cast<TestType>(y));
      c.push_back(static_cast<TestType>(x - y));
    }
  const Data<TestType> data{{TestType(0.7), TestType(-1.3), 0}, {a, b, c}, a.size()};
  for (int op = static_cast<int>(P::add); op <= static_cast<int>(P::mod); ++op) {
    const auto primitive = static_cast<Primitive>(op);
    Graph g;
    const NodeId scalar = apply(g, primitive, g.parameter(0), g.parameter(1), g.parameter(2));
    const NodeId column = apply(g, primitive, g.column(0), g.column(1), g.column(2));
    const Outputs outputs{{scalar}, {column, apply(g, primitive, scalar, g.column(1), scalar)}};
    auto kernel = Kernel<TestType>::compile(g, outputs);
    REQUIRE(kernel);
    INFO(name(primitive));
    const auto judged = run_kernel(kernel.value(), outputs, data);
    CHECK(differences(judged, run_evaluate(kernel.value().program(), outputs, data)) == 0);

    // 4 ULP: the largest error of a vectorized function is 2.4, that of the C library below 1.5.
    const auto truth = run_interpreter(g, outputs, data);
    int wrong = 0;
    for (std::size_t row = 0; row < a.size(); ++row) {
      const TestType got = judged.columns[0][row], want = truth.columns[0][row];
      const bool alike = same_bits(got, want) || got == want || WithinULP(want, 4).match(got);
      wrong += !alike;
      if (!alike) UNSCOPED_INFO(a[row] << ", " << b[row] << " gives " << got << ", not " << want);
    }
    CHECK(wrong == 0);
  }
}

TEMPLATE_TEST_CASE("a program of many elementary functions calls each as one function, with the same bits",
                   "", double, float) {
  Graph g;
  Outputs outputs;
  for (const Primitive primitive : {P::exp, P::expm1, P::log, P::log1p, P::sin, P::cos, P::tan, P::sinh,
                                    P::cosh, P::tanh, P::sigmoid, P::softplus})
    for (std::uint32_t k = 0; k < 4; ++k) {
      const NodeId argument = g.apply(P::mul, g.parameter(k % 2), g.column(k / 2));
      outputs.columns.push_back(g.apply(primitive, argument));
      outputs.scalars.push_back(g.apply(P::sum, outputs.columns.back()));
      outputs.scalars.push_back(g.apply(primitive, g.parameter(k % 2)));
    }
  REQUIRE(outputs.columns.size() == 48);
  auto kernel = Kernel<TestType>::compile(g, outputs);
  REQUIRE(kernel);
  CHECK(kernel.value().is_compiled() == (kernel_backend() == "wasm-simd"));
  std::mt19937 random(5);
  for (const std::size_t n : {1, 2, 3, 7, 129, 500}) {
    auto data = make_data<TestType>(n, 2, random);
    data.columns[1][n / 2] = static_cast<TestType>(1e7);  // the slow path of sine and cosine
    INFO("n = " << n);
    CHECK(differences(run_kernel(kernel.value(), outputs, data),
                      run_evaluate(kernel.value().program(), outputs, data)) == 0);
  }
  // Written inline at six places for each of its 96 uses, this module would be ten times as large.
  CHECK(emit_wasm<TestType>(kernel.value().program()).size() < 60'000);
}

TEMPLATE_TEST_CASE("exp has the same bits whether all arguments of a leaf are moderate or one is not", "",
                   double, float) {
  const double most = elementary::max_moderate;
  std::mt19937 random(8);
  std::uniform_real_distribution<double> whole(-most, most), exponent(-300, std::log10(most));
  Graph g;
  const NodeId e = g.apply(P::exp, g.column(0));
  // The second function needs the first: its loop takes up what the first has kept.
  const NodeId second = g.apply(P::sin, g.apply(P::exp, g.apply(P::mul, g.constant(0.25), e)));
  const Outputs outputs{{g.apply(P::sum, e)}, {e, second}};
  auto kernel = Kernel<TestType>::compile(g, outputs);
  REQUIRE(kernel);
  for (const std::size_t n : {1, 2, 3, 5, 8, 100, 127, 128, 129, 400})
    for (const double odd : {0.0, most, -most, 700.0, -720.0, -745.0, 800.0, -1e300, kInfinity, kNaN}) {
      Data<TestType> data{{}, {std::vector<TestType>(n)}, n};
      for (TestType& x : data.columns[0]) {
        const double power = std::pow(10, exponent(random));
        x = static_cast<TestType>(random() % 2 ? whole(random) : random() % 2 ? power : -power);
      }
      if (odd != 0) data.columns[0][random() % n] = static_cast<TestType>(odd);
      INFO(n << " rows, one of them " << odd);
      CHECK(differences(run_kernel(kernel.value(), outputs, data),
                        run_evaluate(kernel.value().program(), outputs, data)) == 0);
    }
}

TEST_CASE("the sign of a zero is that zero in kernels too") {
  for (const double x : {0.0, -0.0, 2.0, -2.0})
    CHECK(same_bits(apply_lanes(P::sign, x, x, x), apply_primitive(P::sign, x, x, x)));
}

TEST_CASE("without columns and sums a kernel computes numbers from numbers") {
  Graph g;
  const NodeId w1 = g.parameter(0), w2 = g.parameter(1);
  const NodeId valley = g.apply(P::sub, w2, g.apply(P::mul, w1, w1));
  const NodeId step = g.apply(P::sub, g.constant(1), w1);
  const Outputs outputs{{g.apply(P::add, g.apply(P::mul, step, step),
                                 g.apply(P::mul, g.constant(100), g.apply(P::mul, valley, valley)))},
                        {}};
  auto kernel = Kernel<double>::compile(g, outputs);
  REQUIRE(kernel);
  const double theta[] = {-1.2, 1};
  double value = 0;
  kernel.value().run({theta, nullptr, 0, &value, nullptr});
  CHECK_THAT(value, WithinULP(24.2, 1));  // Rosenbrock (1960) at his start
}

TEST_CASE("64 parameters with their whole gradient, and a Hessian too large for a kernel") {
  Graph g;
  NodeId prediction = g.constant(0);
  std::vector<NodeId> powers{g.constant(1)};
  for (std::uint32_t k = 0; k < 64; ++k) {
    prediction = g.apply(P::add, prediction, g.apply(P::mul, g.parameter(k), powers.back()));
    powers.push_back(g.apply(P::mul, powers.back(), g.column(0)));
  }
  const NodeId r = g.apply(P::sub, g.column(1), prediction);
  Outputs gradient{{g.apply(P::sum, g.apply(P::mul, r, r))}, {r}}, hessian;
  for (std::size_t i = 0; i < 64; ++i) {
    gradient.scalars.push_back(g.apply(P::sum, g.apply(P::mul, r, powers[i])));
    for (std::size_t j = 0; j <= i; ++j)
      hessian.scalars.push_back(g.apply(P::sum, g.apply(P::mul, powers[i], powers[j])));
  }
  std::mt19937 random(3);
  auto data = make_data<double>(200, 2, random);
  for (int k = 3; k < 64; ++k) data.parameters.push_back(1.0 / k);
  for (double& x : data.columns[0]) x /= 3;
  for (const Outputs* outputs : {&gradient, &hessian}) {
    auto kernel = Kernel<double>::compile(g, *outputs);
    REQUIRE(kernel);
    CHECK(differences(run_kernel(kernel.value(), *outputs, data), run_interpreter(g, *outputs, data)) == 0);
  }
}

TEST_CASE("kernels move, and replace each other, without leaving anything behind") {
  const NotebookGraph notebook(false);
  const Data<double> data{{10},
                          {{std::begin(golden::notebook_x), std::end(golden::notebook_x)},
                           {std::begin(golden::notebook_y), std::end(golden::notebook_y)}},
                          100};
  auto kept = Kernel<double>::compile(notebook.g, notebook.outputs);
  REQUIRE(kept);
  for (int k = 0; k < 1000; ++k) {
    auto other = Kernel<double>::compile(notebook.g, notebook.outputs);
    REQUIRE(other);
    kept.value() = std::move(other.value());
  }
  CHECK(run_kernel(kept.value(), notebook.outputs, data).scalars[0] == 38.407744806265676);
}

TEST_CASE("the emitted module is WebAssembly") {
  const NotebookGraph notebook(false);
  const auto program = lower(notebook.g, notebook.outputs);
  REQUIRE(program);
  const wasm::Bytes module = emit_wasm<double>(program.value());
  REQUIRE(module.size() > 8);
  const std::vector<int> version_1{0, 'a', 's', 'm', 1, 0, 0, 0};
  CHECK(std::vector<int>(module.begin(), module.begin() + 8) == version_1);
}
