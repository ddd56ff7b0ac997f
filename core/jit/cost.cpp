#include "jit/cost.hpp"

#include <algorithm>

namespace descenso {
namespace {

/// Of a call: arguments in, results out, and the step of the method that asked for it.
constexpr double call_cost = 500;
/// A number that is computed once waits for the one before it.
constexpr double scalar_cost = 10;

}  // namespace

double cost(Primitive op) {
  switch (op) {
    case Primitive::constant:
    case Primitive::parameter:
    case Primitive::column:
    case Primitive::rows:
    case Primitive::add:
    case Primitive::sub:
    case Primitive::mul:
    case Primitive::neg:
    case Primitive::abs:
    case Primitive::floor:
    case Primitive::less:
    case Primitive::less_equal:
    case Primitive::equal:
    case Primitive::not_equal:
      return 1;
    case Primitive::sum:
    case Primitive::where:
      return 2;
    case Primitive::div:
    case Primitive::min:
    case Primitive::max:
    case Primitive::sign:
      return 4;
    case Primitive::sqrt:
      return 12;
    case Primitive::exp:
      return 60;
    case Primitive::log:
      return 70;
    case Primitive::expm1:
    case Primitive::cosh:
      return 80;
    case Primitive::log1p:
    case Primitive::tanh:
    case Primitive::sin:
    case Primitive::cos:
    case Primitive::atan:
    case Primitive::sigmoid:
      return 100;
    case Primitive::sinh:
    case Primitive::tan:
    case Primitive::asin:
    case Primitive::acos:
    case Primitive::cbrt:
    case Primitive::log2:
      return 120;
    case Primitive::log10:
    case Primitive::mod:
      return 150;
    case Primitive::softplus:
    case Primitive::erf:
    case Primitive::pow:
    case Primitive::atan2:
    case Primitive::hypot:
      return 220;
  }
  return 1;
}

double operations(const Program& program, std::size_t rows) {
  const auto all = [](const std::vector<Instruction>& instructions, double least) {
    double sum = 0;
    for (const Instruction& each : instructions) sum += std::max(cost(each.op), least);
    return sum;
  };
  double once = call_cost + all(program.prologue, scalar_cost), per_row = 0;
  for (const Pass& pass : program.passes) {
    once += all(pass.scalars, scalar_cost);
    per_row += all(pass.rows, 1);
  }
  return once + per_row * static_cast<double>(rows);
}

}  // namespace descenso
