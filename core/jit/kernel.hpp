// A graph compiled to run fast and often: the `jit` of the notebook.
//
//     Result<Kernel<double>> kernel = Kernel<double>::compile(graph, {{loss, gradient}, {}});
//     kernel.value().run({theta, columns, n, out, nullptr});   // out[0] = L(θ), out[1] = L′(θ)
//
// In WebAssembly the program becomes machine code at run time (emit_wasm.hpp); natively, and where the
// browser has no SIMD, `evaluate` runs it. Both give the same bits.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "data/sum.hpp"
#include "error.hpp"
#include "jit/compiled_function.hpp"
#include "jit/emit_wasm.hpp"
#include "jit/evaluate.hpp"
#include "jit/program.hpp"
#include "work.hpp"

namespace descenso {

/// The way kernels run: "wasm-simd", or "evaluate" where there is no WebAssembly or no SIMD in it.
std::string_view kernel_backend();

/// The inputs and outputs of a run. T is double or float.
template <class T>
struct KernelArguments {
  const T* parameters = nullptr;      ///< θ, as many as the graph's largest parameter index + 1
  const T* const* columns = nullptr;  ///< data columns of `rows` numbers each, by the graph's column index
  std::size_t rows = 0;               ///< n
  T* scalars = nullptr;               ///< gets one number per scalar output
  T* const* outputs = nullptr;        ///< column outputs: arrays of `rows` numbers, apart from all inputs
};

/// Gradient descent inside a kernel, θ ← θ − h ∇L(θ), and where its entries go.
template <class T>
struct KernelDescent {
  T rate;                  ///< h
  double* const* columns;  ///< one each for L, every ∂L/∂θⱼ and every θⱼ
  std::size_t first;       ///< the entry of the θ that the call begins with
  std::size_t last;        ///< the entry to end at
};

/// A compiled graph. It owns its working memory, so a kernel is for one thread. Movable, not copyable.
template <class T>
class Kernel {
 public:
  /// Errors: `internal` when a column node stands among the scalar outputs. Cost: well under 5 ms.
  static Result<Kernel> compile(const Graph& graph, const Outputs& outputs);

  /// Computes all outputs in one pass over the rows (one more for each nesting of sums). Non-finite numbers
  /// follow IEEE 754; with rows = 0 sums are 0. All are NaN once the work of the call is spent (work.hpp).
  /// Cost: O(instructions · rows); no allocation, except when `rows` differs from the last run.
  void run(const KernelArguments<T>& a) {
    if (a.rows != planned_rows_) plan(a.rows);
    if (!spend_work(operations_)) return skip(a);
    if (!function_) return interpret(a);
    call(a, nullptr);
  }

  /// Whether `descend` can be called: the outputs are a gradient, and machine code was made.
  bool can_descend() const { return program_.is_gradient && is_compiled(); }

  /// Evaluates, records the entry and steps, until the entry `last` or one with a number that is not finite.
  /// Returns that entry; the scalars and θ, to which a.parameters points, are then those of it. The same bits
  /// as of a loop around `run`.
  std::size_t descend(const KernelArguments<T>& a, const KernelDescent<T>& descent);

  /// Whether machine code was made for this program; otherwise `evaluate` runs it.
  bool is_compiled() const { return static_cast<bool>(function_); }
  const Program& program() const { return program_; }

 private:
  explicit Kernel(Program program);
  void call(const KernelArguments<T>& a, EmittedDescent<T>* descent) {
    const SumLeaf* leaves = leaves_.data();
    const EmittedCall<T> words{
        a.parameters,           a.columns,    a.rows, leaves, leaves + leaves_.size(), a.scalars, a.outputs,
        workspace_.sums.data(), kept_.data(), descent};
    function_(&words);
  }
  void plan(std::size_t rows);
  void interpret(const KernelArguments<T>& arguments);
  void skip(const KernelArguments<T>& arguments);

  Program program_;
  Workspace<T> workspace_;
  std::vector<T> kept_;
  CompiledFunction function_;
  std::vector<SumLeaf> leaves_;
  std::size_t planned_rows_ = 0;
  double operations_ = 0;  ///< of a run over that many rows
};

}  // namespace descenso
