#include "error_to_js.hpp"
#include "lists_to_js.hpp"

namespace descenso::js {

namespace {

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
  object.set("status", to_string(trial.settling.status));
  object.set("epochs", trial.settling.epochs);
  object.set("loss", trial.settling.loss);
  object.set("score", trial.score);
  return object;
}

}  // namespace

Value to_js(const Sweep& sweep) {
  Value out = success();
  out.set("x", sweep.x);
  out.set("y", sweep.y);
  Value rows = Value::list();
  rows.add(sweep.first_row).add(sweep.first_row + sweep.rows);
  out.set("rows", rows);
  out.set("epochs", sweep.epochs);
  out.set("touched", sweep.touched);
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

}  // namespace descenso::js
