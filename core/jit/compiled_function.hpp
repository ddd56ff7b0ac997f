// A WebAssembly module compiled at run time, as a C++ function pointer.
//
// The module shares this program's memory and function table, in which a function pointer is an index. Where
// the platform compiles nothing (natively, without SIMD), every CompiledFunction is empty.
#pragma once

#include <cstdint>
#include <span>
#include <utility>

#include "platform.hpp"

namespace descenso {

/// The sole owner of a function compiled at run time; its table entry is freed with it. Movable, not
/// copyable.
class CompiledFunction {
 public:
  CompiledFunction() = default;

  /// Instantiates a module that imports e.memory and e.table and exports `run`, a function of one address.
  explicit CompiledFunction(std::span<const std::uint8_t> module)
      : address_(platform::add_function(module)) {}
  ~CompiledFunction() {
    if (address_ != 0) platform::remove_function(address_);
  }

  CompiledFunction(CompiledFunction&& other) noexcept : address_(std::exchange(other.address_, 0)) {}
  CompiledFunction& operator=(CompiledFunction&& other) noexcept {
    std::swap(address_, other.address_);
    return *this;
  }

  explicit operator bool() const { return address_ != 0; }
  /// Calls the function, which must not be empty.
  void operator()(const void* argument) const { reinterpret_cast<void (*)(const void*)>(address_)(argument); }

 private:
  std::uintptr_t address_ = 0;
};

}  // namespace descenso
