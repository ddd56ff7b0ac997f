"""Quantiles and tails of Student's t and F to 17 digits, from 35-digit arithmetic.

Written with mpmath 1.3. Run: python3 make_distributions.py > distributions.hpp
"""
from mpmath import beta, mp, mpf, nstr

mp.dps = 35
negligible = mpf(10) ** -33
LEVELS = ("0.68", "0.95", "0.999")
DEGREES = (1, 2, 3, 5, 10, 30, 99, 1000, 100000)
PAIRS = ((1, 1), (1, 10), (2, 5), (3, 20), (7, 400), (12, 3), (40, 60), (5, 100000))
RATIOS = ("0.2", "0.9", "2.5", "9")


def incomplete_beta(a, b, x):
    """I_x(a, b) by its series of positive terms (DLMF 8.17.8)."""
    if x > 0.5:
        return 1 - incomplete_beta(b, a, 1 - x)
    term, total, n = mpf(1), mpf(1), 0
    while term > total * negligible:
        term *= (a + b + n) * x / (a + 1 + n)
        total += term
        n += 1
    return x**a * (1 - x) ** b / (a * beta(a, b)) * total


def t_beyond(t, nu):
    """P(|T| > t)."""
    return incomplete_beta(nu / 2, mpf(1) / 2, nu / (nu + t * t))


def f_beyond(f, a, b):
    return incomplete_beta(b / 2, a / 2, b / (b + a * f))


def t_within(level, nu):
    """The t with P(|T| ≤ t) = level, by Newton's method from the left, where the tail is convex."""
    t, step = mpf(0.1), mpf(1)
    while abs(step) > mpf(10) ** -25 * t:
        density = 2 * (1 + t * t / nu) ** (-(nu + 1) / 2) / (mp.sqrt(nu) * beta(nu / 2, mpf(1) / 2))
        step = (t_beyond(t, nu) - (1 - level)) / density
        t += step
    return t


def main():
    t = [(level, nu, t_within(mpf(float(level)), mpf(nu))) for nu in DEGREES for level in LEVELS]
    f = [(r, a, b, f_beyond(mpf(float(r)), mpf(a), mpf(b))) for a, b in PAIRS for r in RATIOS]
    print("// Written by make_distributions.py: Student's t and F in 35-digit arithmetic.\n#pragma once\n")
    print("namespace golden {\n")
    print("struct StudentT {\n  double level, degrees, t;  ///< P(|T| ≤ t) = level\n};")
    rows = [f"    {{{level}, {nu}, {nstr(value, 17)}}}" for level, nu, value in t]
    print("inline constexpr StudentT student_t[] = {\n" + ",\n".join(rows) + "};\n")
    print("struct FisherF {\n  double f, degrees1, degrees2, beyond;  ///< P(F > f)\n};")
    rows = [f"    {{{r}, {a}, {b}, {nstr(value, 17)}}}" for r, a, b, value in f]
    print("inline constexpr FisherF fisher_f[] = {\n" + ",\n".join(rows) + "};\n\n}  // namespace golden")


if __name__ == "__main__":
    main()
