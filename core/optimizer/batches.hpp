// Mini-batches: the rows that the next step uses.
//
// Each pass over the data takes the rows in a new order, RandomState.permutation(n), and cuts it into blocks
// of `size` rows; the last block of a pass may be shorter. size = 1 is a single sample at a time. The
// generator, the order and the place in it are part of the value, so a copied state draws the same batches
// again.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "random/random_state.hpp"

namespace descenso {

class Batches {
 public:
  /// Batches of `size` of n rows (1 ≤ size), drawn from RandomState(seed).
  Batches(std::uint32_t n, std::uint32_t size, std::uint32_t seed) : random_(seed), rows_(n), size_(size) {}

  /// The rows of the next batch, valid until the next call.
  std::span<const std::uint32_t> next() {
    if (next_ == order_.size()) {
      order_ = random_.permutation(rows_);
      next_ = 0;
    }
    const std::size_t begin = next_;
    next_ = std::min<std::size_t>(begin + size_, order_.size());
    return std::span<const std::uint32_t>(order_).subspan(begin, next_ - begin);
  }

 private:
  RandomState random_;
  std::uint32_t rows_;
  std::uint32_t size_;
  std::vector<std::uint32_t> order_;
  std::size_t next_ = 0;
};

}  // namespace descenso
