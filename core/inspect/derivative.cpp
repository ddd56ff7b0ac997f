#include "inspect/derivative.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "run/problem.hpp"

namespace descenso {
Result<Derivative> derivative(const Experiment& experiment, const NamedNumbers& parameters) {
  Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  Problem<double>& problem = prepared.value();
  const Result<std::vector<double>> at = values_of(problem.parameters, parameters);
  if (!at) return at.error();

  std::vector<double> w = at.value();
  const std::size_t p = w.size();
  Derivative out{problem.parameters, 0, std::vector<double>(p), std::vector<double>(p),
                 std::vector<double>(p)};
  out.loss = problem.objective->value_and_gradient(w, out.gradient);
  const double root = std::cbrt(std::numeric_limits<double>::epsilon());
  for (std::size_t j = 0; j < p; ++j) {
    const double here = w[j], step = root * std::max(1.0, std::fabs(here));
    w[j] = here + step;
    const double above = problem.objective->value(w), far = w[j];
    w[j] = here - step;
    const double below = problem.objective->value(w);
    out.finite_difference[j] = (above - below) / (far - w[j]);  // the step that was really taken
    out.difference[j] = step;
    w[j] = here;
  }
  return out;
}

int shared_digits(double a, double b) {
  if (!std::isfinite(a) || !std::isfinite(b)) return 0;
  if (a == b) return 17;
  const double relative = std::fabs(a - b) / std::max(std::fabs(a), std::fabs(b));
  return std::clamp(static_cast<int>(-std::log10(relative)), 0, 17);
}

}  // namespace descenso
