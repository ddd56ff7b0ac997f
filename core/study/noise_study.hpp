// The noise study: the distribution of the fit over simulated samples.
//
//     y⁽ʳ⁾ = truth(x) + factor · N(mean, sd²),     θ̂⁽ʳ⁾ = argmin L(θ; y⁽ʳ⁾),     r = 1 … R
//
// For a model linear in θ with Jacobian J = ∂ŷ/∂θ, θ̂ = θ° + J⁺ noise, where θ° fits the truth without noise.
// Hence
//
//     E[θ̂] = θ° + factor·mean · J⁺1                noise with a mean biases the fit where J⁺1 ≠ 0
//     sd(θ̂) = |factor|·sd · √diag (JᵀJ)⁻¹          the standard error of one sample
//
// On the notebook's data J⁺1 = 0, so the slope is not biased. For other models both hold to first order in
// the noise, and every sample is fitted by Levenberg–Marquardt. The samples continue one stream, so the first
// of them is the experiment's own data.
//
// For user data the truth is unknown. Their fit θ̂ takes its place, and the residuals that of the noise (the
// residual bootstrap, Efron 1979): with weights ω and rᵢ = √ωᵢ (yᵢ − ŷᵢ),
//
//     yᵢ⁽ʳ⁾ = ŷᵢ(θ̂) + eᵢ/√ωᵢ,      eᵢ drawn with replacement from  √(n/(n − p)) · (r − mean r)
//
// The root corrects for the p degrees of freedom that the fit took from the residuals. For a line with an
// intercept the spread of the fits is then the classical standard error s·√diag (JᵀJ)⁻¹ of fit/fit.hpp.
//
// On the notebook's data sd(w) = 2/√136.027 = 0.171482…. A test repeats it, and compares 10,000 samples.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

/// The largest number of simulated samples of one study.
inline constexpr double max_draws = 10000;

struct NoiseStudy {
  bool exact = false;  ///< the model is linear in its parameters, so theory and fits are exact
  std::vector<std::string> names;
  bool resampled = false;  ///< user data: a bootstrap around their fit
  /// p columns of R fits. For simulated data the first row is the fit of the experiment's own data.
  std::vector<std::vector<double>> estimates;
  std::vector<double> truth;                       ///< θ°, or the fit of user data
  std::vector<double> mean, sd;                    ///< of the estimates; sd with R − 1
  std::vector<double> expected_mean, expected_sd;  ///< by theory
};

/// R from 2 to 10,000. Errors: those of `run`; needs_residuals for a loss without them; singular;
/// too_few_rows for user data without degrees of freedom (n ≤ p); limits of `draws`; too_much_work. Cost:
/// about 20 ns × R × n for a linear model, else R fits.
Result<NoiseStudy> noise_study(const Experiment& experiment, double draws);

}  // namespace descenso
