// The bytes of a WebAssembly module with one exported function and the functions that it calls. Numbers are
// those of the WebAssembly core specification 2.0, chapter 5 (binary format); `opcode` names the few
// instructions that kernels use.
//
// A function's code is written in two parts: what runs once at its start (`hoisted`), and the rest. Constants
// go to the first whenever they are first needed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace descenso::wasm {

using Bytes = std::vector<std::uint8_t>;

enum class Type : std::uint8_t { i32 = 0x7f, f32 = 0x7d, f64 = 0x7c, v128 = 0x7b };

/// Index of a local variable of the function.
using Local = std::uint32_t;

namespace opcode {
enum Plain : std::uint8_t {
  block = 0x02,
  loop = 0x03,
  end = 0x0b,
  br = 0x0c,
  br_if = 0x0d,
  call = 0x10,
  call_indirect = 0x11,
  if_ = 0x04,
  local_get = 0x20,
  local_set = 0x21,
  i32_load = 0x28,
  f32_load = 0x2a,
  f64_load = 0x2b,
  i32_load8_u = 0x2d,
  i32_store = 0x36,
  f32_store = 0x38,
  f64_store = 0x39,
  i32_const = 0x41,
  f32_const = 0x43,
  f64_const = 0x44,
  i32_eqz = 0x45,
  i32_eq = 0x46,
  i32_ne = 0x47,
  i32_add = 0x6a,
  i32_sub = 0x6b,
  i32_and = 0x71,
  i32_shl = 0x74,
  f32_add = 0x92,
  f64_add = 0xa0,
  f32_convert_i32_u = 0xb3,
  f64_convert_i32_u = 0xb8,
  f64_promote_f32 = 0xbb,
};
enum Simd : std::uint32_t {
  v128_load = 0x00,
  v128_store = 0x0b,
  v128_const = 0x0c,
  i8x16_shuffle = 0x0d,
  i32x4_extract_lane = 0x1b,
  f32x4_extract_lane = 0x1f,
  f64x2_extract_lane = 0x21,
  f64x2_replace_lane = 0x22,
  v128_and = 0x4e,
  v128_or = 0x50,
  v128_bitselect = 0x52,
  v128_any_true = 0x53,
  f32x4_demote_f64x2_zero = 0x5e,
  f64x2_promote_low_f32x4 = 0x5f,
  i32x4_all_true = 0xa3,
  i32x4_shr_s = 0xac,
  i32x4_sub = 0xb1,
  i64x2_shl = 0xcb,
  i64x2_shr_u = 0xcd,
  i64x2_add = 0xce,
};
}  // namespace opcode

/// Appends `value` in LEB128, unsigned.
inline void append_unsigned(Bytes& bytes, std::uint64_t value) {
  do {
    const auto low = static_cast<std::uint8_t>(value & 0x7f);
    value >>= 7;
    bytes.push_back(value == 0 ? low : low | 0x80);
  } while (value != 0);
}

/// Appends `value` in LEB128, signed.
inline void append_signed(Bytes& bytes, std::int64_t value) {
  for (;;) {
    const auto low = static_cast<std::uint8_t>(value & 0x7f);
    value >>= 7;
    const bool last = (value == 0 && (low & 0x40) == 0) || (value == -1 && (low & 0x40) != 0);
    bytes.push_back(last ? low : low | 0x80);
    if (last) return;
  }
}

/// Writes the code of one function of one parameter, local 0: an i32 in the exported function, a v128 in
/// others.
class FunctionWriter {
 public:
  void plain(opcode::Plain op) { code_.push_back(op); }
  void simd(std::uint32_t op) { append_simd(code_, op); }
  void byte(std::uint8_t value) { code_.push_back(value); }
  void index(std::uint32_t value) { append_unsigned(code_, value); }
  void get(Local local) { plain(opcode::local_get), index(local); }
  void set(Local local) { plain(opcode::local_set), index(local); }
  void i32(std::int32_t value) { plain(opcode::i32_const), append_signed(code_, value); }
  /// The memory argument of a load or store; its alignment, a hint, is 0.
  void at(std::uint32_t offset) { byte(0), index(offset); }

  /// block … loop … (br_if 0 repeats, br 1 leaves) … end end
  void begin_loop() {
    for (const auto op : {opcode::block, opcode::loop}) plain(op), byte(kNoResult);
  }
  void end_loop() { plain(opcode::end), plain(opcode::end); }

  Local new_local(Type type) {
    locals_.push_back(type);
    return static_cast<Local>(locals_.size());
  }

  /// A local that holds these 16 bytes from the function's start on.
  Local hoisted_constant(const std::array<std::uint8_t, 16>& value) {
    const Local local = new_local(Type::v128);
    append_simd(hoisted_, opcode::v128_const);
    hoisted_.insert(hoisted_.end(), value.begin(), value.end());
    hoisted_.push_back(opcode::local_set);
    append_unsigned(hoisted_, local);
    return local;
  }

  std::size_t size() const { return hoisted_.size() + code_.size(); }

  /// Calls the function of the table whose index lies on the stack, of a type below.
  void call_library(std::uint32_t type) {
    calls_library_ = true;
    plain(opcode::call_indirect), index(type), byte(0);
  }

  /// Calls a function of the module, of the type v128 → v128, by its place in the list given to `module`.
  void call_helper(std::size_t helper) { plain(opcode::call), index(static_cast<std::uint32_t>(helper + 1)); }

  /// The module of this function and its helpers: it imports e.memory and exports the function as `run`. It
  /// imports e.table only if one of them calls the library, because a table keeps every instance that
  /// imported it alive.
  Bytes module(const std::vector<const FunctionWriter*>& helpers) const;

 private:
  static constexpr std::uint8_t kNoResult = 0x40;

  static void append_simd(Bytes& bytes, std::uint32_t op) {
    bytes.push_back(0xfd);
    append_unsigned(bytes, op);
  }
  Bytes body() const;

  std::vector<Type> locals_;
  Bytes hoisted_;
  Bytes code_;
  bool calls_library_ = false;
};

/// Types of the functions that a kernel calls, by their index in the module.
inline constexpr std::uint32_t kUnaryType = 1;
inline constexpr std::uint32_t kBinaryType = 2;

}  // namespace descenso::wasm
