#include "calls.hpp"

#include <emscripten/heap.h>

#include "error_to_js.hpp"
#include "result_to_js.hpp"
#include "run/check.hpp"
#include "run/curves.hpp"
#include "run/explain.hpp"
#include "run/fit.hpp"
#include "run/noise_study.hpp"
#include "run/predict.hpp"
#include "run/problem.hpp"
#include "run/race.hpp"
#include "run/surface.hpp"
#include "run/trace.hpp"
#include "run/sweep.hpp"
#include "run/theory.hpp"
#include "run/train.hpp"
#include "run/tune.hpp"
#include "spec_from_js.hpp"

namespace descenso::js {

using emscripten::val;

namespace {

/// What the core answered, or why it could not.
template <class T>
val answer(const Result<T>& result) {
  return result ? to_js(result.value()) : failure(result.error());
}

val responses(const Result<std::vector<double>>& y) {
  if (!y) return failure(y.error());
  val out = success();
  out.set("y", to_js(y.value()));
  return out;
}

}  // namespace

val call_catalog() { return to_js(catalog()); }

val call_info() {
  val out = val::object();
  out.set("version", std::string(DESCENSO_VERSION));
  out.set("kernels", std::string(kernel_backend()));
  out.set("heap", static_cast<double>(emscripten_get_heap_size()));
  return out;
}

val call_check(const val& formula, const val& names) {
  const auto text = read_text(formula, "formula");
  if (!text) return failure(text.error());
  const auto columns = read_names(names, "names");
  return columns ? answer(check_formula(text.value(), columns.value())) : failure(columns.error());
}

val call_simulate(const val& data) {
  const auto spec = read_data(data);
  if (!spec) return failure(spec.error());
  const auto made = make_data(spec.value());
  return made ? to_js(*made.value()) : failure(made.error());
}

val call_run(const val& experiment) {
  const auto spec = read_experiment(experiment);
  return spec ? answer(run(spec.value())) : failure(spec.error());
}

val call_landscape(const val& experiment, const val& range) {
  const auto spec = read_experiment(experiment);
  if (!spec) return failure(spec.error());
  const auto where = read_range(range);
  return where ? answer(landscape(spec.value(), where.value())) : failure(where.error());
}

val call_derivative(const val& experiment, const val& parameters) {
  const auto spec = read_experiment(experiment);
  if (!spec) return failure(spec.error());
  const auto at = read_values(parameters, "parameters");
  return at ? answer(derivative(spec.value(), at.value())) : failure(at.error());
}

val call_optimum(const val& experiment) {
  const auto spec = read_experiment(experiment);
  return spec ? answer(optimum(spec.value())) : failure(spec.error());
}

val call_predict(const val& experiment, const val& parameters, const val& columns) {
  const auto spec = read_experiment(experiment);
  if (!spec) return failure(spec.error());
  const auto at = read_values(parameters, "parameters");
  if (!at) return failure(at.error());
  const auto rows = read_columns(columns, "columns");
  if (!rows) return failure(rows.error());
  return responses(predict(spec.value(), at.value(), rows.value()));
}

val call_curves(const val& experiment, const val& path, const val& columns) {
  const auto spec = read_experiment(experiment);
  if (!spec) return failure(spec.error());
  const auto points = read_columns(path, "path");
  if (!points) return failure(points.error());
  const auto rows = read_columns(columns, "columns");
  return rows ? responses(curves(spec.value(), points.value(), rows.value())) : failure(rows.error());
}

val call_trace(const val& experiment, const val& row, const val& parameters) {
  const auto spec = read_experiment(experiment);
  if (!spec) return failure(spec.error());
  if (!row.isNumber()) return failure(error(ErrorCode::not_a_number).with("field", std::string("row")));
  const auto at = read_values(parameters, "parameters");
  return at ? answer(trace(spec.value(), row.as<double>(), at.value())) : failure(at.error());
}

val call_race(const val& experiment, const val& runners, const val& minima) {
  const auto spec = read_experiment(experiment);
  if (!spec) return failure(spec.error());
  const auto field = read_runners(runners);
  if (!field) return failure(field.error());
  const auto known = read_minima(minima);
  return known ? answer(race(spec.value(), field.value(), known.value())) : failure(known.error());
}

val call_surface(const val& experiment, const val& range) {
  const auto spec = read_experiment(experiment);
  if (!spec) return failure(spec.error());
  const auto where = read_surface(range);
  return where ? answer(surface(spec.value(), where.value())) : failure(where.error());
}

val call_principal_directions(const val& experiment, const val& parameters) {
  const auto spec = read_experiment(experiment);
  if (!spec) return failure(spec.error());
  const auto at = read_values(parameters, "parameters");
  return at ? answer(principal_directions(spec.value(), at.value())) : failure(at.error());
}

val call_explain(const val& experiment, const val& epoch) {
  const auto spec = read_experiment(experiment);
  if (!spec) return failure(spec.error());
  if (!epoch.isNumber()) return failure(error(ErrorCode::not_a_number).with("field", std::string("epoch")));
  return answer(explain(spec.value(), epoch.as<double>()));
}

val call_fit(const val& experiment, const val& columns) {
  const auto spec = read_experiment(experiment);
  if (!spec) return failure(spec.error());
  if (columns.isUndefined()) return answer(fit(spec.value()));
  const auto rows = read_columns(columns, "columns");
  return rows ? answer(fit(spec.value(), rows.value())) : failure(rows.error());
}

val call_sweep(const val& experiment, const val& spec) {
  const auto base = read_experiment(experiment);
  if (!base) return failure(base.error());
  const auto wanted = read_sweep(spec);
  return wanted ? answer(sweep(base.value(), wanted.value())) : failure(wanted.error());
}

val call_theory(const val& experiment, const val& options) {
  const auto base = read_experiment(experiment);
  if (!base) return failure(base.error());
  const auto tolerance = read_option(options, "tolerance", 0.01);
  return tolerance ? answer(theory(base.value(), tolerance.value())) : failure(tolerance.error());
}

val call_noise_study(const val& experiment, const val& options) {
  const auto base = read_experiment(experiment);
  if (!base) return failure(base.error());
  const auto draws = read_option(options, "draws", 1000);
  return draws ? answer(noise_study(base.value(), draws.value())) : failure(draws.error());
}

val call_tune(const val& experiment, const val& spec) {
  const auto base = read_experiment(experiment);
  if (!base) return failure(base.error());
  const auto wanted = read_tune(spec);
  return wanted ? answer(tune(base.value(), wanted.value())) : failure(wanted.error());
}

}  // namespace descenso::js
