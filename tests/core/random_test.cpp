#include "random/random_state.hpp"

#include "catch.hpp"

using namespace descenso;

TEST_CASE("RandomState repeats the header's example") {
  CHECK(RandomState(22).standard_normal() == -0.0919499198651913);
}
