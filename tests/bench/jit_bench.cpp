// Kernels compiled at run time against the same loops written by hand in C++, in one run: time of one
// evaluation of the mean squared error and its gradient. Both read the same columns; the hand-written loops
// use SIMD registers and eight accumulators per sum, as one would for speed, with the C library's exp.
//
//     emcmake cmake -S . -B build/wasm -G Ninja && cmake --build build/wasm --target jit_bench
//     node --no-experimental-fetch --no-liftoff build/wasm/jit_bench.js
//
// --no-liftoff compares optimized code with optimized code; without it V8 keeps some loops in its baseline
// compiler for long, those by hand too, but compilation takes the time that a page sees.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "jit/kernel.hpp"

using namespace descenso;

namespace {

/// A SIMD register of clang and gcc: 2 doubles or 4 floats, with + − × ÷.
template <class T>
using Register __attribute__((vector_size(16))) = T;

inline double exponential(double x) { return std::exp(x); }
inline float exponential(float x) { return std::exp(x); }
template <class V>
V exponential(V x) {
  for (std::size_t lane = 0; lane < sizeof(V) / sizeof(x[0]); ++lane) x[lane] = std::exp(x[lane]);
  return x;
}

/// A model ŷ(θ, x), and its partial derivatives into `d`, both as a C++ function and as graph nodes.
struct Line {
  static constexpr std::size_t p = 1;
  static constexpr const char* text = "w1*x";
  template <class V, class T>
  static V predict(const T* w, V x, V* d) {
    d[0] = x;
    return w[0] * x;
  }
  static NodeId predict(Graph& g, const NodeId* w, NodeId x, NodeId* d) {
    d[0] = x;
    return g.apply(Primitive::mul, w[0], x);
  }
};

struct Affine {
  static constexpr std::size_t p = 2;
  static constexpr const char* text = "w1+w2*x";
  template <class V, class T>
  static V predict(const T* w, V x, V* d) {
    d[0] = 0 * x + 1;
    d[1] = x;
    return w[0] + w[1] * x;
  }
  static NodeId predict(Graph& g, const NodeId* w, NodeId x, NodeId* d) {
    d[0] = g.constant(1);
    d[1] = x;
    return g.apply(Primitive::add, w[0], g.apply(Primitive::mul, w[1], x));
  }
};

struct Exponential {
  static constexpr std::size_t p = 3;
  static constexpr const char* text = "w1*exp(-w2*x)+w3";
  template <class V, class T>
  static V predict(const T* w, V x, V* d) {
    d[0] = exponential(-w[1] * x);
    const V product = w[0] * d[0];
    d[1] = -(product * x);
    d[2] = 0 * x + 1;
    return product + w[2];
  }
  static NodeId predict(Graph& g, const NodeId* w, NodeId x, NodeId* d) {
    using enum Primitive;
    d[0] = g.apply(exp, g.apply(mul, g.apply(neg, w[1]), x));
    const NodeId product = g.apply(mul, w[0], d[0]);
    d[1] = g.apply(neg, g.apply(mul, product, x));
    d[2] = g.constant(1);
    return g.apply(add, product, w[2]);
  }
};

struct Polynomial {
  static constexpr std::size_t p = 6;
  static constexpr const char* text = "polynomial, degree 5";
  template <class V, class T>
  static V predict(const T* w, V x, V* d) {
    V y = 0 * x + w[0];
    d[0] = 0 * x + 1;
    for (std::size_t k = 1; k < p; ++k) {
      d[k] = d[k - 1] * x;
      y += w[k] * d[k];
    }
    return y;
  }
  static NodeId predict(Graph& g, const NodeId* w, NodeId x, NodeId* d) {
    NodeId y = w[0];
    d[0] = g.constant(1);
    for (std::size_t k = 1; k < p; ++k) {
      d[k] = g.apply(Primitive::mul, d[k - 1], x);
      y = g.apply(Primitive::add, y, g.apply(Primitive::mul, w[k], d[k]));
    }
    return y;
  }
};

/// The loop as one would write it for speed: SIMD registers, eight accumulators per sum. It must stay a
/// function of its own: V8 optimizes a function that is called often, never one that is running.
template <class Model, class T>
[[gnu::noinline]] void by_hand(const T* w, const T* x, const T* y, std::size_t n, T* out) {
  constexpr std::size_t lanes = 16 / sizeof(T), groups = 8 / lanes, sums = Model::p + 1;
  Register<T> totals[sums][groups] = {};
  std::size_t row = 0;
  for (; row + 8 <= n; row += 8) {
    for (std::size_t group = 0; group < groups; ++group) {
      Register<T> at, observed, d[Model::p];
      std::memcpy(&at, x + row + group * lanes, sizeof at);
      std::memcpy(&observed, y + row + group * lanes, sizeof observed);
      const Register<T> r = observed - Model::template predict<Register<T>, T>(w, at, d);
      totals[0][group] += r * r;
      for (std::size_t k = 0; k < Model::p; ++k) totals[k + 1][group] += r * d[k];
    }
  }
  for (std::size_t s = 0; s < sums; ++s) {
    out[s] = 0;
    for (const Register<T>& part : totals[s])
      for (std::size_t lane = 0; lane < lanes; ++lane) out[s] += part[lane];
  }
  for (; row < n; ++row) {
    T d[Model::p];
    const T r = y[row] - Model::template predict<T, T>(w, x[row], d);
    out[0] += r * r;
    for (std::size_t k = 0; k < Model::p; ++k) out[k + 1] += r * d[k];
  }
  for (std::size_t s = 0; s < sums; ++s) out[s] *= (s == 0 ? 1 : -2) / static_cast<T>(n);
}

template <class Model>
Outputs build(Graph& g) {
  using enum Primitive;
  std::array<NodeId, Model::p> w, d;
  for (std::uint32_t k = 0; k < Model::p; ++k) w[k] = g.parameter(k);
  const NodeId x = g.column(0), y = g.column(1), n = g.rows();
  const NodeId r = g.apply(sub, y, Model::predict(g, w.data(), x, d.data()));
  Outputs outputs{{g.apply(div, g.apply(sum, g.apply(mul, r, r)), n)}, {}};
  for (std::size_t k = 0; k < Model::p; ++k) {
    const NodeId total = g.apply(sum, g.apply(mul, r, d[k]));
    outputs.scalars.push_back(g.apply(div, g.apply(mul, g.constant(-2), total), n));
  }
  return outputs;
}

double now_ms() {
  const auto since_start = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration<double, std::milli>(since_start).count();
}

/// Nanoseconds per call: the best of 7 rounds of about 20 ms, after one round of warming up.
template <class F>
double time_ns(F call) {
  std::size_t calls = 1;
  double best = 1e300;
  for (int round = 0; round < 8;) {
    const double start = now_ms();
    for (std::size_t k = 0; k < calls; ++k) call();
    const double ms = now_ms() - start;
    if (ms < 10 && calls < (std::size_t{1} << 30))
      calls *= 2;
    else if (round++ > 0)
      best = std::min(best, ms * 1e6 / static_cast<double>(calls));
  }
  return best;
}

volatile double sink;  // keeps results alive

template <class Model, class T>
void measure(const char* precision) {
  double start = now_ms();
  Graph graph;
  const Outputs outputs = build<Model>(graph);
  auto kernel = Kernel<T>::compile(graph, outputs);
  const double first_ms = now_ms() - start;
  start = now_ms();
  for (int k = 0; k < 10; ++k) (void)Kernel<T>::compile(graph, outputs);
  const double compile_ms = (now_ms() - start) / 10;
  for (const std::size_t n : {std::size_t{100}, std::size_t{10'000}, std::size_t{1'000'000}}) {
    std::vector<T> x(n), y(n), w(Model::p, T(0.3)), out(Model::p + 1), expected(Model::p + 1);
    for (std::size_t k = 0; k < n; ++k) {
      x[k] = static_cast<T>(-2 + 4.0 * static_cast<double>(k) / static_cast<double>(n - 1));
      y[k] = 5 * x[k] + static_cast<T>(std::sin(static_cast<double>(k)));
    }
    const T* columns[] = {x.data(), y.data()};
    const double hand = time_ns([&] {
      by_hand<Model, T>(w.data(), x.data(), y.data(), n, expected.data());
      sink = static_cast<double>(expected[0]);
    });
    const double jit = time_ns([&] {
      kernel.value().run({w.data(), columns, n, out.data(), nullptr});
      sink = static_cast<double>(out[0]);
    });
    const double difference = std::abs(static_cast<double>(out[1] / expected[1]) - 1);
    std::printf("%-22s %-8s %9zu %12.0f %12.0f %7.2f %9.2f %9.2f  %.1e\n", Model::text, precision, n, jit,
                hand, jit / hand, first_ms, compile_ms, difference);
  }
}

template <class Model>
void measure_both() {
  measure<Model, double>("float64");
  measure<Model, float>("float32");
}

}  // namespace

int main() {
  std::printf("kernels run as %s\n", std::string(kernel_backend()).c_str());
  std::printf("%-22s %-8s %9s %12s %12s %7s %9s %9s  %s\n", "model", "", "n", "jit ns", "by hand ns", "ratio",
              "first ms", "again ms", "difference");
  measure_both<Line>();
  measure_both<Affine>();
  measure_both<Exponential>();
  measure_both<Polynomial>();
}
