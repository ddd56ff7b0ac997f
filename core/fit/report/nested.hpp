// Does the larger of two nested models explain more than chance would?
//
//     F = ((RSS₁ − RSS₂)/(ν₁ − ν₂)) / (RSS₂/ν₂),     ν = n − q the degrees of freedom, model 1 the smaller
//
// which has the F distribution with ν₁ − ν₂ and ν₂ degrees if the smaller model is right (exactly for linear
// models). RSS 10 with ν = 8 against 5 with ν = 7: F = 7, p = 0.0331.
#pragma once

#include "error.hpp"

namespace descenso {

/// The two numbers of a fit that a test of nested models needs.
struct Nested {
  double rss = 0, degrees = 0;
};

struct NestedTest {
  double f = 0, degrees1 = 0, degrees2 = 0, p = 0;
};

/// Errors: out_of_range where the larger model has as many degrees of freedom as the smaller, or none.
Result<NestedTest> nested_test(const Nested& smaller, const Nested& larger);

}  // namespace descenso
