// Which parameters a model is linear in, and which of its parts have parameters of their own.
//
// A model that is linear in some parameters c, given the others α, is
//
//     ŷ(x; α, c) = φ₀(x; α) + Σⱼ cⱼ φⱼ(x; α)            φⱼ = ∂ŷ/∂cⱼ does not mention c
//
// so for every α the best c follows by linear least squares, and a search needs to look at α alone (variable
// projection: Golub & Pereyra, SIAM J. Numer. Anal. 10, 1973). The graph shows it: cⱼ is linear if its
// derivative does not mention it, and two of them may be linear together if neither's derivative mentions the
// other. A parameter that acts through a step (floor, a comparison, …) has derivative 0 and is not linear.
//
// A block is a set of nonlinear parameters with the linear ones whose columns mention them; parameters of
// different blocks meet in no column. b1·e^(−b2·x) + b3·e^(−b4·x) has the blocks {b2 | b1} and {b4 | b3}.
#pragma once

#include <cstdint>
#include <vector>

#include "loss/compose.hpp"

namespace descenso {

struct Block {
  std::vector<std::size_t> nonlinear;  ///< indices of parameters, ascending; not empty
  std::vector<std::size_t> linear;     ///< those whose columns mention one of `nonlinear`
  bool optional = true;                ///< without its linear parameters the block has no influence
};

struct Separation {
  std::vector<std::size_t> nonlinear, linear;  ///< indices of the free parameters, ascending
  std::vector<std::size_t> common;             ///< linear parameters whose columns mention no nonlinear one
  std::vector<Block> blocks;
};

/// The separation of the model of `loss`; parameters of `held` count as constants. At most 64 parameters.
/// Cost: one derivative a parameter.
Separation separate(LossGraph& loss, const std::vector<bool>& held);

/// The parameters that each node of the graph depends on, as bits by index, for parameters below 64.
std::vector<std::uint64_t> dependencies(const Graph& graph);

}  // namespace descenso
