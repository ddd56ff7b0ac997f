// Frequencies that stand out in a column y over times t, spaced evenly or not.
//
//     P(ω) = the share of Σ(y − ȳ)² that a sine of angular frequency ω with any phase explains
//
// (Lomb, Astrophys. Space Sci. 39, 1976, with ȳ taken out beforehand.) Frequencies run from a quarter of a
// cycle over the range of t to the Nyquist frequency of the closest two times, but at most five times the
// mean one (as Astropy's LombScargle), in steps of a fifth of a cycle.
#pragma once

#include <span>
#include <vector>

namespace descenso {

/// The local maxima of P, largest first, at most `count`. Cost: O(n²).
std::vector<double> spectral_peaks(std::span<const double> t, std::span<const double> y, std::size_t count);

}  // namespace descenso
