// The search for optima of a fit: what the search over projected residuals finds (fit/search/search.hpp),
// each followed to an end of the whole problem.
//
// It does not depend on the typed start, so that the last few are cached: whoever tries another start for the
// same model and data waits for its descent alone.
#pragma once

#include <vector>

#include "fit/fit_problem.hpp"

namespace descenso {

/// An end with the starts that led there; without starts where it is solved for.
struct FoundOptimum {
  LocalEnd end;
  std::vector<std::vector<double>> from;
};

struct FoundOptima {
  std::vector<FoundOptimum> all;  ///< as the search ranks them, not yet compared; values are finite
  std::vector<std::vector<double>> abandoned;  ///< starts that were not followed to an end
  double evaluations = 0;                      ///< of the model
};

/// Searches with a budget of evaluations. The same problem has the same answer, cached or not.
FoundOptima find_optima(FitProblem& problem, double budget);

}  // namespace descenso
