#include "optimizer/registry.hpp"

#include <algorithm>

#include "optimizer/first_order.hpp"
#include "optimizer/gd.hpp"

namespace descenso {
namespace {

using Hyperparameters = std::vector<Hyperparameter>;

// --- Hyperparameters that several rules share ---------------------------------------------------------------------

Hyperparameter rate(double value) {
  return {.key = "rate", .symbol = "\\eta", .standard = value, .min = 0, .max = 1e6, .slider_min = 1e-4, .slider_max = 1,
          .scale = Scale::log, .aliases = {"lr", "learning_rate"}};
}

/// Schedule, clipping and mini-batches: every first-order rule understands them.
Hyperparameters first_order(Hyperparameters own) {
  const Hyperparameters shared = {
      {.key = "schedule", .symbol = "", .standard = 0, .min = 0, .max = 5, .slider_min = 0, .slider_max = 5, .integer = true,
       .choices = {"constant", "inverse", "exponential", "cosine", "warmup", "step"}},
      {.key = "decay", .symbol = "d", .standard = 0.1, .min = 0, .max = 1e3, .slider_min = 0, .slider_max = 1},
      {.key = "horizon", .symbol = "N", .standard = 100, .min = 1, .max = 1e9, .slider_min = 1, .slider_max = 1000,
       .scale = Scale::log},
      {.key = "clip_norm", .symbol = "c_2", .standard = 0, .min = 0, .max = 1e300, .slider_min = 0, .slider_max = 100},
      {.key = "clip_value", .symbol = "c_\\infty", .standard = 0, .min = 0, .max = 1e300, .slider_min = 0, .slider_max = 100},
      {.key = "batch", .symbol = "b", .standard = 0, .min = 0, .max = 4294967295.0, .slider_min = 0, .slider_max = 100,
       .integer = true},
      {.key = "seed", .symbol = "s", .standard = 0, .min = 0, .max = 4294967295.0, .slider_min = 0, .slider_max = 100,
       .integer = true},
  };
  own.insert(own.end(), shared.begin(), shared.end());
  return own;
}

// --- Factories ----------------------------------------------------------------------------------------------------

template <class R>
auto make(const Values& values) {
  return std::unique_ptr<Rule<typename R::Number>>(std::make_unique<R>(values));
}

/// A row for a first-order update.
template <template <class> class Update>
Optimizer first(std::string_view name, std::string_view equation, Hyperparameters own,
                std::vector<std::string_view> aliases = {}) {
  return {name, Family::first_order, equation, first_order(std::move(own)), std::move(aliases),
          make<FirstOrder<double, Update>>, make<FirstOrder<float, Update>>};
}

// --- The list -----------------------------------------------------------------------------------------------------

std::vector<Optimizer> list() {
  return {
      first<GradientDescent>("gd", "w \\leftarrow w - \\eta\\, g", {rate(0.01)}, {"sgd", "gradient_descent"}),
  };
}

}  // namespace

std::string_view to_string(Family family) {
  switch (family) {
    case Family::first_order: return "first_order";
    case Family::line_search: return "line_search";
    case Family::second_order: return "second_order";
    case Family::least_squares: return "least_squares";
    case Family::univariate: return "univariate";
  }
  return "";
}

std::span<const Optimizer> optimizers() {
  static const std::vector<Optimizer> rows = list();
  return rows;
}

const Optimizer* find_optimizer(std::string_view name) {
  for (const Optimizer& row : optimizers()) {
    if (row.name == name || std::find(row.aliases.begin(), row.aliases.end(), name) != row.aliases.end()) return &row;
  }
  return nullptr;
}

template <class T>
Result<std::unique_ptr<const Rule<T>>> make_rule(std::string_view name, const Settings& settings) {
  const Optimizer* row = find_optimizer(name);
  if (row == nullptr) {
    std::string known;
    for (const Optimizer& each : optimizers()) known.append(known.empty() ? "" : ", ").append(each.name);
    return error(ErrorCode::unknown_name)
        .with("field", std::string("optimizer.name"))
        .with("name", std::string(name))
        .with("known", known);
  }
  const Result<Values> values = resolve(row->hyperparameters, settings);
  if (!values) return values.error();
  if constexpr (std::is_same_v<T, float>) {
    return std::unique_ptr<const Rule<T>>(row->make_float(values.value()));
  } else {
    return std::unique_ptr<const Rule<T>>(row->make_double(values.value()));
  }
}

template Result<std::unique_ptr<const Rule<float>>> make_rule(std::string_view, const Settings&);
template Result<std::unique_ptr<const Rule<double>>> make_rule(std::string_view, const Settings&);

}  // namespace descenso
