// Luck: the same experiment with its noise drawn again and again, each time fitted exactly.
//
//     y⁽ʳ⁾ = truth(x) + factor · N(mean, sd²),     θ̂⁽ʳ⁾ = argmin L(θ; y⁽ʳ⁾),     r = 1 … R
//
// For a model linear in θ with Jacobian J = ∂ŷ/∂θ, θ̂ = θ° + J⁺ noise, where θ° fits the truth without noise. Hence
//
//     E[θ̂] = θ° + factor·mean · J⁺1           a noise with a mean pulls the fit away, and no optimizer can know
//     sd(θ̂) = |factor|·sd · √diag (JᵀJ)⁻¹       the standard error of one sample
//
// Otherwise both hold to first order in the noise, and every draw is fitted by Levenberg–Marquardt. The draws continue
// one stream, so the first of them is the experiment's own data.
//
// On the notebook's data sd(w) = 2/√136.027 = 0.171482…. A test repeats it, and compares 10,000 draws.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

struct NoiseStudy {
  bool exact = false;  ///< the model is linear in its parameters: the theory holds, and the fits are exact
  std::vector<std::string> names;
  std::vector<std::vector<double>> estimates;  ///< p columns of R fits; the first row fits the experiment's own data
  std::vector<double> truth;                   ///< θ°
  std::vector<double> mean, sd;                ///< of the estimates; sd with R − 1
  std::vector<double> expected_mean, expected_sd;  ///< by theory
};

/// R from 2 to 10,000. Errors: those of `run`; not_an_object for data that are not simulated (there is no noise to draw);
/// needs_residuals for a loss without them; singular; limits of `draws`; too_much_work.
/// Cost: about 20 ns × R × n for a linear model, else R fits.
Result<NoiseStudy> noise_study(const Experiment& experiment, double draws);

}  // namespace descenso
