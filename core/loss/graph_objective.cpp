#include "loss/graph_objective.hpp"

#include <algorithm>
#include <type_traits>

#include "data/sum.hpp"
#include "work.hpp"

namespace descenso {

template <class T>
GraphObjective<T>::GraphObjective(std::shared_ptr<CompiledLoss<T>> loss, const Dataset& data,
                                  std::span<const double> extra_parameters)
    : loss_(std::move(loss)), rows_(data.rows()), parameters_(dimension()) {
  const auto keep = [this](const std::vector<double>& values) {
    spend_work(scalar_operation_cost * static_cast<double>(values.size()));
    if constexpr (std::is_same_v<T, double>)
      columns_.emplace_back(values);
    else
      columns_.emplace_back(converted_.emplace_back(values.begin(), values.end()));
  };
  converted_.reserve(data.predictors.size() + 2);
  for (const Column& column : data.predictors) keep(column.values);
  keep(data.y);
  if (!data.weights.empty()) keep(data.weights);
  parameters_.insert(parameters_.end(), extra_parameters.begin(), extra_parameters.end());
  parameters_.push_back(0);
  scalars_.resize(1 + dimension());
  outputs_.resize(1 + dimension());
  pointers_.resize(columns_.size());
  point_at(columns_);
}

template <class T>
void GraphObjective<T>::point_at(std::span<const std::span<const T>> columns) {
  const std::size_t rows = columns.empty() ? rows_ : columns[0].size();
  for (std::size_t k = 0; k < columns.size(); ++k) pointers_[k] = columns[k].data();
  selected_ = rows;
  const bool weighted = loss_->loss().weighted;
  parameters_.back() =
      weighted ? ordered_sum<T>(std::span<const T>(columns.back().data(), rows)) : static_cast<T>(rows);
}

template <class T>
KernelArguments<T> GraphObjective<T>::arguments(const std::span<const T>& theta) {
  for (std::size_t j = 0; j < theta.size(); ++j) parameters_[j] = theta[j];
  return {parameters_.data(), pointers_.data(), selected_, scalars_.data(), outputs_.data()};
}

template <class T>
T GraphObjective<T>::value(std::span<const T> theta) {
  if constexpr (std::is_same_v<T, double>)
    if (is_reduced()) return reduced_->evaluate(theta, {});
  loss_->value().run(arguments(theta));
  return scalars_[0];
}

template <class T>
T GraphObjective<T>::value_and_gradient(const std::span<const T>& theta, const std::span<T>& gradient) {
  if constexpr (std::is_same_v<T, double>)
    if (is_reduced()) return reduced_->evaluate(theta, gradient);
  loss_->gradient().run(arguments(theta));
  for (std::size_t j = 0; j < gradient.size(); ++j) gradient[j] = scalars_[1 + j];
  return scalars_[0];
}

template <class T>
std::optional<std::size_t> GraphObjective<T>::descend(const GradientSteps<T>& steps, std::span<T> theta,
                                                      std::span<T> gradient, T& loss) {
  Kernel<T>& kernel = loss_->gradient();
  if (is_reduced() || !kernel.can_descend()) return std::nullopt;
  const std::size_t entry =
      kernel.descend(arguments(theta), {steps.rate, steps.columns.data(), steps.first, steps.last});
  std::copy_n(parameters_.begin(), theta.size(), theta.begin());
  std::copy_n(scalars_.begin() + 1, gradient.size(), gradient.begin());
  loss = scalars_[0];
  return entry;
}

template <class T>
void GraphObjective<T>::hessian(std::span<const T> theta, std::span<T> hessian) {
  KernelArguments<T> call = arguments(theta);
  call.scalars = hessian.data();
  loss_->hessian().run(call);
}

template <class T>
void GraphObjective<T>::select(std::span<const std::uint32_t> rows) {
  if (rows.empty()) return point_at(columns_);
  batch_.resize(columns_.size());
  for (std::size_t k = 0; k < columns_.size(); ++k) {
    batch_[k].resize(rows.size());
    std::transform(rows.begin(), rows.end(), batch_[k].begin(),
                   [&](std::uint32_t i) { return columns_[k][i]; });
  }
  point_at(std::vector<std::span<const T>>(batch_.begin(), batch_.end()));
}

template <class T>
void GraphObjective<T>::residuals(std::span<const T> theta, std::span<T> r, std::span<T> jacobian) {
  const KernelArguments<T> call = arguments(theta);
  outputs_[0] = r.data();
  if (jacobian.empty()) return loss_->residual().run(call);
  for (std::size_t j = 0; j < dimension(); ++j) outputs_[1 + j] = jacobian.data() + j * selected_;
  loss_->jacobian().run(call);
}

template <class T>
void GraphObjective<T>::predict(std::span<const T> theta, std::span<T> y) {
  outputs_[0] = y.data();
  loss_->prediction().run(arguments(theta));
}

template class GraphObjective<float>;
template class GraphObjective<double>;

}  // namespace descenso
