// The lane type that writes WebAssembly: `a + b` with EmittedLanes appends an addition of SIMD registers to a function.
//
// It has the operations of number_lanes.hpp, so that the one text of apply_lanes both computes (with double) and compiles
// (with EmittedLanes). A register holds two doubles or four floats, its shape. Every value lives in a local variable of
// the function, which is free for another value when the last C++ handle to it is gone.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
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

/// A function being written, and the SIMD locals that are free in it.
class LaneWriter {
 public:
  wasm::FunctionWriter code;
  /// All lanes are equal (a scalar, or a single row): library functions are then called once.
  bool uniform = false;

  wasm::Local take() {
    if (free_.empty()) return code.new_local(wasm::Type::v128);
    const wasm::Local local = free_.back();
    free_.pop_back();
    return local;
  }
  void give_back(wasm::Local local) { free_.push_back(local); }

  /// A local that holds `value` in every lane (64-bit lanes hold the word).
  wasm::Local constant(Shape shape, double value);
  wasm::Local constant_word(std::uint64_t word);

 private:
  std::vector<wasm::Local> free_;
  std::map<std::array<std::uint8_t, 16>, wasm::Local> constants_;
};

/// Shared ownership of a local; owned ones return to the writer.
class LaneHandle {
 public:
  LaneHandle(LaneWriter& writer, wasm::Local local, bool owned)
      : local_(owned ? std::shared_ptr<const wasm::Local>(new wasm::Local(local),
                                                          [&writer](const wasm::Local* l) {
                                                            writer.give_back(*l);
                                                            delete l;
                                                          })
                     : std::make_shared<const wasm::Local>(local)),
        writer_(&writer) {}
  wasm::Local local() const { return *local_; }
  LaneWriter& writer() const { return *writer_; }

 private:
  std::shared_ptr<const wasm::Local> local_;
  LaneWriter* writer_;
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

/// Pops the value on top of the wasm stack into a new local.
inline LaneHandle pop(LaneWriter& writer) {
  const wasm::Local local = writer.take();
  writer.code.set(local);
  return {writer, local, true};
}

/// op of the operands, as a new handle. The operands' locals may be reused by it only after they are read.
template <class... Operands>
LaneHandle emit(std::uint32_t op, LaneWriter& writer, const Operands&... operands) {
  (writer.code.get(operands.local()), ...);
  writer.code.simd(op);
  return pop(writer);
}

using LaneOpcode = std::uint32_t ShapeOpcodes::*;

inline EmittedLanes unary(LaneOpcode op, const EmittedLanes& a) {
  return {emit(opcodes_of(a.shape).*op, a.writer(), a), a.shape};
}
inline EmittedLanes binary(LaneOpcode op, const EmittedLanes& a, const EmittedLanes& b) {
  return {emit(opcodes_of(a.shape).*op, a.writer(), a, b), a.shape};
}
inline EmittedMask compare(LaneOpcode op, const EmittedLanes& a, const EmittedLanes& b) {
  return {emit(opcodes_of(a.shape).*op, a.writer(), a, b)};
}

inline EmittedLanes constant_like(const EmittedLanes& like, double value) {
  return {LaneHandle(like.writer(), like.writer().constant(like.shape, value), false), like.shape};
}

inline EmittedLanes operator-(const EmittedLanes& a) { return unary(&ShapeOpcodes::neg, a); }

#define DESCENSO_LANE_OPERATOR(symbol, op)                                                                   \
  inline EmittedLanes operator symbol(const EmittedLanes& a, const EmittedLanes& b) {                        \
    return binary(&ShapeOpcodes::op, a, b);                                                                  \
  }                                                                                                          \
  inline EmittedLanes operator symbol(const EmittedLanes& a, double b) { return a symbol constant_like(a, b); } \
  inline EmittedLanes operator symbol(double a, const EmittedLanes& b) { return constant_like(b, a) symbol b; }
DESCENSO_LANE_OPERATOR(+, add)
DESCENSO_LANE_OPERATOR(-, sub)
DESCENSO_LANE_OPERATOR(*, mul)
DESCENSO_LANE_OPERATOR(/, div)
#undef DESCENSO_LANE_OPERATOR

inline EmittedMask is_less(const EmittedLanes& a, const EmittedLanes& b) { return compare(&ShapeOpcodes::lt, a, b); }
inline EmittedMask is_less_equal(const EmittedLanes& a, const EmittedLanes& b) {
  return compare(&ShapeOpcodes::le, a, b);
}
inline EmittedMask is_equal(const EmittedLanes& a, const EmittedLanes& b) { return compare(&ShapeOpcodes::eq, a, b); }
inline EmittedMask is_different(const EmittedLanes& a, const EmittedLanes& b) {
  return compare(&ShapeOpcodes::ne, a, b);
}
inline EmittedMask both(const EmittedMask& a, const EmittedMask& b) {
  return {emit(wasm::opcode::v128_and, a.handle.writer(), a.handle, b.handle)};
}

inline EmittedLanes select(const EmittedMask& mask, const EmittedLanes& a, const EmittedLanes& b) {
  return {emit(wasm::opcode::v128_bitselect, a.writer(), a, b, mask.handle), a.shape};
}
inline EmittedLanes one_where(const EmittedMask& mask, const EmittedLanes& like) {
  return {emit(wasm::opcode::v128_and, like.writer(), mask.handle, constant_like(like, 1)), like.shape};
}

inline EmittedLanes absolute(const EmittedLanes& a) { return unary(&ShapeOpcodes::abs, a); }
inline EmittedLanes square_root(const EmittedLanes& a) { return unary(&ShapeOpcodes::sqrt, a); }
inline EmittedLanes round_down(const EmittedLanes& a) { return unary(&ShapeOpcodes::floor, a); }
inline EmittedLanes minimum(const EmittedLanes& a, const EmittedLanes& b) { return binary(&ShapeOpcodes::min, a, b); }
inline EmittedLanes maximum(const EmittedLanes& a, const EmittedLanes& b) { return binary(&ShapeOpcodes::max, a, b); }
inline EmittedLanes pick_smaller(const EmittedLanes& a, const EmittedLanes& b) {
  return binary(&ShapeOpcodes::pmin, a, b);
}
inline EmittedLanes pick_larger(const EmittedLanes& a, const EmittedLanes& b) {
  return binary(&ShapeOpcodes::pmax, a, b);
}

// Of double lanes only:
EmittedLanes copy_sign(const EmittedLanes& magnitude, const EmittedLanes& sign);
EmittedLanes power_of_two(const EmittedLanes& k);
MantissaExponent<EmittedLanes> split(const EmittedLanes& x);
EmittedLanes call(UnaryFunction f, const EmittedLanes& a);
EmittedLanes call(BinaryFunction f, const EmittedLanes& a, const EmittedLanes& b);
EmittedLanes call_where(const EmittedMask& mask, UnaryFunction f, const EmittedLanes& x, const EmittedLanes& fast);

/// Lanes 0 and 1 (or 2 and 3) of four floats as two doubles, and back.
EmittedLanes widen(const EmittedLanes& a, bool high);
EmittedLanes narrow(const EmittedLanes& low, const EmittedLanes& high);
EmittedLanes narrow_uniform(const EmittedLanes& low);

template <class F, class... More>
EmittedLanes through_double(F f, const EmittedLanes& a, const More&... more) {
  if (a.shape == Shape::f64x2) return f(a, more...);
  const EmittedLanes low = f(widen(a, false), widen(more, false)...);
  if (a.writer().uniform) return narrow_uniform(low);
  return narrow(low, f(widen(a, true), widen(more, true)...));
}

}  // namespace descenso
