// Proposals for a model that is a quotient: ŷ = N/D is as good as N − y·D = 0, which is linear in more
// parameters, so these are solved for without a start.
//
// The equation weighs row i by D(xᵢ), unlike the residual y − N/D; solving again with the weights 1/D of the
// solution before takes that out, mostly (Sanathanan & Koerner 1963).
//
// (b1 + b2·x)/(1 + b3·x): b1 + b2·x − b3·(x·y) = y, three linear unknowns.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "fit/search/separable.hpp"

namespace descenso {

class Quotient {
 public:
  /// The quotient that `loss`'s model is, over columns as the graph numbers them; nothing if it is none, or
  /// if that makes no parameter linear that was not.
  static std::optional<Quotient> of(const LossGraph& loss, const std::vector<bool>& held,
                                    const std::vector<std::vector<double>>& columns);

  /// Parameters that stay nonlinear.
  const std::vector<std::size_t>& nonlinear() const { return separation_.nonlinear; }

  /// θ with the linear parameters solved for, once for each weighting. Nonlinear ones are taken from `theta`.
  std::vector<std::vector<double>> proposals(std::vector<double> theta);

 private:
  Quotient(LossGraph loss, Separation separation, const std::vector<std::vector<double>>& columns);

  Separation separation_;
  std::unique_ptr<SeparableModel> model_;  ///< its residual is w·(N − y·D), its prediction D
};

}  // namespace descenso
