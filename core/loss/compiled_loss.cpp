#include "loss/compiled_loss.hpp"

namespace descenso {

template <class T>
Kernel<T>& CompiledLoss<T>::compiled(std::optional<Kernel<T>>& kernel, const Outputs& outputs) {
  // `compile` refuses only columns among the scalars, and compose puts none there.
  if (!kernel) kernel.emplace(std::move(Kernel<T>::compile(loss_.graph, outputs).value()));
  return *kernel;
}

template <class T>
bool CompiledLoss<T>::quadratic() {
  if (!quadratic_) quadratic_ = is_quadratic(loss_);
  return *quadratic_;
}

template <class T>
Kernel<T>& CompiledLoss<T>::value() {
  return compiled(value_, {.scalars = {loss_.value}, .columns = {}});
}

template <class T>
Kernel<T>& CompiledLoss<T>::compile_gradient() {
  std::vector<NodeId> scalars = {loss_.value};
  scalars.insert(scalars.end(), loss_.gradient.begin(), loss_.gradient.end());
  return compiled(gradient_, {.scalars = scalars, .columns = {}, .is_gradient = true});
}

template <class T>
Kernel<T>& CompiledLoss<T>::hessian() {
  if (hessian_) return *hessian_;
  return compiled(hessian_, {.scalars = hessian_of(loss_), .columns = {}});
}

template <class T>
Kernel<T>& CompiledLoss<T>::residual() {
  return compiled(residual_, {.scalars = {}, .columns = {loss_.residual}});
}

template <class T>
Kernel<T>& CompiledLoss<T>::jacobian() {
  if (jacobian_) return *jacobian_;
  std::vector<NodeId> columns = {loss_.residual};
  for (NodeId column : jacobian_of(loss_)) columns.push_back(column);
  return compiled(jacobian_, {.scalars = {}, .columns = columns});
}

template <class T>
Kernel<T>& CompiledLoss<T>::prediction() {
  return compiled(prediction_, {.scalars = {}, .columns = {loss_.prediction}});
}

template class CompiledLoss<float>;
template class CompiledLoss<double>;

}  // namespace descenso
