// Optima of a least-squares problem without a start: proposals from the data, projected, refined, compared.
//
//  1. Draws (fit/search/start_sampler.hpp) of the nonlinear parameters; the linear ones are solved for each.
//  2. Where the model is a sum of blocks (peaks, exponentials, waves), they are placed one after the other,
//     each into what the ones before leave: several peaks at once are found by chance alone. Of a quotient
//     N/D the parameters that N − y·D is linear in are solved for, with the weights 1/D of the solution
//     before (Sanathanan & Koerner, IEEE Trans. Autom. Control 8, 1963). Of a function f(h) the fits of h to
//     f⁻¹(y) are tried (fit/search/inverse.hpp).
//  3. The best draws are refined by Levenberg–Marquardt on the projected residuals, every other one in the
//     logarithms of parameters that are sizes, and at last in all parameters.
//
//  4. Of the points that give the same curve the plainest is taken: few negative numbers, the lowest
//     frequency, phases near 0, interchangeable blocks by ascending rate, frequency or place (but of two
//     decays the faster first).
//
// All is deterministic. More than `search_rows` rows are thinned for steps 1 and 2, along the first
// predictor.
#pragma once

#include <span>
#include <vector>

#include "fit/search/separation.hpp"
#include "fit/solvers/least_squares.hpp"
#include "loss/compose.hpp"

namespace descenso {

inline constexpr std::size_t search_rows = 400;

/// Work of a search (work.hpp), a tenth of what a call may cost: a model of 64 exponentials reaches it.
inline constexpr double max_search_work = 3e9;

struct SearchSpec {
  std::vector<bool> held;      ///< parameters with a fixed value …
  std::vector<double> values;  ///< … which stands here
  Box box;                     ///< of all parameters; empty: no bounds
  double budget = 30000;       ///< evaluations of the residuals over all rows that are searched
};

/// A distinct optimum: ends of one curve ŷ over the searched rows are one.
struct SearchEnd {
  std::vector<double> theta;
  double rss = 0;
  std::vector<std::vector<double>> from;  ///< starts that were refined and led there
};

struct SearchResult {
  std::vector<SearchEnd> ends;                 ///< best first
  std::vector<std::vector<double>> abandoned;  ///< starts that were not followed to an end
  double evaluations = 0;
};

/// `columns` as the graph numbers them: predictors, y, weights. Empty where the model has no finite value at
/// any draw.
SearchResult search(const LossGraph& loss, const SearchSpec& spec,
                    std::span<const std::span<const double>> columns);

}  // namespace descenso
