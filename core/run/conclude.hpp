// The name of a run's end, found at its last point and at the one it could not enter.
//
//     the method can go no further    converged, edge, unbounded, saddle, left_domain or stuck:
//                                     judge.hpp at the last point decides
//     the next entry is not finite    left_domain where a formula has no value there (log −1, √−1, 1/0),
//                                     unbounded where L falls without end,
//                                     else diverged
//
// The value that is no number is found row by row in the graph itself: it is the first node that is not
// finite although its arguments are. Where that is an overflow, L has grown too large; else it has left its
// domain.
#pragma once

#include <optional>

#include "run/problem.hpp"
#include "run/trajectory.hpp"

namespace descenso {

/// Sets the reason of a trajectory whose run ended by itself, or whose next state is not finite; no other.
/// `state` is the state after the last step. Cost: about 10 p values of L, one Hessian.
template <class T>
void conclude(const Problem<T>& problem, const Rule<T>& rule, const State<T>& state, Trajectory& trajectory);

}  // namespace descenso
