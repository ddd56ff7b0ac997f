#include "loss/reduced_squares.hpp"

namespace descenso {

double ReducedSquares::evaluate(std::span<const double> theta, std::span<double> gradient) const {
  const std::size_t p = optimum.size();
  for (double& slope : gradient) slope = 0;
  double squares = 0;
  for (std::size_t i = 0; i < p; ++i) {
    double row = 0;  // (R(θ − θ*))ᵢ
    for (std::size_t j = i; j < p; ++j) row += triangle[j * p + i] * (theta[j] - optimum[j]);
    squares += row * row;
    if (gradient.empty()) continue;
    for (std::size_t j = i; j < p; ++j) gradient[j] += 2 * factor * triangle[j * p + i] * row;
  }
  return loss + factor * squares;
}

}  // namespace descenso
