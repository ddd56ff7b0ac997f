// A composed loss with its kernels, each compiled at its first use and kept.
#pragma once

#include <optional>
#include <span>

#include "error.hpp"
#include "jit/kernel.hpp"
#include "loss/compose.hpp"

namespace descenso {

template <class T>
class CompiledLoss {
 public:
  explicit CompiledLoss(LossGraph loss) : loss_(std::move(loss)) {}

  const LossGraph& loss() const { return loss_; }

  /// is_quadratic of the loss.
  bool quadratic();

  /// Each kernel's outputs: scalars L | L, ∂L/∂wⱼ | ∂²L/∂wᵢ∂wⱼ, columns r | r, ∂r/∂wⱼ | ŷ.
  Kernel<T>& value();
  Kernel<T>& gradient() { return gradient_ ? *gradient_ : compile_gradient(); }
  Kernel<T>& hessian();
  Kernel<T>& residual();
  Kernel<T>& jacobian();
  Kernel<T>& prediction();

 private:
  Kernel<T>& compile_gradient();
  Kernel<T>& compiled(std::optional<Kernel<T>>& kernel, const Outputs& outputs);

  LossGraph loss_;
  std::optional<bool> quadratic_;
  std::optional<Kernel<T>> value_, gradient_, hessian_, residual_, jacobian_, prediction_;
};

}  // namespace descenso
