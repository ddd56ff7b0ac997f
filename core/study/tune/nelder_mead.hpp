// The simplex method of Nelder & Mead (1965): a minimum without derivatives, from d + 1 points that are
// reflected, expanded, contracted and shrunk.
//
//     c = mean of all points except the worst,      p(t) = c + t (c − worst)
//
//     p(1) best of all         → take it, or p(2) if that is better still        reflect, expand
//     p(1) not the new worst   → take it
//     else                     → p(½) or p(−½), on the better side               contract
//     no improvement           → every point halfway to the best                 shrink
//
// It follows narrow, slanting valleys that a search along the axes crosses in small steps.
//
// Worked number: for (x − 0.3)² + 100 (y − x²)² from (0.8, 0.1) with size 0.1 it ends within 0.001 of (0.3,
// 0.09), after fewer than 150 evaluations. A test repeats it.
#pragma once

#include <functional>
#include <vector>

namespace descenso {

/// The function to be minimized. Its argument may lie outside of any bounds, where it must have a value too.
using Measure = std::function<double(const std::vector<double>&)>;

/// The best point found from a simplex at `start` with edges of `size`, until no point is farther than
/// `min_size` from the best in any coordinate. A measure may be infinite; where all are, the simplex shrinks
/// and ends. Cost: d + 1 evaluations, then mostly one or two a step.
std::vector<double> nelder_mead(const Measure& measure, std::vector<double> start, double size,
                                double min_size);

}  // namespace descenso
