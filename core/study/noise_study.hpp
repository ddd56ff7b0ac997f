// Luck: the same experiment with its noise drawn again and again, each time fitted exactly.
//
//     y⁽ʳ⁾ = truth(x) + factor · N(mean, sd²),     θ̂⁽ʳ⁾ = argmin L(θ; y⁽ʳ⁾),     r = 1 … R
//
// For a model linear in θ with Jacobian J = ∂ŷ/∂θ, θ̂ = θ° + J⁺ noise, where θ° fits the truth without noise.
// Hence
//
//     E[θ̂] = θ° + factor·mean · J⁺1           a noise with a mean pulls the fit away, and no optimizer can
//     know sd(θ̂) = |factor|·sd · √diag (JᵀJ)⁻¹       the standard error of one sample
//
// Otherwise both hold to first order in the noise, and every draw is fitted by Levenberg–Marquardt. The draws
// continue one stream, so the first of them is the experiment's own data.
//
// One's own data have no known truth. Their fit θ̂ stands in for it, and the residuals for the noise (the
// residual bootstrap, Efron 1979): with weights ω and rᵢ = √ωᵢ (yᵢ − ŷᵢ),
//
//     yᵢ⁽ʳ⁾ = ŷᵢ(θ̂) + eᵢ/√ωᵢ,      eᵢ drawn with replacement from  √(n/(n − p)) · (r − mean r)
//
// where the root makes up for what a fit of p parameters took from the residuals. For a line with an
// intercept the spread of the fits is then the classical standard error s·√diag (JᵀJ)⁻¹ of run/fit.hpp.
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
  bool resampled = false;  ///< the data are one's own: a bootstrap around their fit
  std::vector<std::vector<double>>
      estimates;              ///< p columns of R fits; of simulated data the first row fits the experiment's
  std::vector<double> truth;  ///< θ°, or the fit of one's own data
  std::vector<double> mean, sd;                    ///< of the estimates; sd with R − 1
  std::vector<double> expected_mean, expected_sd;  ///< by theory
};

/// R from 2 to 10,000. Errors: those of `run`; needs_residuals for a loss without them; singular;
/// too_few_rows for own data that leave no residuals (n ≤ p); limits of `draws`; too_much_work. Cost: about
/// 20 ns × R × n for a linear model, else R fits.
Result<NoiseStudy> noise_study(const Experiment& experiment, double draws);

}  // namespace descenso
