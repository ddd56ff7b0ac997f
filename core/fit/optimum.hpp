// The minimum that a descent approaches, and the learning rates that follow from its Hessian.
//
// With Hessian H at the minimum and eigenvalues 0 < λmin ≤ … ≤ λmax, gradient descent with rate h multiplies
// the error along each eigenvector by 1 − hλ each step. It is stable while |1 − hλ| < 1 for all of them, so
// for
//
//     h < 2/λmax,           and contracts most at           h* = 2/(λmin + λmax)
//
// On the notebook's data λ = L″ = 2.720538720538721: the bound is 0.73514…, the best rate 0.36757…. Where L
// is quadratic this holds everywhere; elsewhere near the minimum only.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

struct Optimum {
  std::vector<std::string> names;
  std::vector<double> parameters;
  double loss = 0;
  bool exact = false;  ///< L is quadratic: the one minimum. Else a local one, the best that was found
  std::vector<double> curvature;  ///< eigenvalues of the Hessian there, ascending
  double stable_rate = 0;         ///< 2/λmax
  double best_rate = 0;           ///< 2/(λmin + λmax)
};

/// The optimum of the experiment, in double (fit/minimize.hpp). Where L is not quadratic it is looked for
/// from the start, and from the lowest of: `known` points, whose loss the caller has computed; the
/// experiment's own run; a grid around the start, for one or two parameters. The run and the grid are left
/// out where they would cost more than 2·10⁵ rows × values. So it is never above one of those. Errors: those
/// of `prepare`; missing_field for a parameter that a known point lacks; singular when the data do not
/// determine the parameters; no_minimum, with args.reason, where L falls without end or the descent rests on
/// a saddle.
Result<Optimum> optimum(const Experiment& experiment, const std::vector<NamedNumbers>& known = {});

}  // namespace descenso
