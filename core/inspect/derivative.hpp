// The derivative at one point, twice: by automatic differentiation and by central differences,
//
//     L′(w) ≈ (L(w + δ) − L(w − δ)) / 2δ,      δ = ∛ε · max(1, |w|)
//
// The error of the difference is δ²L‴/6 from the formula plus about ε·|L|/δ from rounding; δ = ∛ε balances
// the two, so about ten of the sixteen digits of a double agree; the others are lost to the subtraction.
// Automatic differentiation loses none of them: it differentiates every operation exactly.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

struct Derivative {
  std::vector<std::string> names;
  double loss = 0;
  std::vector<double> gradient;           ///< by automatic differentiation
  std::vector<double> finite_difference;  ///< by central differences
  std::vector<double> difference;         ///< the step δ of each
};

/// Both derivatives of the experiment's loss at `parameters` (every parameter needs a value), always in
/// double. Errors: those of `prepare`; missing_field. Cost: 1 gradient and 2p values.
Result<Derivative> derivative(const Experiment& experiment, const NamedNumbers& parameters);

/// The number of decimal digits on which two numbers agree: −log₁₀ of their relative difference, in [0, 17].
/// 17 if they are equal, 0 if one is not finite.
int shared_digits(double a, double b);

}  // namespace descenso
