#include "inspect/surface.hpp"

#include "run/problem.hpp"
#include "run/reduce.hpp"
#include "work.hpp"

namespace descenso {
namespace {

/// Checks a number of the range, which may be computed.
std::optional<Error> check_number(const std::string& field, double value) {
  return check(field, limits(-max_computed_number, max_computed_number), value);
}

std::optional<Error> check_axis(const SurfaceAxis& axis, const std::string& field) {
  if (auto wrong = check_number(field + ".from", axis.from)) return wrong;
  if (auto wrong = check_number(field + ".to", axis.to)) return wrong;
  return check(field + ".points", whole_limits(2, max_surface_points), axis.points);
}

/// Writes the named numbers into their places.
std::optional<Error> place(const NamedNumbers& given, const std::vector<std::string>& names,
                           const std::string& field, std::vector<double>& out) {
  for (const auto& [name, value] : given) {
    const Result<std::size_t> j = index_of(name, names, field);
    if (!j) return j.error();
    if (auto wrong = check_number(field + "." + name, value)) return wrong;
    out[j.value()] = value;
  }
  return std::nullopt;
}

/// The vector of an axis. Along a parameter, its value in θ₀ becomes 0, so that s is the parameter's value.
Result<std::vector<double>> vector_of(const SurfaceAxis& axis, const std::vector<std::string>& names,
                                      const std::string& field, std::vector<double>& origin) {
  std::vector<double> u(names.size());
  if (axis.parameter.empty()) {
    if (auto wrong = place(axis.direction, names, field + ".direction", u)) return *wrong;
    return u;
  }
  const Result<std::size_t> j = index_of(axis.parameter, names, field + ".parameter");
  if (!j) return j.error();
  u[j.value()] = 1;
  origin[j.value()] = 0;
  return u;
}

template <class T>
Result<Surface> grid(const Experiment& experiment, const SurfaceRange& range) {
  Result<Problem<T>> prepared = prepare<T>(experiment);
  if (!prepared) return prepared.error();
  Problem<T>& problem = prepared.value();
  reduce(problem);
  const double work =
      range.x.points * range.y.points * static_cast<double>(std::max<std::size_t>(problem.data->rows(), 1));
  if (work > max_work)
    return error(ErrorCode::too_much_work).with("field", "range").with("work", work).with("max", max_work);
  std::vector<double> origin(problem.start.begin(), problem.start.end());
  if (auto wrong = place(range.at, problem.parameters, "range.at", origin)) return *wrong;
  const Result<std::vector<double>> u = vector_of(range.x, problem.parameters, "range.x", origin);
  if (!u) return u.error();
  const Result<std::vector<double>> v = vector_of(range.y, problem.parameters, "range.y", origin);
  if (!v) return v.error();

  Surface out{linspace(range.x.from, range.x.to, static_cast<std::size_t>(range.x.points)),
              linspace(range.y.from, range.y.to, static_cast<std::size_t>(range.y.points)),
              {}};
  out.loss.reserve(out.x.size() * out.y.size());
  std::vector<T> theta(origin.size());
  for (double t : out.y)
    for (double s : out.x) {
      for (std::size_t j = 0; j < theta.size(); ++j)
        theta[j] = static_cast<T>(origin[j] + s * u.value()[j] + t * v.value()[j]);
      out.loss.push_back(problem.objective->value(theta));
    }
  return out;
}

}  // namespace

Result<Surface> surface(const Experiment& experiment, const SurfaceRange& range) {
  if (auto wrong = check_axis(range.x, "range.x")) return *wrong;
  if (auto wrong = check_axis(range.y, "range.y")) return *wrong;
  return experiment.precision == Precision::float32 ? grid<float>(experiment, range)
                                                    : grid<double>(experiment, range);
}

}  // namespace descenso
