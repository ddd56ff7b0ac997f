// Losses: the distance of a prediction ŷ from the observation y, row by row. With r = y − ŷ:
//
//     mse        (1/n) Σ r²                                     sse       Σ r²
//     mae        (1/n) Σ |r|                                    logcosh   (1/n) Σ ln cosh r
//     huber      (1/n) Σ ½r² where |r| ≤ δ, else δ(|r| − ½δ)     cauchy    (1/n) Σ ½c² ln(1 + (r/c)²)
//     quantile   (1/n) Σ max(τr, (τ − 1)r)
//     bernoulli  −(1/n) Σ y ln ŷ + (1 − y) ln(1 − ŷ)            ŷ is a probability, 0 ≤ y ≤ 1
//     poisson    (1/n) Σ ŷ − y ln ŷ                             ŷ is an expected count (ln y! is left out), y
//     ≥ 0 custom     (1/n) Σ of a typed formula of r, y and yhat
//
// Every loss may carry penalties, ridge λ Σ wⱼ² and lasso λ Σ |wⱼ|. With a column of weights ω each row's
// term is multiplied by ωᵢ, and means divide by Σ ωᵢ instead of n.
//
// Worked number: y = 3, ŷ = 1 gives mse 4, mae 2, huber(1) 1.5, cauchy(1) ½ ln 5 = 0.8047, quantile(0.9) 1.8.
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "error.hpp"
#include "graph/graph.hpp"
#include "hyperparameters.hpp"

namespace descenso {

/// The nodes that a row's term is built from. `hyper[k]` is the loss's k-th own hyperparameter.
struct LossTerms {
  NodeId r, y, yhat;
  std::span<const NodeId> hyper;
};

/// The values that observations may have.
struct ResponseDomain {
  double min = -std::numeric_limits<double>::infinity(), max = std::numeric_limits<double>::infinity();
};

enum class Reduction : unsigned char { mean, sum };

struct Loss {
  std::string_view name;
  std::string_view equation;  ///< LaTeX of one row's term
  Reduction reduction;
  bool least_squares;  ///< a constant times Σ r²: residual methods apply, and a linear model makes it
                       ///< quadratic
  std::vector<Hyperparameter> hyperparameters;  ///< its own, before the penalties that all share
  NodeId (*term)(Graph&, const LossTerms&);     ///< null for `custom`, whose term is typed
  ResponseDomain response = {};                 ///< what y may be
  bool has_kink = false;                        ///< a multiple of r for r ≥ 0, and another for r < 0
  double (*variance)(double mean) = nullptr;    ///< of a likelihood: that of y around its mean
  std::vector<Hyperparameter> settings = {};    ///< what an experiment may set: its own, then the penalties
};

/// All losses, in the order of the page's menu.
std::span<const Loss> losses();

/// The row of that name, or null.
const Loss* find_loss(std::string_view name);

/// The penalties every loss accepts: "ridge" and "lasso", λ ≥ 0, 0 by default.
std::span<const Hyperparameter> penalties();

}  // namespace descenso
