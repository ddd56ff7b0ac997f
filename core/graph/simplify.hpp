// Local simplification: what `Graph::apply` does before it makes a node.
//
// Every rule looks at the node's arguments and their arguments, and that of a sum at up to eight factors, so
// building stays O(1) a node. No finite result changes except as stated; n is a constant, x, a, b are any
// nodes.
//
//  - exact, but for the sign of a zero
//        x + 0 → x    x − 0 → x    0 − x → −x    −(a − b) → b − a    Σ(−x) → −Σx
//        a + (−b) → a − b    a − (−b) → a + b    (−a) + b → b − a
//  - exact
//        constants are folded, in double precision
//        x·1 → x    x/1 → x    x·(−1) → −x    x/(−1) → −x    −(−x) → x    −(n·x) → (−n)·x
//        (−a)·b → −(a·b)    (−a)/b, a/(−b) → −(a/b)    |−x|, ||x|| → |x|    min(x, x), max(x, x) → x
//        where(n, a, b) → a or b    where(c, a, a) → a    x¹ → x    x⁰ → 1
//  - exact while no term leaves the range of normal numbers; it saves a product a row in every least-squares
//  slope
//        Σ(n·a) → n·Σa    Σ((n·a)·b) → n·Σ(a·b)    Σ(((n·a)·b)·c) → n·Σ((a·b)·c) …    for n = ±2ᵏ
//  - rounded at least as well as `pow`
//        x² → x·x    x^½ → √x    x⁻¹ → 1/x
//  - within 4 ULP of `pow`, and the same on every platform
//        x³ … x⁹ → products by repeated squaring    x⁻², x⁻³ → the same of 1/x
//  - rounded better, and finite where the parts overflow or cancel: logarithms of likelihoods
//        ln eᶻ → z    ln(1 + eᶻ) → softplus(z)    ln sigmoid(z) → −softplus(−z)    ln(1 − sigmoid(z)) →
//        −softplus(z), also with sigmoid(z) written 1/(1 + e^−z) or eᶻ/(1 + eᶻ)
//  - rounded better where z is near 0: a·(1 − e^−bx) is a·b·x for a small b, and no steps of a·2⁻⁵³
//        eᶻ − 1 → expm1(z)    1 − eᶻ → −expm1(z)
//  - n equal addends as one product
//        Σx → rows·x for a scalar x
//
// x·0, x − x and x/x stay: they are NaN where x is not finite (or 0/0), and a NaN must be seen. Nothing else
// is reassociated: (a + b) + c, y − w·x and 2·(3·x) keep their operations and so their bits.
#pragma once

#include <array>
#include <optional>

#include "graph/graph.hpp"

namespace descenso {

/// The node that op(args…) simplifies to, or nothing if it needs a node of its own. May add nodes to the
/// graph.
std::optional<NodeId> simplify(Graph& graph, Primitive op, const std::array<NodeId, 3>& args);

}  // namespace descenso
