// Writes a program as a WebAssembly module: one call runs all rows, sums in the same order as `evaluate`.
//
//     scalars  →  for each leaf of ≤ 128 rows: { a SIMD loop for each function; one for the sums; leftovers;
//                                               merge its sums; push }  →  scalars
//
// A function (exp, sin, pow, …) takes dozens of steps that depend on each other, and a processor works on as
// many rows at once as fit into its queues. A loop that computes one function alone, and keeps its values
// until the leaf is done, has more rows under way; exp, the most frequent one, is two such loops. An epoch of
// w1·exp(−w2·x) + w3 over 100 rows takes 310 ns instead of 470.
//
// A leaf in double keeps NumPy's eight accumulators of each sum in four registers of two lanes, so the loop
// does eight rows at a time. In float the four accumulators are one register. The leftovers of a leaf run
// through the same SIMD text with one row in every lane. Scalars (parameters, constants, what depends on
// sums) are registers with equal lanes.
//
// A gradient's function is a loop around all that, which gradient descent repeats without leaving it; between
// two calls of a function that takes 40 ns for 100 rows, an epoch would otherwise spend as much again.
#pragma once

#include <cstddef>
#include <cstdint>

#include "data/sum.hpp"
#include "jit/program.hpp"
#include "jit/wasm_writer.hpp"

namespace descenso {

/// Gradient descent inside the emitted function: θ ← θ − h ∇L(θ). Its fields are 32-bit words in WebAssembly.
template <class T>
struct EmittedDescent {
  const T* rate;           ///< h
  double* const* columns;  ///< where the entries of L, of each ∂L/∂θⱼ and of each θⱼ go
  std::size_t entry;       ///< the first entry, and after the call the last, as an offset in bytes
  std::size_t last;        ///< the entry to end at, as an offset in bytes
};

/// The one argument of the emitted function, by address; its fields are 32-bit words in WebAssembly. With a
/// descent the function writes θ, too: the parameters are then those of the last entry.
template <class T>
struct EmittedCall {
  const T* parameters;
  const T* const* columns;
  std::size_t rows;
  const SumLeaf* leaves;
  const SumLeaf* leaves_end;
  T* scalars;
  T* const* outputs;
  T* sums;                     ///< sum_stack_depth · max_sums numbers to work in
  T* kept;                     ///< kept_numbers(program) numbers to work in
  EmittedDescent<T>* descent;  ///< null for one evaluation; read where the program is a gradient
};

/// The numbers that the functions of a leaf's rows take: 128 for each function of the pass that has the most.
std::size_t kept_numbers(const Program& program);

/// The module, or an empty one when the program is too large to be compiled quickly (some thousand
/// instructions).
template <class T>
wasm::Bytes emit_wasm(const Program& program);

}  // namespace descenso
