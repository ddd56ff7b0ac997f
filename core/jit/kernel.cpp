#include "jit/kernel.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "jit/cost.hpp"

namespace descenso {

template <class T>
Result<Kernel<T>> Kernel<T>::compile(const Graph& graph, const Outputs& outputs) {
  Result<Program> program = lower(graph, outputs);
  if (!program) return program.error();
  return Kernel(std::move(program.value()));
}

template <class T>
Kernel<T>::Kernel(Program program)
    : program_(std::move(program)),
      workspace_(program_),
      kept_(kept_numbers(program_)),
      function_(emit_wasm<T>(program_)) {
  plan(0);
}

template <class T>
void Kernel<T>::plan(std::size_t rows) {
  leaves_ = sum_leaves(rows);
  planned_rows_ = rows;
  operations_ = operations(program_, rows);
}

template <class T>
std::size_t Kernel<T>::descend(const KernelArguments<T>& a, const KernelDescent<T>& descent) {
  if (a.rows != planned_rows_) plan(a.rows);
  if (!spend_work(operations_ * static_cast<double>(descent.last - descent.first + 1))) {
    skip(a);
    return descent.first;
  }
  EmittedDescent<T> words{&descent.rate, descent.columns, descent.first * sizeof(double),
                          descent.last * sizeof(double)};
  call(a, &words);
  return words.entry / sizeof(double);
}

template <class T>
void Kernel<T>::interpret(const KernelArguments<T>& a) {
  evaluate<T>(program_, {a.parameters, a.columns, a.rows, leaves_, a.scalars, a.outputs}, workspace_);
}

template <class T>
void Kernel<T>::skip(const KernelArguments<T>& a) {
  constexpr T nan = std::numeric_limits<T>::quiet_NaN();
  std::fill_n(a.scalars, program_.scalar_outputs.size(), nan);
  for (std::size_t k = 0; k < program_.output_count; ++k) std::fill_n(a.outputs[k], a.rows, nan);
}

template class Kernel<double>;
template class Kernel<float>;

std::string_view kernel_backend() {
  static const bool compiles = [] {
    Graph graph;
    const NodeId parameter = graph.parameter(0);  // the smallest program with a SIMD register
    return Kernel<double>::compile(graph, {{parameter}, {}}).value().is_compiled();
  }();
  return compiles ? "wasm-simd" : "evaluate";
}

}  // namespace descenso
