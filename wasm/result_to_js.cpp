#include "result_to_js.hpp"

#include "error_to_js.hpp"

namespace descenso::js {

using emscripten::val;

namespace {

/// { name: value } for names and values side by side.
template <class Value>
val by_name(const std::vector<std::string>& names, const std::vector<Value>& values) {
  val object = val::object();
  for (std::size_t j = 0; j < names.size(); ++j) {
    if constexpr (std::is_arithmetic_v<Value>)
      object.set(names[j], values[j]);
    else
      object.set(names[j], to_js(values[j]));
  }
  return object;
}

val text(std::string_view word) { return val(std::string(word)); }

template <class Items, class ToJs>
val array_of(const Items& items, ToJs to_js) {
  val array = val::array();
  for (std::size_t i = 0; i < items.size(); ++i) array.set(i, to_js(items[i]));
  return array;
}

val to_js(const Field& field) {
  val object = val::object();
  object.set("path", text(field.path));
  object.set("default", field.standard);
  object.set("min", field.min);
  object.set("max", field.max);
  object.set("positive", field.positive);
  object.set("sliderMin", field.slider_min);
  object.set("sliderMax", field.slider_max);
  object.set("sliderStep", field.slider_step);
  object.set("scale", text(to_string(field.scale)));
  object.set("integer", field.integer);
  return object;
}

val to_js(const Hyperparameter& hyperparameter) {
  val object = val::object();
  object.set("key", text(hyperparameter.key));
  object.set("symbol", text(hyperparameter.symbol));
  object.set("default", hyperparameter.standard);
  object.set("min", hyperparameter.min);
  object.set("max", hyperparameter.max);
  object.set("sliderMin", hyperparameter.slider_min);
  object.set("sliderMax", hyperparameter.slider_max);
  object.set("scale", text(to_string(hyperparameter.scale)));
  object.set("integer", hyperparameter.integer);
  object.set("positive", hyperparameter.positive);
  object.set("choices", array_of(hyperparameter.choices, text));
  return object;
}

val hyperparameters_to_js(std::span<const Hyperparameter> hyperparameters) {
  return array_of(hyperparameters, [](const auto& hyperparameter) { return to_js(hyperparameter); });
}

val to_js(const Loss& loss) {
  val object = val::object();
  object.set("name", text(loss.name));
  object.set("equation", text(loss.equation));
  object.set("reduction", text(loss.reduction == Reduction::sum ? "sum" : "mean"));
  object.set("hyperparameters", hyperparameters_to_js(loss.hyperparameters));
  return object;
}

val to_js(const Optimizer& optimizer) {
  val object = val::object();
  object.set("name", text(optimizer.name));
  object.set("family", text(to_string(optimizer.family)));
  object.set("equation", text(optimizer.equation));
  object.set("hyperparameters", hyperparameters_to_js(optimizer.hyperparameters));
  return object;
}

val to_js(const Evaluations& evaluations) {
  val object = val::object();
  object.set("value", static_cast<double>(evaluations.value));
  object.set("gradient", static_cast<double>(evaluations.gradient));
  object.set("hessian", static_cast<double>(evaluations.hessian));
  return object;
}

/// A runner's trajectory, with the evaluations that each entry had cost.
val to_js(const Result<Trajectory>& runner) {
  if (!runner) return failure(runner.error());
  val out = js::to_js(runner.value());
  out.set("asked", js::to_js(runner.value().asked));
  return out;
}

val to_js(const Standing& standing) {
  val object = val::object();
  object.set("runner", static_cast<double>(standing.runner));
  object.set("epochs", standing.epochs);
  object.set("evaluations", standing.evaluations);
  object.set("loss", standing.loss);
  object.set("distance", standing.distance);
  object.set("arrived", standing.arrived ? val(*standing.arrived) : val::null());
  return object;
}

val to_js(const Station& station, const std::vector<std::string>& names) {
  val object = val::object();
  object.set("parameters", by_name(names, station.theta));
  object.set("gradient", by_name(names, station.gradient));
  object.set("loss", station.loss);
  return object;
}

val to_js(const Name& name) {
  val object = val::object();
  object.set("key", text(name.key));
  object.set("symbol", text(name.symbol));
  return object;
}

std::string_view word(Progress progress) {
  switch (progress) {
    case Progress::going: return "going";
    case Progress::converged: return "converged";
    case Progress::stuck: return "stuck";
  }
  return "";
}

/// The rows of a symmetric matrix by name and name.
val to_js(const Eigen::MatrixXd& matrix, const std::vector<std::string>& names) {
  val object = val::object();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Eigen::VectorXd row = matrix.col(Eigen::Index(i));
    object.set(names[i], by_name(names, std::vector<double>(row.data(), row.data() + row.size())));
  }
  return object;
}

/// A typed array of the same kind of numbers.
template <class Number>
val numbers(const std::vector<Number>& values) {
  return val(emscripten::typed_memory_view(values.size(), values.data())).template call<val>("slice");
}

val to_js(const Prediction& prediction) {
  val object = val::object();
  object.set("rate", prediction.method.rate);
  object.set("mu", prediction.method.mu);
  object.set("contraction", prediction.contraction);
  object.set("predicted", prediction.predicted);
  object.set("measured", prediction.measured);
  return object;
}

val to_js(const Trial& trial) {
  val object = val::object();
  object.set("values", numbers(trial.values));
  object.set("status", text(to_string(trial.arrival.status)));
  object.set("epochs", trial.arrival.epochs);
  object.set("loss", trial.arrival.loss);
  object.set("score", trial.score);
  return object;
}

}  // namespace

val to_js(const Spelling& spelling) {
  val object = val::object();
  object.set("text", spelling.text);
  object.set("latex", spelling.latex);
  return object;
}

val to_js(const FormulaCheck& check) {
  val out = success();
  out.set("parameters", array_of(check.parameters, [](const std::string& name) { return val(name); }));
  out.set("text", check.formula.text);
  out.set("latex", check.formula.latex);
  out.set("gradient", by_name(check.parameters, check.gradient));
  return out;
}

val to_js(const std::vector<double>& values) { return numbers(values); }

val to_js(const Dataset& data) {
  val columns = val::object();
  for (const Column& column : data.predictors) columns.set(column.name, to_js(column.values));
  val out = success();
  out.set("columns", columns);
  out.set("y", to_js(data.y));
  return out;
}

val to_js(const Trajectory& trajectory) {
  val stop = val::object();
  stop.set("reason", text(to_string(trajectory.reason)));
  stop.set("epoch", static_cast<double>(trajectory.epochs()));
  val out = success();
  out.set("epochs", static_cast<double>(trajectory.epochs()));
  out.set("parameters", by_name(trajectory.names, trajectory.parameters));
  out.set("loss", to_js(trajectory.loss));
  out.set("gradient", by_name(trajectory.names, trajectory.gradient));
  out.set("stop", stop);
  out.set("evaluations", to_js(trajectory.evaluations));
  return out;
}

val to_js(const Landscape& landscape) {
  val out = success();
  out.set("at", to_js(landscape.at));
  out.set("loss", to_js(landscape.loss));
  return out;
}

val to_js(const Derivative& derivative) {
  std::vector<int> digits;
  for (std::size_t j = 0; j < derivative.names.size(); ++j)
    digits.push_back(shared_digits(derivative.gradient[j], derivative.finite_difference[j]));
  val out = success();
  out.set("loss", derivative.loss);
  out.set("gradient", by_name(derivative.names, derivative.gradient));
  out.set("finiteDifference", by_name(derivative.names, derivative.finite_difference));
  out.set("difference", by_name(derivative.names, derivative.difference));
  out.set("digits", by_name(derivative.names, digits));
  return out;
}

val to_js(const TraceEdge& edge) {
  val object = val::object();
  object.set("from", static_cast<double>(edge.from));
  object.set("flows", edge.flows);
  object.set("adjoint", edge.adjoint);
  return object;
}

val to_js(const TraceNode& node) {
  val object = val::object();
  object.set("op", text(name(node.op)));
  object.set("formula", node.formula);
  object.set("flows", node.flows);
  object.set("value", node.value);
  object.set("adjoint", node.adjoint);
  object.set("edges", array_of(node.edges, [](const auto& edge) { return to_js(edge); }));
  return object;
}

val to_js(const TraceSlope& slope) {
  val object = val::object();
  object.set("name", slope.name);
  object.set("reverse", slope.reverse);
  object.set("dual", slope.dual);
  object.set("finiteDifference", slope.finite_difference);
  object.set("difference", slope.difference);
  object.set("dualDigits", shared_digits(slope.reverse, slope.dual));
  object.set("finiteDifferenceDigits", shared_digits(slope.reverse, slope.finite_difference));
  return object;
}

val to_js(const Trace& trace) {
  val out = success();
  out.set("nodes", array_of(trace.nodes, [](const auto& node) { return to_js(node); }));
  out.set("slopes", array_of(trace.slopes, [](const auto& slope) { return to_js(slope); }));
  return out;
}

val to_js(const Optimum& optimum) {
  val out = success();
  out.set("parameters", by_name(optimum.names, optimum.parameters));
  out.set("loss", optimum.loss);
  out.set("exact", optimum.exact);
  out.set("curvature", to_js(optimum.curvature));
  out.set("stableRate", optimum.stable_rate);
  out.set("bestRate", optimum.best_rate);
  return out;
}

val to_js(const Race& race) {
  val out = success();
  out.set("runners", array_of(race.runners, [](const auto& runner) { return to_js(runner); }));
  out.set("standings", array_of(race.standings, [](const auto& standing) { return to_js(standing); }));
  out.set("optima", array_of(race.optima, [&](const auto& point) { return by_name(race.names, point); }));
  out.set("loss", race.loss);
  return out;
}

val to_js(const Surface& surface) {
  val out = success();
  out.set("x", to_js(surface.x));
  out.set("y", to_js(surface.y));
  out.set("loss", to_js(surface.loss));
  return out;
}

val to_js(const PrincipalDirections& principal) {
  val out = success();
  out.set("curvature", to_js(principal.curvature));
  out.set("directions", array_of(principal.directions, [&](const auto& v) { return by_name(principal.names, v); }));
  return out;
}

val to_js(const Explanation& explanation) {
  val out = success();
  out.set("epoch", explanation.epoch);
  out.set("before", to_js(explanation.before, explanation.names));
  out.set("after", to_js(explanation.after, explanation.names));
  out.set("vectors", array_of(explanation.vectors, [&](const NamedVector& vector) {
            val object = to_js(vector.name);
            object.set("values", by_name(explanation.names, vector.values));
            return object;
          }));
  out.set("numbers", array_of(explanation.numbers, [](const NamedNumber& number) {
            val object = to_js(number.name);
            object.set("value", number.value);
            return object;
          }));
  out.set("progress", text(word(explanation.progress)));
  out.set("evaluations", to_js(explanation.evaluations));
  return out;
}

val to_js(const Fit& fit) {
  const FitReport& report = fit.report;
  val out = success();
  out.set("parameters", by_name(fit.names, fit.parameters));
  out.set("standardErrors", by_name(fit.names, report.standard_errors));
  out.set("covariance", to_js(report.covariance, fit.names));
  out.set("observations", static_cast<double>(report.observations));
  out.set("rss", report.rss);
  out.set("residualSd", report.residual_sd);
  out.set("rSquared", report.r_squared);
  out.set("centred", report.centred);
  out.set("loss", fit.loss);
  val stop = val::object();
  stop.set("reason", text(to_string(fit.reason)));
  stop.set("epoch", fit.epochs);
  out.set("stop", stop);
  val band = val::object();
  band.set("y", to_js(fit.band.y));
  band.set("low", to_js(fit.band.low));
  band.set("high", to_js(fit.band.high));
  out.set("band", band);
  return out;
}

val to_js(const Sweep& sweep) {
  val out = success();
  out.set("x", to_js(sweep.x));
  out.set("y", to_js(sweep.y));
  val rows = val::array();
  rows.set(0, static_cast<double>(sweep.first_row));
  rows.set(1, static_cast<double>(sweep.first_row + sweep.rows));
  out.set("rows", rows);
  out.set("epochs", numbers(sweep.epochs));
  out.set("loss", to_js(sweep.loss));
  out.set("target", to_js(sweep.target));
  out.set("status", numbers(sweep.status));
  out.set("best", sweep.best);
  out.set("exact", sweep.exact);
  out.set("steps", sweep.steps);
  return out;
}

val to_js(const Theory& theory) {
  val out = success();
  out.set("exact", theory.exact);
  out.set("at", by_name(theory.names, theory.at));
  out.set("best", theory.best);
  out.set("target", theory.target);
  out.set("curvature", to_js(theory.curvature));
  out.set("stableRate", theory.stable_rate);
  out.set("own", theory.own ? to_js(*theory.own) : val::null());
  out.set("bestMomentumHere", theory.own ? val(theory.best_mu_here) : val::null());
  out.set("gd", to_js(theory.gd));
  out.set("momentum", to_js(theory.momentum));
  return out;
}

val to_js(const NoiseStudy& study) {
  val out = success();
  out.set("exact", study.exact);
  out.set("resampled", study.resampled);
  out.set("estimates", by_name(study.names, study.estimates));
  out.set("truth", by_name(study.names, study.truth));
  out.set("mean", by_name(study.names, study.mean));
  out.set("sd", by_name(study.names, study.sd));
  out.set("expectedMean", by_name(study.names, study.expected_mean));
  out.set("expectedSd", by_name(study.names, study.expected_sd));
  return out;
}

val to_js(const Tuning& tuning) {
  val out = success();
  out.set("ranked", array_of(tuning.ranked, [](const Trial& trial) { return to_js(trial); }));
  out.set("rounds", array_of(tuning.rounds, [](const TuneRound& round) {
    val object = val::object();
    object.set("candidates", static_cast<double>(round.candidates));
    object.set("epochs", round.epochs);
    return object;
  }));
  out.set("refinements", static_cast<double>(tuning.refinements));
  out.set("steps", tuning.steps);
  out.set("best", tuning.best);
  return out;
}

val to_js(const Catalog& catalog) {
  val out = val::object();
  out.set("fields", array_of(catalog.fields, [](const auto& field) { return to_js(field); }));
  out.set("losses", array_of(catalog.losses, [](const auto& loss) { return to_js(loss); }));
  out.set("penalties", hyperparameters_to_js(catalog.penalties));
  out.set("optimizers", array_of(catalog.optimizers, [](const auto& optimizer) { return to_js(optimizer); }));
  out.set("precisions", array_of(catalog.precisions, text));
  out.set("errors", array_of(catalog.errors, text));
  out.set("stopReasons", array_of(catalog.stop_reasons, text));
  return out;
}

}  // namespace descenso::js
