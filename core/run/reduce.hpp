// Linear least squares over many rows, reduced before a descent: an epoch then costs no pass over the data.
#pragma once

#include "run/problem.hpp"

namespace descenso {

/// From this number of rows on the reduction costs less than the epochs of a short run.
inline constexpr std::size_t min_reduced_rows = 20'000;

/// Where the loss is a sum of squares that is quadratic in θ, over min_reduced_rows or more, its objective
/// evaluates by ReducedSquares from now on, which is returned; else nothing changes and null is returned, nor
/// where the data do not determine the parameters. The last few reductions are kept, by the loss and the
/// data. Cost: O(n p²) once, in blocks of rows; a pass over data that are not those of the last call.
std::shared_ptr<const ReducedSquares> reduce(const Problem<double>& problem);

/// A float's rounding is that of the rows, and stays.
inline void reduce(const Problem<float>&) {}

}  // namespace descenso
