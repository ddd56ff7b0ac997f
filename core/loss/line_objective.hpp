// The mean squared error of the line through the origin, ŷ = w·x:
//
//     L(w) = (1/n) Σ rᵢ²,  rᵢ = yᵢ − w·xᵢ,      L′(w) = (1/n) Σ (2rᵢ)·(−xᵢ)
//
// The derivative is not written down here: it comes out of Eigen's AutoDiffScalar, which carries a value together
// with its derivative through every operation. The chain rule is applied outside in, ∂r²/∂r times ∂r/∂w, the order
// in which reverse mode multiplies.
//
// Where 1/n is multiplied decides the last digits: double divides both sums once, at the end, as NumPy's mean does;
// float hands 1/n to every row first, as XLA does, whose digits the notebook prints.
#pragma once

#include <Eigen/Core>
#include <unsupported/Eigen/AutoDiff>
#include <vector>

#include "data/dataset.hpp"
#include "data/sum.hpp"
#include "loss/objective.hpp"

namespace descenso {

template <class T>
class LineObjective final : public Objective<T> {
  using Dual = Eigen::AutoDiffScalar<Eigen::Matrix<T, 1, 1>>;
  using Unit = Eigen::Matrix<T, 1, 1>;

 public:
  explicit LineObjective(const Dataset& data)
      : x_(data.predictors[0].values.begin(), data.predictors[0].values.end()),
        y_(data.y.begin(), data.y.end()) {}

  std::size_t dimension() const override { return 1; }

  T value(std::span<const T> w) override {
    T unused;
    return value_and_gradient(w, {&unused, 1});
  }

  T value_and_gradient(std::span<const T> w, std::span<T> gradient) override {
    const std::size_t n = y_.size();
    const bool share_first = std::is_same_v<T, float>;
    const T share = share_first ? T(1) / T(n) : T(1);
    const auto leaf = [&](std::size_t begin, std::size_t size) {
      T square[sum_block], slope[sum_block];
      for (std::size_t i = 0; i < size; ++i) {
        const Dual r = y_[begin + i] - Dual(w[0], Unit(1)) * x_[begin + i];
        const Dual inner(r.value(), Unit(1));
        const Dual loss = inner * inner;
        square[i] = loss.value();
        slope[i] = (share * loss.derivatives()[0]) * r.derivatives()[0];
      }
      return Sums{block_sum(square, size), block_sum(slope, size)};
    };
    const Sums sums = ordered_sum<Sums>(n, leaf);
    gradient[0] = share_first ? sums.slope : sums.slope / T(n);
    return share_first ? sums.square * share : sums.square / T(n);
  }

  void hessian(std::span<const T>, std::span<T> hessian) override {
    const std::size_t n = y_.size();
    std::vector<T> terms(n);
    for (std::size_t i = 0; i < n; ++i) terms[i] = 2 * (x_[i] * x_[i]);
    hessian[0] = ordered_sum<T>(std::span<const T>(terms)) / T(n);
  }

 private:
  struct Sums {
    T square, slope;
    explicit Sums(T zero) : square(zero), slope(zero) {}
    Sums(T square, T slope) : square(square), slope(slope) {}
    Sums operator+(const Sums& other) const { return {square + other.square, slope + other.slope}; }
  };

  std::vector<T> x_, y_;
};

}  // namespace descenso
