// The plainest of the points that give one curve.
//
// Few negative numbers, phases near 0, the lowest frequency, and interchangeable blocks by ascending rate,
// frequency or place; but of two decays alone the faster comes first, as in R's SSbiexp. 2 sin(x + 1) is
// plainer than −2 sin(−x − 1) and than 2 sin(x + 1 + 2π). On evenly spaced rows a frequency above half of
// theirs has an alias below it.
#pragma once

#include "fit/search/draft.hpp"
#include "fit/search/start_sampler.hpp"

namespace descenso {

class PlainPoint {
 public:
  /// `total`: Σ ω y², for what is negligible.
  PlainPoint(const DraftSolver& solver, const Separation& separation, StartSampler& sampler, double total)
      : solver_(solver), separation_(separation), sampler_(sampler), total_(total) {}

  /// Small for a point that one would write down: few negative sizes, phases near 0, numbers near 1.
  double plainness(const std::vector<double>& theta) const;

  /// Replaces the draft by the plainest point that is found with the same curve. With bounds, which break
  /// such symmetries, it stays.
  void simplify(Draft& draft) const;

  /// A number that equal kinds of blocks share.
  std::size_t form_of(const Block& block) const;

 private:
  bool is_as_good(double a, double b, double share = 1e-7) const {
    return a <= b * (1 + share) + 1e-24 * total_;
  }
  bool replace_if_plainer(Draft& draft, Draft other, double share = 1e-7) const;
  bool turn(Draft& draft, std::size_t j) const;
  bool lower_frequency(Draft& draft, std::size_t j) const;
  void order(Draft& draft, std::size_t a, std::size_t b) const;
  bool is_biexponential(const Draft& draft, const Block& first, const Block& second) const;

  const DraftSolver& solver_;
  const Separation& separation_;
  StartSampler& sampler_;
  double total_;
};

}  // namespace descenso
