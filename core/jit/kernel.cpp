#include "jit/kernel.hpp"

#include <utility>

namespace descenso {

std::string_view kernel_backend() { return "evaluate"; }

template <class T>
Result<Kernel<T>> Kernel<T>::compile(const Graph& graph, const Outputs& outputs) {
  Result<Program> program = lower(graph, outputs);
  if (!program) return program.error();
  return Kernel(std::move(program.value()));
}

template <class T>
Kernel<T>::Kernel(Program program) : program_(std::move(program)), workspace_(program_) {}

template <class T>
void Kernel<T>::plan(std::size_t rows) {
  leaves_ = sum_leaves(rows);
  planned_rows_ = rows;
}

template <class T>
void Kernel<T>::run(const KernelArguments<T>& a) {
  if (a.rows != planned_rows_) plan(a.rows);
  evaluate<T>(program_, {a.parameters, a.columns, a.rows, leaves_, a.scalars, a.outputs}, workspace_);
}

template class Kernel<double>;
template class Kernel<float>;

}  // namespace descenso
