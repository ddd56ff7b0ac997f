// The work of one call of the engine, counted while it is done: operations of compiled programs and of
// factorizations, each on one row.
//
// A call may cost far more than its epochs suggest: a search takes as many steps as it needs, a Hessian is as
// wide as the square of the parameters. So there is one measure, rows times the operations of the compiled
// program, and one limit. When a call has passed it, programs compute nothing more and give NaN; every loop
// then ends as it does where a loss is not a number, and the engine answers too_much_work.
#pragma once

#include <limits>

namespace descenso {

/// Operations that one call may do: about two seconds where a processor does 10¹⁰ a second.
inline constexpr double max_work = 2e10;

/// Numbers that one answer may hold: 240 MB.
inline constexpr double max_answer_numbers = 3e7;

/// Numbers of a Jacobian, of which a factorization needs some copies.
inline constexpr double max_jacobian_numbers = 2e7;

struct Work {
  double done = 0;
  double limit = std::numeric_limits<double>::infinity();
};

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
