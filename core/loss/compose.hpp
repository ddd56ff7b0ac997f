// A model and a loss become one graph L(θ; data), with its gradient beside it.
//
//     ŷ = model(columns; θ)      r = y − ŷ      L = (1/N) Σ ωᵢ·term(rᵢ, yᵢ, ŷᵢ) + λ₂ Σ wⱼ² + λ₁ Σ |wⱼ|
//
// N is n, or Σ ωᵢ when there are weights. Where 1/N is multiplied decides the last digits: in double both the
// loss and its gradient are divided once, at the end, as NumPy's mean does; in float every row gets its share
// 1/N first, as XLA does, whose digits the notebook prints.
//
// Hyperparameters are inputs of the graph, not constants in it, so that moving a slider compiles nothing. The
// kernels' parameter array is θ, then the loss's own hyperparameters, then λ₂, λ₁, then N.
#pragma once

#include <string>
#include <vector>

#include "error.hpp"
#include "formula/tree.hpp"
#include "graph/graph.hpp"
#include "loss/loss.hpp"

namespace descenso {

inline constexpr std::size_t max_parameters = 64;

/// The names of a formula that are not columns, in order of appearance. Errors: too_many_parameters
/// (args.count, max).
Result<std::vector<std::string>> parameters_of(const Tree& tree, const std::vector<std::string>& columns);

/// The inputs of a loss graph; equal shapes have equal graphs.
struct LossShape {
  std::string model;                    ///< formula of the columns and θ
  std::vector<std::string> predictors;  ///< the columns it may use, in the data's order
  std::string loss = "mse";             ///< a row of losses()
  std::string term;                     ///< formula of r, y, yhat; of the loss `custom` alone
  bool weighted = false;                ///< the data have a column of weights
  bool ridge = false;                   ///< λ₂ is not 0
  bool lasso = false;                   ///< λ₁ is not 0
  bool divide_rows_by_n = false;        ///< every row is multiplied by 1/N before the sum (float32)
  bool operator==(const LossShape&) const = default;
};

/// The graph and its named places. The data columns are the predictors, then y, then the weights.
struct LossGraph {
  Graph graph;
  std::vector<std::string> parameters;  ///< names of θ, in order of appearance
  NodeId prediction = 0;                ///< ŷ
  NodeId residual = 0;                  ///< √ωᵢ·(y − ŷ)
  NodeId term = 0;               ///< one row's share of L before it is summed and divided; of a function, L
  NodeId value = 0;              ///< L
  std::vector<NodeId> gradient;  ///< ∂L/∂wⱼ
  bool weighted = false;         ///< the last data column holds weights
  Reduction reduction = Reduction::mean;
  bool least_squares = false;  ///< L is a constant times Σ residual²

  std::size_t dimension() const { return parameters.size(); }
};

/// The graph of a model under a loss. Errors: those of `parse`, with spans in the model's or the term's text
/// (args.field is "model.formula" or "loss.formula"); unknown_name for a loss or a name in the term;
/// loss_without_residual when the typed term uses neither r nor yhat; too_many_parameters (args.count, max).
/// Cost: O(size of the graph × parameters).
Result<LossGraph> compose(const LossShape& shape);

/// The graph of a function of θ alone, without data: every name is a parameter.
Result<LossGraph> compose_function(const std::string& formula);

/// ∂²L/∂wᵢ∂wⱼ, column-major, p × p. Cost: p more derivatives.
std::vector<NodeId> hessian_of(LossGraph& loss);

/// Whether L is a polynomial of degree 2 in θ for all data: its second derivatives do not depend on θ, and no
/// operation between θ and L has a kink (|w| has the second derivative 0 and is not a parabola). True for a
/// model linear in its parameters under a squared loss, with ridge, without lasso. May be false for a
/// quadratic that simplification does not recognize.
bool is_quadratic(LossGraph& loss);

/// ∂residual/∂wⱼ, p columns.
std::vector<NodeId> jacobian_of(LossGraph& loss);

}  // namespace descenso
