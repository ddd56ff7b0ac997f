#include "jit/compiled_function.hpp"

#ifdef __EMSCRIPTEN__
#include <emscripten.h>

// clang-format off
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
#endif

namespace descenso {

#ifdef __EMSCRIPTEN__
CompiledFunction::CompiledFunction(std::span<const std::uint8_t> module)
    : address_(static_cast<std::uintptr_t>(
          descenso_add_function(module.data(), static_cast<int>(module.size())))) {}

CompiledFunction::~CompiledFunction() {
  if (address_ != 0) descenso_remove_function(static_cast<int>(address_));
}
#else
CompiledFunction::CompiledFunction(std::span<const std::uint8_t>) {}
CompiledFunction::~CompiledFunction() = default;
#endif

}  // namespace descenso
