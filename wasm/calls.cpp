#include "calls.hpp"

#include <emscripten/heap.h>

#include "jit/kernel.hpp"

namespace descenso::js {

std::uintptr_t inbox_address(unsigned words) { return reinterpret_cast<std::uintptr_t>(inbox(words)); }

std::uintptr_t parcel_address(unsigned size) { return reinterpret_cast<std::uintptr_t>(parcel(size)); }

EngineInfo info() {
  return {DESCENSO_VERSION, std::string(kernel_backend()), static_cast<double>(emscripten_get_heap_size())};
}

}  // namespace descenso::js
