"""Writes fit_errands.json: data of sixty errands with a little noise, and the best fit that SciPy reaches from the true
parameters. Run: python3 make_fit_errands.py > fit_errands.json (NumPy 2.4, SciPy 1.17)."""
import json
import re

import numpy
from scipy.optimize import least_squares
from scipy.special import erf

space = numpy.linspace
log_space = numpy.geomspace
functions = {name: getattr(numpy, name) for name in "exp log sin cos tan sqrt tanh log10 where pi abs".split()}
functions.update(erf=erf, sigmoid=lambda z: 1 / (1 + numpy.exp(-z)))

# name, formula, x, true parameters, noise as a share of the range of y
errands = [
    ("Newton's cooling of a cup", "Ta + dT*exp(-k*x)", space(0, 60, 13), dict(Ta=22, dT=68, k=0.045), 0.004),
    ("bacteria in an hour's steps", "N0*exp(r*x)", space(0, 8, 9), dict(N0=1200, r=0.71), 0.002),
    ("half-life of iodine", "A*2^(-x/T)", space(0, 40, 11), dict(A=850, T=8.02), 0.004),
    ("carbon-14 in years", "A*2^(-x/T)", space(0, 30000, 16), dict(A=15.3, T=5730), 0.004),
    ("charge of a capacitor", "V*(1-exp(-x/tau))", space(0, 0.02, 15), dict(V=4.98, tau=0.0047), 0.004),
    ("discharge in microseconds", "V*exp(-x/tau)", space(0, 1e-4, 12), dict(V=3.3, tau=2.2e-5), 0.004),
    ("free fall", "h - g*x^2/2", space(0, 1.2, 13), dict(h=9.5, g=9.79), 0.003),
    ("throw", "h + v*x - g*x^2/2", space(0, 3, 13), dict(h=1.5, v=14, g=9.8), 0.003),
    ("pendulum", "2*pi*sqrt(x/g)", space(0.1, 1.5, 12), dict(g=9.81), 0.003),
    ("Hooke with an offset", "F0 + k*x", space(0, 0.3, 11), dict(F0=0.15, k=24.7), 0.004),
    ("Kepler's third law", "a*x^b", [0.387, 0.723, 1, 1.524, 5.203, 9.537, 19.19, 30.07], dict(a=1, b=1.5), 1e-4),
    ("Kleiber's law", "a*x^b", log_space(0.02, 4000, 14), dict(a=3.4, b=0.75), 0.001),
    ("Stefan-Boltzmann", "c*x^n", space(300, 3000, 14), dict(c=2.1e-9, n=4), 0.001),
    ("inverse square with an offset of place", "I/(x+x0)^2", space(0.1, 1, 12), dict(I=2.4, x0=0.03), 0.003),
    ("Coulomb's law", "q*x^p", space(0.02, 0.2, 10), dict(q=9e-6, p=-2), 0.003),
    ("lens", "1/(1/f - 1/x)", space(25, 90, 11), dict(f=15), 0.003),
    ("Snell", "asin(sin(x*pi/180)/n)*180/pi", space(5, 80, 12), dict(n=1.49), 0.003),
    ("Malus's law", "I*cos((x-x0)*pi/180)^2 + b", space(0, 175, 24), dict(I=4.2, x0=12, b=0.11), 0.01),
    ("resonance", "A/sqrt((f0^2-x^2)^2+(g*x)^2)", space(80, 120, 31), dict(A=5000, f0=101, g=6), 0.005),
    ("Breit-Wigner", "A*g^2/((x-E)^2+g^2/4)", space(89, 93, 25), dict(A=9.8, E=91.19, g=2.49), 0.004),
    ("spectral line on a slope", "a*exp(-(x-m)^2/(2*s^2)) + b + c*x", space(580, 600, 41),
     dict(a=340, m=589.3, s=0.8, b=12, c=0.06), 0.006),
    ("X-ray peak", "a*exp(-((x-m)/s)^2) + b", space(26, 31, 41), dict(a=1200, m=28.44, s=0.12, b=85), 0.004),
    ("two lines apart", "a*exp(-(x-m)^2/(2*s^2)) + b*exp(-(x-n)^2/(2*t^2))", space(0, 20, 61),
     dict(a=5, m=6, s=0.8, b=3, n=13, t=1.3), 0.006),
    ("tides", "h + A*sin(2*pi*x/T + p)", space(0, 36, 37), dict(h=2.1, A=1.4, T=12.42, p=0.6), 0.01),
    ("temperature of a year", "m + A*cos(2*pi*(x-d)/365)", space(1, 365, 26), dict(m=15.5, A=9, d=205), 0.01),
    ("alternating voltage", "A*sin(w*x + p)", space(0, 0.05, 40), dict(A=311, w=314.16, p=0.4), 0.01),
    ("damped spring", "A*exp(-x/tau)*cos(w*x + p)", space(0, 12, 61), dict(A=4.5, tau=5.2, w=3.1, p=0.3), 0.008),
    ("beats", "A*sin(a*x)*sin(b*x)", space(0, 20, 81), dict(A=2, a=0.31, b=2.9), 0.008),
    ("heart rate after a run", "r + d*exp(-k*x)", space(0, 10, 11), dict(r=72, d=88, k=0.42), 0.008),
    ("Michaelis-Menten in micromoles", "V*x/(K+x)", [1, 2, 5, 10, 20, 50, 100, 200], dict(V=0.86, K=13), 0.004),
    ("substrate inhibition", "V*x/(K+x+x^2/I)", log_space(0.5, 400, 14), dict(V=12, K=8, I=90), 0.004),
    ("cooperative binding", "B*x^n/(K^n+x^n)", log_space(0.1, 100, 14), dict(B=98, n=2.8, K=4.1), 0.004),
    ("dose and response", "D + (A-D)/(1+(x/C)^B)", log_space(1e-3, 100, 16), dict(A=0.05, B=1.1, C=0.8, D=1.9), 0.004),
    ("log dose", "lo + (hi-lo)/(1+10^((c-x)*h))", space(-9, -4, 14), dict(lo=3, hi=97, c=-6.4, h=1.2), 0.004),
    ("Langmuir", "q*K*x/(1+K*x)", space(0.2, 12, 12), dict(q=3.7, K=0.9), 0.004),
    ("Freundlich", "K*x^(1/n)", space(1, 80, 12), dict(K=2.6, n=2.3), 0.004),
    ("logistic growth of a town", "K/(1+exp(-r*(x-t0)))", space(1900, 2020, 13), dict(K=920, r=0.061, t0=1964), 0.004),
    ("logistic with factor", "K/(1+b*exp(-r*x))", space(0, 30, 16), dict(K=660, b=71, r=0.54), 0.004),
    ("Gompertz of a tumour", "K*exp(-b*exp(-c*x))", space(0, 60, 16), dict(K=2300, b=4.1, c=0.09), 0.004),
    ("von Bertalanffy", "L*(1-exp(-k*(x-t0)))", space(1, 14, 14), dict(L=62, k=0.23, t0=-0.6), 0.004),
    ("Richards", "K/(1+exp(-r*(x-m)))^(1/v)", space(0, 40, 21), dict(K=88, r=0.4, m=19, v=0.6), 0.004),
    ("Weibull growth", "a - b*exp(-(x/c)^d)", space(1, 42, 14), dict(a=70, b=61, c=22, d=2.4), 0.004),
    ("allometry with offset", "a + b*x^c", space(1, 30, 15), dict(a=4, b=0.6, c=1.6), 0.003),
    ("Arrhenius of a rate", "A*exp(-E/(8.314*x))", space(300, 370, 9), dict(A=2e8, E=52000), 0.003),
    ("Antoine", "10^(A - B/(C+x))", space(10, 95, 12), dict(A=8.07, B=1730, C=233), 0.001),
    ("Clausius-Clapeyron", "P*exp(-L/x)", space(280, 370, 11), dict(P=1.2e9, L=5100), 0.003),
    ("van 't Hoff line", "a + b/x", space(280, 340, 9), dict(a=-3.1, b=2200), 0.003),
    ("titration", "lo + (hi-lo)*sigmoid((x-v)/w)", space(0, 40, 27), dict(lo=3.1, hi=11.4, v=24.7, w=0.7), 0.004),
    ("bi-exponential in blood", "A*exp(-a*x) + B*exp(-b*x)", [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 18, 24],
     dict(A=9.1, a=1.3, B=3.2, b=0.11), 0.002),
    ("absorption and elimination", "F*(exp(-k*x) - exp(-a*x))", [0.25, 0.5, 1, 1.5, 2, 3, 4, 6, 8, 12, 18, 24],
     dict(F=11, k=0.13, a=1.5), 0.003),
    ("diode", "I*(exp(x/v) - 1)", space(0.3, 0.62, 17), dict(I=1e-9, v=0.0285), 0.001),
    ("solar cell", "L - I*(exp(x/v)-1)", space(0, 0.58, 21), dict(L=3.1, I=2e-8, v=0.031), 0.002),
    ("thermistor", "R*exp(B*(1/x - 1/298.15))", space(273, 373, 11), dict(R=10000, B=3950), 0.001),
    ("magnetization", "M*tanh(x/h)", space(-3, 3, 25), dict(M=4.7, h=0.6), 0.005),
    ("error function of diffusion", "c*(1-erf(x/(2*l)))", space(0, 8, 17), dict(c=1.02, l=1.4), 0.004),
    ("learning curve", "a + b*x^(-c)", [1, 2, 3, 4, 6, 8, 12, 16, 24, 32], dict(a=11, b=40, c=0.6), 0.003),
    ("Heaps's law", "K*x^b", log_space(100, 1e6, 12), dict(K=44, b=0.49), 0.001),
    ("terminal velocity", "v*tanh(g*x/v)", space(0, 12, 16), dict(v=53, g=9.8), 0.004),
    ("parabola of years", "a + b*(x-1990) + c*(x-1990)^2", space(1970, 2020, 11), dict(a=354, b=1.6, c=0.013), 0.003),
    ("cubic", "a + b*x + c*x^2 + d*x^3", space(-3, 3, 19), dict(a=1, b=-2, c=0.5, d=0.7), 0.004),
    ("rational", "(a + b*x)/(1 + c*x)", space(0, 10, 16), dict(a=1.2, b=3.4, c=0.5), 0.003),
    ("broken line", "a + b*x + c*where(x>d, x-d, 0)", space(0, 10, 41), dict(a=2, b=0.4, c=1.7, d=6.2), 0.003),
    ("two linear predictors' worth in one", "a*x + b*log(x)", space(0.5, 9, 15), dict(a=0.7, b=2.1), 0.003),
    ("Planck in reduced units", "A*x^3/(exp(x/T)-1)", space(0.4, 14, 24), dict(A=0.9, T=1.3), 0.003),
]


def model(formula):
    text = re.sub(r"\basin\b", "arcsin", formula.replace("^", "**"))
    code = compile(text, formula, "eval")
    return lambda x, values: eval(code, {**functions, "arcsin": numpy.arcsin, "x": x, **values})


def errand(i, name, formula, x, truth, noise):
    x = numpy.asarray([float(f"{value:.6g}") for value in x])
    f = model(formula)
    exact = f(x, truth)
    random = numpy.random.RandomState(1000 + i)
    spread = noise * (exact.max() - exact.min())
    y = numpy.asarray([float(f"{value:.8g}") for value in exact + random.normal(0, spread, len(x))])
    names = list(truth)
    scale = numpy.asarray([truth[key] for key in names], float)
    residual = lambda p: (f(x, dict(zip(names, p * scale))) - y) / spread
    best = least_squares(residual, numpy.ones(len(names)), method="lm", xtol=1e-14, ftol=1e-14, gtol=1e-14, max_nfev=20000)
    rss = float((best.fun**2).sum()) * spread**2
    return dict(id=name, formula=formula, x=x.tolist(), y=y.tolist(), rss=rss, parameters=dict(zip(names, (best.x * scale).tolist())))


print(json.dumps([errand(i, *each) for i, each in enumerate(errands)], ensure_ascii=False, indent=1))
