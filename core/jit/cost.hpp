// The cost of a run of a program, in the unit of work.hpp: an addition on one row.
//
// The costs are times of the vectorized kernels in WebAssembly, in float64, rounded; an addition takes 0.07
// to 0.1 ns where many rows are computed. sin(w·x) over a million rows: a product and a sine, 101 additions a
// row, 8 ms.
#pragma once

#include <cstddef>

#include "graph/graph.hpp"
#include "jit/program.hpp"

namespace descenso {

/// The cost of a primitive on one row, in additions.
double cost(Primitive op);

/// The cost of a run over `rows` rows, with that of the call itself.
double operations(const Program& program, std::size_t rows);

}  // namespace descenso
