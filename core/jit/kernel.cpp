#include "jit/kernel.hpp"

#include <utility>

namespace descenso {

template <class T>
Result<Kernel<T>> Kernel<T>::compile(const Graph& graph, const Outputs& outputs) {
  Result<Program> program = lower(graph, outputs);
  if (!program) return program.error();
  return Kernel(std::move(program.value()));
}

template <class T>
Kernel<T>::Kernel(Program program)
    : program_(std::move(program)), workspace_(program_), function_(emit_wasm<T>(program_)) {}

template <class T>
void Kernel<T>::plan(std::size_t rows) {
  leaves_ = sum_leaves(rows);
  planned_rows_ = rows;
}

template <class T>
void Kernel<T>::interpret(const KernelArguments<T>& a) {
  evaluate<T>(program_, {a.parameters, a.columns, a.rows, leaves_, a.scalars, a.outputs}, workspace_);
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
