// Starting values for nonlinear parameters, drawn from the data by the part that each plays
// (fit/search/role.hpp).
//
// Parameters are drawn one after the other, those that others need first. Nine in ten draws follow the role;
// the others are any size around 1, the range of the first predictor or its inverse, with either sign, or
// lie within that range: a formula may be cleverer than its roles.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "fit/search/role.hpp"
#include "jit/kernel.hpp"
#include "random/random_state.hpp"

namespace descenso {

class StartSampler {
 public:
  /// `columns` as the graph numbers them: predictors, y, weights.
  StartSampler(const LossGraph& loss, const std::vector<std::size_t>& nonlinear,
               const std::vector<std::vector<double>>& columns);

  /// Draws the parameters of `which` (indices, a subset of the nonlinear) into θ.
  void draw(std::vector<double>& theta, std::span<const std::size_t> which);

  /// The frequencies to try for parameters of that part come from the periodograms of these residuals (one
  /// per row of the columns).
  void set_residuals(const std::vector<double>& theta, std::span<const double> residuals);

  /// Frequencies among these parameters stand in one product. Of sin(ax)sin(bx) = (cos((a − b)x) − cos((a +
  /// b)x))/2 the periodogram has a − b and a + b: half sums and differences of its peaks are tried as well.
  void set_product(std::span<const std::size_t> parameters);

  const Role& role(std::size_t parameter) const;

  /// The values first + k·step, k = 0, 1, …, in some order.
  struct Grid {
    double first = 0, step = 0;
  };
  /// The factor of the parameter at θ, if it is evenly spaced over the rows, up to a ten-thousandth of a
  /// step, and the parameter's degree is 1.
  std::optional<Grid> grid_of(std::size_t parameter, const std::vector<double>& theta);
  /// By how much a phase may be turned without an effect, and where it is plain: an angle around 0, a
  /// place within a turn of the predictor's end that is nearest 0, or around 0 if that is in its range. A
  /// turn of 0: the parameter is no phase.
  struct Turn {
    double whole = 0, centre = 0;
  };
  Turn turn_of(std::size_t parameter, const std::vector<double>& theta);
  /// The degree of the parameter's term at the last point that was looked at.
  double degree(std::size_t parameter) const;

 private:
  double draw_by_role(std::size_t k, const std::vector<double>& theta);
  double draw_any();
  double draw_centre(std::span<const double> rest, bool is_denominator, bool is_centre);
  std::vector<std::size_t> ordered(std::span<const std::size_t> which) const;
  void evaluate(const std::vector<double>& theta, const std::vector<std::vector<double>>& columns);

  double uniform(double low, double high) { return low + (high - low) * random_.random_sample(); }
  double power_of_ten(double low, double high);
  double sign() { return random_.random_sample() < 0.5 ? -1 : 1; }

  std::vector<std::size_t> nonlinear_;
  std::vector<Role> roles_;
  std::vector<std::vector<double>> columns_, thin_;
  std::optional<Kernel<double>> kernel_;
  std::vector<double> parameters_;
  /// The outputs of the kernel for each role, in order.
  enum class Output : std::size_t { g, degree, rest, wave };
  static constexpr std::size_t output_count = 4;
  /// At the last point that was looked at.
  const std::vector<double>& output(std::size_t role, Output which) const {
    return values_[output_count * role + std::size_t(which)];
  }
  std::vector<std::vector<double>> values_;  ///< the outputs of each role, in turn
  std::vector<std::vector<double>> peaks_;   ///< of each role
  std::vector<bool> is_mixed_;               ///< of each role: a frequency in a product with another
  double low_ = 0, high_ = 1;                ///< range of the first predictor
  RandomState random_{1973};
};

}  // namespace descenso
