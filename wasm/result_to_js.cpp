#include "result_to_js.hpp"

#include "error_to_js.hpp"

namespace descenso::js {

namespace {

/// { name: value } for names and values side by side.
template <class T>
Value by_name(const std::vector<std::string>& names, const std::vector<T>& values) {
  Value object = Value::object();
  for (std::size_t j = 0; j < names.size(); ++j) {
    if constexpr (std::is_same_v<T, Spelling>)
      object.set(names[j], to_js(values[j]));
    else
      object.set(names[j], values[j]);
  }
  return object;
}

template <class Items>
Value list_of(const Items& items) {
  Value list = Value::list();
  for (const auto& item : items) list.add(item);
  return list;
}

template <class Items, class ToJs>
Value list_of(const Items& items, ToJs to_js) {
  Value list = Value::list();
  for (const auto& item : items) list.add(to_js(item));
  return list;
}

Value to_js(const Field& field) {
  Value object = Value::object();
  object.set("path", field.path);
  object.set("default", field.standard);
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
  object.set("default", hyperparameter.standard);
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

Value to_js(const Evaluations& evaluations) {
  Value object = Value::object();
  object.set("value", evaluations.value);
  object.set("gradient", evaluations.gradient);
  object.set("hessian", evaluations.hessian);
  return object;
}

/// A runner's trajectory, with the evaluations that each entry had cost.
Value to_js(const Result<Trajectory>& runner) {
  if (!runner) return failure(runner.error());
  Value out = js::to_js(runner.value());
  out.set("asked", runner.value().asked);
  return out;
}

Value to_js(const Standing& standing) {
  Value object = Value::object();
  object.set("runner", standing.runner);
  object.set("epochs", standing.epochs);
  object.set("evaluations", standing.evaluations);
  object.set("loss", standing.loss);
  object.set("distance", standing.distance);
  object.set("arrived", standing.arrived);
  return object;
}

Value to_js(const Station& station, const std::vector<std::string>& names) {
  Value object = Value::object();
  object.set("parameters", by_name(names, station.theta));
  object.set("gradient", by_name(names, station.gradient));
  object.set("loss", station.loss);
  return object;
}

Value to_js(const Name& name) {
  Value object = Value::object();
  object.set("key", name.key);
  object.set("symbol", name.symbol);
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
Value to_js(const Eigen::MatrixXd& matrix, const std::vector<std::string>& names) {
  Value object = Value::object();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Eigen::VectorXd row = matrix.col(Eigen::Index(i));
    object.set(names[i], by_name(names, std::vector<double>(row.data(), row.data() + row.size())));
  }
  return object;
}

Value to_js(const Prediction& prediction) {
  Value object = Value::object();
  object.set("rate", prediction.method.rate);
  object.set("mu", prediction.method.mu);
  object.set("contraction", prediction.contraction);
  object.set("predicted", prediction.predicted);
  object.set("measured", prediction.measured);
  return object;
}

Value to_js(const Trial& trial) {
  Value object = Value::object();
  object.set("values", trial.values);
  object.set("status", to_string(trial.arrival.status));
  object.set("epochs", trial.arrival.epochs);
  object.set("loss", trial.arrival.loss);
  object.set("score", trial.score);
  return object;
}

}  // namespace

Value to_js(const Spelling& spelling) {
  Value object = Value::object();
  object.set("text", spelling.text);
  object.set("latex", spelling.latex);
  return object;
}

Value to_js(const FormulaCheck& check) {
  Value out = success();
  out.set("parameters", list_of(check.parameters));
  out.set("text", check.formula.text);
  out.set("latex", check.formula.latex);
  out.set("gradient", by_name(check.parameters, check.gradient));
  return out;
}

Value to_js(const Dataset& data) {
  Value columns = Value::object();
  for (const Column& column : data.predictors) columns.set(column.name, column.values);
  Value out = success();
  out.set("columns", columns);
  out.set("y", data.y);
  return out;
}

Value to_js(const Trajectory& trajectory) {
  Value stop = Value::object();
  stop.set("reason", to_string(trajectory.reason));
  stop.set("epoch", trajectory.epochs());
  Value out = success();
  out.set("epochs", trajectory.epochs());
  out.set("parameters", by_name(trajectory.names, trajectory.parameters));
  out.set("loss", trajectory.loss);
  out.set("gradient", by_name(trajectory.names, trajectory.gradient));
  out.set("stop", stop);
  out.set("evaluations", to_js(trajectory.evaluations));
  return out;
}

Value to_js(const Landscape& landscape) {
  Value out = success();
  out.set("at", landscape.at);
  out.set("loss", landscape.loss);
  return out;
}

Value to_js(const Derivative& derivative) {
  std::vector<int> digits;
  for (std::size_t j = 0; j < derivative.names.size(); ++j)
    digits.push_back(shared_digits(derivative.gradient[j], derivative.finite_difference[j]));
  Value out = success();
  out.set("loss", derivative.loss);
  out.set("gradient", by_name(derivative.names, derivative.gradient));
  out.set("finiteDifference", by_name(derivative.names, derivative.finite_difference));
  out.set("difference", by_name(derivative.names, derivative.difference));
  out.set("digits", by_name(derivative.names, digits));
  return out;
}

Value to_js(const TraceEdge& edge) {
  Value object = Value::object();
  object.set("from", edge.from);
  object.set("flows", edge.flows);
  object.set("adjoint", edge.adjoint);
  return object;
}

Value to_js(const TraceNode& node) {
  Value object = Value::object();
  object.set("op", name(node.op));
  object.set("formula", node.formula);
  object.set("flows", node.flows);
  object.set("value", node.value);
  object.set("adjoint", node.adjoint);
  object.set("edges", list_of(node.edges, [](const auto& edge) { return to_js(edge); }));
  return object;
}

Value to_js(const TraceSlope& slope) {
  Value object = Value::object();
  object.set("name", slope.name);
  object.set("reverse", slope.reverse);
  object.set("dual", slope.dual);
  object.set("finiteDifference", slope.finite_difference);
  object.set("difference", slope.difference);
  object.set("dualDigits", shared_digits(slope.reverse, slope.dual));
  object.set("finiteDifferenceDigits", shared_digits(slope.reverse, slope.finite_difference));
  return object;
}

Value to_js(const Trace& trace) {
  Value out = success();
  out.set("nodes", list_of(trace.nodes, [](const auto& node) { return to_js(node); }));
  out.set("slopes", list_of(trace.slopes, [](const auto& slope) { return to_js(slope); }));
  return out;
}

Value to_js(const Optimum& optimum) {
  Value out = success();
  out.set("parameters", by_name(optimum.names, optimum.parameters));
  out.set("loss", optimum.loss);
  out.set("exact", optimum.exact);
  out.set("curvature", optimum.curvature);
  out.set("stableRate", optimum.stable_rate);
  out.set("bestRate", optimum.best_rate);
  return out;
}

Value to_js(const Race& race) {
  Value out = success();
  out.set("runners", list_of(race.runners, [](const auto& runner) { return to_js(runner); }));
  out.set("standings", list_of(race.standings, [](const auto& standing) { return to_js(standing); }));
  out.set("optima", list_of(race.optima, [&](const auto& point) { return by_name(race.names, point); }));
  out.set("loss", race.loss);
  return out;
}

Value to_js(const Surface& surface) {
  Value out = success();
  out.set("x", surface.x);
  out.set("y", surface.y);
  out.set("loss", surface.loss);
  return out;
}

Value to_js(const PrincipalDirections& principal) {
  Value out = success();
  out.set("curvature", principal.curvature);
  out.set("directions", list_of(principal.directions, [&](const auto& v) { return by_name(principal.names, v); }));
  return out;
}

Value to_js(const Explanation& explanation) {
  Value out = success();
  out.set("epoch", explanation.epoch);
  out.set("before", to_js(explanation.before, explanation.names));
  out.set("after", to_js(explanation.after, explanation.names));
  out.set("vectors", list_of(explanation.vectors, [&](const NamedVector& vector) {
            Value object = to_js(vector.name);
            object.set("values", by_name(explanation.names, vector.values));
            return object;
          }));
  out.set("numbers", list_of(explanation.numbers, [](const NamedNumber& number) {
            Value object = to_js(number.name);
            object.set("value", number.value);
            return object;
          }));
  out.set("progress", word(explanation.progress));
  out.set("evaluations", to_js(explanation.evaluations));
  return out;
}

Value to_js(const Fit& fit) {
  const FitReport& report = fit.report;
  Value out = success();
  out.set("parameters", by_name(fit.names, fit.parameters));
  out.set("standardErrors", by_name(fit.names, report.standard_errors));
  out.set("covariance", to_js(report.covariance, fit.names));
  out.set("observations", report.observations);
  out.set("rss", report.rss);
  out.set("residualSd", report.residual_sd);
  out.set("rSquared", report.r_squared);
  out.set("centred", report.centred);
  out.set("loss", fit.loss);
  Value stop = Value::object();
  stop.set("reason", to_string(fit.reason));
  stop.set("epoch", fit.epochs);
  out.set("stop", stop);
  Value band = Value::object();
  band.set("y", fit.band.y);
  band.set("low", fit.band.low);
  band.set("high", fit.band.high);
  out.set("band", band);
  return out;
}

Value to_js(const Sweep& sweep) {
  Value out = success();
  out.set("x", sweep.x);
  out.set("y", sweep.y);
  Value rows = Value::list();
  rows.add(sweep.first_row).add(sweep.first_row + sweep.rows);
  out.set("rows", rows);
  out.set("epochs", sweep.epochs);
  out.set("loss", sweep.loss);
  out.set("target", sweep.target);
  out.set("status", sweep.status);
  out.set("best", sweep.best);
  out.set("exact", sweep.exact);
  out.set("steps", sweep.steps);
  return out;
}

Value to_js(const Theory& theory) {
  Value out = success();
  out.set("exact", theory.exact);
  out.set("at", by_name(theory.names, theory.at));
  out.set("best", theory.best);
  out.set("target", theory.target);
  out.set("curvature", theory.curvature);
  out.set("stableRate", theory.stable_rate);
  out.set("own", theory.own ? std::optional(to_js(*theory.own)) : std::nullopt);
  out.set("bestMomentumHere", theory.own ? std::optional(theory.best_mu_here) : std::nullopt);
  out.set("gd", to_js(theory.gd));
  out.set("momentum", to_js(theory.momentum));
  return out;
}

Value to_js(const NoiseStudy& study) {
  Value out = success();
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

Value to_js(const Tuning& tuning) {
  Value out = success();
  out.set("ranked", list_of(tuning.ranked, [](const Trial& trial) { return to_js(trial); }));
  out.set("rounds", list_of(tuning.rounds, [](const TuneRound& round) {
    Value object = Value::object();
    object.set("candidates", round.candidates);
    object.set("epochs", round.epochs);
    return object;
  }));
  out.set("refinements", tuning.refinements);
  out.set("steps", tuning.steps);
  out.set("best", tuning.best);
  return out;
}

Value to_js(const Catalog& catalog) {
  Value out = Value::object();
  out.set("fields", list_of(catalog.fields, [](const auto& field) { return to_js(field); }));
  out.set("losses", list_of(catalog.losses, [](const auto& loss) { return to_js(loss); }));
  out.set("penalties", hyperparameters_to_js(catalog.penalties));
  out.set("optimizers", list_of(catalog.optimizers, [](const auto& optimizer) { return to_js(optimizer); }));
  out.set("precisions", list_of(catalog.precisions));
  out.set("errors", list_of(catalog.errors));
  out.set("stopReasons", list_of(catalog.stop_reasons));
  return out;
}

}  // namespace descenso::js
