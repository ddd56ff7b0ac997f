// Quantiles of Student's t, which turn standard errors into intervals when s was estimated from the same
// data.
//
// For whole degrees of freedom ν the probability of |T| ≤ t is a finite sum (Abramowitz & Stegun 26.7.3
// and 26.7.4, with θ = atan(t/√ν)); its inverse is found by halving a bracket. Beyond ν = 200 the expansion
// around the normal quantile (26.7.5) is as exact as a double.
//
// t with 95 % between ±t:  ν = 1  12.7062,  ν = 10  2.22814,  ν = 99  1.98422,  ν → ∞  1.95996.
#pragma once

namespace descenso {

/// P(|T| ≤ t) for ν ≥ 1 degrees of freedom, t ≥ 0. Cost: ν/2 products.
double student_t_within(double t, int degrees);

/// The t for which P(|T| ≤ t) = 0.95. NaN for ν < 1. Relative error below 1e-10.
double student_t_95(double degrees);

}  // namespace descenso
