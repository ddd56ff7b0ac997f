#include <cstdint>
#include <cstring>
#include <fstream>
#include <iomanip>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "notebook.hpp"
#include "run/train.hpp"

using namespace descenso;

namespace {

/// FNV-1a, 64 bits, over the columns' bytes; tests/notebook.mjs computes the same in Node and in the
/// browsers.
std::string fingerprint(const std::vector<std::vector<double>>& columns) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const auto& column : columns) {
    std::vector<unsigned char> bytes(column.size() * sizeof(double));
    std::memcpy(bytes.data(), column.data(), bytes.size());
    for (const unsigned char byte : bytes) hash = (hash ^ byte) * 0x100000001b3;
  }
  std::ostringstream out;
  out << std::hex << std::setfill('0') << std::setw(16) << hash;
  return out.str();
}

}  // namespace

// Only + − × ÷ occur after the data are drawn, so every platform must agree on every bit.
TEST_CASE("the notebook's trajectory has the bits of every other platform") {
  const auto result = run(notebook_experiment());
  REQUIRE(result);
  const Trajectory& descent = result.value();
  std::string golden;
  std::ifstream(std::string(DESCENSO_GOLDEN_DIR) + "/notebook_bits.txt") >> golden;
  CHECK(fingerprint({descent.parameters[0], descent.loss, descent.gradient[0]}) == golden);
}
