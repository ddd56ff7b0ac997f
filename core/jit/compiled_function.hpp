// A WebAssembly module compiled at run time, as a C++ function pointer.
//
// The module shares this program's memory and function table; its function is put into the table, where a
// function pointer is an index. Natively there is nothing to compile, and every CompiledFunction is empty.
#pragma once

#include <cstdint>
#include <span>
#include <utility>

namespace descenso {

/// Sole owner of a function made at run time; the table entry is free again after it. Movable, not copyable.
class CompiledFunction {
 public:
  CompiledFunction() = default;

  /// Instantiates a module that imports e.memory and e.table and exports `run`, a function of one address.
  /// Empty where the engine refuses: no SIMD, no memory, a page that forbids compilation.
  explicit CompiledFunction(std::span<const std::uint8_t> module);
  ~CompiledFunction();

  CompiledFunction(CompiledFunction&& other) noexcept : address_(std::exchange(other.address_, 0)) {}
  CompiledFunction& operator=(CompiledFunction&& other) noexcept {
    std::swap(address_, other.address_);
    return *this;
  }

  explicit operator bool() const { return address_ != 0; }
  /// Calls it. It must not be empty.
  void operator()(const void* argument) const { reinterpret_cast<void (*)(const void*)>(address_)(argument); }

 private:
  std::uintptr_t address_ = 0;
};

}  // namespace descenso
