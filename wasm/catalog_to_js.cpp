#include "lists_to_js.hpp"

namespace descenso::js {

namespace {

Value to_js(const Field& field) {
  Value object = Value::object();
  object.set("path", field.path);
  object.set("default", field.default_value);
  object.set("min", field.min);
  object.set("max", field.max);
  object.set("positive", field.positive);
  object.set("sliderMin", field.slider_min);
  object.set("sliderMax", field.slider_max);
  object.set("sliderStep", field.slider_step);
  object.set("scale", to_string(field.scale));
  object.set("integer", field.integer);
  return object;
}

Value to_js(const Hyperparameter& hyperparameter) {
  Value object = Value::object();
  object.set("key", hyperparameter.key);
  object.set("symbol", hyperparameter.symbol);
  object.set("default", hyperparameter.default_value);
  object.set("min", hyperparameter.min);
  object.set("max", hyperparameter.max);
  object.set("sliderMin", hyperparameter.slider_min);
  object.set("sliderMax", hyperparameter.slider_max);
  object.set("scale", to_string(hyperparameter.scale));
  object.set("integer", hyperparameter.integer);
  object.set("positive", hyperparameter.positive);
  object.set("choices", list_of(hyperparameter.choices));
  return object;
}

Value hyperparameters_to_js(std::span<const Hyperparameter> hyperparameters) {
  return list_of(hyperparameters, [](const auto& hyperparameter) { return to_js(hyperparameter); });
}

Value to_js(const Loss& loss) {
  Value object = Value::object();
  object.set("name", loss.name);
  object.set("equation", loss.equation);
  object.set("reduction", loss.reduction == Reduction::sum ? "sum" : "mean");
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
  out.set("losses", list_of(catalog.losses, [](const auto& loss) { return to_js(loss); }));
  out.set("penalties", hyperparameters_to_js(catalog.penalties));
  out.set("optimizers", list_of(catalog.optimizers, [](const auto& optimizer) { return to_js(optimizer); }));
  out.set("precisions", list_of(catalog.precisions));
  out.set("errors", list_of(catalog.errors));
  out.set("stopReasons", list_of(catalog.stop_reasons));
  return out;
}

}  // namespace descenso::js
