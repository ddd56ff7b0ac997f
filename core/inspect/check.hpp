// The check of a typed formula: its parameters, its spelling, and its derivative by each parameter.
//
//     "w1*exp(-w2*x) + w3" over the column x      parameters w1, w2, w3      ∂/∂w2  =  -w1*x*exp(-w2*x)
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"

namespace descenso {

/// A formula in both spellings.
struct Spelling {
  std::string text;   ///< in the formula language
  std::string latex;  ///< for KaTeX or MathJax, in maths mode
};

struct FormulaCheck {
  std::vector<std::string> parameters;  ///< in order of appearance
  Spelling formula;
  /// One per parameter, tidied for reading. Both spellings are empty where writing it out would fill pages.
  std::vector<Spelling> gradient;
};

/// Checks a formula over the given columns; every other name is a parameter. Names with a value are replaced
/// by it first (formula/substitute.hpp).
/// Errors: those of `parse`; too_many_parameters. Cost: under a millisecond for a typed formula.
Result<FormulaCheck> check_formula(const std::string& formula, const std::vector<std::string>& columns,
                                   const NamedNumbers& values = {});

}  // namespace descenso
