#include "data/simulate.hpp"

#include "random/random_state.hpp"
#include "work.hpp"

namespace descenso {

std::optional<Error> check(const Simulation& spec) {
  const std::pair<const Field&, double> values[] = {
      {fields::seed, spec.seed},
      {fields::n, spec.n},
      {fields::from, spec.from},
      {fields::to, spec.to},
      {fields::noise_factor, spec.noise.factor},
      {fields::noise_mean, spec.noise.mean},
      {fields::noise_sd, spec.noise.sd},
  };
  for (const auto& [field, value] : values)
    if (auto wrong = check(field, value)) return wrong;
  for (const auto& [name, value] : spec.constants) {
    const std::string path = std::string(fields::constant.path) + "." + name;
    if (auto wrong = check(path, fields::constant.range, value)) return wrong;
  }
  if (spec.from == spec.to)
    return error(ErrorCode::empty_interval)
        .with("field", std::string(fields::to.path))
        .with("value", spec.to);
  return std::nullopt;
}

std::vector<double> linspace(double from, double to, std::size_t n) {
  std::vector<double> x(n, from);
  if (n < 2) return x;
  const double step = (to - from) / static_cast<double>(n - 1);
  for (std::size_t k = 0; k + 1 < n; ++k) x[k] = static_cast<double>(k) * step + from;
  x[n - 1] = to;
  return x;
}

Dataset simulate(const Simulation& spec, const Truth& truth) {
  const auto n = static_cast<std::size_t>(spec.n);
  Dataset data;
  data.predictors.push_back({"x", linspace(spec.from, spec.to, n)});
  data.y.resize(n);
  truth(data.predictors[0].values, data.y);
  if (!spend_work(normal_cost * spec.n)) return data;
  RandomState random(static_cast<std::uint32_t>(spec.seed));
  for (double& y : data.y) y += spec.noise.factor * random.normal(spec.noise.mean, spec.noise.sd);
  return data;
}

}  // namespace descenso
