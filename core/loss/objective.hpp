// An objective: a function of the parameters θ that an optimizer can descend.
//
// Its source is hidden (a compiled graph over data, dual numbers, a function without data), so that
// optimizers depend on mathematics alone. T is the precision, float or double.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace descenso {

/// Steps of gradient descent, θ ← θ − h ∇L(θ), and the columns where their entries go.
template <class T>
struct GradientSteps {
  T rate;                            ///< h
  std::span<double* const> columns;  ///< one each for L, every ∂L/∂θⱼ and every θⱼ
  std::size_t first;                 ///< the entry of the given θ
  std::size_t last;                  ///< the entry to end at
};

template <class T>
class Objective {
 public:
  virtual ~Objective() = default;

  /// p, the number of parameters.
  virtual std::size_t dimension() const = 0;

  /// L(θ). θ has p entries. Not finite where the function is not defined.
  virtual T value(std::span<const T> theta) = 0;

  /// L(θ), and ∇L(θ) into `gradient` (p entries), from the same pass over the same data. The spans come by
  /// reference: WebAssembly copies one that comes by value as a single word of eight bytes, which must wait
  /// until the two words it was just written as have left the processor's queue, a tenth of a small step.
  virtual T value_and_gradient(const std::span<const T>& theta, const std::span<T>& gradient) = 0;

  /// Makes the steps from θ without returning between them, records each entry, and leaves θ, ∇L and L of the
  /// entry where it ended: the last, or the first with a number that is not finite. Returns that entry, or
  /// nothing where an objective has no faster way than a loop around value_and_gradient; then it did nothing.
  virtual std::optional<std::size_t> descend(const GradientSteps<T>& /*steps*/, std::span<T> /*theta*/,
                                             std::span<T> /*gradient*/, T& /*loss*/) {
    return std::nullopt;
  }

  /// ∇²L(θ) into `hessian`, p × p, column-major (symmetric).
  virtual void hessian(std::span<const T> theta, std::span<T> hessian) = 0;

  /// n, the rows of data the objective averages over; 0 for a function without data.
  virtual std::size_t row_count() const { return 0; }

  /// From now on every call sees only these rows (0 … n−1, as a mini-batch does); an empty span means all
  /// again. The objective copies what it needs. An objective without data ignores it.
  virtual void select(std::span<const std::uint32_t> /*rows*/) {}

  /// m, the number of residuals if L is a sum of squares of residuals (times a constant), else 0.
  virtual std::size_t residual_count() const { return 0; }

  /// The residuals r(θ) = y − ŷ(θ) (m entries) and, unless empty, J = ∂r/∂θ (m × p, column-major).
  virtual void residuals(std::span<const T> /*theta*/, std::span<T> /*r*/, std::span<T> /*jacobian*/) {}
};

}  // namespace descenso
