// Gradient descent and the heavy ball on a quadratic, counted epoch by epoch along each eigendirection.
//
//     e ← (1 − hλ) e                                        gradient descent
//     eₖ₊₁ = (1 + μ − hλ) eₖ − μ eₖ₋₁,   e₋₁ = e₀           heavy ball, without its velocity (Polyak 1964)
//
// The second contains the first (μ = 0), so one loop counts both. The losses are those of the rules up to
// rounding. A count that depends on rounding is marked (`reliable` is false), and the caller then runs the
// rule itself.
#pragma once

#include <vector>

#include "hyperparameters.hpp"
#include "study/arrival.hpp"
#include "study/quadratic/quadratic.hpp"

namespace descenso {

/// The hyperparameters of a plain method.
struct PlainMethod {
  double rate = 0;
  double mu = 0;
};

/// Whether the optimizer is a plain method: gd, or momentum without dampening or averaging, at a constant
/// rate, without clipping, with all rows in each step. `rows` is the size of the data.
bool is_plain(std::string_view optimizer, const Values& values, std::size_t rows);
PlainMethod plain_method(const Values& values);

struct Count {
  Arrival arrival;
  bool reliable = true;  ///< false where the loss passed the target so closely that rounding decides
};

/// Counts epochs on a quadratic from the errors e₀. Cost: epochs × p multiplications; only the first count
/// allocates.
class ModeCounter {
 public:
  explicit ModeCounter(const Quadratic& quadratic) : q_(quadratic) {}

  Count count(const PlainMethod& method, const Eigen::VectorXd& errors, const Goal& goal, std::size_t epochs);

 private:
  Count one(const PlainMethod& method, double error, Count out, double certain_margin, double possible_margin,
            std::size_t epochs) const;
  Count many(const PlainMethod& method, const Eigen::VectorXd& errors, Count out, double certain_margin,
             double possible_margin, std::size_t epochs);
  void finish(Count& out, double excess, double lowest_loss, double certain_margin, double first) const;

  const Quadratic& q_;
  std::vector<double> keep_, now_, before_;  ///< 1 + μ − hλ, eₖ, eₖ₋₁ of each direction
};

}  // namespace descenso
