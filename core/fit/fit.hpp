// The fit of a model to its data by least squares, with its uncertainty (fit/fit_report.hpp).
//
// The band is that of the model's curve: with g = ∂ŷ/∂θ at x and C the covariance of the estimates,
//
//     ŷ(x) ± t₀.₉₅(n − p) · √(gᵀ C g)
//
// Exact for models linear in θ with normal noise, first order for others. On the notebook's data ŵ = 4.9623…,
// with standard error s/√Σx² = 0.1699….
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "fit/fit_report.hpp"
#include "run/experiment.hpp"
#include "run/trajectory.hpp"

namespace descenso {

/// The 95 % band of the fitted curve at given rows.
struct Band {
  std::vector<double> y, low, high;
};

struct Fit {
  std::vector<std::string> names;
  std::vector<double> parameters;  ///< the estimates
  FitReport report;
  double loss = 0;
  StopReason reason = StopReason::epochs;  ///< of the descent that found them
  std::optional<Obstacle> obstacle;        ///< of that reason
  double epochs = 0;
  Band band;  ///< empty when no rows were given
};

/// Fits by QR where the model is linear, else by Levenberg–Marquardt from the experiment's start
/// (fit/minimize.hpp), whatever its optimizer and stop; always in double. With weights ω residuals and
/// response are multiplied by √ω. Errors: those of `prepare`; needs_residuals when the loss is no sum of
/// squares; those of `predict` for `rows`. Cost: the descent, and O(n p²).
Result<Fit> fit(const Experiment& experiment, const std::vector<Column>& rows = {});

}  // namespace descenso
