// The part that a nonlinear parameter plays in a formula, which determines where its value is searched.
//
// From the parameter upward through products, quotients and powers, the formula is a term θᵈ·g, where g is
// what θ is multiplied with. The operation that the term then enters determines the sizes that make sense, in
// the data's own units:
//
//     rate       exp(θᵈg), tanh(θᵈg), …             |θ|ᵈ·(max g − min g) is between a tenth and some tens
//     frequency  sin(θᵈg), cos(θᵈg)                 a peak of the periodogram of y over g
//     base       θ^g                                log θ is a rate
//     offset     θᵈg + rest, g the same everywhere  the sum vanishes somewhere among the data
//     factor     θᵈg + rest, g varies               both addends are of one size somewhere among the data
//     exponent   g^θ                                of order 1, either sign
//     any        none of these                      any size around 1, the range of x and its inverse
//
// In a·exp(−(x − m)²/(2s²)) m is an offset (rest x) and s a rate (d = −2, g = (x − m)²/2); in K/(1 +
// b·e^(−rx)) r is a rate and b a factor: b = e^(rx) at some row, which finds 3·10²³ for calendar years.
#pragma once

#include <cstdint>
#include <vector>

#include "loss/compose.hpp"

namespace descenso {

enum class Part : unsigned char { frequency, base, offset, rate, factor, exponent, any };

struct Role {
  Part part = Part::any;
  NodeId g = 0;                 ///< what θᵈ is multiplied with
  NodeId degree = 0;            ///< d, a scalar
  NodeId rest = 0;              ///< what the term is added to
  NodeId wave = 0;              ///< of an offset in cos(wave·(θ + rest)): that factor, a scalar; else 0
  bool is_centre = false;       ///< of an offset: the sum is squared, so it vanishes there by intention
  bool is_phase = false;        ///< of an offset: the sum is the argument of a sine or cosine
  bool is_denominator = false;  ///< the sum is one: it does not vanish by intention
  std::uint64_t needs = 0;      ///< parameters that g, degree and rest depend on, as bits
};

/// The role of each parameter of `nonlinear`, in that order. Adds nodes to the graph.
std::vector<Role> roles_of(LossGraph& loss, const std::vector<std::size_t>& nonlinear);

}  // namespace descenso
