#include "inspect/landscape.hpp"

#include "run/problem.hpp"

namespace descenso {
namespace {

constexpr Field bound{"range", limits(-max_number, max_number)};
constexpr Field points{"range.points", whole_limits(2, max_landscape_points)};

template <class T>
Result<Landscape> curve(const Experiment& experiment, const LandscapeRange& range) {
  Result<Problem<T>> prepared = prepare<T>(experiment);
  if (!prepared) return prepared.error();
  Problem<T>& problem = prepared.value();
  const Result<std::size_t> j = index_of(range.parameter, problem.parameters, "range.parameter");
  if (!j) return j.error();
  Landscape out{linspace(range.from, range.to, static_cast<std::size_t>(range.points)), {}};
  out.loss.reserve(out.at.size());
  std::vector<T> w = problem.start;
  for (double at : out.at) {
    w[j.value()] = static_cast<T>(at);
    out.loss.push_back(problem.objective->value(w));
  }
  return out;
}

}  // namespace

Result<Landscape> landscape(const Experiment& experiment, const LandscapeRange& range) {
  for (double value : {range.from, range.to})
    if (auto wrong = check(bound, value)) return *wrong;
  if (auto wrong = check(points, range.points)) return *wrong;
  return experiment.precision == Precision::float32 ? curve<float>(experiment, range)
                                                    : curve<double>(experiment, range);
}

}  // namespace descenso
