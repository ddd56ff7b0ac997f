// The work of one call of the engine, counted while it is done, in additions on one row.
//
// A call may cost far more than its epochs suggest: a search takes as many steps as it needs, a Hessian is as
// wide as the square of the parameters, a sine costs a hundred additions. So there is one measure, rows times
// the cost of the compiled program (jit/cost.hpp), and one limit; factorizations, random numbers and whatever
// else may take long add theirs. When a call has passed the limit, programs compute nothing more and give
// NaN; every loop then ends as it does where a loss is not a number, and the engine answers too_much_work.
#pragma once

#include <limits>

namespace descenso {

/// Additions that one call may cost: two seconds where one takes 0.1 ns.
inline constexpr double max_work = 2e10;

/// Numbers that one answer may hold: 240 MB.
inline constexpr double max_answer_numbers = 3e7;

/// Numbers of a Jacobian, of which a factorization needs some copies.
inline constexpr double max_jacobian_numbers = 2e7;

struct Work {
  double done = 0;
  double limit = std::numeric_limits<double>::infinity();
};

/// The cost of a random number of the normal distribution, and that of an operation of linear algebra, whose
/// loops are not vectorized.
inline constexpr double normal_cost = 700, scalar_operation_cost = 10;

/// The cost of what the C library computes where a kernel cannot: the sine of a large angle, and each binary
/// digit of the quotient of a remainder.
inline constexpr double large_angle_cost = 1200, quotient_digit_cost = 35;

/// The work of the call that runs in this thread; without limit until `begin_work`.
inline thread_local Work work;

inline void begin_work(double limit) { work = {0, limit}; }

inline bool is_work_spent() { return work.done > work.limit; }

/// Counts operations before they are done; false once the limit is passed, and then they are not to be done.
inline bool spend_work(double operations) {
  work.done += operations;
  return !is_work_spent();
}

}  // namespace descenso
