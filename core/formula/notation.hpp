// Notations of programs and school books that the formula language does not have, and what to write instead:
//
//     np.exp(x)   exp              relu(w*x)   max(w*x, 0)      if x > 0 then a else b   where(x > 0, a, b)
//     sin^2(x)    sin(x)^2         lg(x)       log10(x)         log(x, 2)                log(x)/log(2)
#pragma once

#include <optional>
#include <string_view>

#include "error.hpp"

namespace descenso {

/// The likely meaning of a text that does not parse: other_notation with args.text, args.suggestion and the
/// span in bytes; unknown_function for a module's function that has no counterpart; or nothing. Cost: a few
/// passes over the text.
std::optional<Error> other_notation(std::string_view text);

}  // namespace descenso
