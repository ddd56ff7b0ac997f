#include "inspect/curves.hpp"

#include <algorithm>

#include "inspect/predict.hpp"

namespace descenso {
namespace {

Error wrong_length(const Column& column, std::size_t expected) {
  return error(ErrorCode::length_mismatch)
      .with("field", "path." + column.name)
      .with("length", static_cast<double>(column.values.size()))
      .with("expected", static_cast<double>(expected));
}

/// The first point of the path. A path without points has no start, which is an error of `prepare`.
NamedNumbers first_point(const std::vector<Column>& path) {
  NamedNumbers point;
  for (const Column& column : path)
    if (!column.values.empty()) point.emplace_back(column.name, column.values[0]);
  return point;
}

/// The columns of the path in the order of the model's parameters; `prepare` has checked that each has one.
std::vector<const std::vector<double>*> in_order(const std::vector<Column>& path,
                                                 const std::vector<std::string>& parameters) {
  std::vector<const std::vector<double>*> out;
  for (const std::string& name : parameters)
    out.push_back(
        &std::find_if(path.begin(), path.end(), [&](const Column& c) { return c.name == name; })->values);
  return out;
}

}  // namespace

Result<std::vector<double>> curves(const Experiment& experiment, const std::vector<Column>& path,
                                   const std::vector<Column>& columns) {
  Result<Problem<double>> prepared = prepare_rows(experiment, first_point(path), columns);
  if (!prepared) return prepared.error();
  const std::size_t points = path.empty() ? 0 : path[0].values.size();
  for (const Column& column : path)
    if (column.values.size() != points) return wrong_length(column, points);

  Problem<double>& problem = prepared.value();
  const std::size_t rows = problem.data->rows();
  const double size = static_cast<double>(points) * static_cast<double>(rows);
  if (size > max_curve_values)
    return error(ErrorCode::out_of_range)
        .with("field", "path")
        .with("value", size)
        .with("min", 0.0)
        .with("max", max_curve_values);
  const auto theta = in_order(path, problem.parameters);
  std::vector<double> at(theta.size()), y(points * rows);
  for (std::size_t k = 0; k < points; ++k) {
    for (std::size_t j = 0; j < theta.size(); ++j) at[j] = (*theta[j])[k];
    problem.objective->predict(at, std::span(y).subspan(k * rows, rows));
  }
  return y;
}

}  // namespace descenso
