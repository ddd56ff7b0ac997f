// The services that the core takes from the program around it: natively the C library (platform.cpp), in
// WebAssembly the JavaScript engine (wasm/platform.cpp). Nothing else in the core depends on where it runs.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace descenso::platform {

/// The double nearest to a decimal of digits, at most one point and an exponent: "2", "0.5", "1e-3"; infinity
/// beyond the range of a double.
double read_number(std::string_view text);

/// A finite value ≥ 0 in scientific notation with that many significant digits, or, if `digits` is 0, with
/// the fewest that read back as the same double: 1.25e-7, 5e+0.
std::string write_scientific(double value, int digits);

/// The address of the function `run` of a WebAssembly module that imports e.memory and e.table, as a function
/// pointer; 0 where it cannot be compiled: natively, without SIMD, or on a page that forbids compilation.
std::uintptr_t add_function(std::span<const std::uint8_t> module);

/// Frees the table entry of a function that `add_function` made.
void remove_function(std::uintptr_t address);

}  // namespace descenso::platform
