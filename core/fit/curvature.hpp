// The curvature of the loss at a point that is taken for its minimum, if the data determine that point.
//
// One test of rank for all: the columns of J are scaled to norm 1 (optimizer/factorization.hpp), so that a
// parabola over years or over x to 50,000 is not taken for a singular problem. Eigenvalues are those of the
// Hessian as it is: they are what gradient descent's rate meets. Where they differ by many powers of ten they
// come from the Hessian's Cholesky factor after scaling, or, where the rank is full and rounding hides the
// smallest, from J's singular values.
//
// On the notebook's data λ = 2c Σx² = 2.720538720538721.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "optimizer/factorization.hpp"
#include "run/problem.hpp"

namespace descenso {

/// Eigenvalues (ascending, > 0) and eigenvectors of ∇²L at θ. Errors: singular, with args.parameters the
/// names of those that the data do not determine, or along which a loss that is not quadratic curves
/// downward, so that θ is no minimum; no_curvature. Cost: O(n p²) or one Hessian.
Result<Eigenpairs> curvature_at(const Problem<double>& problem, const std::vector<double>& theta);

/// The names of the parameters that undetermined directions (p × k) move, "a, b".
std::string moved_names(const std::vector<std::string>& names, const Eigen::MatrixXd& directions);

}  // namespace descenso
