#include "catalog.hpp"

#include "data/simulate.hpp"
#include "loss/loss.hpp"
#include "run/experiment.hpp"

namespace descenso {

Catalog catalog() {
  Catalog out;
  out.fields.assign(fields::simulation.begin(), fields::simulation.end());
  out.fields.insert(out.fields.end(), fields::run.begin(), fields::run.end());
  for (const auto& [field, value] : fields::stop_bounds) out.stop_bounds.push_back(field);
  out.losses = losses();
  out.penalties = penalties();
  out.optimizers = optimizers();
  out.precisions = {"float64", "float32"};
#define DESCENSO_NAME(code) out.errors.push_back(to_string(ErrorCode::code));
  DESCENSO_ERROR_CODES(DESCENSO_NAME)
#undef DESCENSO_NAME
#define DESCENSO_NAME(reason) out.stop_reasons.push_back(to_string(StopReason::reason));
  DESCENSO_STOP_REASONS(DESCENSO_NAME)
#undef DESCENSO_NAME
  return out;
}

}  // namespace descenso
