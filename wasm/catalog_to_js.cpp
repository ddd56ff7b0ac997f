#include "lists_to_js.hpp"

namespace descenso::js {

namespace {

/// An object with the range of a number; the caller adds the number's name.
Value to_js(const Range& range) {
  Value object = Value::object();
  object.set("default", range.default_value);
  object.set("min", range.min);
  object.set("max", range.max);
  object.set("sliderMin", range.slider_min);
  object.set("sliderMax", range.slider_max);
  object.set("sliderStep", range.slider_step);
  object.set("scale", to_string(range.scale));
  object.set("integer", range.integer);
  object.set("positive", range.positive);
  return object;
}

Value to_js(const Field& field) {
  Value object = to_js(field.range);
  object.set("path", field.path);
  return object;
}

/// A row's default under each of its conventions, by the convention's word.
Value defaults_by_convention(const Hyperparameter& hyperparameter,
                             std::span<const std::string_view> conventions) {
  Value object = Value::object();
  for (std::size_t k = 0; k < conventions.size(); ++k)
    object.set(std::string(conventions[k]), default_of(hyperparameter, k));
  return object;
}

Value to_js(const Hyperparameter& hyperparameter, std::span<const std::string_view> conventions) {
  Value object = to_js(hyperparameter.range);
  object.set("key", hyperparameter.key);
  object.set("symbol", hyperparameter.symbol);
  object.set("choices", list_of(hyperparameter.choices));
  object.set("defaultByConvention", defaults_by_convention(hyperparameter, conventions));
  return object;
}

Value hyperparameters_to_js(std::span<const Hyperparameter> hyperparameters) {
  const std::span<const std::string_view> conventions = conventions_of(hyperparameters);
  return list_of(hyperparameters,
                 [&](const auto& hyperparameter) { return to_js(hyperparameter, conventions); });
}

Value to_js(const Loss& loss) {
  Value object = Value::object();
  object.set("name", loss.name);
  object.set("equation", loss.equation);
  object.set("reduction", loss.reduction == Reduction::sum ? "sum" : "mean");
  object.set("response", Value::object().set("min", loss.response.min).set("max", loss.response.max));
  object.set("hyperparameters", hyperparameters_to_js(loss.hyperparameters));
  return object;
}

Value to_js(const Optimizer& optimizer) {
  Value object = Value::object();
  object.set("name", optimizer.name);
  object.set("family", to_string(optimizer.family));
  object.set("equation", optimizer.equation);
  object.set("hyperparameters", hyperparameters_to_js(optimizer.hyperparameters));
  return object;
}

}  // namespace

Value to_js(const Catalog& catalog) {
  Value out = Value::object();
  out.set("fields", list_of(catalog.fields, [](const auto& field) { return to_js(field); }));
  out.set("stopBounds", list_of(catalog.stop_bounds, [](const auto& field) { return to_js(field); }));
  Value limits = Value::object();
  for (const auto& [name, value] : catalog.limits) limits.set(std::string(name), value);
  out.set("limits", limits);
  out.set("losses", list_of(catalog.losses, [](const auto& loss) { return to_js(loss); }));
  out.set("penalties", hyperparameters_to_js(catalog.penalties));
  out.set("optimizers", list_of(catalog.optimizers, [](const auto& optimizer) { return to_js(optimizer); }));
  out.set("precisions", list_of(catalog.precisions));
  out.set("errors", list_of(catalog.errors));
  out.set("stopReasons", list_of(catalog.stop_reasons));
  return out;
}

}  // namespace descenso::js
