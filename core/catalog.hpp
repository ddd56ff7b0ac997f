// The catalog: everything that the core can do, as data. Sliders, the limits of a link, documentation and
// tests read it.
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "error.hpp"
#include "field.hpp"
#include "loss/loss.hpp"
#include "optimizer/registry.hpp"
#include "run/stop_reason.hpp"

namespace descenso {

struct Catalog {
  std::vector<Field> fields;       ///< numbers of the experiment that every problem has
  std::vector<Field> stop_bounds;  ///< optional numbers of the experiment: bounds that end a run earlier
  std::vector<std::pair<std::string_view, double>> limits;  ///< largest sizes and numbers, by name
  std::span<const Loss> losses;
  std::span<const Hyperparameter> penalties;  ///< accepted by every loss
  std::span<const Optimizer> optimizers;
  std::vector<std::string_view> precisions;
  std::vector<std::string_view> errors;
  std::vector<std::string_view> stop_reasons;
};

Catalog catalog();

}  // namespace descenso
