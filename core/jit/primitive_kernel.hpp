// The operation of each primitive on lanes: one table, which `evaluate` runs and `emit_wasm` compiles.
//
// Where only + − × ÷ √ and comparisons are involved the bits are those of graph/primitive_math.hpp. The
// vectorized elementary functions are ours (elementary.hpp); the others call the C library once per row.
#pragma once

#include <cmath>

#include "graph/graph.hpp"
#include "graph/primitive_math.hpp"
#include "jit/elementary.hpp"
#include "jit/number_lanes.hpp"
#include "work.hpp"

namespace descenso {

/// The remainder, which takes the C library a step for each binary digit of the quotient: they are counted.
inline double counted_mod(double a, double b) {
  int of_a = 0, of_b = 0;
  std::frexp(a, &of_a);
  std::frexp(b, &of_b);
  if (of_a > of_b) spend_work(quotient_digit_cost * (of_a - of_b));
  return mod(a, b);
}

/// op(a, b, c), of which the first arity(op) count. Leaves and sums are not computed from lanes: a.
template <class V>
V apply_lanes(Primitive op, const V& a, const V& b, const V& c) {
  const auto ours = [&a](auto f) { return through_double(f, a); };
  const auto library = [&](UnaryFunction f) {
    return through_double([f](const auto& x) { return call(f, x); }, a);
  };
  const auto library2 = [&](BinaryFunction f) {
    return through_double([f](const auto& x, const auto& y) { return call(f, x, y); }, a, b);
  };
  switch (op) {
    case Primitive::constant:
    case Primitive::parameter:
    case Primitive::column:
    case Primitive::rows:
    case Primitive::sum:
      return a;
    case Primitive::add:
      return a + b;
    case Primitive::sub:
      return a - b;
    case Primitive::mul:
      return a * b;
    case Primitive::div:
      return a / b;
    case Primitive::neg:
      return -a;
    case Primitive::abs:
      return absolute(a);
    case Primitive::sqrt:
      return square_root(a);
    case Primitive::floor:
      return round_down(a);
    case Primitive::min:
      return minimum(a, b);
    case Primitive::max:
      return maximum(a, b);
    case Primitive::sign: {
      const V zero = constant_like(a, 0);
      const V not_positive = select(is_less(a, zero), constant_like(a, -1), a);
      return select(is_less(zero, a), constant_like(a, 1), not_positive);
    }
    case Primitive::less:
      return one_where(is_less(a, b), a);
    case Primitive::less_equal:
      return one_where(is_less_equal(a, b), a);
    case Primitive::equal:
      return one_where(is_equal(a, b), a);
    case Primitive::not_equal:
      return one_where(is_different(a, b), a);
    case Primitive::where:
      return select(is_different(a, constant_like(a, 0)), b, c);
    case Primitive::exp:
      return ours([](const auto& x) { return elementary::exp(x); });
    case Primitive::expm1:
      return ours([](const auto& x) { return elementary::expm1(x); });
    case Primitive::log:
      return ours([](const auto& x) { return elementary::log(x); });
    case Primitive::log1p:
      return ours([](const auto& x) { return elementary::log1p(x); });
    case Primitive::sin:
      return ours([](const auto& x) { return elementary::sin(x); });
    case Primitive::cos:
      return ours([](const auto& x) { return elementary::cos(x); });
    case Primitive::tan:
      return ours([](const auto& x) { return elementary::tan(x); });
    case Primitive::sinh:
      return ours([](const auto& x) { return elementary::sinh(x); });
    case Primitive::cosh:
      return ours([](const auto& x) { return elementary::cosh(x); });
    case Primitive::tanh:
      return ours([](const auto& x) { return elementary::tanh(x); });
    case Primitive::sigmoid:
      return ours([](const auto& x) { return elementary::sigmoid(x); });
    case Primitive::softplus:
      return ours([](const auto& x) { return elementary::softplus(x); });
    case Primitive::log2:
      return library([](double x) { return std::log2(x); });
    case Primitive::log10:
      return library([](double x) { return std::log10(x); });
    case Primitive::cbrt:
      return library([](double x) { return std::cbrt(x); });
    case Primitive::asin:
      return library([](double x) { return std::asin(x); });
    case Primitive::acos:
      return library([](double x) { return std::acos(x); });
    case Primitive::atan:
      return library([](double x) { return std::atan(x); });
    case Primitive::erf:
      return library([](double x) { return std::erf(x); });
    case Primitive::pow:
      return library2([](double x, double y) { return std::pow(x, y); });
    case Primitive::atan2:
      return library2([](double x, double y) { return std::atan2(x, y); });
    case Primitive::hypot:
      return library2([](double x, double y) { return std::hypot(x, y); });
    case Primitive::mod:
      return library2(counted_mod);
  }
  return a;
}

}  // namespace descenso
