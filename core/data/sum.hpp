// The order in which sums are taken. Floating-point addition is not associative, so the order *is* the
// result: with NumPy's order our mean of squares at w1 = 10 is 38.407744806265676 to the last bit, left to
// right it would be 38.40774480626566.
//
// NumPy adds a contiguous array in chunks of 8,192 one after the other, each chunk as a binary tree:
//
//     P(n) = P(m) + P(n − m),  m = n/2 rounded down to a multiple of 8,     while n > 128
//
// The leaves, blocks of at most 128 elements, differ between the two precisions:
//
//  - double follows NumPy: eight accumulators, ((r0+r1)+(r2+r3))+((r4+r5)+(r6+r7)), leftovers one by one;
//  - float follows the notebook's printed log (XLA on a CPU): four lanes, (a0+a2)+(a1+a3); leftover elements
//    go to one lane after the other.
//
// Error: O(ε·log n), against O(ε·n) left to right. Cost: n additions, 8 (or 4) of them independent, so that
// they are pipelined and vectorized.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace descenso {

inline constexpr std::size_t sum_block = 128;   ///< largest number of elements in a leaf
inline constexpr std::size_t sum_chunk = 8192;  ///< largest number of elements in a tree

/// P(n) over [begin, begin + n): `leaf(begin, size)` returns the sum of one block. T needs only operator+.
template <class T, class Leaf>
T tree_sum(std::size_t begin, std::size_t n, Leaf& leaf) {
  if (n <= sum_block) return leaf(begin, n);
  const std::size_t half = n / 2 - (n / 2) % 8;
  const T left = tree_sum<T>(begin, half, leaf);
  return left + tree_sum<T>(begin + half, n - half, leaf);
}

/// The whole sum over [0, n): chunk after chunk, each a tree. 0 for n = 0.
template <class T, class Leaf>
T ordered_sum(std::size_t n, Leaf leaf) {
  T total = T(0);
  for (std::size_t begin = 0; begin < n; begin += sum_chunk)
    total = total + tree_sum<T>(begin, n - begin < sum_chunk ? n - begin : sum_chunk, leaf);
  return total;
}

/// A leaf in double: NumPy's eight accumulators.
inline double block_sum(const double* a, std::size_t n) {
  double total = 0.0;
  if (n < 8) {
    for (std::size_t i = 0; i < n; ++i) total += a[i];
    return total;
  }
  double r[8];
  for (std::size_t j = 0; j < 8; ++j) r[j] = a[j];
  std::size_t i = 8;
  for (; i + 8 <= n; i += 8)
    for (std::size_t j = 0; j < 8; ++j) r[j] += a[i + j];
  total = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
  for (; i < n; ++i) total += a[i];
  return total;
}

/// A leaf in float: four lanes.
inline float block_sum(const float* a, std::size_t n) {
  float lane[4] = {0, 0, 0, 0};
  for (std::size_t i = 0; i < n; ++i) lane[i % 4] += a[i];
  return (lane[0] + lane[2]) + (lane[1] + lane[3]);
}

/// The same tree without recursion, for a compiled kernel: add a leaf of `rows` elements and push its sum,
/// then `merges` times replace the two topmost partial sums by their sum. The stack starts with one zero, the
/// total.
struct SumLeaf {
  std::uint8_t rows;
  std::uint8_t merges;
};

/// The largest number of partial sums at a time: the total, one for each level of a chunk's tree, and a new
/// leaf. A tree has up to 7 levels, not 6, because blocks are rounded to multiples of 8.
inline constexpr std::size_t sum_stack_depth = 9;

inline void append_tree(std::vector<SumLeaf>& leaves, std::size_t n) {
  if (n <= sum_block) return leaves.push_back({static_cast<std::uint8_t>(n), 0});
  const std::size_t half = n / 2 - (n / 2) % 8;
  append_tree(leaves, half);
  append_tree(leaves, n - half);
  leaves.back().merges++;
}

/// The leaves of [0, n) in order, after the last of which only the total is left. Cost: O(n/128) time and
/// memory.
inline std::vector<SumLeaf> sum_leaves(std::size_t n) {
  std::vector<SumLeaf> leaves;
  for (std::size_t begin = 0; begin < n; begin += sum_chunk) {
    append_tree(leaves, std::min(sum_chunk, n - begin));
    leaves.back().merges++;
  }
  return leaves;
}

/// Σ values in the order above.
template <class T>
T ordered_sum(std::span<const T> values) {
  return ordered_sum<T>(
      values.size(), [&](std::size_t begin, std::size_t n) { return block_sum(values.data() + begin, n); });
}

}  // namespace descenso
