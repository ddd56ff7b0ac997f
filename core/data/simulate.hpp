// Simulated data, as the notebook makes them:
//
//     x = linspace(from, to, n)
//     y = truth(x) + factor·N(mean, sd²),     one draw per row, in row order, from RandomState(seed)
//
// With the notebook's numbers (seed 22, n 100, −2 … 2, 5·x, factor 2, N(0, 1)) the first row is
// x = −2, y = −10.183899839730383. A test repeats all hundred to the last bit.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "data/dataset.hpp"
#include "field.hpp"

namespace descenso {

struct Noise {
  double factor = 2;
  double mean = 0;  ///< in units of y divided by `factor`
  double sd = 1;    ///< ≥ 0
  bool operator==(const Noise&) const = default;
};

struct Simulation {
  double seed = 22;                                       ///< an integer in [0, 2³²)
  double n = 100;                                         ///< rows
  double from = -2, to = 2;                               ///< first and last x
  std::string truth = "m*x";                              ///< formula of x and the constants
  std::vector<std::pair<std::string, double>> constants;  ///< name → value
  Noise noise;
  bool operator==(const Simulation&) const = default;
};

namespace fields {
inline constexpr Field seed{.path = "data.seed",
                            .range = {.default_value = 22,
                                      .min = 0,
                                      .max = max_seed,
                                      .slider_min = 0,
                                      .slider_max = 100,
                                      .slider_step = 1,
                                      .integer = true}};
inline constexpr Field n{.path = "data.n",
                         .range = {.default_value = 100,
                                   .min = 2,
                                   .max = 1e7,
                                   .slider_min = 2,
                                   .slider_max = 1000,
                                   .slider_step = 1,
                                   .integer = true}};
inline constexpr Field from{.path = "data.from",
                            .range = {.default_value = -2,
                                      .min = -max_number,
                                      .max = max_number,
                                      .slider_min = -10,
                                      .slider_max = 10,
                                      .slider_step = 0.1}};
inline constexpr Field to{.path = "data.to",
                          .range = {.default_value = 2,
                                    .min = -max_number,
                                    .max = max_number,
                                    .slider_min = -10,
                                    .slider_max = 10,
                                    .slider_step = 0.1}};
inline constexpr Field constant{.path = "data.constants",
                                .range = {.default_value = 5,
                                          .min = -max_number,
                                          .max = max_number,
                                          .slider_min = -10,
                                          .slider_max = 10,
                                          .slider_step = 0.1}};
inline constexpr Field noise_factor{.path = "data.noise.factor",
                                    .range = {.default_value = 2,
                                              .min = -max_number,
                                              .max = max_number,
                                              .slider_min = 0,
                                              .slider_max = 10,
                                              .slider_step = 0.1}};
inline constexpr Field noise_mean{.path = "data.noise.mean",
                                  .range = {.default_value = 0,
                                            .min = -max_number,
                                            .max = max_number,
                                            .slider_min = -3,
                                            .slider_max = 3,
                                            .slider_step = 0.5}};
inline constexpr Field noise_sd{.path = "data.noise.sd",
                                .range = {.default_value = 1,
                                          .min = 0,
                                          .max = max_number,
                                          .slider_min = 0,
                                          .slider_max = 10,
                                          .slider_step = 0.2}};

inline constexpr std::array simulation{seed, n, from, to, constant, noise_factor, noise_mean, noise_sd};
}  // namespace fields

/// The error of the first number of the specification that is out of bounds, or nothing. Errors: those of
/// `check`, and empty_interval when from = to.
std::optional<Error> check(const Simulation& spec);

/// n points from `from` to `to`, both included, with NumPy's bits: k·step + from, and `to` itself at the end.
/// One point is `from`. Cost: O(n).
std::vector<double> linspace(double from, double to, std::size_t n);

/// Writes truth(x) into y, one value per row.
using Truth = std::function<void(std::span<const double> x, std::span<double> y)>;

/// The data of a checked specification. Cost: O(n), about 70 ns a row in WebAssembly.
Dataset simulate(const Simulation& spec, const Truth& truth);

}  // namespace descenso
