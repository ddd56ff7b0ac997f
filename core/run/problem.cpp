#include "run/problem.hpp"

#include <cmath>

#include "loss/line_objective.hpp"

namespace descenso {
namespace {

std::string without_spaces(const std::string& text) {
  std::string out;
  for (char c : text)
    if (c != ' ') out += c;
  return out;
}

Error unsupported(const std::string& formula, const std::string& known) {
  return error_at(ErrorCode::unsupported_formula, {0, static_cast<int>(formula.size())}).with("known", known);
}

std::optional<Error> check_column(const std::string& name, const std::vector<double>& values, std::size_t rows) {
  const auto wrong = [&](ErrorCode code) { return error(code).with("field", "data." + name); };
  if (values.size() != rows)
    return wrong(ErrorCode::length_mismatch)
        .with("length", static_cast<double>(values.size()))
        .with("expected", static_cast<double>(rows));
  for (double value : values)
    if (!std::isfinite(value)) return wrong(ErrorCode::not_finite);
  return std::nullopt;
}

Result<Dataset> simulated(const Simulation& spec) {
  if (auto wrong = check(spec)) return *wrong;
  if (without_spaces(spec.truth) != "m*x") return unsupported(spec.truth, "m*x");
  if (spec.constants.size() != 1 || spec.constants[0].first != "m")
    return error(ErrorCode::missing_field).with("field", "data.constants.m");
  const double m = spec.constants[0].second;
  return simulate(spec, [m](std::span<const double> x, std::span<double> y) {
    for (std::size_t i = 0; i < x.size(); ++i) y[i] = m * x[i];
  });
}

Result<Dataset> given(const Dataset& data) {
  if (data.rows() < 2)
    return error(ErrorCode::too_few_rows).with("rows", static_cast<double>(data.rows())).with("min", 2.0);
  for (const Column& column : data.predictors)
    if (auto wrong = check_column(column.name, column.values, data.rows())) return *wrong;
  if (auto wrong = check_column("y", data.y, data.rows())) return *wrong;
  return data;
}

}  // namespace

Result<Dataset> make_data(const std::variant<Simulation, Dataset>& spec) {
  if (const auto* simulation = std::get_if<Simulation>(&spec)) return simulated(*simulation);
  return given(std::get<Dataset>(spec));
}

template <class T>
Result<Problem<T>> prepare(const Experiment& experiment) {
  Result<Dataset> data = make_data(experiment.data);
  if (!data) return data.error();
  const Model& model = experiment.model;
  if (without_spaces(model.formula) != "w1*x") return unsupported(model.formula, "w1*x");
  if (experiment.loss.name != "mse")
    return error(ErrorCode::unknown_name)
        .with("field", "loss.name")
        .with("name", experiment.loss.name)
        .with("known", "mse");
  Problem<T> problem{std::move(data.value()), {"w1"}, {}, nullptr};
  for (const auto& [name, value] : model.start)
    if (name == "w1") {
      Field field = fields::start;
      field.path = "model.start.w1";
      if (auto wrong = check(field, value)) return *wrong;
      problem.start.push_back(static_cast<T>(value));
    }
  if (problem.start.empty()) return error(ErrorCode::missing_field).with("field", "model.start.w1");
  if (auto wrong = check(fields::epochs, experiment.stop.epochs)) return *wrong;
  const double work = (experiment.stop.epochs + 1) * static_cast<double>(problem.data.rows());
  if (work > largest_work)
    return error(ErrorCode::too_much_work).with("work", work).with("max", largest_work);
  problem.objective = std::make_unique<LineObjective<T>>(problem.data);
  return problem;
}

template Result<Problem<float>> prepare<float>(const Experiment&);
template Result<Problem<double>> prepare<double>(const Experiment&);

}  // namespace descenso
