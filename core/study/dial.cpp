#include "study/dial.hpp"

#include <algorithm>
#include <cmath>

#include "loss/loss.hpp"
#include "optimizer/registry.hpp"

namespace descenso {
namespace {

std::optional<Range> numeric(std::span<const Hyperparameter> all, const std::string& key) {
  for (const Hyperparameter& h : all)
    if (h.key == key && h.choices.empty()) return h.range;
  return std::nullopt;
}

std::optional<Range> data_range(const std::string& path) {
  for (const Field& field : fields::simulation)
    if (field.path == path && path != fields::constant.path) return field.range;
  return std::nullopt;
}

bool has(const NamedNumbers& numbers, const std::string& name) {
  return std::any_of(numbers.begin(), numbers.end(), [&](const auto& pair) { return pair.first == name; });
}

void set_named(NamedNumbers& numbers, const std::string& name, double value) {
  for (auto& [key, number] : numbers)
    if (key == name) number = value;
}

/// The part of the path after `prefix`, or nothing.
std::optional<std::string> after(const std::string& path, std::string_view prefix) {
  if (path.compare(0, prefix.size(), prefix) != 0) return std::nullopt;
  return path.substr(prefix.size());
}

const NamedNumbers& start_of(const Experiment& experiment) {
  const auto* function = std::get_if<FunctionSpec>(&experiment.data);
  return function ? function->start : experiment.model.start;
}

/// The paths of all dials of the experiment.
std::vector<std::string> paths_of(const Experiment& experiment) {
  std::vector<std::string> paths;
  const auto add = [&](const std::string& prefix, const auto& name) {
    paths.push_back(prefix + std::string(name));
  };
  const auto add_numbers = [&](const std::string& prefix, std::span<const Hyperparameter> all) {
    for (const Hyperparameter& h : all)
      if (h.choices.empty()) add(prefix, h.key);
  };
  if (const auto* simulation = std::get_if<Simulation>(&experiment.data)) {
    for (const Field& field : fields::simulation)
      if (data_range(std::string(field.path))) add("", field.path);
    for (const auto& [name, value] : simulation->constants) add("data.constants.", name);
  }
  const bool function = std::holds_alternative<FunctionSpec>(experiment.data);
  for (const auto& [name, value] : start_of(experiment))
    add(function ? "objective.start." : "model.start.", name);
  if (const Optimizer* row = find_optimizer(experiment.optimizer.name))
    add_numbers("optimizer.", row->hyperparameters);
  if (function) return paths;
  if (const Loss* loss = find_loss(experiment.loss.name)) add_numbers("loss.", loss->hyperparameters);
  add_numbers("loss.", penalties());
  return paths;
}

void set_data(Simulation& spec, const std::string& path, double value) {
  const std::pair<const Field&, double&> numbers[] = {{fields::seed, spec.seed},
                                                      {fields::n, spec.n},
                                                      {fields::from, spec.from},
                                                      {fields::to, spec.to},
                                                      {fields::noise_factor, spec.noise.factor},
                                                      {fields::noise_mean, spec.noise.mean},
                                                      {fields::noise_sd, spec.noise.sd}};
  for (const auto& [field, number] : numbers)
    if (field.path == path) number = value;
}

}  // namespace

Dial::Dial(Part part, std::string path, Range range)
    : part_(part), path_(std::move(path)), key_(path_.substr(path_.rfind('.') + 1)), range_(range) {}

Result<Dial> Dial::find(const Experiment& experiment, const std::string& path, const std::string& what) {
  if (const auto* simulation = std::get_if<Simulation>(&experiment.data)) {
    if (const auto range = data_range(path)) return Dial(Part::data, path, *range);
    if (const auto name = after(path, "data.constants."); name && has(simulation->constants, *name))
      return Dial(Part::data, path, fields::constant.range);
  }
  for (std::string_view prefix : {"model.start.", "objective.start."})
    if (const auto name = after(path, prefix); name && has(start_of(experiment), *name))
      return Dial(Part::start, path, fields::start.range);
  if (const auto key = after(path, "optimizer."))
    if (const Optimizer* row = find_optimizer(experiment.optimizer.name))
      if (const auto range = numeric(row->hyperparameters, *key)) return Dial(Part::optimizer, path, *range);
  if (const auto key = after(path, "loss.")) {
    if (const Loss* loss = find_loss(experiment.loss.name))
      if (const auto range = numeric(loss->hyperparameters, *key)) return Dial(Part::loss, path, *range);
    if (const auto range = numeric(penalties(), *key)) return Dial(Part::loss, path, *range);
  }
  return unknown_name(what + ".path", path, paths_of(experiment));
}

std::optional<Error> Dial::check(double value) const { return descenso::check(path_, range_, value); }

void Dial::set(Experiment& experiment, double value) const {
  switch (part_) {
    case Part::data: {
      auto& simulation = *std::get_if<Simulation>(&experiment.data);
      set_named(simulation.constants, after(path_, "data.constants.").value_or(""), value);
      return set_data(simulation, path_, value);
    }
    case Part::loss:
      experiment.loss.settings.insert_or_assign(key_, value);
      return;
    case Part::start:
      if (auto* function = std::get_if<FunctionSpec>(&experiment.data))
        return set_named(function->start, key_, value);
      return set_named(experiment.model.start, key_, value);
    case Part::optimizer:
      experiment.optimizer.settings.insert_or_assign(key_, value);
      return;
  }
}

Result<std::vector<double>> axis_values(const Axis& axis, const Dial& dial, const std::string& what) {
  if (auto wrong = check(what + ".points", whole_limits(1, max_axis_points), axis.points)) return *wrong;
  for (double end : {axis.from, axis.to}) {
    if (auto wrong = dial.check(end)) return *wrong;
    if (axis.scale == Scale::log && end <= 0)
      return error(ErrorCode::not_positive).with("field", axis.path).with("value", end);
  }
  const bool log = axis.scale == Scale::log;
  const auto map = [log](double value) { return log ? std::log10(value) : value; };
  std::vector<double> values = linspace(map(axis.from), map(axis.to), static_cast<std::size_t>(axis.points));
  for (double& value : values) {
    if (log) value = std::pow(10, value);
    if (dial.integer()) value = std::round(value);
  }
  // The ends are exact, without the rounding of a logarithm and its inverse.
  values.back() = axis.to;
  values.front() = axis.from;
  return values;
}

}  // namespace descenso
