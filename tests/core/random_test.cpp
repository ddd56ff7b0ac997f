#include "random/random_state.hpp"

#include <cmath>
#include <span>

#include "../golden/numpy.hpp"
#include "catch.hpp"
#include "random/log.hpp"

using namespace descenso;

namespace {

struct Stream {
  std::uint32_t seed;
  std::span<const std::uint32_t> words;
  std::span<const double> uniforms, normals;
  std::span<const std::uint32_t> permutation;
};

const Stream streams[] = {
    {0, golden::words_0, golden::uniforms_0, golden::normals_0, golden::permutation_0},
    {1, golden::words_1, golden::uniforms_1, golden::normals_1, golden::permutation_1},
    {22, golden::words_22, golden::uniforms_22, golden::normals_22, golden::permutation_22},
    {4294967295u, golden::words_4294967295, golden::uniforms_4294967295, golden::normals_4294967295,
     golden::permutation_4294967295},
};

}  // namespace

TEST_CASE("RandomState draws NumPy's words, uniforms and normals, bit for bit") {
  for (const Stream& stream : streams) {
    INFO("seed " << stream.seed);
    RandomState words(stream.seed), uniforms(stream.seed), normals(stream.seed);
    for (std::uint32_t word : stream.words) CHECK(words.next_word() == word);
    for (double uniform : stream.uniforms) CHECK(uniforms.random_sample() == uniform);
    for (double normal : stream.normals) CHECK(normals.standard_normal() == normal);
  }
}

TEST_CASE("a million normals have NumPy's bits, which the last bit of a logarithm shows in one of 30,000") {
  RandomState random(22);
  std::uint64_t fingerprint = 14695981039346656037u;
  for (int k = 0; k < 1'000'000; ++k)
    fingerprint =
        (fingerprint ^ __builtin_bit_cast(std::uint64_t, random.standard_normal())) * 1099511628211u;
  CHECK(fingerprint == golden::million_normals_22);
}

TEST_CASE("fused_multiply_add rounds once") {
  // Random factors, and addends that cancel the product, lie below its last bit, or decide a tie.
  RandomState random(1);
  for (int k = 0; k < 200'000; ++k) {
    const double a = random.standard_normal(), b = random.standard_normal();
    const double size = std::ldexp(1 + random.random_sample(), k % 220 - 110);
    for (const double c : {-a * b, size, -size, std::ldexp(a * b, -53), a * b * 0x1p53, 0.0}) {
      if (fused_multiply_add(a, b, c) == std::fma(a, b, c)) continue;
      INFO(a << " * " << b << " + " << c);
      CHECK(fused_multiply_add(a, b, c) == std::fma(a, b, c));
    }
  }
  CHECK(fused_multiply_add(1 + 0x1p-52, 1 + 0x1p-52, -(1 + 0x1p-51)) == 0x1p-104);
}

TEST_CASE("log_of_fraction is the logarithm") {
  CHECK(log_of_fraction(0.25) == -1.3862943611198906);
  RandomState random(3);
  for (int k = 0; k < 10'000; ++k) {
    const double x = std::ldexp(random.random_sample(), -k % 300);
    if (x > 0) CHECK_THAT(log_of_fraction(x), WithinULP(std::log(x), 1));
  }
}

TEST_CASE("RandomState permutes as NumPy does") {
  for (const Stream& stream : streams) {
    INFO("seed " << stream.seed);
    const auto order =
        RandomState(stream.seed).permutation(static_cast<std::uint32_t>(stream.permutation.size()));
    CHECK(std::equal(order.begin(), order.end(), stream.permutation.begin(), stream.permutation.end()));
  }
}

TEST_CASE("an interval of more than 16 bits is drawn as NumPy does") {
  RandomState random(22);  // np.random.RandomState(22).randint(0, 2**17 + 1, 8), NumPy 1.24.2
  for (const std::uint32_t expected : {109429, 24932, 120166, 20971, 81492, 125832, 107485, 79506})
    CHECK(random.interval(1u << 17) == expected);
}

TEST_CASE("normal(mean, sd) scales and shifts as NumPy does") {
  RandomState random(5);
  for (double expected : golden::normals_mean_minus3_sd_7_seed_5) CHECK(random.normal(-3, 7) == expected);
}

TEST_CASE("RandomState repeats the header's example") {
  CHECK(RandomState(22).standard_normal() == -0.0919499198651913);
}

TEST_CASE("an empty permutation and an interval of one value draw nothing") {
  RandomState random(22), untouched(22);
  CHECK(random.permutation(0).empty());
  CHECK(random.permutation(1) == std::vector<std::uint32_t>{0});
  CHECK(random.interval(0) == 0);
  CHECK(random.next_word() == untouched.next_word());
}
