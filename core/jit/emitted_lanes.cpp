#include "jit/emitted_lanes.hpp"

#include <cstring>

namespace descenso {
namespace {

namespace opcode = wasm::opcode;

using LaneBytes = std::array<std::uint8_t, 16>;

LaneBytes repeat(const void* lane, std::size_t size) {
  LaneBytes bytes;
  for (std::size_t at = 0; at < bytes.size(); at += size) std::memcpy(bytes.data() + at, lane, size);
  return bytes;
}

/// The 16 bytes of the result by their number in the 32 bytes of a and b.
EmittedLanes shuffle(LanesRef a, LanesRef b, const LaneBytes& from) {
  wasm::FunctionWriter& code = a.code();
  code.get(a.local());
  code.get(b.local());
  code.simd(opcode::i8x16_shuffle);
  for (const std::uint8_t byte : from) code.byte(byte);
  return {pop(a.writer()), a.shape};
}

LaneHandle shift(std::uint32_t op, const LaneHandle& a, int bits) {
  a.writer().code.get(a.local());
  a.writer().code.i32(bits);
  a.writer().code.simd(op);
  return pop(a.writer());
}

LaneHandle with_word(std::uint32_t op, const LaneHandle& a, std::uint64_t word) {
  return emit(op, a.writer(), a, LaneHandle(a.writer(), a.writer().constant_word(word)));
}

/// The two doubles of power_table at the distance that a 32-bit lane holds.
EmittedLanes load_entry(const LaneHandle& distances, std::uint8_t lane) {
  wasm::FunctionWriter& code = distances.writer().code;
  code.get(distances.local());
  code.simd(opcode::i32x4_extract_lane);
  code.byte(lane);
  code.simd(opcode::v128_load);
  code.at(static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(power_table.data())));
  return {pop(distances.writer()), Shape::f64x2};
}

/// Pushes lane `lane` of a as an f64.
void push_lane(LanesRef a, std::uint8_t lane) {
  a.code().get(a.local());
  a.code().simd(opcode::f64x2_extract_lane);
  a.code().byte(lane);
}

/// Pushes f(lane of each argument). A function pointer is its index in the table that the kernel imports.
template <class Function, class... Arguments>
void push_call(Function f, std::uint8_t lane, LanesRef first, const Arguments&... more) {
  wasm::FunctionWriter& code = first.code();
  push_lane(first, lane);
  (push_lane(more, lane), ...);
  code.i32(static_cast<std::int32_t>(reinterpret_cast<std::uintptr_t>(f)));
  code.call_library(sizeof...(more) == 0 ? wasm::kUnaryType : wasm::kBinaryType);
}

template <class Function, class... Arguments>
EmittedLanes call_lanes(Function f, LanesRef first, const Arguments&... more) {
  wasm::FunctionWriter& code = first.code();
  push_call(f, 0, first, more...);
  code.simd(opcodes_of(Shape::f64x2).splat);
  if (!first.writer().uniform) {
    push_call(f, 1, first, more...);
    code.simd(opcode::f64x2_replace_lane);
    code.byte(1);
  }
  return {pop(first.writer()), Shape::f64x2};
}

}  // namespace

wasm::Local LaneWriter::take() {
  if (free_.empty()) return code.new_local(wasm::Type::v128);
  const wasm::Local local = free_.back();
  free_.pop_back();
  return local;
}

void LaneWriter::retain(wasm::Local local) {
  if (local >= readers_.size()) readers_.resize(local + 1);
  readers_[local]++;
}

void LaneWriter::release(wasm::Local local) {
  if (--readers_[local] == 0) free_.push_back(local);
}

wasm::Local LaneWriter::constant(Shape shape, double value) {
  const auto narrow = static_cast<float>(value);
  const LaneBytes bytes = shape == Shape::f64x2 ? repeat(&value, 8) : repeat(&narrow, 4);
  const auto known = constants_.find(bytes);
  if (known != constants_.end()) return known->second;
  const wasm::Local local = code.hoisted_constant(bytes);
  retain(local);  // never released: it holds this value in the whole function
  return constants_[bytes] = local;
}

wasm::Local LaneWriter::constant_word(std::uint64_t word) {
  double value;
  std::memcpy(&value, &word, sizeof value);
  return constant(Shape::f64x2, value);
}

EmittedLanes copy_sign(LanesRef magnitude, LanesRef sign) {
  const LaneHandle sign_bit(sign.writer(), sign.writer().constant(Shape::f64x2, -0.0));
  return select({sign_bit}, sign, magnitude);
}

EmittedLanes power_of_two(LanesRef k) {
  const EmittedLanes shifted = k + (4503599627370496.0 + 1023);
  return {shift(opcode::i64x2_shl, shifted.handle, 52), Shape::f64x2};
}

Power<EmittedLanes> look_up_power(LanesRef shifted) {
  constexpr LaneBytes low_words{0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23};
  constexpr LaneBytes high_words{8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31};
  const LaneHandle j = with_word(opcode::v128_and, shifted.handle, power_table_size - 1);
  const LaneHandle at = shift(opcode::i64x2_shl, j, 4);  // two doubles each
  const EmittedLanes first = load_entry(at, 0);
  const EmittedLanes second = shifted.writer().uniform ? first : load_entry(at, 2);
  return {shuffle(first, second, low_words), shuffle(first, second, high_words)};
}

Scaled<EmittedLanes> scale_by_power(LanesRef y, LanesRef shifted) {
  const LaneHandle half = shift(opcode::i32x4_shr_s, shifted.handle, 8);
  const LaneHandle whole = shift(opcode::i32x4_shr_s, shifted.handle, 7);
  const LaneHandle rest = emit(opcode::i32x4_sub, y.writer(), whole, half);
  const LaneHandle exponent = with_word(opcode::i64x2_add, rest, 1023);
  return {{emit(opcode::i64x2_add, y.writer(), y, shift(opcode::i64x2_shl, half, 52)), Shape::f64x2},
          {shift(opcode::i64x2_shl, exponent, 52), Shape::f64x2}};
}

EmittedLanes scale_at_once(LanesRef y, LanesRef shifted) {
  const LaneHandle exponent = shift(opcode::i64x2_shl, shift(opcode::i32x4_shr_s, shifted.handle, 7), 52);
  return {emit(opcode::i64x2_add, y.writer(), y, exponent), Shape::f64x2};
}

MantissaExponent<EmittedLanes> split(LanesRef x) {
  const LaneHandle word = with_word(opcode::i64x2_add, x.handle, kExponentStep);
  const LaneHandle exponent = with_word(opcode::v128_or, shift(opcode::i64x2_shr_u, word, 52), kTwoTo52Bits);
  const LaneHandle mantissa =
      with_word(opcode::i64x2_add, with_word(opcode::v128_and, word, kMantissaMask), kSqrtHalfBits);
  return {{mantissa, Shape::f64x2}, EmittedLanes{exponent, Shape::f64x2} - (4503599627370496.0 + 1023)};
}

EmittedLanes call(UnaryFunction f, LanesRef a) { return call_lanes(f, a); }
EmittedLanes call(BinaryFunction f, LanesRef a, LanesRef b) { return call_lanes(f, a, b); }

EmittedLanes call_where(const EmittedMask& mask, UnaryFunction f, LanesRef x, LanesRef fast) {
  wasm::FunctionWriter& code = x.code();
  code.get(fast.local());
  const EmittedLanes result{pop(x.writer()), Shape::f64x2};
  code.get(mask.handle.local());
  code.simd(opcode::v128_any_true);
  code.plain(opcode::if_);
  code.byte(0x40);  // without a result
  const EmittedLanes patched = select(mask, call(f, x), fast);
  code.get(patched.local());
  code.set(result.local());
  code.plain(opcode::end);
  return result;
}

EmittedLanes widen(LanesRef a, bool high) {
  constexpr LaneBytes upper_half{8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15};
  LanesRef source = high ? shuffle(a, a, upper_half) : a;
  return {emit(opcode::f64x2_promote_low_f32x4, a.writer(), source), Shape::f64x2};
}

EmittedLanes narrow(LanesRef low, LanesRef high) {
  constexpr LaneBytes lower_halves{0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23};
  const EmittedLanes a{emit(opcode::f32x4_demote_f64x2_zero, low.writer(), low), Shape::f32x4};
  const EmittedLanes b{emit(opcode::f32x4_demote_f64x2_zero, low.writer(), high), Shape::f32x4};
  return shuffle(a, b, lower_halves);
}

EmittedLanes narrow_uniform(LanesRef low) {
  constexpr LaneBytes first_lane{0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3};
  const EmittedLanes a{emit(opcode::f32x4_demote_f64x2_zero, low.writer(), low), Shape::f32x4};
  return shuffle(a, a, first_lane);
}

}  // namespace descenso
