// Runs a program in portable C++, a leaf of the summation tree (at most 128 rows) at a time.
//
// Each instruction is one plain loop over the rows of the leaf, which the compiler vectorizes; temporaries
// are arrays of 128 numbers that stay in the first-level cache. emit_wasm is tested against it, and it runs
// wherever kernels cannot be compiled.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "data/sum.hpp"
#include "jit/program.hpp"

namespace descenso {

/// The inputs and outputs of a program. Pointers are to as many numbers as the program counts; columns have
/// `rows` each.
template <class T>
struct Call {
  const T* parameters = nullptr;
  const T* const* columns = nullptr;
  std::size_t rows = 0;
  std::span<const SumLeaf> leaves;  ///< sum_leaves(rows)
  T* scalars = nullptr;             ///< scalar outputs
  T* const* outputs = nullptr;      ///< column outputs
};

/// The working memory of `evaluate`, made once per program.
template <class T>
struct Workspace {
  explicit Workspace(const Program& program);

  std::vector<T> scalars;                  ///< s0 …
  std::vector<T> slots;                    ///< t0 …, 128 rows each
  std::vector<T> repeated;                 ///< scalars that rows read, 128 times each
  std::vector<std::uint32_t> repeated_at;  ///< the beginning of scalar s in `repeated`
  std::vector<T> sums;                     ///< partial sums: sum_stack_depth times max_sums
};

/// Runs the program. Non-finite numbers follow IEEE 754. Cost: O(instructions · rows), no
/// allocation.
template <class T>
void evaluate(const Program& program, const Call<T>& call, Workspace<T>& workspace);

}  // namespace descenso
