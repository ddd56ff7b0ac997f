// The natural logarithm of NumPy's normals, to the last bit.
//
// C libraries share the algorithm (Arm's optimized routines, 2018) but not the last bit: NumPy calls glibc,
// which on today's processors multiplies and adds in one rounding, and WebAssembly has no such instruction.
// Six normals in 200,000 then differ. Here the fused operation is computed from others.
//
//     x = 2ᵏ z,  c ≈ z,  r = z/c − 1:      ln x = k ln 2 + ln c + ln(1 + r),      ln(1 + r) by a polynomial
//
// Near 1, where the first two terms would cancel, one longer polynomial in r = x − 1 replaces the sum.
//
// Example: ln 0.25 = −1.3862943611198906.
#pragma once

namespace descenso {

/// a·b + c, rounded once (Boldo & Melquiond 2008): the exact product and sum as unevaluated pairs, their
/// tails rounded to odd so that the last addition cannot round twice. For |a|, |b|, |c| between 1e-140 and
/// 1e140, or 0.
double fused_multiply_add(double a, double b, double c);

/// ln x for 2⁻¹⁰²² ≤ x < 1. The C library's own logarithm where that is NumPy's. Cost: about 80 ns in
/// WebAssembly.
double log_of_fraction(double x);

}  // namespace descenso
