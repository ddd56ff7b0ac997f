#include "inspect/predict.hpp"

#include <algorithm>

namespace descenso {
namespace {

/// The columns in the order of the experiment's own predictors.
Result<Dataset> in_order(const Dataset& data, const std::vector<Column>& columns) {
  Dataset out;
  for (const Column& predictor : data.predictors) {
    const std::string field = "columns." + predictor.name;
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const Column& column) { return column.name == predictor.name; });
    if (found == columns.end()) return error(ErrorCode::missing_field).with("field", field);
    if (!out.predictors.empty() && found->values.size() != out.predictors[0].values.size())
      return error(ErrorCode::length_mismatch)
          .with("field", field)
          .with("length", static_cast<double>(found->values.size()))
          .with("expected", static_cast<double>(out.predictors[0].values.size()));
    out.predictors.push_back(*found);
  }
  if (out.predictors.empty()) return error(ErrorCode::missing_field).with("field", "columns");
  out.y.resize(out.predictors[0].values.size());
  return out;
}

}  // namespace

Result<Problem<double>> prepare_rows(const Experiment& experiment, const NamedNumbers& parameters,
                                     const std::vector<Column>& columns) {
  const Result<std::shared_ptr<const Dataset>> own = make_data(experiment.data);
  if (!own) return own.error();
  Result<Dataset> data = in_order(*own.value(), columns);
  if (!data) return data.error();
  Experiment at = experiment;
  at.model.start = parameters;
  at.stop.epochs = 0;
  at.precision = Precision::float64;
  return prepare<double>(at, std::make_shared<const Dataset>(std::move(data.value())));
}

Result<std::vector<double>> predict(const Experiment& experiment, const NamedNumbers& parameters,
                                    const std::vector<Column>& columns) {
  const Result<Problem<double>> prepared = prepare_rows(experiment, parameters, columns);
  if (!prepared) return prepared.error();
  std::vector<double> y(prepared.value().data->rows());
  prepared.value().objective->predict(prepared.value().start, y);
  return y;
}

}  // namespace descenso
