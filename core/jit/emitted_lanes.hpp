// The lane type that writes WebAssembly: `a + b` with EmittedLanes appends an addition of SIMD registers to a
// function.
//
// It has the operations of number_lanes.hpp, so that the one text of apply_lanes both computes (with double)
// and compiles (with EmittedLanes). A register holds two doubles or four floats, its shape. Every value lives
// in a local variable of the function, which is free for another value when the last C++ handle to it is
// gone.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "jit/number_lanes.hpp"
#include "jit/wasm_writer.hpp"

namespace descenso {

enum class Shape : std::uint8_t { f64x2, f32x4 };

/// Opcodes that exist once per shape.
struct ShapeOpcodes {
  std::uint32_t abs, neg, sqrt, floor, add, sub, mul, div, min, max, pmin, pmax, eq, ne, lt, le;
  std::uint32_t splat, load_splat, store_lane, extract_lane;
};

inline constexpr ShapeOpcodes opcodes_of(Shape shape) {
  switch (shape) {
    case Shape::f64x2:
      return {0xec, 0xed, 0xef, 0x75, 0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5,
              0xf6, 0xf7, 0x47, 0x48, 0x49, 0x4b, 0x14, 0x0a, 0x5b, 0x21};
    case Shape::f32x4:
      return {0xe0, 0xe1, 0xe3, 0x68, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9,
              0xea, 0xeb, 0x41, 0x42, 0x43, 0x45, 0x13, 0x09, 0x5a, 0x1f};
  }
  return {};
}

struct EmittedLanes;

/// A function being written, with the number of readers of each SIMD local.
class LaneWriter {
 public:
  wasm::FunctionWriter code;
  /// Whether all lanes are equal (a scalar, or a single row): library functions are then called once.
  bool uniform = false;
  /// Ends a loop over the rows and begins another, in which the two values are those of the first; if set.
  std::function<void(EmittedLanes&, EmittedLanes&)> end_stage;

  /// A local without readers.
  wasm::Local take();
  void retain(wasm::Local local);
  void release(wasm::Local local);

  /// A local that holds `value` in every lane for the whole function (64-bit lanes hold the word).
  wasm::Local constant(Shape shape, double value);
  wasm::Local constant_word(std::uint64_t word);

 private:
  std::vector<wasm::Local> free_;
  std::vector<std::uint32_t> readers_;  ///< by local
  std::map<std::array<std::uint8_t, 16>, wasm::Local> constants_;
};

/// A reader of a local. The local can take another value when its last reader is destroyed.
class LaneHandle {
 public:
  LaneHandle(LaneWriter& writer, wasm::Local local) : writer_(&writer), local_(local) {
    writer.retain(local);
  }
  LaneHandle(const LaneHandle& other) : LaneHandle(*other.writer_, other.local_) {}
  LaneHandle& operator=(const LaneHandle& other) {
    other.writer_->retain(other.local_);
    writer_->release(local_);
    writer_ = other.writer_;
    local_ = other.local_;
    return *this;
  }
  ~LaneHandle() { writer_->release(local_); }

  wasm::Local local() const { return local_; }
  LaneWriter& writer() const { return *writer_; }

 private:
  LaneWriter* writer_;
  wasm::Local local_;
};

/// All bits of a lane set or none.
struct EmittedMask {
  LaneHandle handle;
};

struct EmittedLanes {
  LaneHandle handle;
  Shape shape;

  LaneWriter& writer() const { return handle.writer(); }
  wasm::FunctionWriter& code() const { return handle.writer().code; }
  wasm::Local local() const { return handle.local(); }
};

using LanesRef = const EmittedLanes&;

/// Pops the value on top of the wasm stack into a new local.
inline LaneHandle pop(LaneWriter& writer) {
  const wasm::Local local = writer.take();
  writer.code.set(local);
  return {writer, local};
}

/// op of the operands, in a new local.
template <class... Operands>
LaneHandle emit(std::uint32_t op, LaneWriter& writer, const Operands&... operands) {
  (writer.code.get(operands.local()), ...);
  writer.code.simd(op);
  return pop(writer);
}

using LaneOpcode = std::uint32_t ShapeOpcodes::*;

inline EmittedLanes unary(LaneOpcode op, LanesRef a) {
  return {emit(opcodes_of(a.shape).*op, a.writer(), a), a.shape};
}
inline EmittedLanes binary(LaneOpcode op, LanesRef a, LanesRef b) {
  return {emit(opcodes_of(a.shape).*op, a.writer(), a, b), a.shape};
}
inline EmittedMask compare(LaneOpcode op, LanesRef a, LanesRef b) {
  return {emit(opcodes_of(a.shape).*op, a.writer(), a, b)};
}

inline EmittedLanes constant_like(LanesRef like, double value) {
  return {LaneHandle(like.writer(), like.writer().constant(like.shape, value)), like.shape};
}

inline EmittedLanes operator-(LanesRef a) { return unary(&ShapeOpcodes::neg, a); }

#define DESCENSO_LANE_OPERATOR(symbol, op)                                                                \
  inline EmittedLanes operator symbol(LanesRef a, LanesRef b) { return binary(&ShapeOpcodes::op, a, b); } \
  inline EmittedLanes operator symbol(LanesRef a, double b) { return a symbol constant_like(a, b); }      \
  inline EmittedLanes operator symbol(double a, LanesRef b) { return constant_like(b, a) symbol b; }
DESCENSO_LANE_OPERATOR(+, add)
DESCENSO_LANE_OPERATOR(-, sub)
DESCENSO_LANE_OPERATOR(*, mul)
DESCENSO_LANE_OPERATOR(/, div)
#undef DESCENSO_LANE_OPERATOR

inline EmittedMask is_less(LanesRef a, LanesRef b) { return compare(&ShapeOpcodes::lt, a, b); }
inline EmittedMask is_less_equal(LanesRef a, LanesRef b) { return compare(&ShapeOpcodes::le, a, b); }
inline EmittedMask is_equal(LanesRef a, LanesRef b) { return compare(&ShapeOpcodes::eq, a, b); }
inline EmittedMask is_different(LanesRef a, LanesRef b) { return compare(&ShapeOpcodes::ne, a, b); }
inline EmittedMask both(const EmittedMask& a, const EmittedMask& b) {
  return {emit(wasm::opcode::v128_and, a.handle.writer(), a.handle, b.handle)};
}

inline EmittedLanes select(const EmittedMask& mask, LanesRef a, LanesRef b) {
  return {emit(wasm::opcode::v128_bitselect, a.writer(), a, b, mask.handle), a.shape};
}
inline EmittedLanes one_where(const EmittedMask& mask, LanesRef like) {
  return {emit(wasm::opcode::v128_and, like.writer(), mask.handle, constant_like(like, 1)), like.shape};
}

inline EmittedLanes absolute(LanesRef a) { return unary(&ShapeOpcodes::abs, a); }
inline EmittedLanes square_root(LanesRef a) { return unary(&ShapeOpcodes::sqrt, a); }
inline EmittedLanes round_down(LanesRef a) { return unary(&ShapeOpcodes::floor, a); }
inline EmittedLanes minimum(LanesRef a, LanesRef b) { return binary(&ShapeOpcodes::min, a, b); }
inline EmittedLanes maximum(LanesRef a, LanesRef b) { return binary(&ShapeOpcodes::max, a, b); }
inline EmittedLanes pick_smaller(LanesRef a, LanesRef b) { return binary(&ShapeOpcodes::pmin, a, b); }
inline EmittedLanes pick_larger(LanesRef a, LanesRef b) { return binary(&ShapeOpcodes::pmax, a, b); }

// Of double lanes only:
EmittedLanes copy_sign(LanesRef magnitude, LanesRef sign);
EmittedLanes power_of_two(LanesRef k);
Power<EmittedLanes> look_up_power(LanesRef shifted);
Scaled<EmittedLanes> scale_by_power(LanesRef y, LanesRef shifted);
EmittedLanes scale_at_once(LanesRef y, LanesRef shifted);
MantissaExponent<EmittedLanes> split(LanesRef x);
inline void end_stage(EmittedLanes& a, EmittedLanes& b) {
  if (a.writer().end_stage) a.writer().end_stage(a, b);
}
EmittedLanes call(UnaryFunction f, LanesRef a);
EmittedLanes call(BinaryFunction f, LanesRef a, LanesRef b);
EmittedLanes call_where(const EmittedMask& mask, UnaryFunction f, LanesRef x, LanesRef fast);

/// Lanes 0 and 1 (or 2 and 3) of four floats as two doubles, and back.
EmittedLanes widen(LanesRef a, bool high);
EmittedLanes narrow(LanesRef low, LanesRef high);
EmittedLanes narrow_uniform(LanesRef low);

template <class F, class... More>
EmittedLanes through_double(F f, LanesRef a, const More&... more) {
  if (a.shape == Shape::f64x2) return f(a, more...);
  const EmittedLanes low = f(widen(a, false), widen(more, false)...);
  if (a.writer().uniform) return narrow_uniform(low);
  return narrow(low, f(widen(a, true), widen(more, true)...));
}

}  // namespace descenso
