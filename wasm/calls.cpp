#include "calls.hpp"

#include <emscripten/heap.h>

#include "error_to_js.hpp"
#include "fit/fit.hpp"
#include "inspect/check.hpp"
#include "inspect/curves.hpp"
#include "inspect/explain.hpp"
#include "inspect/predict.hpp"
#include "inspect/surface.hpp"
#include "inspect/trace.hpp"
#include "race/race.hpp"
#include "result_to_js.hpp"
#include "run/problem.hpp"
#include "run/train.hpp"
#include "spec_from_js.hpp"
#include "study/noise_study.hpp"
#include "study/sweep.hpp"
#include "study/theory.hpp"
#include "study/tune.hpp"

namespace descenso::js {

namespace {

/// The arguments of a call, in order; undefined beyond the last.
class Arguments {
 public:
  explicit Arguments(std::uintptr_t address)
      : all_(Plain(reinterpret_cast<const double*>(address)).entries()) {}
  Plain operator[](std::size_t k) const { return k < all_.size() ? all_[k] : Plain(); }

 private:
  std::vector<Plain> all_;
};

void refuse(const Error& error) { deliver(failure(error)); }

/// What the core answered, or why it could not.
template <class T>
void answer(const Result<T>& result) {
  deliver(result ? to_js(result.value()) : failure(result.error()));
}

void responses(const Result<std::vector<double>>& y) {
  if (!y) return refuse(y.error());
  deliver(success().set("y", y.value()));
}

/// Reads an experiment and one argument more, and answers what the core makes of the two.
template <class Read, class Compute>
void answer_with(std::uintptr_t arguments, Read read, Compute compute) {
  const Arguments in(arguments);
  const auto spec = read_experiment(in[0]);
  if (!spec) return refuse(spec.error());
  const auto second = read(in[1]);
  return second ? answer(compute(spec.value(), second.value())) : refuse(second.error());
}

Result<double> read_number(const Plain& value, const char* field) {
  if (!value.is(Kind::number)) return error(ErrorCode::not_a_number).with("field", std::string(field));
  return value.number();
}

}  // namespace

std::uintptr_t call_inbox(unsigned words) { return reinterpret_cast<std::uintptr_t>(inbox(words)); }

void call_catalog(std::uintptr_t) { deliver(to_js(catalog())); }

void call_info(std::uintptr_t) {
  Value out = Value::object();
  out.set("version", std::string(DESCENSO_VERSION));
  out.set("kernels", std::string(kernel_backend()));
  out.set("heap", static_cast<double>(emscripten_get_heap_size()));
  deliver(out);
}

void call_check(std::uintptr_t arguments) {
  const Arguments in(arguments);
  const auto text = read_text(in[0], "formula");
  if (!text) return refuse(text.error());
  const auto columns = read_names(in[1], "names");
  return columns ? answer(check_formula(text.value(), columns.value())) : refuse(columns.error());
}

void call_simulate(std::uintptr_t arguments) {
  const Arguments in(arguments);
  const auto spec = read_data(in[0]);
  if (!spec) return refuse(spec.error());
  const auto made = make_data(spec.value());
  return made ? deliver(to_js(*made.value())) : refuse(made.error());
}

void call_run(std::uintptr_t arguments) {
  const Arguments in(arguments);
  const auto spec = read_experiment(in[0]);
  return spec ? answer(run(spec.value())) : refuse(spec.error());
}

void call_landscape(std::uintptr_t arguments) { answer_with(arguments, read_range, landscape); }

void call_derivative(std::uintptr_t arguments) {
  answer_with(
      arguments, [](const Plain& at) { return read_values(at, "parameters"); }, derivative);
}

void call_optimum(std::uintptr_t arguments) {
  const Arguments in(arguments);
  const auto spec = read_experiment(in[0]);
  return spec ? answer(optimum(spec.value())) : refuse(spec.error());
}

void call_predict(std::uintptr_t arguments) {
  const Arguments in(arguments);
  const auto spec = read_experiment(in[0]);
  if (!spec) return refuse(spec.error());
  const auto at = read_values(in[1], "parameters");
  if (!at) return refuse(at.error());
  const auto rows = read_columns(in[2], "columns");
  if (!rows) return refuse(rows.error());
  return responses(predict(spec.value(), at.value(), rows.value()));
}

void call_curves(std::uintptr_t arguments) {
  const Arguments in(arguments);
  const auto spec = read_experiment(in[0]);
  if (!spec) return refuse(spec.error());
  const auto points = read_columns(in[1], "path");
  if (!points) return refuse(points.error());
  const auto rows = read_columns(in[2], "columns");
  return rows ? responses(curves(spec.value(), points.value(), rows.value())) : refuse(rows.error());
}

void call_trace(std::uintptr_t arguments) {
  const Arguments in(arguments);
  const auto spec = read_experiment(in[0]);
  if (!spec) return refuse(spec.error());
  const auto row = read_number(in[1], "row");
  if (!row) return refuse(row.error());
  const auto at = read_values(in[2], "parameters");
  return at ? answer(trace(spec.value(), row.value(), at.value())) : refuse(at.error());
}

void call_race(std::uintptr_t arguments) {
  const Arguments in(arguments);
  const auto spec = read_experiment(in[0]);
  if (!spec) return refuse(spec.error());
  const auto field = read_runners(in[1]);
  if (!field) return refuse(field.error());
  const auto known = read_minima(in[2]);
  return known ? answer(race(spec.value(), field.value(), known.value())) : refuse(known.error());
}

void call_surface(std::uintptr_t arguments) { answer_with(arguments, read_surface, surface); }

void call_principal_directions(std::uintptr_t arguments) {
  answer_with(
      arguments, [](const Plain& at) { return read_values(at, "parameters"); }, principal_directions);
}

void call_explain(std::uintptr_t arguments) {
  answer_with(
      arguments, [](const Plain& epoch) { return read_number(epoch, "epoch"); }, explain);
}

void call_fit(std::uintptr_t arguments) {
  const Arguments in(arguments);
  const auto spec = read_experiment(in[0]);
  if (!spec) return refuse(spec.error());
  if (in[1].is(Kind::undefined)) return answer(fit(spec.value()));
  const auto rows = read_columns(in[1], "columns");
  return rows ? answer(fit(spec.value(), rows.value())) : refuse(rows.error());
}

void call_sweep(std::uintptr_t arguments) { answer_with(arguments, read_sweep, sweep); }

void call_theory(std::uintptr_t arguments) {
  answer_with(
      arguments, [](const Plain& value) { return read_option(value, "tolerance", 0.01); }, theory);
}

void call_noise_study(std::uintptr_t arguments) {
  answer_with(
      arguments, [](const Plain& value) { return read_option(value, "draws", 1000); }, noise_study);
}

void call_tune(std::uintptr_t arguments) { answer_with(arguments, read_tune, tune); }

}  // namespace descenso::js
