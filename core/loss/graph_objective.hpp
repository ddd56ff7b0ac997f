// The objective of an experiment: a compiled loss over columns of data.
#pragma once

#include <memory>
#include <vector>

#include "data/dataset.hpp"
#include "jit/cost.hpp"
#include "loss/compiled_loss.hpp"
#include "loss/objective.hpp"
#include "loss/reduced_squares.hpp"

namespace descenso {

template <class T>
class GraphObjective final : public Objective<T> {
 public:
  /// `extra_parameters` follow θ in the kernels' parameters (the loss's hyperparameters, λ₂, λ₁); N is taken
  /// from the data, which stay where they are as long as the objective: of a
  /// double their columns are not copied. The kernels may be shared with other objectives of the same thread.
  GraphObjective(std::shared_ptr<CompiledLoss<T>> loss, const Dataset& data,
                 std::span<const double> extra_parameters);

  std::size_t dimension() const override { return loss_->loss().dimension(); }
  T value(std::span<const T> theta) override;
  T value_and_gradient(const std::span<const T>& theta, const std::span<T>& gradient) override;
  std::optional<std::size_t> descend(const GradientSteps<T>& steps, std::span<T> theta, std::span<T> gradient,
                                     T& loss) override;
  void hessian(std::span<const T> theta, std::span<T> hessian) override;
  std::size_t row_count() const override { return rows_; }
  void select(std::span<const std::uint32_t> rows) override;
  std::size_t residual_count() const override { return loss_->loss().least_squares ? selected_ : 0; }
  void residuals(std::span<const T> theta, std::span<T> r, std::span<T> jacobian) override;

  /// The cost of a gradient, in the unit of work.hpp.
  double gradient_cost() { return operations(loss_->gradient().program(), selected_); }

  /// c of L = c Σ r², where there are residuals: 1 for a sum, 1/N for a mean.
  double residual_factor() const {
    return loss_->loss().reduction == Reduction::sum ? 1 : 1 / double(parameters_.back());
  }

  /// Whether L is a polynomial of degree 2 in θ.
  bool quadratic() { return loss_->quadratic(); }

  /// Values and gradients over all rows come from this reduction of the same loss and data from now on; null
  /// for from the rows.
  void reduce(std::shared_ptr<const ReducedSquares> reduced) { reduced_ = std::move(reduced); }

  /// The loss with its kernels, which other objectives may share: equal shapes, as long as they are cached.
  std::shared_ptr<const CompiledLoss<T>> compiled() const { return loss_; }

  /// The graph of L, and the numbers of its leaves after θ: the extra parameters (N is the last) and the data
  /// columns.
  const LossGraph& loss() const { return loss_->loss(); }
  std::span<const T> extra_parameters() const { return std::span<const T>(parameters_).subspan(dimension()); }
  std::span<const std::span<const T>> columns() const { return columns_; }

  /// ŷ, one value per selected row.
  void predict(std::span<const T> theta, std::span<T> y);

 private:
  KernelArguments<T> arguments(const std::span<const T>& theta);
  void point_at(std::span<const std::span<const T>> columns);
  bool is_reduced() const { return reduced_ && selected_ == rows_; }

  std::shared_ptr<CompiledLoss<T>> loss_;
  std::shared_ptr<const ReducedSquares> reduced_;
  std::vector<std::vector<T>> converted_, batch_;
  std::vector<std::span<const T>> columns_;  ///< of the data, or of converted_
  std::vector<const T*> pointers_;           ///< into columns_ or batch_
  std::size_t rows_, selected_ = 0;
  std::vector<T> parameters_;  ///< θ, the extra parameters, N
  std::vector<T> scalars_;     ///< where kernels write numbers
  std::vector<T*> outputs_;    ///< where kernels write columns
};

}  // namespace descenso
