// The platform of the core in WebAssembly: JavaScript converts numbers and compiles kernels. Its numbers read
// and write by the same rules as the C library's, whose conversions would be a fortieth of the download.
#include "platform.hpp"

#include <emscripten.h>

// clang-format off
EM_JS(double, descenso_read_number, (const char* text, int length), {
  return Number(String.fromCharCode.apply(null, HEAPU8.subarray(text, text + length)));
})
EM_JS(int, descenso_write_scientific, (double value, int digits, char* to), {
  var text = digits ? value.toExponential(digits - 1) : value.toExponential();
  for (var i = 0; i < text.length; ++i) HEAPU8[to + i] = text.charCodeAt(i);
  return text.length;
})
EM_JS(int, descenso_add_function, (const unsigned char* bytes, int size), {
  try {
    var module = new WebAssembly.Module(HEAPU8.slice(bytes, bytes + size));
    var instance = new WebAssembly.Instance(module, {e: {memory: wasmMemory, table: wasmTable}});
    return addFunction(instance.exports.run, 'vi');
  } catch (refused) {
    return 0;
  }
})
EM_JS(void, descenso_remove_function, (int address), { removeFunction(address); })
// clang-format on

namespace descenso::platform {

double read_number(std::string_view text) {
  return descenso_read_number(text.data(), static_cast<int>(text.size()));
}

std::string write_scientific(double value, int digits) {
  char text[32];
  return {text, static_cast<std::size_t>(descenso_write_scientific(value, digits, text))};
}

std::uintptr_t add_function(std::span<const std::uint8_t> module) {
  return static_cast<std::uintptr_t>(descenso_add_function(module.data(), static_cast<int>(module.size())));
}

void remove_function(std::uintptr_t address) { descenso_remove_function(static_cast<int>(address)); }

}  // namespace descenso::platform
