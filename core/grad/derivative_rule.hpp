// The derivative of every primitive: one table, which forward and reverse mode both read.
//
// An elementwise primitive y = f(x₀, x₁, x₂) has the differential dy = Σₖ (∂f/∂xₖ)·dxₖ. Multiplying by the
// number ∂f/∂xₖ is its own transpose, so the same rule carries a tangent forward (ẏ += ẋₖ·∂f/∂xₖ) and an
// adjoint backward (x̄ₖ += ȳ·∂f/∂xₖ). `sum` alone has another transpose; the modes treat it themselves.
//
// Forms are chosen to keep accuracy where the textbook's lose it: tanh′ = (1/cosh x)², not 1 − tanh²;
// σ′ = σ(x)·σ(−x), not σ(1 − σ), and of c/(1 + eᶻ) −c/(1 + eᶻ)·σ(z), not an ∞·0 where eᶻ overflows; asin′ =
// 1/√((1 − x)(1 + x)); expm1′ = eˣ; ∂(a/b)/∂b = −(a/b)/b; atan2 and hypot divide twice by the hypotenuse, so
// that squares do not overflow.
//
//     d tanh(20) = (1/cosh 20)² = 1.699e−17, where 1 − tanh²(20) is 0 in double precision
//
// Where a function is not differentiable, the choices are JAX's (version 0.10 has other ones for |x| at 0, 1;
// for hypot(0, 0), ½ to both; and for 0⁰, NaN):
//
//     |x| at 0                          0, as sign(0)
//     sign, floor, comparisons          0 everywhere, at their jumps too
//     min(a, b), max(a, b)              all to the chosen side, exactly 0 to the other, as of where: of
//                                       √max(x, 0) at x < 0 too; ½ to each at a = b; 0 to both if either is
//                                       NaN
//     clip(x, lo, hi) at lo or hi       ½, being min(max(x, lo), hi)
//     where(c, a, b)                    0 to c; all to the chosen side, exactly 0 to the other, also where a
//                                       slope over there is not a number (core/DECISIONS.md; not JAX's
//                                       choice)
//     mod(a, b) at its jumps            1 to a, −⌊a/b⌋ to b
//     √x, ∛x at 0                       ∞ (√x at −0: −∞)
//     aᵇ                                0 to a at b = 0; to b: ln a·aᵇ, 0 at a = 0 if b ≥ 0, NaN for a < 0
//     hypot(0, 0)                       0 to both;  atan2(0, 0)  NaN to both
//     log, log1p, log2, log10           1/x also where x < 0 and the value is NaN
//     at ±∞                             what the formula gives: the limit, or NaN from ∞/∞ (atan2, hypot)
//
// Errors are below 16 ULP (tests/golden/derivatives.hpp holds 50-digit truth at 1,900 points), except:
//     erf′ = 2/√π·e^(−x²) carries the rounding of x², about x²/2 ULP;
//     ∂aᵇ/∂a = b·aᵇ⁻¹ where aᵇ⁻¹ is subnormal;
//     atan′ is 0 where it should be subnormal (|x| > 1.3e154); hypot and atan2 where the hypotenuse
//     overflows; ∂mod(a, b)/∂b where the quotient exceeds 2⁵².
#pragma once

#include <optional>

#include "graph/graph.hpp"

namespace descenso {

/// A tangent or adjoint that counts on one side of a condition and is exactly 0 on the other:
/// where(condition, value, 0) if `when`, else where(condition, 0, value).
struct Guarded {
  NodeId condition, value;
  bool when;
};

/// t taken apart, if it is guarded.
std::optional<Guarded> guarded(const Graph& graph, NodeId t);

/// The node of a guarded tangent or adjoint.
NodeId guard(Graph& graph, const Guarded& t);

/// The node t·∂y/∂xₖ for node y = `id` and its argument k, or nothing where that is zero for structural
/// reasons. t is a scalar or a column. A product x·x gives t·(2·x) for k = 0 and nothing for k = 1. `sum`
/// gives nothing. A guard of t is kept around the product, so that a side that is not taken does not make
/// 0·∞. Cost: O(1) nodes a guard.
std::optional<NodeId> times_partial(Graph& graph, NodeId id, int k, NodeId t);

}  // namespace descenso
