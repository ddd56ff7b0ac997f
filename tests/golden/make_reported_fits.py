"""Fits of the kinds that users of curve_fit, lmfit, nls, Origin and Solver reported as failing or hard to start.

Data are those of the report where its source is named by number, else made after it with NumPy's default_rng, and
rounded to six digits. The best residual sum of squares is SciPy's (1.17, least_squares to rounding) from 60 starts
around the parameters that the data were made with. Run: python3 make_reported_fits.py > reported_fits.json
"""
import json

import numpy as np
from scipy.optimize import least_squares
from scipy.special import erf

pi = np.pi
E = np.exp
rng = np.random.default_rng(7)


def grid(a, b, n):
    return np.linspace(a, b, n)


def made(function, columns, true, noise, seed):
    """y of the true parameters with noise."""
    y = function(*columns, *true)
    return y + np.random.default_rng(seed).normal(0, 1, len(y)) * noise


def best(function, columns, y, start, root):
    """The parameters of the least sum that is found, and the sum."""
    found = None
    residual = lambda p: np.nan_to_num(root * (function(*columns, *p) - y), nan=1e150, posinf=1e150, neginf=-1e150)
    with np.errstate(all="ignore"):
        for k in range(60):
            begin = np.asarray(start, float) * (1 if k == 0 else E(rng.normal(0, 0.15, len(start))))
            scale = "jac" if k % 2 else np.abs(begin) + 1e-300
            try:
                end = least_squares(residual, begin, x_scale=scale, xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=4000)
            except ValueError:
                continue
            if found is None or end.cost < found.cost * (1 - 1e-12):
                found = end
    return found.x.tolist(), 2 * found.cost


acetone = [-59.4, -40.5, -31.1, -20.8, -9.4, -2.0, 7.7, 22.7, 39.5, 56.5]
pressure = [1, 5, 10, 20, 40, 60, 100, 200, 400, 760]
ohms = [32650, 19903, 12493, 10000, 8056, 5324, 3599, 2486, 1752]
kelvin = np.array([0, 10, 20, 25, 30, 40, 50, 60, 70]) + 273.15
cases = [4, 4, 4, 6, 6, 13, 22, 22, 26, 28, 38, 48, 55, 65, 65, 92, 112, 134, 171, 210, 267, 307, 353, 436, 669, 669,
         818, 1029, 1219, 1405, 1617, 1791, 2032, 2032, 2182, 2298, 2389]
area = [521.5, 689.78, 1284.71, 2018.8, 2560.46, 524.91, 989.05, 1646.32, 2239.65, 2972.96, 478.54, 875.52, 1432.5,
        2144.74, 2629.2]
retention = [95.3, 87.18, 44.94, 26.36, 18.12, 84.68, 37.24, 33.04, 23.46, 9.72, 97.92, 71.44, 44.52, 24.44, 15.26]
census = [3.929, 5.308, 7.240, 9.638, 12.866, 17.069, 23.192, 31.443, 38.558, 49.371, 62.980, 76.212, 92.228, 106.022,
          123.203, 132.165, 151.326, 179.323, 203.302, 226.542, 248.710, 281.422, 308.746, 331.449]
radius = [1.16, 1.143, 1.109, 1.093, 1.079, 1.066, 1.053, 1.040, 1.027, 1.015, 1.004, 0.994, 0.985, 0.977]
partition = [0.1806551, 0.2703113, 0.3757225, 0.5271811, 0.8665835, 1.0812568, 1.0612762, 1.0726612, 1.167927, 1.191092,
             1.1336938, 1.1215107, 0.9619603, 0.8315467]
light = [0, 25, 50, 100, 200, 400, 800, 1200, 1600, 2000]
uptake = [-1.2, 0.3, 1.9, 4.4, 8.1, 12.6, 16.4, 17.9, 18.6, 19.0]
substrate, inhibitor = (each.ravel() for each in np.meshgrid([1, 2, 5, 10, 20, 50.0], [0, 5, 20.0]))
half_metre = grid(-0.02, 0.02, 61)
decades = np.logspace


def sinc(x, I, b, c):
    u = b * (x - c)
    return I * (np.sin(u) / u) ** 2


# name, formula, parameters, function, columns, reported y or (true parameters, noise), start of SciPy, more
PROBLEMS = [
    ("growth with an offset over days (stackoverflow 61452274)", "a*exp(-b*x)+c", "a b c",
     lambda x, a, b, c: a * E(-b * x) + c, {"x": np.arange(36, 73)}, cases, (1.9, -0.1, -170)),
    ("five points of a decay (stackoverflow 13370059)", "a*exp(-b*x)+c", "a b c",
     lambda x, a, b, c: a * E(-b * x) + c, {"x": [40, 45, 50, 55, 60]},
     [0.99358851674641158, 0.79779904306220106, 0.60200956937799055, 0.49521531100478472, 0.38842105263157894],
     (7, 0.05, 0.04)),
    ("a curve that falls faster and faster (stackoverflow 14002597)", "a*exp(b*x)+c", "a b c",
     lambda x, a, b, c: a * E(b * x) + c, {"x": [0, 9, 18, 27, 36, 45, 54]},
     [0.090316199, -0.078157925, -0.350137315, -0.695193468, -1.106773689, -1.60467115, -2.196169408],
     (-0.9, 0.023, 1)),
    ("retention and area (R-help, nls2)", "exp(b0*exp(b1*area^th))", "b0 b1 th",
     lambda x, b0, b1, th: E(b0 * E(b1 * x**th)), {"area": area}, retention, (5.2, -5e-4, 0.91)),
    ("lattice strain (R-help, Brice)", "D*exp(-k*(c/2*(x-c)^2+(x-c)^3/3))", "D k c",
     lambda x, D, k, c: D * E(-k * (c / 2 * (x - c) ** 2 + (x - c) ** 3 / 3)), {"x": radius}, partition,
     (1.2, 250, 1.025)),
    ("a broken line (stackoverflow 29382903)", "where(x<x0, k1*(x-x0)+y0, k2*(x-x0)+y0)", "x0 y0 k1 k2",
     lambda x, x0, y0, k1, k2: np.where(x < x0, k1 * (x - x0) + y0, k2 * (x - x0) + y0), {"x": np.arange(1, 16)},
     [5, 7, 9, 11, 13, 15, 28.92, 42.81, 56.7, 70.59, 84.47, 98.36, 112.25, 126.14, 140.03], (6, 15, 2, 13.9)),
    ("a small drop on a large offset (stackoverflow 68903961)", "a-b*exp(-c*x)", "a b c",
     lambda x, a, b, c: a - b * E(-c * x), {"x": grid(0, 4, 50)}, ((823.5, 5.3, 8.2), 0.2), None),
    ("numbers of 10⁻⁵", "a*exp(-b*x)-c", "a b c", lambda x, a, b, c: a * E(-b * x) - c, {"x": grid(0, 2e-5, 40)},
     ((3e-6, 2.5e5, -1e-7), 2e-8), None),
    ("Antoine's equation for the logarithm (Perry's acetone)", "A-B/(C+T)", "A B C", lambda T, A, B, C: A - B / (C + T),
     {"T": acetone}, np.log10(pressure), (7.3, 1300, 237)),
    ("Antoine's equation for the pressure (Perry's acetone)", "10^(A-B/(C+T))", "A B C",
     lambda T, A, B, C: 10 ** (A - B / (C + T)), {"T": acetone}, pressure, (7.9, 1650, 270)),
    ("Antoine's equation in natural logarithms", "exp(A-B/(C+T))", "A B C", lambda T, A, B, C: E(A - B / (C + T)),
     {"T": grid(20, 100, 9)}, ((16.6, 3640, 219), 0.3), None),
    ("Vogel, Fulcher and Tammann: log viscosity", "A+B/(T-T0)", "A B T0", lambda T, A, B, T0: A + B / (T - T0),
     {"T": grid(320, 420, 11)}, ((-4.5, 680, 260), 0.01), None),
    ("Vogel, Fulcher and Tammann: viscosity", "A*exp(B/(T-T0))", "A B T0", lambda T, A, B, T0: A * E(B / (T - T0)),
     {"T": grid(320, 410, 10)}, ((3e-5, 1500, 250), 3), None),
    ("a thermistor: 1/T of Steinhart and Hart", "A+B*log(R)+C*log(R)^3", "A B C",
     lambda R, A, B, C: A + B * np.log(R) + C * np.log(R) ** 3, {"R": ohms}, 1 / kelvin, (1.1e-3, 2.3e-4, 8.7e-8)),
    ("a thermistor: beta", "R0*exp(B*(1/T-1/298.15))", "R0 B", lambda T, R0, B: R0 * E(B * (1 / T - 1 / 298.15)),
     {"T": kelvin}, ohms, (1e4, 3900)),
    ("Sips's isotherm", "qm*(K*C)^n/(1+(K*C)^n)", "qm K n",
     lambda C, q, K, n: q * np.abs(K * C) ** n / (1 + np.abs(K * C) ** n),
     {"C": [0.5, 1, 2, 5, 10, 20, 50, 100, 200]}, ((45, 0.12, 0.8), 0.3), None),
    ("Freundlich's isotherm", "K*C^(1/n)", "K n", lambda C, K, n: K * C ** (1 / n),
     {"C": [0.5, 1, 2, 5, 10, 20, 50, 100, 200]}, ((3.2, 2.4), 0.15), None),
    ("inhibition by the substrate", "V*S/(K+S+S^2/I)", "V K I", lambda S, V, K, I: V * S / (K + S + S**2 / I),
     {"S": [1, 2, 5, 10, 20, 40, 80, 160, 320, 640]}, ((120, 15, 180), 0.8), None),
    ("competitive inhibition, two predictors", "V*S/(K*(1+I/Ki)+S)", "V K Ki",
     lambda S, I, V, K, Ki: V * S / (K * (1 + I / Ki) + S), {"S": substrate, "I": inhibitor}, ((60, 6, 8), 0.5), None),
    ("the census since 1790", "K/(1+exp(-r*(year-m)))", "K r m", lambda t, K, r, m: K / (1 + E(-r * (t - m))),
     {"year": np.arange(1790, 2021, 10)}, census, (498, 0.0206, 1988)),
    ("exponential growth over calendar years", "a*exp(b*year)", "a b", lambda t, a, b: a * E(b * t),
     {"year": np.arange(1790, 2021, 10)}, census, (1.39e-9, 0.013)),
    ("seasons over calendar years, sampled by months", "a+b*t+c*sin(2*pi*f*t+p)", "a b c f p",
     lambda t, a, b, c, f, p: a + b * t + c * np.sin(2 * pi * f * t + p), {"t": 1990 + np.arange(48) / 12},
     ((350 - 1.6 * 1990, 1.6, 3, 1, 0.7), 0.25), None),
    ("two tones", "a*sin(b*t+c)+d*sin(f*t+g)", "a b c d f g",
     lambda t, a, b, c, d, f, g: a * np.sin(b * t + c) + d * np.sin(f * t + g), {"t": grid(0, 20, 121)},
     ((2, 3.1, 0.4, 1.2, 4.4, -1), 0.2), None),
    ("a chirp", "A*sin(w*x+k*x^2+p)", "A w k p", lambda x, A, w, k, p: A * np.sin(w * x + k * x**2 + p),
     {"x": grid(0, 10, 120)}, ((2, 1, 0.35, 0.3), 0.1), None),
    ("ringing at kilohertz, in seconds", "A*exp(-t/tau)*cos(2*pi*f*t+p)+c", "A tau f p c",
     lambda t, A, tau, f, p, c: A * E(-t / tau) * np.cos(2 * pi * f * t + p) + c, {"t": grid(0, 5e-3, 100)},
     ((1.7, 9e-4, 2350, 0.6, 0.3), 0.03), None),
    ("a Gaussian peak on a slope", "a*exp(-(x-m)^2/(2*s^2))+b*x+c", "a m s b c",
     lambda x, a, m, s, b, c: a * E(-((x - m) ** 2) / (2 * s**2)) + b * x + c, {"x": grid(400, 700, 61)},
     ((120, 548, 14, 0.15, 10), 2), None),
    ("a dip of Lorentz", "c-a/(1+((x-m)/w)^2)", "c a m w", lambda x, c, a, m, w: c - a / (1 + ((x - m) / w) ** 2),
     {"x": grid(580, 640, 61)}, ((1, 0.6, 612, 4), 0.01), None),
    ("a pseudo-Voigt peak", "A*(n/(1+((x-m)/w)^2)+(1-n)*exp(-log(2)*((x-m)/w)^2))+c", "A n m w c",
     lambda x, A, n, m, w, c: A * (n / (1 + ((x - m) / w) ** 2) + (1 - n) * E(-np.log(2) * ((x - m) / w) ** 2)) + c,
     {"x": grid(460, 580, 81)}, ((80, 0.4, 520, 9, 5), 0.5), None),
    ("a resonance at gigahertz", "a/(1+((f-f0)/g)^2)+c", "a f0 g c",
     lambda f, a, f0, g, c: a / (1 + ((f - f0) / g) ** 2) + c, {"f": grid(2.2e9, 2.6e9, 81)},
     ((4e-3, 2.412e9, 1.1e7, 1e-4), 4e-5), None),
    ("Fano's resonance", "A*(q*g+x-m)^2/((x-m)^2+g^2)", "A q g m",
     lambda x, A, q, g, m: A * (q * g + x - m) ** 2 / ((x - m) ** 2 + g**2), {"x": grid(-10, 10, 61)},
     ((2, 1.7, 1.2, 0.8), 0.05), None),
    ("a single slit, in metres", "I*(sin(b*(x-c))/(b*(x-c)))^2", "I b c", sinc, {"x": half_metre},
     ((900, 650, 0.0011), 6), None),
    ("a plateau after a line", "min(a+b*x, c)", "a b c", lambda x, a, b, c: np.minimum(a + b * x, c),
     {"x": grid(0, 20, 41)}, ((3, 1.4, 18.4), 0.3), None),
    ("growth after a lag", "N*exp(k*max(x-l,0))", "N k l", lambda x, N, k, l: N * E(k * np.maximum(x - l, 0)),
     {"x": np.arange(30)}, ((0.1, 0.22, 9), 0.02), None),
    ("release after Weibull", "F*(1-exp(-(t/T)^b))", "F T b", lambda t, F, T, b: F * (1 - E(-(np.abs(t / T) ** b))),
     {"t": [5, 10, 20, 40, 60, 90, 120, 180, 240, 360]}, ((97, 75, 0.85), 0.7), None),
    ("a stretched decay over six decades", "A*exp(-(t/T)^b)", "A T b", lambda t, A, T, b: A * E(-(np.abs(t / T) ** b)),
     {"t": decades(-3, 3, 40)}, ((0.9, 2.5, 0.45), 0.005), None),
    ("a power of a sum", "a*(x+b)^c", "a b c", lambda x, a, b, c: a * np.abs(x + b) ** c, {"x": grid(1, 200, 40)},
     ((0.8, 14, 1.6), 2), None),
    ("dose and response in mol/L", "B+(T-B)/(1+(E50/c)^h)", "B T E50 h",
     lambda c, B, T, M, h: B + (T - B) / (1 + np.abs(M / c) ** h), {"c": decades(-10, -4, 13)},
     ((4, 98, 2.6e-7, 1.2), 1.5), None),
    ("Gompertz's growth with a lag (Zwietering)", "A*exp(-exp(m*exp(1)/A*(l-t)+1))", "A m l",
     lambda t, A, m, l: A * E(-E(m * np.e / A * (l - t) + 1)), {"t": np.arange(0, 49, 2)},
     ((1.6, 0.19, 7.5), 0.02), None),
    ("Richards's growth", "K*(1+v*exp(-r*(t-m)))^(-1/v)", "K v r m",
     lambda t, K, v, r, m: K * np.abs(1 + v * E(-r * (t - m))) ** (-1 / v), {"t": np.arange(0, 49, 2)},
     ((50, 0.6, 0.3, 20), 0.4), None),
    ("absorption and elimination", "D*ka/(ka-ke)*(exp(-ke*t)-exp(-ka*t))", "D ka ke",
     lambda t, D, ka, ke: D * ka / (ka - ke) * (E(-ke * t) - E(-ka * t)),
     {"t": [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24]}, ((20, 1.4, 0.18), 0.15), None),
    ("Arrhenius's factor of 10¹³", "A*exp(-E/(8.314*T))", "A E", lambda T, A, M: A * E(-M / (8.314 * T)),
     {"T": grid(273, 333, 7)}, ((2e13, 82000), 0.02), None),
    ("Newton's cooling in Unix time", "T0+D*exp(-(t-1700000000)/tau)", "T0 D tau",
     lambda t, T0, D, tau: T0 + D * E(-(t - 1.7e9) / tau), {"t": 1.7e9 + np.arange(0, 3600, 60)},
     ((21, 58, 900), 0.2), None),
    ("Hill's equation on a baseline", "b+(m-b)*c^n/(k^n+c^n)", "b m n k",
     lambda c, b, m, n, k: b + (m - b) * c**n / (np.abs(k) ** n + c**n), {"c": [0.1, 0.3, 1, 3, 10, 30, 100, 300]},
     ((12, 100, 1.7, 9), 1), None),
    ("a knife edge through a beam", "P/2*(1+erf((x-c)*sqrt(2)/w))+o", "P c w o",
     lambda x, P, c, w, o: P / 2 * (1 + erf((x - c) * np.sqrt(2) / w)) + o, {"x": grid(-5, 5, 41)},
     ((3.2, 0.7, 1.3, 0.1), 0.02), None),
    ("Langevin's magnetization", "M*(1/tanh(a*x)-1/(a*x))", "M a",
     lambda x, M, a: M * (1 / np.tanh(a * x) - 1 / (a * x)),
     {"x": grid(0.2, 12, 30)}, ((3, 0.9), 0.02), None),
    ("a diode", "Is*(exp(V/(n*0.02585))-1)", "Is n", lambda V, Is, n: Is * (E(V / (n * 0.02585)) - 1),
     {"V": grid(0.4, 0.75, 15)}, ((2e-12, 1.5), 1e-6), None),
    ("a black body", "a/l^5/(exp(14388/(l*T))-1)", "a T", lambda l, a, T: a / l**5 / (E(14388 / (l * T)) - 1),
     {"l": grid(0.3, 2.5, 45)}, ((2.2e4, 5400), 0.5), None),
    ("a light curve with respiration", "(a*x+P-sqrt((a*x+P)^2-4*t*a*x*P))/(2*t)-R", "a P t R",
     lambda x, a, P, t, R: (a * x + P - np.sqrt((a * x + P) ** 2 - 4 * t * a * x * P)) / (2 * t) - R,
     {"x": light}, uptake, (0.06, 22, 0.5, 1.2)),
    ("three overlapping peaks", "a*exp(-(x-m)^2/(2*s^2))+b*exp(-(x-n)^2/(2*t^2))+c*exp(-(x-o)^2/(2*u^2))",
     "a m s b n t c o u",
     lambda x, a, m, s, b, n, t, c, o, u: a * E(-((x - m) ** 2) / (2 * s**2)) + b * E(-((x - n) ** 2) / (2 * t**2))
     + c * E(-((x - o) ** 2) / (2 * u**2)), {"x": grid(0, 100, 126)}, ((40, 30, 4, 25, 42, 5, 60, 70, 3), 0.6), None),
    ("a rise and a fall of greenness", "b+A*(1/(1+exp(-r*(x-s)))-1/(1+exp(-q*(x-u))))", "b A r s q u",
     lambda x, b, A, r, s, q, u: b + A * (1 / (1 + E(-r * (x - s))) - 1 / (1 + E(-q * (x - u)))),
     {"x": np.arange(1, 366, 8)}, ((0.2, 0.5, 0.08, 120, 0.05, 270), 0.01), None),
]

fits = []
for seed, (name, formula, names, function, columns, data, start) in enumerate(PROBLEMS):
    rounded = lambda values: [float(f"{value:.10g}") for value in values]
    columns = {key: rounded(values) for key, values in columns.items()}
    arrays = [np.asarray(values) for values in columns.values()]
    if start is None:
        true, noise = data
        data, start = [float(f"{value:.6g}") for value in made(function, arrays, true, noise, seed)], true
    y = [float(value) for value in data]
    parameters, rss = best(function, arrays, np.asarray(y), start, 1.0)
    fits.append({"name": name, "formula": formula, "columns": columns, "y": y,
                 "parameters": {key: float(f"{value:.10g}") for key, value in zip(names.split(), parameters)},
                 "rss": float(f"{rss:.12g}")})
print("[\n" + ",\n".join(json.dumps(fit, ensure_ascii=False) for fit in fits) + "\n]")
