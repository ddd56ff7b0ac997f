#include "result_to_js.hpp"

#include "error_to_js.hpp"
#include "lists_to_js.hpp"

namespace descenso::js {

namespace {

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
  out.set("asked", runner.value().evaluations_by_entry);
  return out;
}

Value to_js(const Standing& standing) {
  Value object = Value::object();
  object.set("runner", standing.runner);
  object.set("epochs", standing.epochs);
  object.set("evaluations", standing.evaluations);
  object.set("loss", standing.loss);
  object.set("distance", standing.distance);
  object.set("settled", standing.settled);
  return object;
}

Value to_js(const StatePoint& station, const std::vector<std::string>& names) {
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
    case Progress::going:
      return "going";
    case Progress::ended:
      return "ended";
    case Progress::stuck:
      return "stuck";
  }
  return "";
}

}  // namespace

Value stop_to_js(StopReason reason, std::size_t epoch, const std::optional<Obstacle>& obstacle,
                 const std::vector<std::string>& names) {
  Value object = Value::object();
  object.set("reason", to_string(reason)).set("epoch", epoch);
  if (!obstacle) return object;
  object.set("point", by_name(names, obstacle->point));
  if (!obstacle->parameter.empty()) object.set("parameter", obstacle->parameter);
  if (obstacle->row > 0) object.set("row", obstacle->row);
  return object;
}

Value to_js(const EngineInfo& info) {
  Value object = Value::object();
  object.set("version", info.version);
  object.set("kernels", info.kernels);
  object.set("heap", info.heap);
  return object;
}

Value to_js(const Held&) { return success().set("data", Value::object().set("kind", "held")); }

Value to_js(const std::vector<std::string>& names) { return list_of(names); }

Value to_js(const std::vector<double>& y) { return success().set("y", y); }

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

Value to_js(const std::shared_ptr<const Dataset>& data) {
  Value columns = Value::object();
  for (const Column& column : data->predictors) columns.set(column.name, column.values);
  Value out = success();
  out.set("columns", columns);
  out.set("y", data->y);
  return out;
}

Value to_js(const Trajectory& trajectory) {
  Value out = success();
  out.set("epochs", trajectory.epochs());
  out.set("parameters", by_name(trajectory.names, trajectory.parameters));
  out.set("loss", trajectory.loss);
  out.set("gradient", by_name(trajectory.names, trajectory.gradient));
  out.set("stop", stop_to_js(trajectory.reason, trajectory.epochs(), trajectory.obstacle, trajectory.names));
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
  out.set("local", !optimum.exact);
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
  out.set("directions",
          list_of(principal.directions, [&](const auto& v) { return by_name(principal.names, v); }));
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

}  // namespace descenso::js
