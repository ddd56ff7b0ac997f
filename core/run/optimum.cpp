#include "run/optimum.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include "run/problem.hpp"

namespace descenso {

Result<Optimum> optimum(const Experiment& experiment) {
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  Problem<double>& problem = prepared.value();
  const auto p = static_cast<Eigen::Index>(problem.start.size());
  Eigen::VectorXd w = Eigen::VectorXd::Map(problem.start.data(), p), gradient(p);
  Eigen::MatrixXd hessian(p, p);
  const auto view = [](auto& array) { return std::span<double>(array.data(), static_cast<std::size_t>(array.size())); };

  problem.objective->hessian(view(w), view(hessian));
  const Eigen::LDLT<Eigen::MatrixXd> factors(hessian);
  const Eigen::VectorXd curvature = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(hessian).eigenvalues();
  if (!(curvature[0] > 0)) return error(ErrorCode::singular);
  for (int pass = 0; pass < 2; ++pass) {
    problem.objective->value_and_gradient(view(w), view(gradient));
    w -= factors.solve(gradient);
  }
  Optimum out;
  out.names = problem.parameters;
  out.parameters.assign(w.data(), w.data() + p);
  out.loss = problem.objective->value(view(w));
  out.curvature.assign(curvature.data(), curvature.data() + p);
  out.stable_rate = 2 / curvature[p - 1];
  out.best_rate = 2 / (curvature[0] + curvature[p - 1]);
  return out;
}

}  // namespace descenso
