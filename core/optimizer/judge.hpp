// The kind of a point at which a method can go no further: the one definition of "converged" for all methods.
//
// It looks at the point alone, never at the way there. With s_j the scale of parameter j (|θ_j|; where that
// is 0, what curvature makes visible), S = diag(s) and SHS = V Λ Vᵀ, a point is a minimum if
//
//     L, ∇L are finite
//     no point θ ± 10⁻⁴ s_j e_j has a lower L                                     along every axis
//     γᵢ²/2|λᵢ| ≤ what rounding hides, γ = VᵀS∇L                                  what a Newton step promises
//     no point θ ± t S vᵢ, t = 10⁻⁴, 10⁻², 1, has a lower L                       where λᵢ is negative or 0
//
// Of one parameter a kink is a minimum too, where L rises to both sides, as max(−w, 2w − 3) at 1, and so is a
// level bottom.
//
// "Lower" is lower by more than rounding: 16 ε|L|, and what L changes by when a parameter moves by some units
// in its last place. So the definition has no scale, and no square of a slope that could overflow.
//
// L = (a − 1)² − b² at (1, 0): slopes 0, λ = (2, −2), and L falls along b: a saddle.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "optimizer/rule.hpp"

namespace descenso {

enum class Standing : std::uint8_t {
  minimum,
  saddle,  ///< the slope is nothing, and L falls to a side: a saddle or a maximum
  slope,   ///< L falls, the slope is not nothing (a kink), or L is the same all around (a plateau)
};

template <class T>
struct Judgement {
  Standing standing = Standing::slope;
  std::vector<T>
      lower;  ///< the lowest point that was seen, if it is lower than θ beyond rounding; else empty
};

/// A method that compares values of L alone cannot resolve points closer than √ε|θ|: `resolution` is the
/// share of a parameter's scale that the Newton step may be besides. Cost: one gradient, one Hessian, and
/// about 10 p values of L.
template <class T>
Judgement<T> judge(Objective<T>& objective, std::span<const T> theta, double resolution = 0);

/// Whether L, of one parameter, is lower at w than at both sides: nowhere lower at the distances `first`,
/// 2·first, 4·first, … and higher at 10⁴·first or 10⁻⁴|w|, or, where it is level there, farther off: the
/// median of an even number of rows, by absolute errors, is every number between the two in the middle.
/// Cost: some 30 values of L, of a plateau without an end 2,000.
template <class T>
bool is_bracketed(Objective<T>& objective, T w, double first);

/// Whether L falls without end from θ: it does, if it falls at every doubling of a step along `direction` (p
/// entries, not 0) until L or θ overflows. Cost: at most 2,100 values of L.
template <class T>
bool falls_without_end(Objective<T>& objective, std::span<const T> theta, std::span<const double> direction);

/// Whether L falls toward −∞ at a finite distance from θ, as 1/w does from w = −1. If L = c/(t − D)ᵐ along
/// −∇L, then L/L′ = (D − t)/m, and half that step multiplies L by (1 − 1/2m)⁻ᵐ, 1.65 at the least: it does,
/// if L falls so at 40 such steps that shorten, or until they are below the rounding of θ after 20. On the
/// arm of a deep well, −e^(−w²) from 5, the steps lengthen. Cost: at most 40 gradients.
template <class T>
bool falls_to_a_pole(Objective<T>& objective, std::vector<T> theta);

}  // namespace descenso
