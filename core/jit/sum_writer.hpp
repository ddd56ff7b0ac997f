// Sums in a kernel: accumulators, their totals, and the stack of partial sums, as WebAssembly (in the order
// of data/sum.hpp).
//
// A sum of a leaf runs in registers: eight accumulators of double in four f64x2, four of float in one f32x4.
// `combine` adds them up to the leaf's total; leftover rows are added to the total one by one (double) or to
// one lane after the other (float); and `merge_and_push` replaces the given number of pairs on top of the
// stack by their sums.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "jit/emitted_lanes.hpp"

namespace descenso {

/// Adds `amount` to a local.
inline void advance(wasm::FunctionWriter& code, wasm::Local to, std::int32_t amount) {
  code.get(to);
  code.i32(amount);
  code.plain(wasm::opcode::i32_add);
  code.set(to);
}

/// The differences between kernels in double and in float.
template <class T>
struct LanesOf {
  static constexpr bool is_double = std::is_same_v<T, double>;
  static constexpr Shape shape = is_double ? Shape::f64x2 : Shape::f32x4;
  static constexpr ShapeOpcodes ops = opcodes_of(shape);
  static constexpr std::uint32_t lanes = 16 / sizeof(T);
  static constexpr int log_size = is_double ? 3 : 2;
};

template <class T>
class SumWriter {
 public:
  using Local = wasm::Local;

  explicit SumWriter(LaneWriter& lanes) : lanes_(lanes) {}

  /// Makes the locals of `width` sums, whose totals begin at 0.
  void begin(std::size_t width) {
    width_ = width;
    while (totals_.size() < width) {
      totals_.push_back(code().new_local(kDouble ? wasm::Type::f64 : wasm::Type::f32));
      for (std::uint32_t k = 0; k < kAccumulators; ++k)
        accumulators_.push_back(code().new_local(wasm::Type::v128));
    }
    if (!kDouble && lane_mask_ == 0) lane_mask_ = code().new_local(wasm::Type::v128);
  }
  std::size_t width() const { return width_; }
  Local total(std::size_t sum) const { return totals_[sum]; }

  /// Registers per sum: 8 accumulators of double, 4 of float.
  static constexpr std::uint32_t kAccumulators = LanesOf<T>::is_double ? 4 : 1;

  void clear_accumulators() {
    for (std::size_t k = 0; k < width_ * kAccumulators; ++k) {
      code().get(zero().local());
      code().set(accumulators_[k]);
    }
  }

  void clear_total(std::size_t sum) {
    push_lane(zero().local(), 0);
    code().set(totals_[sum]);
  }

  void add_to_accumulators(std::size_t sum, std::uint32_t group, const EmittedLanes& value) {
    const Local accumulator = accumulators_[sum * kAccumulators + group % kAccumulators];
    code().get(accumulator);
    code().get(value.local());
    code().simd(LanesOf<T>::ops.add);
    code().set(accumulator);
  }

  void add_first_lane(std::size_t sum, std::uint32_t, const EmittedLanes& value) { add_lane(sum, value, 0); }
  void add_both_lanes(std::size_t sum, std::uint32_t, const EmittedLanes& value) {
    add_lane(sum, value, 0);
    add_lane(sum, value, 1);
  }

  /// float: leftover row k joins lane k. The mask selects one lane and moves on.
  void start_lane_mask() {
    std::array<std::uint8_t, 16> first{0xff, 0xff, 0xff, 0xff};
    if (first_lane_ == 0) first_lane_ = code().hoisted_constant(first);
    code().get(first_lane_);
    code().set(lane_mask_);
  }

  void add_to_next_lane(std::size_t sum, std::uint32_t, const EmittedLanes& value) {
    code().get(accumulators_[sum]);
    code().get(value.local());
    code().get(lane_mask_);
    code().simd(wasm::opcode::v128_and);
    code().simd(LanesOf<T>::ops.add);
    code().set(accumulators_[sum]);
    if (sum + 1 < width_) return;
    code().get(lane_mask_);
    code().get(lane_mask_);
    code().simd(wasm::opcode::i8x16_shuffle);
    for (const std::uint8_t byte : {12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}) code().byte(byte);
    code().set(lane_mask_);
  }

  /// The total of a sum's accumulators: ((r0+r1)+(r2+r3))+((r4+r5)+(r6+r7)), or (a0+a2)+(a1+a3).
  void combine(std::size_t sum) {
    const Local* r = accumulators_.data() + sum * kAccumulators;
    if constexpr (kDouble) {
      push_pair_sum(r[0]), push_pair_sum(r[1]);
      code().plain(kAdd);
      push_pair_sum(r[2]), push_pair_sum(r[3]);
    } else {
      push_lane(*r, 0), push_lane(*r, 2);
      code().plain(kAdd);
      push_lane(*r, 1), push_lane(*r, 3);
    }
    code().plain(kAdd);
    code().plain(kAdd);
    code().set(totals_[sum]);
  }

  /// Merges partial sums as the leaf requires. The newest one stays in registers, because a store followed by
  /// a load would stall.
  void merge_and_push(Local top, Local merges) {
    const auto step = static_cast<std::int32_t>(bytes(width_));
    code().begin_loop();
    code().get(merges);
    code().plain(wasm::opcode::i32_eqz);
    code().plain(wasm::opcode::br_if);
    code().index(1);
    for (std::size_t s = 0; s < width_; ++s) merge(s, top);
    advance(code(), top, -step);
    advance(code(), merges, -1);
    code().plain(wasm::opcode::br);
    code().index(0);
    code().end_loop();
    advance(code(), top, step);
    for (std::size_t s = 0; s < width_; ++s) {
      code().get(top);
      code().get(totals_[s]);
      code().plain(kStore);
      code().at(bytes(s));
    }
  }

 private:
  static constexpr bool kDouble = LanesOf<T>::is_double;
  static constexpr wasm::opcode::Plain kAdd = kDouble ? wasm::opcode::f64_add : wasm::opcode::f32_add;
  static constexpr wasm::opcode::Plain kLoad = kDouble ? wasm::opcode::f64_load : wasm::opcode::f32_load;
  static constexpr wasm::opcode::Plain kStore = kDouble ? wasm::opcode::f64_store : wasm::opcode::f32_store;

  wasm::FunctionWriter& code() { return lanes_.code; }
  static std::uint32_t bytes(std::size_t count) { return static_cast<std::uint32_t>(count * sizeof(T)); }
  EmittedLanes zero() {
    return {LaneHandle(lanes_, lanes_.constant(LanesOf<T>::shape, 0)), LanesOf<T>::shape};
  }

  void push_lane(Local lanes, std::uint8_t lane) {
    code().get(lanes);
    code().simd(LanesOf<T>::ops.extract_lane);
    code().byte(lane);
  }

  void add_lane(std::size_t sum, const EmittedLanes& value, std::uint8_t lane) {
    code().get(totals_[sum]);
    push_lane(value.local(), lane);
    code().plain(kAdd);
    code().set(totals_[sum]);
  }

  void push_pair_sum(Local lanes) {
    push_lane(lanes, 0), push_lane(lanes, 1);
    code().plain(kAdd);
  }

  void merge(std::size_t sum, Local top) {
    code().get(top);
    code().plain(kLoad);
    code().at(bytes(sum));
    code().get(totals_[sum]);
    code().plain(kAdd);
    code().set(totals_[sum]);
  }

  LaneWriter& lanes_;
  std::size_t width_ = 0;
  std::vector<Local> totals_, accumulators_;
  Local lane_mask_ = 0, first_lane_ = 0;
};

}  // namespace descenso
