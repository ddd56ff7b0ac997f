// A fit on its way out; engine.d.ts, Fit, has the contract.
#include "error_to_js.hpp"
#include "lists_to_js.hpp"
#include "result_to_js.hpp"

namespace descenso::js {

namespace {

Value to_js(const Interval& interval) {
  Value object = Value::object();
  object.set("low", interval.low);
  object.set("high", interval.high);
  return object;
}

Value matrix_by_names(const Eigen::MatrixXd& matrix, const std::vector<std::string>& names) {
  Value rows = Value::object();
  for (std::size_t i = 0; i < names.size(); ++i) {
    Value row = Value::object();
    for (std::size_t j = 0; j < names.size(); ++j)
      row.set(names[j], matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
    rows.set(names[i], row);
  }
  return rows;
}

Value to_js(const FitOptimum& optimum, const std::vector<std::string>& names) {
  Value object = Value::object();
  object.set("parameters", js::by_name(names, optimum.parameters));
  object.set("rss", optimum.rss);
  object.set("loss", optimum.loss);
  object.set("starts", optimum.starts);
  object.set("from", js::by_name(names, optimum.from));
  return object;
}

Value to_js(const ProfileCurve& profile) {
  Value object = to_js(profile.interval);
  object.set("at", profile.at);
  object.set("tau", profile.tau);
  return object;
}

template <typename Item>
Value each_by_name(const std::vector<std::string>& names, const std::vector<Item>& items) {
  Value object = Value::object();
  for (std::size_t j = 0; j < items.size(); ++j) object.set(names[j], to_js(items[j]));
  return object;
}

Value to_js(const NamedNumbers& numbers) {
  Value object = Value::object();
  for (const auto& [name, value] : numbers) object.set(name, value);
  return object;
}

Value to_js(const Finding& finding) {
  Value object = Value::object();
  object.set("code", to_string(finding.code));
  object.set("gravity", to_string(gravity_of(finding.code)));
  Value evidence = Value::object();
  for (const auto& [name, value] : finding.evidence)
    std::visit(
        [&, &name = name](const auto& each) {
          if constexpr (std::is_same_v<std::decay_t<decltype(each)>, std::vector<NamedNumbers>>)
            evidence.set(name, list_of(each, [](const NamedNumbers& one) { return to_js(one); }));
          else
            evidence.set(name, each);
        },
        value);
  object.set("evidence", evidence);
  return object;
}

Value to_js(const Verdict& verdict) {
  Value object = Value::object();
  object.set("code", verdict.code());
  object.set("findings", list_of(verdict.findings, [](const Finding& each) { return to_js(each); }));
  return object;
}

/// Combinations of parameters that the data do not determine; names without a part are left out.
Value undetermined(const Fit& fit) {
  Value list = Value::list();
  for (const auto& direction : fit.report.undetermined.colwise()) {
    Value object = Value::object();
    for (std::size_t j = 0; j < fit.names.size(); ++j)
      if (direction[Eigen::Index(j)] != 0) object.set(fit.names[j], direction[Eigen::Index(j)]);
    list.add(object);
  }
  return list;
}

Value to_js(const std::vector<Derived>& all) {
  Value object = Value::object();
  for (const Derived& each : all) {
    Value one = to_js(each.interval);
    one.set("value", each.value);
    one.set("standardError", each.standard_error);
    object.set(each.name, one);
  }
  return object;
}

Value to_js(const Band& band) {
  Value object = Value::object();
  object.set("y", band.y);
  object.set("low", band.low);
  object.set("high", band.high);
  object.set("predictionLow", band.prediction_low);
  object.set("predictionHigh", band.prediction_high);
  return object;
}

}  // namespace

Value to_js(const Fit& fit) {
  const FitReport& report = fit.report;
  Value out = success();
  out.set("parameters", js::by_name(fit.names, fit.parameters));
  out.set("standardErrors", js::by_name(fit.names, report.standard_errors));
  out.set("covariance", matrix_by_names(report.covariance, fit.names));
  out.set("correlation", matrix_by_names(fit.correlation, fit.names));
  out.set("intervals", each_by_name(fit.names, fit.wald));
  if (!fit.profile.empty()) out.set("profile", each_by_name(fit.names, fit.profile));
  out.set("derived", to_js(fit.derived));
  out.set("observations", report.observations);
  out.set("degrees", report.degrees());
  out.set("rss", report.rss);
  out.set("residualSd", report.residual_sd);
  out.set("rmse", fit.rmse);
  out.set("rSquared", report.r_squared);
  out.set("centred", report.centred);
  out.set("undetermined", undetermined(fit));
  out.set("aic", fit.aic);
  out.set("aicc", fit.aicc);
  out.set("bic", fit.bic);
  out.set("loss", fit.loss);
  out.set("stop", stop_to_js(fit.reason, std::size_t(fit.epochs), fit.obstacle, fit.names));
  out.set("searched", fit.searched);
  out.set("evaluations", fit.evaluations);
  out.set("optima", list_of(fit.optima, [&](const FitOptimum& each) { return to_js(each, fit.names); }));
  if (fit.from_start)
    out.set("fromStart", to_js(*fit.from_start, fit.names));
  else
    out.set("fromStart", nullptr);
  out.set("abandoned", js::by_name(fit.names, fit.abandoned));
  out.set("verdict", to_js(fit.verdict));
  out.set("band", to_js(fit.band));
  return out;
}

Value to_js(const NestedTest& test) {
  Value out = success();
  out.set("F", test.f);
  out.set("degrees1", test.degrees1);
  out.set("degrees2", test.degrees2);
  out.set("p", test.p);
  return out;
}

}  // namespace descenso::js
