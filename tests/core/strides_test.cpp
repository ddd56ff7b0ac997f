// A descent whose objective makes many steps at once sees the entries of one that steps alone.
#include "run/strides.hpp"

#include "catch.hpp"
#include "optimizer/registry.hpp"
#include "problems.hpp"
#include "run/descend.hpp"

using namespace descenso;

namespace {

/// Rosenbrock's function, which makes its steps by a plain loop, as a kernel does.
class Striding final : public test::Rosenbrock<double> {
 public:
  std::size_t blocks = 0, steps = 0;  ///< calls of `descend`, and the steps that they made

  std::optional<std::size_t> descend(const GradientSteps<double>& call, std::span<double> theta,
                                     std::span<double> gradient, double& loss) override {
    ++blocks;
    for (std::size_t k = call.first;; ++k) {
      loss = value_and_gradient(theta, gradient);
      ++steps;
      const double numbers[] = {loss, gradient[0], gradient[1], theta[0], theta[1]};
      bool is_finite = true;
      for (std::size_t column = 0; column < 5; ++column) {
        call.columns[column][k] = numbers[column];
        is_finite = is_finite && std::isfinite(numbers[column]);
      }
      if (k == call.last || !is_finite) return k;
      for (std::size_t j = 0; j < 2; ++j) theta[j] -= call.rate * gradient[j];
    }
  }
};

struct Seen {
  std::vector<std::vector<double>> entries;  ///< epoch, loss, θ, ∇L, evaluations, hₜ
  std::optional<StopReason> reason;
  bool operator==(const Seen&) const = default;
};

/// Descends from (−1, 1), and is ended by the observer after the entry `last`.
Seen descend_seen(Objective<double>& objective, const char* method, double rate, const StopSpec& stop,
                  std::uint64_t last = 1000) {
  const auto rule = make_rule<double>(method, {{"rate", rate}});
  REQUIRE(rule);
  const double start[] = {-1, 1};
  auto state = rule.value()->init(objective, start);
  REQUIRE(state);
  Seen seen;
  seen.reason = descend(*rule.value(), objective, stop, state.value(), [&](const State<double>& s) {
    seen.entries.push_back({double(s.epoch), s.loss, s.theta[0], s.theta[1], s.gradient[0], s.gradient[1],
                            double(s.evaluations.gradient), s.epoch == 0 ? 0 : s.numbers[0]});
    return s.epoch < last;
  });
  return seen;
}

}  // namespace

TEST_CASE("a descent by many steps at once has the entries of one that steps alone") {
  const auto [rate, epochs, last] = GENERATE(table<double, double, std::uint64_t>({
      {0.001, 100, 1000},  // to its last epoch
      {0.001, 0, 1000},
      {0.001, 1, 1000},
      {0.001, 5, 1000},
      {0.001, 500, 77},   // until its observer has seen enough
      {0.01, 100, 1000},  // diverges
  }));
  INFO(rate << ", " << epochs << " epochs, observed to " << last);
  test::Rosenbrock<double> plain;
  Striding striding;
  const StopSpec stop{.epochs = epochs};
  CHECK(descend_seen(striding, "gd", rate, stop, last) == descend_seen(plain, "gd", rate, stop, last));
  CHECK((striding.blocks > 0) == (epochs > 1));
}

TEST_CASE("a bound ends a descent by many steps at the same entry") {
  test::Rosenbrock<double> plain;
  Striding striding;
  StopSpec stop{.epochs = 1000};
  stop.bounds.step = 1e-3;
  const Seen seen = descend_seen(striding, "gd", 0.001, stop);
  CHECK(seen == descend_seen(plain, "gd", 0.001, stop));
  CHECK(seen.entries.size() < 1000);
}

TEST_CASE("an observer that ends a descent early wastes few steps") {
  Striding striding;
  descend_seen(striding, "gd", 0.001, {.epochs = 1000}, 3);
  CHECK(striding.steps <= 4);
}

TEST_CASE("only plain gradient descent makes many steps at once") {
  Striding striding;
  descend_seen(striding, "momentum", 0.001, {.epochs = 50});
  CHECK(striding.blocks == 0);
}
