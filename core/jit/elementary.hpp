// Elementary functions for kernels: branch-free, so that several rows go through at once, with bounded error.
//
// Each reduces its argument to a short interval where a polynomial is accurate, and scales back:
//
//     eˣ = 2^(k/128)·e^r    k = round(128 x/ln 2), r = x − k·ln 2/128 in two pieces, |r| ≤ 0.0028
//     eˣ − 1 from e^r − 1   k = round(x/ln 2), r = x − k·ln 2 in two pieces, |r| ≤ 0.35
//     ln x = k·ln 2 + ln m  x = m·2^k, √½ ≤ m < √2;  ln m by s = (m − 1)/(m + 1)
//     sin, cos              k = round(2x/π), r = x − k·π/2 in four pieces, |r| ≤ π/4; quadrant k mod 4
//
// Polynomials and splits but those of eˣ are FDLIBM's (Sun Microsystems 1993, K. C. Ng), without its
// branches. Worked number: e² has k = 369, r = 0.0017866…, and is 7.38905609893065, as a test repeats.
//
// V is a lane type of double precision (number_lanes.hpp). Largest error seen against long double
// (jit_elementary_test.cpp measures it again), in units in the last place: exp 0.52 (0.76 of a subnormal
// result); log, log1p, sin, cos 1; cosh 1.5; expm1, softplus 2; tan, sinh, tanh, sigmoid 2.5. In float they
// are computed in double and rounded once more. NaN gives NaN; infinities, zeros with their sign and
// subnormal numbers are as in C's <cmath>.
#pragma once

#include <cmath>
#include <limits>

#include "jit/number_lanes.hpp"
#include "work.hpp"

namespace descenso::elementary {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();
inline constexpr double kLn2High = 6.93147180369123816490e-01;  ///< 32 bits of ln 2: k·kLn2High is exact
inline constexpr double kLn2Low = 1.90821492927058770002e-10;   ///< the rest

/// The nearest whole number, for |x| < 2⁵¹: at 1.5·2⁵² the last place is 1.
template <class V>
V round_to_whole(V x) {
  return (x + 6755399441055744.0) - 6755399441055744.0;
}

template <class V>
V at_zero_itself(V x, V y) {
  return select(is_equal(x, constant_like(x, 0)), x, y);
}

/// eˣ = 2^k·(1 + p).
template <class V>
struct ExpParts {
  V k;
  V p;
};

template <class V>
ExpParts<V> exp_parts(V x) {
  const V k = round_to_whole(x * 1.44269504088896338700);
  const V high = x - k * kLn2High;
  const V low = k * kLn2Low;
  const V r = high - low;
  const V z = r * r;
  const V even = z * (1.66666666666666019037e-01 +
                      z * (-2.77777777770155933842e-03 +
                           z * (6.61375632143793436117e-05 +
                                z * (-1.65339022054652515390e-06 + z * 4.13813679705723846039e-08))));
  const V c = r - even;
  return {k, high - (low - r * c / (2.0 - c))};
}

/// y·2^k in two steps, so that 2^k may lie outside the range of double while y·2^k does not.
template <class V>
V scale(V y, V k) {
  const V half = round_to_whole(k * 0.5);
  return y * power_of_two(half) * power_of_two(k - half);
}

template <class V>
V clamp(V x, double low, double high) {
  return pick_larger(pick_smaller(x, constant_like(x, high)), constant_like(x, low));
}

/// eˣ = 2^(k/128)·(1 + p), where the whole number k was added to 1.5·2⁵².
template <class V>
struct PowerParts {
  V shifted;
  V power;  ///< 2^(k/128 − ⌊k/128⌋)
  V p;
};

/// The parts for |x| < 2000, with |r| ≤ ln 2/256 (Tang, ACM Trans. Math. Softw. 15, 1989). 2^(j/128) comes
/// from a table, so that the polynomial is short and no step divides: a chain of dependent steps half as
/// long.
template <class V>
PowerParts<V> power_parts(V x) {
  constexpr double to_whole = 6755399441055744.0;
  V shifted = x * (128 * 1.44269504088896338700) + to_whole;
  const V k = shifted - to_whole;
  V r = x - k * (kLn2High / 128) - k * (kLn2Low / 128);
  end_stage(shifted, r);
  const Power<V> power = look_up_power(shifted);
  const V z = r * r;
  const V p = (power.rest + r) + z * ((0.5 + r * (1.0 / 6)) + z * (1.0 / 24 + r * (1.0 / 120)));
  return {shifted, power.high, p};
}

template <class V>
V exp(V x) {
  const PowerParts<V> parts = power_parts(clamp(x, -746, 710));
  const auto [first, second] = scale_by_power(parts.power, parts.shifted);
  return (first + first * parts.p) * second;
}

/// eˣ for |x| < `max_moderate`, where no factor overflows or is subnormal: the bits of `exp` in fewer steps.
inline constexpr double max_moderate = 600;
template <class V>
V exp_of_moderate(V x) {
  const PowerParts<V> parts = power_parts(x);
  const V power = scale_at_once(parts.power, parts.shifted);
  return power + power * parts.p;
}

/// eˣ − 1 = 2^k·(p + (1 − 2^−k)).
template <class V>
V expm1_of(const ExpParts<V>& parts) {
  const V shrunk = power_of_two(pick_larger(0.0 - parts.k, constant_like(parts.k, -1000)));
  return scale(parts.p + (1.0 - shrunk), parts.k);
}

template <class V>
V expm1(V x) {
  return at_zero_itself(x, expm1_of(exp_parts(clamp(x, -60, 710))));
}

/// k·ln 2 + ln(1 + f) + correction, for √½ ≤ 1 + f < √2.
template <class V>
V log_of(V k, V f, V correction) {
  const V s = f / (2.0 + f);
  const V z = s * s;
  const V w = z * z;
  const V odd = w * (3.999999999940941908e-01 +  //
                     w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
  const V even =
      z * (6.666666666666735130e-01 +
           w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
  const V half_square = 0.5 * f * f;
  return s * (half_square + (even + odd)) + (k * kLn2Low + correction) - half_square + f + k * kLn2High;
}

/// The value of a logarithm whose argument is u, given its value where 0 < u < ∞: −∞ at 0, NaN below, u
/// above.
template <class V>
V log_edges(V u, V value) {
  const V zero = constant_like(u, 0);
  const V beyond = select(is_less(u, zero), constant_like(u, std::numeric_limits<double>::quiet_NaN()), u);
  const V edge = select(is_equal(u, zero), constant_like(u, -kInfinity), beyond);
  return select(both(is_less(zero, u), is_less(u, constant_like(u, kInfinity))), value, edge);
}

template <class V>
V log(V x) {
  const auto subnormal = is_less(x, constant_like(x, std::numeric_limits<double>::min()));
  const V normal = select(subnormal, x * 18014398509481984.0, x);  // · 2⁵⁴
  const MantissaExponent<V> parts = split(normal);
  const V k = parts.exponent - select(subnormal, constant_like(x, 54), constant_like(x, 0));
  return log_edges(x, log_of(k, parts.mantissa - 1.0, constant_like(x, 0)));
}

/// ln(1 + x). The rounding of u = 1 + x is corrected by its first-order effect on the logarithm.
template <class V>
V log1p(V x) {
  const V zero = constant_like(x, 0);
  const V u = 1.0 + x;
  const V lost = select(is_less(x, constant_like(x, 1)), x - (u - 1.0), 1.0 - (u - x));
  const MantissaExponent<V> parts = split(u);
  const auto near = both(is_less(constant_like(x, -0.2928), x), is_less(x, constant_like(x, 0.4142)));
  const V f = select(near, x, parts.mantissa - 1.0);
  const V k = select(near, zero, parts.exponent);
  const V correction = select(near, zero, lost / u);
  return at_zero_itself(x, log_edges(u, log_of(k, f, correction)));
}

/// a − b exactly: difference + error (Knuth's two-sum).
template <class V>
struct ExactDifference {
  V difference;
  V error;
};
template <class V>
ExactDifference<V> subtract_exactly(V a, V b) {
  const V difference = a - b;
  const V taken = difference - a;
  return {difference, (a - (difference - taken)) - (b + taken)};
}

/// sin and cos of the reduced argument, and the quadrant −2 … 2.
template <class V>
struct Turned {
  V sine;
  V cosine;
  V quadrant;
};

/// The largest |x| for which k·(each piece of π/2) is exact; the C library, with a longer π, reduces larger
/// ones.
inline constexpr double kMaxAngle = 1.6e6;

template <class V>
Turned<V> turn(V x) {
  const V k = round_to_whole(x * 6.36619772367581382433e-01);
  const V first = x - k * 1.57079632673412561417e+00;
  const auto [second, error2] = subtract_exactly(first, k * 6.07710050630396597660e-11);
  const auto [third, error3] = subtract_exactly(second, k * 2.02226624871116645580e-21);
  const V rest = (error2 + error3) - k * 8.47842766036889956997e-32;
  const V r = third + rest;
  const V tail = (third - r) + rest;

  const V z = r * r;
  const V w = z * z;
  const V sine_poly = 8.33333333332248946124e-03 +
                      z * (-1.98412698298579493134e-04 + z * 2.75573137070700676789e-06) +
                      z * w * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10);
  const V cube = z * r;
  const V sine = r - ((z * (0.5 * tail - cube * sine_poly) - tail) - cube * -1.66666666666666324348e-01);

  const V cosine_poly =
      z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * 2.48015872894767294178e-05)) +
      w * w *
          (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11));
  const V half_square = 0.5 * z;
  const V near_one = 1.0 - half_square;
  const V cosine = near_one + (((1.0 - near_one) - half_square) + (z * cosine_poly - r * tail));
  return {sine, cosine, k - 4.0 * round_to_whole(k * 0.25)};
}

/// `fast`, but the C library's value where the angle is too large. That takes ten times as long, and is
/// counted.
template <double (*library)(double), class V>
V beyond_reduction(V x, V fast) {
  const UnaryFunction counted = [](double angle) {
    spend_work(large_angle_cost);
    return library(angle);
  };
  return call_where(is_less(constant_like(x, kMaxAngle), absolute(x)), counted, x, fast);
}

template <class V>
V sin(V x) {
  const auto [sine, cosine, quadrant] = turn(x);
  const V one = constant_like(x, 1);
  const V size = select(is_equal(absolute(quadrant), one), cosine, sine);
  const auto plus = both(is_less(constant_like(x, -0.5), quadrant), is_less(quadrant, constant_like(x, 1.5)));
  const V fast = at_zero_itself(x, select(plus, size, -size));
  return beyond_reduction<std::sin>(x, fast);
}

template <class V>
V cos(V x) {
  const auto [sine, cosine, quadrant] = turn(x);
  const V one = constant_like(x, 1);
  const V size = select(is_equal(absolute(quadrant), one), sine, cosine);
  const auto plus = both(is_less(constant_like(x, -1.5), quadrant), is_less(quadrant, constant_like(x, 0.5)));
  return beyond_reduction<std::cos>(x, select(plus, size, -size));
}

template <class V>
V tan(V x) {
  const auto [sine, cosine, quadrant] = turn(x);
  const auto odd = is_equal(absolute(quadrant), constant_like(x, 1));
  const V ratio = select(odd, -cosine, sine) / select(odd, sine, cosine);
  return beyond_reduction<std::tan>(x, at_zero_itself(x, ratio));
}

/// With E = e^|x|/2: E − 1/(4E) where it does not cancel, else (t + t/(t + 1))/2 with t = e^|x| − 1.
template <class V>
V sinh(V x) {
  const V size = absolute(x);
  const ExpParts<V> parts = exp_parts(clamp(size, 0, 712));
  const V half = scale(1.0 + parts.p, parts.k - 1.0);
  const V t = expm1_of(parts);
  const V near = 0.5 * (t + t / (t + 1.0));
  return copy_sign(select(is_less(size, constant_like(x, 1)), near, half - 0.25 / half), x);
}

template <class V>
V cosh(V x) {
  const ExpParts<V> parts = exp_parts(clamp(absolute(x), 0, 712));
  const V half = scale(1.0 + parts.p, parts.k - 1.0);
  return half + 0.25 / half;
}

/// t/(t + 2) with t = e^2|x| − 1; 1 in double from |x| = 22 on.
template <class V>
V tanh(V x) {
  const V t = expm1_of(exp_parts(clamp(2.0 * absolute(x), 0, 44)));
  return copy_sign(t / (t + 2.0), x);
}

template <class V>
V sigmoid(V x) {
  const V e = exp(-absolute(x));
  const V one = constant_like(x, 1);
  return select(is_less(x, constant_like(x, 0)), e, one) / (1.0 + e);
}

template <class V>
V softplus(V x) {
  return pick_larger(x, constant_like(x, 0)) + log1p(exp(-absolute(x)));
}

}  // namespace descenso::elementary
