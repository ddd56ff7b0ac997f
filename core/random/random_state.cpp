#include "random/random_state.hpp"

#include <cmath>
#include <numeric>
#include <utility>

#include "random/log.hpp"

namespace descenso {

double RandomState::random_sample() {
  const std::uint32_t a = next_word() >> 5;
  const std::uint32_t b = next_word() >> 6;
  return (a * 67108864.0 + b) / 9007199254740992.0;
}

double RandomState::standard_normal() {
  if (kept_normal_) return *std::exchange(kept_normal_, std::nullopt);
  double x1, x2, r2;
  do {
    x1 = 2.0 * random_sample() - 1.0;
    x2 = 2.0 * random_sample() - 1.0;
    r2 = x1 * x1 + x2 * x2;
  } while (r2 >= 1.0 || r2 == 0.0);
  const double f = std::sqrt(-2.0 * log_of_fraction(r2) / r2);
  kept_normal_ = f * x1;
  return f * x2;
}

std::uint32_t RandomState::interval(std::uint32_t max) {
  if (max == 0) return 0;
  std::uint32_t mask = max;  // the smallest 2ᵏ − 1 that covers max
  for (int shift = 1; shift <= 16; shift *= 2) mask |= mask >> shift;
  std::uint32_t word;
  do word = next_word() & mask;
  while (word > max);
  return word;
}

std::vector<std::uint32_t> RandomState::permutation(std::uint32_t n) {
  std::vector<std::uint32_t> order(n);
  std::iota(order.begin(), order.end(), 0u);
  for (std::uint32_t i = n; i-- > 1;) std::swap(order[i], order[interval(i)]);
  return order;
}

}  // namespace descenso
