// What the core can do, as data. Sliders, limits of permalinks, documentation and tests read this and nothing
// else.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "error.hpp"
#include "field.hpp"
#include "loss/loss.hpp"
#include "optimizer/registry.hpp"
#include "run/trajectory.hpp"

namespace descenso {

struct Catalog {
  std::vector<Field> fields;  ///< numbers of the experiment that every problem has
  std::vector<Field>
      stop_bounds;  ///< numbers that an experiment may leave out: what ends a run before its epochs
  std::span<const Loss> losses;
  std::span<const Hyperparameter> penalties;  ///< every loss accepts them
  std::span<const Optimizer> optimizers;
  std::vector<std::string_view> precisions;
  std::vector<std::string_view> errors;
  std::vector<std::string_view> stop_reasons;
};

Catalog catalog();

}  // namespace descenso
