// A graph as a linear program: the instructions that run once and those that run for every row, in order.
//
// A loss over n rows is scalar work, then one loop over the rows that ends in sums, then scalar work on the
// sums:
//
//     L(w1) = (1/n)·Σ (y − w1·x)²      scalars   s0 = parameter 0
//                                      rows      t0 = mul s0 x0;  t0 = sub x1 t0;  t0 = mul t0 t0;  s1 += t0
//                                      scalars   s2 = rows;  s3 = div s1 s2
//
// All columns of a pass are computed in one fused loop, so each datum is read once. Temporaries of the loop
// live in few slots that are reused as soon as their last reader is done. A sum whose value is needed by a
// column again (as of a centred residual) starts a second pass over the rows; a program has as many passes as
// sums are nested.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "error.hpp"
#include "graph/graph.hpp"

namespace descenso {

/// The place of an operand or a result.
struct Place {
  enum class Kind : std::uint8_t {
    scalar,  ///< s<index>: one number per run
    input,   ///< x<index>: a data column
    slot,    ///< t<index>: a temporary of the row loop
    output,  ///< out<index>: an output column of the caller
  };
  Kind kind = Kind::scalar;
  std::uint32_t index = 0;
  bool operator==(const Place&) const = default;
};

/// `to = op(args…)`. In the row loop two forms have an effect of their own: `op == sum` adds args[0] to the
/// scalar `to`, and a `to` of kind output with `op == column` copies args[0] to the caller's column.
struct Instruction {
  Primitive op = Primitive::constant;
  Place to;
  std::array<Place, 3> args{};
  double value = 0;         ///< of a constant
  std::uint32_t index = 0;  ///< of a parameter
};

/// One loop over the rows, then the scalar work that its sums allow.
struct Pass {
  std::vector<Instruction> rows;
  std::vector<std::uint32_t> sums;  ///< the scalars that the loop adds up, in order
  std::vector<Instruction> scalars;
};

struct Program {
  std::vector<Instruction> prologue;  ///< scalar work before the first pass
  std::vector<Pass> passes;
  std::vector<Place> scalar_outputs;  ///< all of kind scalar
  std::uint32_t scalar_count = 0;     ///< s0 … are this many
  std::uint32_t slot_count = 0;       ///< t0 … are this many
  std::uint32_t parameter_count = 0;  ///< 1 + the largest parameter index read
  std::uint32_t column_count = 0;     ///< 1 + the largest column index read
  std::uint32_t output_count = 0;     ///< output columns of the caller
  std::uint32_t max_sums = 0;         ///< the largest number of sums in one pass
  bool is_gradient = false;           ///< as the outputs'
};

/// The outputs of a program: numbers (a loss, its gradient) and columns (predictions, residuals). A scalar
/// node may stand among the columns (the model `w1`): every row gets it.
struct Outputs {
  std::vector<NodeId> scalars;
  std::vector<NodeId> columns;
  /// Whether the scalars are L and its derivatives by the parameters 0, 1, …: a kernel that computes those
  /// can also descend (jit/kernel.hpp).
  bool is_gradient = false;
};

/// The program that computes `outputs`.
/// Errors: `internal` when a column stands among the scalars. Cost: O(nodes · (1 + nesting of sums)).
Result<Program> lower(const Graph& graph, const Outputs& outputs);

/// The program as text, one instruction a line, as in the header's example.
std::string to_string(const Program& program);

}  // namespace descenso
