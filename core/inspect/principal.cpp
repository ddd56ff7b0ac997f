#include "inspect/principal.hpp"

#include "optimizer/factorization.hpp"
#include "run/problem.hpp"

namespace descenso {
namespace {

/// An eigenvector has two signs: of these the one whose largest component is positive.
std::vector<double> signed_column(const Eigen::VectorXd& v) {
  Eigen::Index largest = 0;
  v.cwiseAbs().maxCoeff(&largest);
  const Eigen::VectorXd out = v[largest] < 0 ? Eigen::VectorXd(-v) : v;
  return {out.data(), out.data() + out.size()};
}

}  // namespace

Result<PrincipalDirections> principal_directions(const Experiment& experiment,
                                                 const NamedNumbers& parameters) {
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  Problem<double>& problem = prepared.value();
  const Result<std::vector<double>> at = values_of(problem.parameters, parameters);
  if (!at) return at.error();

  const auto p = static_cast<Eigen::Index>(at.value().size());
  PrincipalDirections out{problem.parameters, {}, {}};
  Eigen::MatrixXd hessian(p, p);
  problem.objective->hessian(at.value(), {hessian.data(), static_cast<std::size_t>(p * p)});
  if (!hessian.allFinite()) return error(ErrorCode::not_finite).with("field", "parameters");
  const auto [curvature, directions] = symmetric_eigenpairs(hessian);
  out.curvature.assign(curvature.begin(), curvature.end());
  for (Eigen::Index i = 0; i < p; ++i) out.directions.push_back(signed_column(directions.col(i)));
  return out;
}

}  // namespace descenso
