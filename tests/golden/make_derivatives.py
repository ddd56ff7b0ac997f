#!/usr/bin/env python3
"""Writes derivatives.hpp: every primitive's value and partial derivatives at edge and ordinary points.

Usage: make_derivatives.py > derivatives.hpp        (needs mpmath; the result is kept, so tests do not)

Inside its domain a function is computed from its definition with 400 digits at the exact double arguments and rounded
once. At infinities and poles, outside the domain, and where there is no derivative, the limits and conventions of
core/grad/derivative_rule.hpp are written down by hand below.
"""
import random

import mpmath as mp
from mpmath import mpf

mp.mp.dps = 400
inf, nan = float("inf"), float("nan")
TINY, SMALLEST_NORMAL, HUGE = 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308
random.seed(22)

EVERYWHERE = [0.0, -0.0, inf, -inf, nan, TINY, -TINY, SMALLEST_NORMAL, 1e-300, -1e-20, 1e-8, -1e-3, 0.1, 0.5, 1.0, -1.0,
              2.0, 3.7, -2.5, 9.0, -9.0, 30.0, -37.5, 100.0, 700.0, -700.0, 745.0, -745.0, 1e5, -1e10, 1e22, 1e300, -1e300, HUGE]
EVERYWHERE += [random.uniform(-5, 5) for _ in range(10)] + [10 ** random.uniform(-8, 3) for _ in range(10)]
NEAR_ONE = [1 - 2.0**-53, -1 + 2.0**-53, 0.999, -0.999, 0.75, -0.3, 1 + 2.0**-52]
BELOW_ZERO = [-0.999, -0.5, -1 + 2.0**-53]
PAIRS = [(1.0, 2.0), (-3.0, 0.5), (2.0, -7.0), (-1.5, -2.5), (0.1, 0.3), (1e-8, 3.0), (1e8, -3.0), (1e150, 1e150),
         (1e-150, 1e-150), (1e-300, 2.0), (3.0, 1e-200), (5.5, 5.5), (1.0, 1e16), (1e16, 1.0), (HUGE, 2.0), (TINY, 0.5),
         (0.0, 2.0), (0.0, -2.0), (7.5, 2.0), (-7.5, 2.0), (7.5, -2.0), (0.7, 0.1)]
PAIRS += [(random.uniform(-9, 9), random.uniform(-9, 9)) for _ in range(15)]
SPECIAL_PAIRS = [(nan, 1.0), (1.0, nan)]


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def always(_):
    return True


# name: (domain, value, derivative, extra points, {point outside the domain: (value, derivative)})
UNARY = {
    "neg": (always, lambda x: -x, lambda x: mpf(-1), [], {inf: (-inf, -1), -inf: (inf, -1), nan: (nan, -1)}),
    "abs": (always, abs, mp.sign, [], {inf: (inf, 1), -inf: (inf, -1)}),
    "sign": (always, mp.sign, lambda x: mpf(0), [], {inf: (1, 0), -inf: (-1, 0), nan: (nan, 0)}),
    "floor": (always, mp.floor, lambda x: mpf(0), [], {inf: (inf, 0), -inf: (-inf, 0), nan: (nan, 0)}),
    "sqrt": (lambda x: x > 0, mp.sqrt, lambda x: 1 / (2 * mp.sqrt(x)), [],
             {0.0: (0, None), inf: (inf, 0)}),
    "cbrt": (lambda x: x != 0, lambda x: mp.sign(x) * mp.cbrt(abs(x)), lambda x: 1 / (3 * mp.cbrt(abs(x)) ** 2), [],
             {0.0: (0, inf), inf: (inf, 0), -inf: (-inf, 0)}),
    "exp": (always, mp.exp, mp.exp, [], {inf: (inf, inf), -inf: (0, 0)}),
    "expm1": (always, mp.expm1, mp.exp, [], {inf: (inf, inf), -inf: (-1, 0)}),
    # Outside the domain of a logarithm the derivative's formula goes on, as JAX's does.
    "log": (lambda x: x > 0, mp.log, lambda x: 1 / x, [], {inf: (inf, 0), 0.0: (-inf, None), -inf: (nan, 0)}),
    "log2": (lambda x: x > 0, lambda x: mp.log(x) / mp.log(2), lambda x: 1 / (x * mp.log(2)), [],
             {inf: (inf, 0), 0.0: (-inf, None), -inf: (nan, 0)}),
    "log10": (lambda x: x > 0, lambda x: mp.log(x) / mp.log(10), lambda x: 1 / (x * mp.log(10)), [],
              {inf: (inf, 0), 0.0: (-inf, None), -inf: (nan, 0)}),
    "log1p": (lambda x: x > -1, mp.log1p, lambda x: 1 / (1 + x), BELOW_ZERO,
              {inf: (inf, 0), -1.0: (-inf, inf), -inf: (nan, 0)}),
    "sin": (always, mp.sin, mp.cos, [], {inf: (nan, nan), -inf: (nan, nan)}),
    "cos": (always, mp.cos, lambda x: -mp.sin(x), [], {inf: (nan, nan), -inf: (nan, nan)}),
    "tan": (always, mp.tan, lambda x: 1 / mp.cos(x) ** 2, [], {inf: (nan, nan), -inf: (nan, nan)}),
    "asin": (lambda x: abs(x) < 1, mp.asin, lambda x: 1 / mp.sqrt(1 - x * x), NEAR_ONE,
             {1.0: (mp.pi / 2, inf), -1.0: (-mp.pi / 2, inf)}),
    "acos": (lambda x: abs(x) < 1, mp.acos, lambda x: -1 / mp.sqrt(1 - x * x), NEAR_ONE,
             {1.0: (0, -inf), -1.0: (mp.pi, -inf)}),
    "atan": (always, mp.atan, lambda x: 1 / (1 + x * x), [], {inf: (mp.pi / 2, 0), -inf: (-mp.pi / 2, 0)}),
    "sinh": (always, mp.sinh, mp.cosh, [], {inf: (inf, inf), -inf: (-inf, inf)}),
    "cosh": (always, mp.cosh, mp.sinh, [], {inf: (inf, inf), -inf: (inf, -inf)}),
    "tanh": (always, mp.tanh, lambda x: 1 / mp.cosh(x) ** 2, [360.0, 370.0], {inf: (1, 0), -inf: (-1, 0)}),
    "sigmoid": (always, sigmoid, lambda x: sigmoid(x) * sigmoid(-x), [], {inf: (1, 0), -inf: (0, 0)}),
    "softplus": (always, lambda x: mp.log1p(mp.exp(x)), sigmoid, [], {inf: (inf, 1), -inf: (0, 0)}),
    "erf": (always, mp.erf, lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-x * x), [4.0, -4.5, 5.5, 6.5, 26.0],
            {inf: (1, 0), -inf: (-1, 0)}),
}


def hypotenuse(a, b):
    return mp.sqrt(a * a + b * b)


def mod(a, b):
    return a - b * mp.floor(a / b)


def step(test):
    return lambda a, b: mpf(1 if test(a, b) else 0)


def zero(a, b):
    return mpf(0)


def share(test):
    """1 where the argument is chosen, ½ at a tie."""
    return lambda a, b: mpf(1) if test(a, b) else mpf("0.5") if a == b else mpf(0)


positive_base = lambda a, b: a > 0
# name: (domain, value, ∂/∂a, ∂/∂b, extra pairs, {pair outside the domain: (value, ∂/∂a, ∂/∂b)})
BINARY = {
    "add": (always, lambda a, b: a + b, lambda a, b: mpf(1), lambda a, b: mpf(1), [], {(inf, 1.0): (inf, 1, 1), (inf, -inf): (nan, 1, 1)}),
    "sub": (always, lambda a, b: a - b, lambda a, b: mpf(1), lambda a, b: mpf(-1), [], {(inf, 1.0): (inf, 1, -1), (inf, inf): (nan, 1, -1)}),
    "mul": (always, lambda a, b: a * b, lambda a, b: b, lambda a, b: a, [], {(inf, 2.0): (inf, 2, inf), (inf, 0.0): (nan, 0, inf)}),
    "div": (lambda a, b: b != 0, lambda a, b: a / b, lambda a, b: 1 / b, lambda a, b: -a / b**2, [],
            {(1.0, 0.0): (inf, inf, -inf), (1.0, inf): (0, 0, 0), (inf, 2.0): (inf, 0.5, -inf)}),
    "min": (always, min, share(lambda a, b: a < b), share(lambda a, b: b < a), [],
            {(inf, 1.0): (1, 0, 1), (-inf, 1.0): (-inf, 1, 0), (inf, inf): (inf, 0.5, 0.5)}),
    "max": (always, max, share(lambda a, b: a > b), share(lambda a, b: b > a), [],
            {(inf, 1.0): (inf, 1, 0), (-inf, 1.0): (1, 0, 1), (-inf, -inf): (-inf, 0.5, 0.5)}),
    "less": (always, step(lambda a, b: a < b), zero, zero, [], {(inf, 1.0): (0, 0, 0), (-inf, inf): (1, 0, 0)}),
    "less_equal": (always, step(lambda a, b: a <= b), zero, zero, [], {(inf, inf): (1, 0, 0)}),
    "equal": (always, step(lambda a, b: a == b), zero, zero, [], {(inf, inf): (1, 0, 0)}),
    "not_equal": (always, step(lambda a, b: a != b), zero, zero, [], {(inf, inf): (0, 0, 0)}),
    "pow": (positive_base, lambda a, b: a**b, lambda a, b: b * a ** (b - 1), lambda a, b: mp.log(a) * a**b,
            [(2.0, 0.5), (0.5, 1000.0), (1.0000001, 1e7), (9.0, -3.0), (3.0, 0.0), (10.0, 308.0), (0.1, 320.0)],
            {(0.0, 2.0): (0, 0, 0), (0.0, -2.0): (inf, -inf, nan), (0.0, 0.0): (1, 0, 0), (-2.0, 3.0): (-8, 12, nan),
             (-2.0, 0.5): (nan, nan, nan), (inf, 2.0): (inf, inf, inf), (inf, -2.0): (0, 0, nan), (2.0, inf): (inf, inf, inf),
             (0.5, inf): (0, nan, 0)}),
    "atan2": (lambda a, b: (a, b) != (0, 0), mp.atan2, lambda a, b: b / (a * a + b * b), lambda a, b: -a / (a * a + b * b), [],
              {(0.0, 0.0): (0, nan, nan), (inf, 1.0): (mp.pi / 2, 0, nan), (1.0, inf): (0, nan, 0)}),
    "hypot": (lambda a, b: (a, b) != (0, 0), hypotenuse, lambda a, b: a / hypotenuse(a, b), lambda a, b: b / hypotenuse(a, b), [],
              {(0.0, 0.0): (0, 0, 0), (inf, 1.0): (inf, nan, 0), (1.0, -inf): (inf, 0, nan)}),
    "mod": (lambda a, b: b != 0, mod, lambda a, b: mpf(1), lambda a, b: -mp.floor(a / b), [(6.0, 3.0), (-6.0, 3.0)],
            {(1.0, 0.0): (nan, 1, nan), (inf, 2.0): (nan, 1, nan), (1.0, inf): (1, 1, 0)}),
}

# Comparisons answer NaN with 0 or 1, choices give a NaN no slope.
NAN_PAIRS = {"add": (nan, 1, 1), "sub": (nan, 1, -1), "min": (nan, 0, 0), "max": (nan, 0, 0), "less": (0, 0, 0),
             "less_equal": (0, 0, 0), "equal": (0, 0, 0), "not_equal": (1, 0, 0), "mod": (nan, 1, nan),
             ("mul", 0): (nan, 1, nan), ("mul", 1): (nan, nan, 1), ("div", 0): (nan, 1, nan), ("pow", 0): (nan, 1, nan),
             ("pow", 1): (1, nan, 0)}  # IEEE 754: NaN⁰ = 1 and 1^NaN = 1

# Exceptions to 4 ULP for values and 16 for derivatives, with their reasons.
def derivative_tolerance(name, args):
    x = args[0]
    if name == "erf":  # e^(−x²) carries the rounding of x²
        return 16 + abs(x) ** 2 if abs(x) < 30 else 16
    if name == "pow" and x > 0 and 0 < mpf(x) ** (args[1] - 1) < SMALLEST_NORMAL:  # b times a power that has lost digits
        return 16 + abs(args[1])
    if name == "mod" and abs(x) > 2**52:  # a − mod(a, b) rounds, and with it the quotient
        return 1e18
    return 16


def cpp(x):
    x = float(x)
    if x != x:
        return "NAN"
    if x in (inf, -inf):
        return "-INFINITY" if x < 0 else "INFINITY"
    return x.hex()


def row(name, args, value, slopes):
    a, b = (list(args) + [0.0])[:2]
    slopes = (list(slopes) + [0])[:2]
    tolerance = derivative_tolerance(name, args)
    print(f"    {{P::{name}, {cpp(a)}, {cpp(b)}, {cpp(value)}, {cpp(slopes[0])}, {cpp(slopes[1])}, {tolerance:.0f}}},")


def pole(x):
    """1/x at a zero with its sign."""
    return -inf if str(x) == "-0.0" else inf


print("// Written by make_derivatives.py with 400-digit arithmetic (mpmath); do not edit.\n#pragma once\n\n#include <cmath>\n")
print('#include "graph/graph.hpp"\n\nnamespace golden {\n\nusing P = descenso::Primitive;\n')
print("/// op(a, b), its partial derivatives, and the ULP that a derivative may err by.")
print("struct PrimitiveRow {\n  P op;\n  double a, b, value, by_a, by_b, tolerance;\n};\n")
print("inline const PrimitiveRow primitives[] = {")
for name, (domain, f, df, extra, outside) in UNARY.items():
    for x in EVERYWHERE + extra:
        if x in outside or x != x:
            value, slope = outside.get(x, (nan, nan)) if x == x else outside.get(nan, (nan, nan))
            row(name, [x], value, [pole(x) if slope is None else slope])
        elif domain(x):
            row(name, [x], f(mpf(x)), [df(mpf(x))])
        elif name.startswith("log"):  # the formula goes on
            row(name, [x], nan, [df(mpf(x))])
        elif x not in (inf, -inf) or name in ("sqrt", "asin", "acos"):
            row(name, [x], nan, [nan])
for name, (domain, f, fa, fb, extra, outside) in BINARY.items():
    for a, b in PAIRS + extra:
        if (a, b) in outside or (a < 0 and name == "pow"):
            continue
        if not (domain(a, b) if domain is not always else True):
            continue
        row(name, [a, b], f(mpf(a), mpf(b)), [fa(mpf(a), mpf(b)), fb(mpf(a), mpf(b))])
    for (a, b), (value, by_a, by_b) in outside.items():
        row(name, [a, b], value, [by_a, by_b])
    for k, (a, b) in enumerate(SPECIAL_PAIRS):
        value, by_a, by_b = NAN_PAIRS.get((name, k)) or NAN_PAIRS.get(name) or (nan, nan, nan)
        row(name, [a, b], value, [by_a, by_b])
print("};\n\n}  // namespace golden")
