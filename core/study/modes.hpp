// Gradient descent and the heavy ball on a quadratic, direction by direction, counted epoch by epoch.
//
//     e ← (1 − hλ) e                                        gradient descent
//     eₖ₊₁ = (1 + μ − hλ) eₖ − μ eₖ₋₁,   e₋₁ = e₀           heavy ball, in one recurrence without its
//     velocity (Polyak 1964)
//
// The second contains the first (μ = 0), so one loop counts both. The same numbers come out as from the rules
// themselves up to rounding; a count that hangs on rounding is told apart (`sure`), and the caller then asks
// the rule.
#pragma once

#include <vector>

#include "hyperparameters.hpp"
#include "study/arrival.hpp"
#include "study/quadratic.hpp"

namespace descenso {

/// The two hyperparameters of what this file can count.
struct PlainMethod {
  double rate = 0;
  double mu = 0;
};

/// The optimizer as a plain method: gd, or momentum without dampening or averaging; constant rate, no
/// clipping, all rows in each step. Nothing for any other. `rows` is the size of the data.
bool is_plain(std::string_view optimizer, const Values& values, std::size_t rows);
PlainMethod plain_method(const Values& values);

struct Count {
  Arrival arrival;
  bool reliable = true;  ///< false: the loss passed so near to the target that rounding decides
};

/// Counts on a quadratic from the errors e₀. Cost: epochs × p multiplications; nothing is allocated after the
/// first.
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
