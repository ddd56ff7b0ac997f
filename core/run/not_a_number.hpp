// The part of a loss that is not a number at a point: L or the slope by one parameter, and the first row of
// data in which it is none.
//
// a + b·log(x) over x = 0, 1, 2: L is none in row 1. Row by row because the sum over rows hides where.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "run/problem.hpp"

namespace descenso {

struct NotANumber {
  std::string parameter;   ///< of the slope; empty: L itself
  double row = 0;          ///< from 1; 0 for a function, or where only the sum over rows overflows
  bool overflows = false;  ///< a number too large, rather than an operation without a value
};

/// Nothing if each row's term and its slopes are finite at θ. Cost: an interpreted gradient, up to the row.
template <class T>
std::optional<NotANumber> find_not_a_number(const Problem<T>& problem, const std::vector<double>& theta);

}  // namespace descenso
