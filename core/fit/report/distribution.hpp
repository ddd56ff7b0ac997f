// The distributions that a fit's intervals and tests need: normal, Student's t, F, by one special function.
//
//     I_x(a, b)       the regularized incomplete beta function, by its continued fraction (Lentz's method;
//                     Numerical Recipes 6.4), which needs O(√max(a, b)) terms
//     P(|T| ≤ t) = 1 − I_{ν/(ν + t²)}(ν/2, ½)          P(F > f) = I_{d₂/(d₂ + d₁f)}(d₂/2, d₁/2)
//
// t with 95 % between ±t:  ν = 1  12.7062,  ν = 10  2.22814,  ν = 99  1.98422,  ν → ∞  1.95996.
// F with 5 % above:  F(1, 10)  4.96460,  F(3, 20)  3.09839.
#pragma once

namespace descenso {

/// I_x(a, b) for a, b > 0 and 0 ≤ x ≤ 1. Absolute error below 1e-13 up to a, b of 10⁶.
double incomplete_beta(double a, double b, double x);

/// P(|Z| > z) of the normal distribution.
double normal_beyond(double z);

/// P(|T| > t) for ν > 0 degrees of freedom, t ≥ 0.
double student_t_beyond(double t, double degrees);

/// The t for which P(|T| ≤ t) = level, 0 < level < 1. NaN for ν ≤ 0. Relative error below 1e-10.
double student_t_within(double level, double degrees);

/// P(F > f) for d₁, d₂ > 0 degrees of freedom, f ≥ 0.
double f_beyond(double f, double degrees1, double degrees2);

/// The f for which P(F ≤ f) = level. NaN unless both degrees are > 0. Relative error below 1e-10.
double f_quantile(double level, double degrees1, double degrees2);

}  // namespace descenso
