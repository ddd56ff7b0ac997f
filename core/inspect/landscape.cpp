#include "inspect/landscape.hpp"

#include "run/problem.hpp"
#include "run/reduce.hpp"

namespace descenso {
namespace {

constexpr Field from{"range.from", limits(-max_computed_number, max_computed_number)};
constexpr Field to{"range.to", limits(-max_computed_number, max_computed_number)};
constexpr Field points{"range.points", whole_limits(2, max_landscape_points)};

template <class T>
Result<Landscape> curve(const Experiment& experiment, const LandscapeRange& range) {
  Result<Problem<T>> prepared = prepare<T>(experiment);
  if (!prepared) return prepared.error();
  Problem<T>& problem = prepared.value();
  reduce(problem);
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
  if (auto wrong = check(from, range.from)) return *wrong;
  if (auto wrong = check(to, range.to)) return *wrong;
  if (auto wrong = check(points, range.points)) return *wrong;
  return experiment.precision == Precision::float32 ? curve<float>(experiment, range)
                                                    : curve<double>(experiment, range);
}

}  // namespace descenso
