// Names of a model that most likely mean something else than a parameter.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "error.hpp"
#include "formula/tree.hpp"

namespace descenso {

/// Checks the names of a model of these columns for a likely mistake. `text` is what `tree` was parsed from.
///
///     mx + b            no column occurs; args.suggestion is m*x + b
///     A*exp(-t/tau)     no column occurs; args.suggestion is A*exp(-x/tau)
///     a*x^4 + b*x^3 + c*x^2 + d*x + e     e is a number
///
/// A model of one name that looks like a parameter (w1) is the mean of the data, and right. Errors: no_column
/// (args.known, and args.suggestion where there is one), constant_as_parameter. Cost: O(nodes).
std::optional<Error> check_names_of_model(std::string_view text, const Tree& tree,
                                          const std::vector<std::string>& columns);

}  // namespace descenso
