// A map: the experiment descended from every point of a grid over two of its dials.
//
//     cell (i, j)  =  experiment with  x-dial ← xᵢ,  y-dial ← yⱼ
//                  →  epochs until settled | never | diverged | failed
//
// A run with a cell's settings settles at exactly the epoch of the cell (study/descents.hpp); a test compares
// whole maps with such runs.
//
// Worked number: on the notebook's problem gradient descent from w = 10 with rate 0.3 has settled at one per
// cent above the best loss after 3 epochs: each multiplies the error 5.035… by 1 − 0.3·L″ = 0.18383….
#pragma once

#include <cstdint>
#include <vector>

#include "error.hpp"
#include "run/experiment.hpp"
#include "study/dial.hpp"
#include "study/settle.hpp"

namespace descenso {

struct SweepSpec {
  Axis x, y;
  double tolerance = 0.01;  ///< relative to the optimum, study/settle.hpp; in [1e-12, 1e6]
  double first_row = 0,
         last_row = max_axis_points;  ///< the rows [first, last) of y to compute, for a map in parts
};

/// Cells row by row: cell (i, j) is entry (j − first_row)·|x| + i.
struct Sweep {
  std::vector<double> x, y;  ///< all values of both axes
  std::size_t first_row = 0, rows = 0;
  std::vector<std::int32_t> epochs;   ///< until settled, or −1
  std::vector<std::int32_t> touched;  ///< the first epoch at or below the target, or −1
  std::vector<double> loss,
      target;  ///< the loss at which each descent settled or ended, and the loss to be reached
  std::vector<std::uint8_t> status;  ///< SettleStatus
  double best = 0;                   ///< L* (of the last problem, where an axis changes the problem)
  bool exact = false;                ///< L* is the exact minimum of a quadratic
  double steps = 0;                  ///< epochs that were computed
};

/// The largest number of cells × epochs × rows of data (one row on a quadratic) of one call.
inline constexpr double max_sweep_work = 2e11;

/// The map, or the given rows of it. Errors: those of `run`, of `Dial::find` and `axis_values`;
/// too_much_work. A cell whose problem or start is impossible is `failed`; where no axis changes the problem,
/// that is an error.
Result<Sweep> sweep(const Experiment& experiment, const SweepSpec& spec);

}  // namespace descenso
