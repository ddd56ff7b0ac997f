// Line search: a step length α along a descent direction p, with φ(α) = L(θ + α p) and φ′(0) < 0.
//
//     sufficient decrease (Armijo 1966)   φ(α) ≤ φ(0) + c₁ α φ′(0)
//     curvature, strong (Wolfe 1969)      |φ′(α)| ≤ c₂ |φ′(0)|              0 < c₁ < c₂ < 1
//
//     armijo   α = first, first/2, first/4, … until the decrease is sufficient
//     wolfe    both conditions, by bracketing and zooming (Nocedal & Wright 2006, algorithms 3.5 and 3.6)
//     exact    the same with c₂ = 10⁻⁹: the slope along p vanishes
//
// Near a minimum the decrease is lost in the rounding of φ. There wolfe and exact use the approximate Wolfe
// conditions of Hager & Zhang (2005), which compare slopes alone: φ(α) ≤ φ(0) + ε|φ(0)| and
// φ′(α) ≤ (2c₁ − 1) φ′(0). armijo uses |φ′(α)| ≤ c₂ |φ′(0)| there, or a slope that is steeper still, as when
// it leaves a hill: with values alone Newton's method would walk at random. An α at which φ is not finite is
// too long, and the search steps back from it.
//
// φ(α) = (α − 1)²: φ(0) = 1, φ′(0) = −2. armijo from 4 with c₁ = 0.1 tries 4 and 2 (φ(2) = 1 > 0.6) and
// takes 1.
#pragma once

#include <optional>

#include "optimizer/line_search/line.hpp"

namespace descenso {

enum class Search : unsigned char { exact, armijo, wolfe };

struct SearchOptions {
  Search kind = Search::wolfe;
  double c1 = 1e-4;
  double c2 = 0.9;
  double first = 1;  ///< the first α to try
};

/// A point that satisfies the conditions, or nothing if none was found within 60 trials (for wolfe and exact:
/// the best point with sufficient decrease, if there was one). Requires φ′(0) < 0.
template <class T>
std::optional<LinePoint<T>> search(const Line<T>& line, const SearchOptions& options);

}  // namespace descenso
