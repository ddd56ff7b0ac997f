// The theory of a descent, from the Hessian H of the loss at its minimum.
//
// On a quadratic with eigenvalues 0 < λmin ≤ … ≤ λmax and κ = λmax/λmin (Polyak 1964):
//
//     gradient descent   eₖ = (1 − hλ)ᵏ e₀        stable for h < 2/λmax       best h = 2/(λmin + λmax)
//     heavy ball         eₖ from the roots of z² − (1 + β − hλ)z + β = 0,     stable for h < 2(1 + β)/λmax
//                        best h = (2/(√λmin + √λmax))²,  best β = ((√κ − 1)/(√κ + 1))²
//                        best β at a given h < 1/λmax: (1 − √(hλmin))², critical damping of the slowest
//                        direction
//
// The contraction factor ρ is the largest |root|: the error shrinks by ρ each epoch, L − L* by ρ², so on a
// chart of log L the descent falls by 2 log₁₀ ρ per epoch. The predicted epochs are the least s such that
// the closed form of eₖ is at the target of study/settle.hpp from s to the last epoch. For other losses all
// of this holds near the minimum only.
//
// The notebook's run: λ = 2.720538720538721, h = 0.01, ρ = 0.972794…, 124 epochs predicted and measured. A
// test repeats it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"
#include "study/quadratic/modes.hpp"

namespace descenso {

/// Predicted and measured epochs of one method at one setting; −1: more than the experiment's epochs.
struct Prediction {
  PlainMethod method;
  double contraction = 0;  ///< ρ
  double predicted = -1;   ///< epochs, from the closed form
  double measured = -1;    ///< epochs, from running it
};

struct Theory {
  bool exact = false;  ///< the loss is quadratic; otherwise the theory is local
  std::vector<std::string> names;
  std::vector<double> at;         ///< the minimum
  double best = 0;                ///< L there
  double target = 0;              ///< the loss to be reached
  std::vector<double> curvature;  ///< λ, ascending
  double stable_rate = 0;         ///< 2/λmax
  double best_mu_here = 0;        ///< at the experiment's rate
  std::optional<Prediction> own;  ///< of the experiment's method, if it is a plain one
  Prediction gd, momentum;        ///< each at its best setting
};

/// Errors: those of `run`; singular where H is not positive definite at the minimum; limits of `tolerance`.
/// Cost: three runs, and epochs × p complex powers.
Result<Theory> theory(const Experiment& experiment, double tolerance);

}  // namespace descenso
