// The native platform: numbers by the C library, and no WebAssembly.
#include "platform.hpp"

#include <cstdio>
#include <cstdlib>

namespace descenso::platform {

double read_number(std::string_view text) { return std::strtod(std::string(text).c_str(), nullptr); }

std::string write_scientific(double value, int digits) {
  char text[40];
  for (int count = digits ? digits : 1; count <= 17; ++count) {
    std::snprintf(text, sizeof text, "%.*e", count - 1, value);
    if (digits || read_number(text) == value) break;
  }
  return text;
}

std::uintptr_t add_function(std::span<const std::uint8_t>) { return 0; }
void remove_function(std::uintptr_t) {}

}  // namespace descenso::platform
