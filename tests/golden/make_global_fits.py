"""Problems of curve fitting with the best residual sum of squares that SciPy's global search finds.

Written with SciPy 1.17 (differential_evolution over wide boxes, three seeds, then least_squares to rounding). Data are
simulated with NumPy's default_rng and rounded to six digits. Run: python3 make_global_fits.py > global_fits.json
"""
import json
import sys

import numpy as np
from scipy.optimize import differential_evolution, least_squares

pi = np.pi
E = np.exp


def grid(a, b, n):
    return np.linspace(a, b, n)


def decades(a, b, n):
    return np.logspace(a, b, n)


# name, formula, function, x, true parameters, noise, box (low, high), positive parameters searched in logarithms
PROBLEMS = [
    ("4-parameter logistic", "D+(A-D)/(1+(x/C)^B)", "A B C D", lambda x, A, B, C, D: D + (A - D) / (1 + (x / C) ** B),
     decades(-2, 3, 16), (2.1, 1.3, 4.2, 0.1), 0.03, [(-1, 5), (0.1, 8), (1e-3, 1e3), (-1, 5)], "C"),
    ("5-parameter logistic", "D+(A-D)/(1+(x/C)^B)^G", "A B C D G",
     lambda x, A, B, C, D, G: D + (A - D) / (1 + (x / C) ** B) ** G,
     decades(-2, 3, 24), (0.05, 1.6, 12.0, 3.0, 0.5), 0.01,
     [(-1, 5), (0.1, 8), (1e-3, 1e3), (-1, 6), (0.05, 20)], "C G"),
    ("biexponential", "a*exp(-k*x)+c*exp(-m*x)", "a k c m", lambda x, a, k, c, m: a * E(-k * x) + c * E(-m * x),
     grid(0, 24, 25), (60.0, 1.4, 25.0, 0.11), 0.4, [(-200, 200), (0.01, 20), (-200, 200), (1e-3, 20)], "k m"),
    ("two Lorentz peaks on a slope", "a+b*x+h*w^2/((x-m)^2+w^2)+k*v^2/((x-p)^2+v^2)", "a b h w m k v p",
     lambda x, a, b, h, w, m, k, v, p: a + b * x + h * w**2 / ((x - m) ** 2 + w**2) + k * v**2 / ((x - p) ** 2 + v**2),
     grid(0, 100, 201), (2.0, 0.03, 12.0, 2.5, 31.0, 7.0, 4.0, 68.0), 0.25,
     [(-20, 20), (-1, 1), (0, 40), (0.3, 20), (0, 100), (0, 40), (0.3, 20), (0, 100)], "w v"),
    ("damped sinusoid", "a*exp(-g*x)*sin(w*x+p)+c", "a g w p c", lambda x, a, g, w, p, c: a * E(-g * x) * np.sin(w * x + p) + c,
     grid(0, 20, 80), (5.0, 0.12, 3.3, 0.7, 1.0), 0.2, [(0, 20), (0, 2), (0.05, 12), (-3.2, 3.2), (-5, 5)], ""),
    ("Arrhenius", "A*exp(-Ea/(8.314*T))", "A Ea", lambda T, A, Ea: A * E(-Ea / (8.314 * T)),
     grid(300, 380, 9), (2.4e7, 52000.0), 0.03, [(1.0, 1e14), (1e3, 2e5)], "A"),
    ("logistic over years", "K/(1+b*exp(-r*x))", "K b r", lambda x, K, b, r: K / (1 + b * E(-r * x)),
     grid(1900, 2020, 13), (9800.0, 3e23, 0.0276), 60.0, [(1e3, 1e5), (1e8, 1e40), (0.003, 0.1)], "K b r"),
    ("Gompertz", "a*exp(-b*exp(-c*x))", "a b c", lambda x, a, b, c: a * E(-b * E(-c * x)),
     grid(0, 60, 21), (310.0, 6.5, 0.09), 4.0, [(10, 2000), (0.1, 100), (1e-3, 2)], "b c"),
    ("Hill", "V*x^n/(K^n+x^n)", "V n K", lambda x, V, n, K: V * x**n / (K**n + x**n),
     decades(-1, 2, 13), (48.0, 2.4, 3.3), 0.8, [(1, 200), (0.2, 10), (0.01, 100)], "K"),
    ("two Gaussian peaks", "a*exp(-(x-m)^2/(2*s^2))+b*exp(-(x-n)^2/(2*t^2))+c", "a m s b n t c",
     lambda x, a, m, s, b, n, t, c: a * E(-((x - m) ** 2) / (2 * s**2)) + b * E(-((x - n) ** 2) / (2 * t**2)) + c,
     grid(400, 700, 151), (30.0, 480.0, 12.0, 22.0, 560.0, 25.0, 4.0), 0.7,
     [(0, 100), (400, 700), (2, 100), (0, 100), (400, 700), (2, 100), (-10, 20)], "s t"),
    ("Weibull growth", "a-b*exp(-c*x^d)", "a b c d", lambda x, a, b, c, d: a - b * E(-c * x**d),
     grid(1, 45, 15), (70.0, 61.0, 0.0005, 2.3), 0.6, [(1, 300), (1, 300), (1e-8, 1), (0.2, 6)], "c"),
    ("power law with offset", "a+b*x^c", "a b c", lambda x, a, b, c: a + b * x**c,
     grid(1, 30, 15), (12.0, 0.8, 1.7), 1.2, [(-100, 100), (-100, 100), (-3, 4)], ""),
    ("Michaelis-Menten with substrate inhibition", "V*x/(K+x+x^2/I)", "V K I", lambda x, V, K, I: V * x / (K + x + x**2 / I),
     decades(-1, 2.5, 14), (95.0, 4.0, 60.0), 1.0, [(1, 2000), (0.01, 300), (0.1, 1e4)], "V K I"),
    ("sine with trend", "a+b*x+c*sin(w*x+p)", "a b c w p", lambda x, a, b, c, w, p: a + b * x + c * np.sin(w * x + p),
     grid(0, 40, 81), (3.0, 0.2, 1.5, 2.1, 1.0), 0.4, [(-20, 20), (-2, 2), (0, 10), (0.05, 6.2), (-3.2, 3.2)], ""),
    ("two sines", "a*sin(w*x)+b*cos(w*x)+c*sin(v*x)+d*cos(v*x)", "a w b c v d",
     lambda x, a, w, b, c, v, d: a * np.sin(w * x) + b * np.cos(w * x) + c * np.sin(v * x) + d * np.cos(v * x),
     grid(0, 50, 126), (2.0, 0.9, 0.5, 1.2, 3.7, -0.8), 0.3,
     [(-5, 5), (0.05, 7.8), (-5, 5), (-5, 5), (0.05, 7.8), (-5, 5)], ""),
    ("stretched exponential", "a*exp(-(x/t)^b)+c", "a t b c", lambda x, a, t, b, c: a * E(-((x / t) ** b)) + c,
     decades(-2, 3, 31), (4.0, 8.0, 0.6, 0.5), 0.04, [(0, 20), (1e-2, 1e3), (0.1, 4), (-5, 5)], "t"),
    ("Morse potential", "D*(1-exp(-a*(x-r)))^2", "D a r", lambda x, D, a, r: D * (1 - E(-a * (x - r))) ** 2,
     grid(0.8, 4, 25), (4.6, 1.9, 1.2), 0.08, [(0.1, 100), (0.1, 10), (0.1, 4)], "D"),
    ("Langmuir-Freundlich", "q*(k*x)^n/(1+(k*x)^n)", "q k n", lambda x, q, k, n: q * (k * x) ** n / (1 + (k * x) ** n),
     decades(-1, 2.5, 15), (7.5, 0.2, 0.75), 0.06, [(0.1, 100), (1e-4, 100), (0.1, 5)], "q k"),
    ("Planck-like", "a*x^3/(exp(b*x)-1)", "a b", lambda x, a, b: a * x**3 / (E(b * x) - 1),
     grid(0.5, 20, 30), (3.0, 0.55), 0.9, [(1e-3, 1e3), (0.01, 10)], "a b"),
    ("broken exponential", "where(x<t,a,a*exp(-k*(x-t)))", "t a k", lambda x, t, a, k: np.where(x < t, a, a * E(-k * (x - t))),
     grid(0, 20, 41), (6.3, 8.0, 0.35), 0.2, [(0, 20), (0, 30), (0.01, 10)], "k"),
]


def main():
    rng = np.random.default_rng(20261127)
    out = []
    for name, formula, names, f, x, true, noise, box, logs in PROBLEMS:
        names = names.split()
        x = np.array([float(f"{v:.6g}") for v in x])
        y = np.array([float(f"{v:.6g}") for v in f(x, *true) + noise * rng.standard_normal(len(x))])
        is_log = [n in logs.split() for n in names]
        bounds = [(np.log(a), np.log(b)) if l else (a, b) for (a, b), l in zip(box, is_log)]

        def residuals(z):
            theta = [E(v) if l else v for v, l in zip(z, is_log)]
            with np.errstate(all="ignore"):
                r = y - f(x, *theta)
            return np.where(np.isfinite(r), r, 1e10)

        best = None
        for seed in (1, 2, 3):
            found = differential_evolution(lambda z: float(np.sum(residuals(z) ** 2)), bounds, seed=seed, popsize=20,
                                           maxiter=1500, tol=1e-10, polish=False)
            fine = least_squares(residuals, found.x, x_scale="jac", ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=2000)
            z, rss = (fine.x, 2 * fine.cost) if 2 * fine.cost < found.fun else (found.x, found.fun)
            if best is None or rss < best[1]:
                best = (z, rss)
        theta = [float(E(v)) if l else float(v) for v, l in zip(best[0], is_log)]
        column = "T" if "T" in formula else "x"
        out.append({"name": name, "formula": formula, "columns": {column: x.tolist()}, "y": y.tolist(),
                    "parameters": dict(zip(names, theta)), "rss": float(best[1])})
        print(name, best[1], file=sys.stderr)
    print("[\n" + ",\n".join(json.dumps(case) for case in out) + "\n]")


if __name__ == "__main__":
    main()
