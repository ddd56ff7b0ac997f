// Objectives with handwritten derivatives, for tests of the optimizers alone.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "loss/objective.hpp"

namespace descenso::test {

/// ½(w₁² + 10 w₂²), as ½ of the squares of the residuals (w₁, √10 w₂). Minimum 0 at the origin.
template <class T>
class Quadratic : public Objective<T> {
 public:
  std::size_t dimension() const override { return 2; }
  T value(std::span<const T> w) override { return T(0.5) * (w[0] * w[0] + 10 * (w[1] * w[1])); }
  T value_and_gradient(const std::span<const T>& w, const std::span<T>& g) override {
    g[0] = w[0];
    g[1] = 10 * w[1];
    return value(w);
  }
  void hessian(std::span<const T>, std::span<T> h) override {
    h[0] = 1;
    h[1] = h[2] = 0;
    h[3] = 10;
  }
  std::size_t residual_count() const override { return 2; }
  void residuals(std::span<const T> w, std::span<T> r, std::span<T> j) override {
    const T root = std::sqrt(T(10));
    r[0] = w[0];
    r[1] = root * w[1];
    if (j.empty()) return;
    j[0] = 1;
    j[1] = j[2] = 0;
    j[3] = root;
  }
};

/// (1 − w₁)² + 100 (w₂ − w₁²)², minimum 0 at (1, 1) (Rosenbrock 1960).
template <class T>
class Rosenbrock : public Objective<T> {
 public:
  std::size_t dimension() const override { return 2; }
  T value(std::span<const T> w) override {
    const T a = 1 - w[0], b = w[1] - w[0] * w[0];
    return a * a + 100 * (b * b);
  }
  T value_and_gradient(const std::span<const T>& w, const std::span<T>& g) override {
    const T a = 1 - w[0], b = w[1] - w[0] * w[0];
    g[0] = -2 * a - 400 * w[0] * b;
    g[1] = 200 * b;
    return a * a + 100 * (b * b);
  }
  void hessian(std::span<const T> w, std::span<T> h) override {
    h[0] = 2 - 400 * (w[1] - 3 * w[0] * w[0]);
    h[1] = h[2] = -400 * w[0];
    h[3] = 200;
  }
  std::size_t residual_count() const override { return 2; }
  void residuals(std::span<const T> w, std::span<T> r, std::span<T> j) override {
    r[0] = 1 - w[0];
    r[1] = 10 * (w[1] - w[0] * w[0]);
    if (j.empty()) return;
    j[0] = -1;
    j[1] = -20 * w[0];
    j[2] = 0;
    j[3] = 10;
  }
};

}  // namespace descenso::test
