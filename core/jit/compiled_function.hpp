// A WebAssembly module compiled at run time, as a C++ function pointer.
//
// The module shares this program's memory and function table; its function is put into the table, where a function pointer
// is an index. Natively there is nothing to compile, and every CompiledFunction is empty.
#pragma once

#include <cstdint>
#include <span>
#include <utility>

namespace descenso {

/// Sole owner of a function made at run time; the table entry is free again after it. Movable, not copyable.
class CompiledFunction {
 public:
  CompiledFunction() = default;

  /// Instantiates a module that exports one function `run`, of the `parameter_count` 32-bit words that emit_wasm.hpp
  /// lists. Empty where the engine refuses: no SIMD, no WebAssembly, no memory, a page that forbids it.
  explicit CompiledFunction(std::span<const std::uint8_t> module);
  ~CompiledFunction();

  CompiledFunction(CompiledFunction&& other) noexcept : address_(std::exchange(other.address_, 0)) {}
  CompiledFunction& operator=(CompiledFunction&& other) noexcept {
    std::swap(address_, other.address_);
    return *this;
  }

  explicit operator bool() const { return address_ != 0; }
  /// Index in the function table; 0 if empty.
  std::uintptr_t address() const { return address_; }

 private:
  std::uintptr_t address_ = 0;
};

}  // namespace descenso
