#include "fit/report/nested.hpp"

#include <algorithm>

#include "fit/report/distribution.hpp"

namespace descenso {

Result<NestedTest> nested_test(const Nested& smaller, const Nested& larger) {
  if (!(larger.degrees > 0) || !(larger.degrees < smaller.degrees))
    return error(ErrorCode::out_of_range)
        .with("field", std::string("larger.degrees"))
        .with("value", larger.degrees)
        .with("min", 1.0)
        .with("max", smaller.degrees - 1);
  NestedTest test;
  test.degrees1 = smaller.degrees - larger.degrees;
  test.degrees2 = larger.degrees;
  test.f = std::max(0.0, (smaller.rss - larger.rss) / test.degrees1 / (larger.rss / larger.degrees));
  test.p = f_beyond(test.f, test.degrees1, test.degrees2);
  return test;
}

}  // namespace descenso
