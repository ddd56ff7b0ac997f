#!/usr/bin/env python3
"""Writes optimizer_steps.txt: 25 steps of every first-order rule on two problems, in 40-digit decimal arithmetic.

    python3 optimizer_steps.py [optimizer_steps.json] > optimizer_steps.txt

The rules are written here a second time, from the table of update rules and their sources, one coordinate at a time and
with exact decimal hyperparameters, so that they share neither code nor rounding with the core. With the path of the
published trajectories on the quadratic (reference/optimizer_steps.json), the script first checks itself against them.

A line is a run:  problem name key=value … | w1 w2 after step 1, w1 w2 after step 2, …
"""
import json
import sys
from decimal import Decimal as D
from decimal import getcontext

getcontext().prec = 40


def quadratic(w):
    return [w[0], 10 * w[1]]


def rosenbrock(w):
    return [-2 * (1 - w[0]) - 400 * w[0] * (w[1] - w[0] ** 2), 200 * (w[1] - w[0] ** 2)]


PROBLEMS = {"quadratic": (quadratic, [D(3), D(-2)]), "rosenbrock": (rosenbrock, [D("-1.2"), D(1)])}


def sign(x):
    return (x > 0) - (x < 0)


# One function per rule: the state of one coordinate s, its gradient g, the step t, the parameters p → the change of w.
def gd(s, g, t, p):
    return -p["lr"] * g


def momentum(s, g, t, p):
    share = 1 - p["mu"] if p.get("averaged") else 1 if t == 1 else 1 - p.get("dampening", D(0))
    s["b"] = p["mu"] * s.get("b", D(0)) + share * g
    return -p["lr"] * s["b"]


def nesterov(s, g, t, p):
    s["b"] = p["mu"] * s.get("b", D(0)) + g
    return -p["lr"] * (g + p["mu"] * s["b"])


def look_ahead(s, g, t, p):  # g is taken at w + mu v, see walk
    s["v"] = p["mu"] * s.get("v", D(0)) - p["lr"] * g
    return s["v"]


def scale(v, p):
    return (v + p["eps"]).sqrt() if p.get("inside") else v.sqrt() + p["eps"]


def adagrad(s, g, t, p):
    s["s"] = s.get("s", p["init"]) + g * g
    return -p["lr"] * g / scale(s["s"], p)


def adadelta(s, g, t, p):
    s["E"] = p["rho"] * s.get("E", D(0)) + (1 - p["rho"]) * g * g
    d = (s.get("D", D(0)) + p["eps"]).sqrt() / (s["E"] + p["eps"]).sqrt() * g
    s["D"] = p["rho"] * s.get("D", D(0)) + (1 - p["rho"]) * d * d
    return -p["lr"] * d


def rmsprop(s, g, t, p):
    s["v"] = p["alpha"] * s.get("v", D(0)) + (1 - p["alpha"]) * g * g
    s["m"] = p["alpha"] * s.get("m", D(0)) + (1 - p["alpha"]) * g
    s["b"] = p.get("mu", D(0)) * s.get("b", D(0)) + g / scale(s["v"] - s["m"] ** 2 * p.get("centered", D(0)), p)
    return -p["lr"] * s["b"]


def moments(s, g, p):
    s["m"] = p["b1"] * s.get("m", D(0)) + (1 - p["b1"]) * g
    s["v"] = p["b2"] * s.get("v", D(0)) + (1 - p["b2"]) * g * g


def adam(s, g, t, p):
    moments(s, g, p)
    return -p["lr"] * s["m"] / (1 - p["b1"] ** t) / ((s["v"] / (1 - p["b2"] ** t)).sqrt() + p["eps"])


def adamw(s, g, t, p):
    return -p["lr"] * p["wd"] * s["w"] + adam(s, g, t, p)


def amsgrad(s, g, t, p):
    moments(s, g, p)
    c = 1 - p["b2"] ** t
    s["x"] = max(s.get("x", D(0)), s["v"] / c if p["convention"] == "optax" else s["v"])
    x = s["x"] / c if p["convention"] == "torch" else s["x"]
    m = s["m"] if p["convention"] == "paper" else s["m"] / (1 - p["b1"] ** t)
    return -p["lr"] * m / (x.sqrt() + p["eps"])


def adamax(s, g, t, p):
    s["m"] = p["b1"] * s.get("m", D(0)) + (1 - p["b1"]) * g
    s["u"] = max(p["b2"] * s.get("u", D(0)), abs(g) + p["eps"])
    return -p["lr"] * s["m"] / ((1 - p["b1"] ** t) * s["u"])


def nadam(s, g, t, p):
    moments(s, g, p)
    torch = p["convention"] == "torch"
    mu = [p["b1"] * (1 - D("0.5") * D("0.96") ** (k * p["momentum_decay"])) if torch else p["b1"] for k in range(1, t + 2)]
    product = D(1)
    for each in mu[:-1]:
        product *= each
    m = mu[-1] * s["m"] / (1 - product * mu[-1]) + (1 - mu[-2]) * g / (1 - product)
    return -p["lr"] * m / ((s["v"] / (1 - p["b2"] ** t)).sqrt() + p["eps"])


def radam(s, g, t, p):
    moments(s, g, p)
    m, c = s["m"] / (1 - p["b1"] ** t), 1 - p["b2"] ** t
    longest = 2 / (1 - p["b2"]) - 1
    rho = longest - 2 * t * p["b2"] ** t / c
    if rho <= 5:
        return -p["lr"] * m
    r = ((rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho)).sqrt()
    return -p["lr"] * m * r * c.sqrt() / (s["v"].sqrt() + p["eps"])


def lion(s, g, t, p):
    c = p["b1"] * s.get("m", D(0)) + (1 - p["b1"]) * g
    s["m"] = p["b2"] * s.get("m", D(0)) + (1 - p["b2"]) * g
    return -p["lr"] * (sign(c) + p["wd"] * s["w"])


def rprop(s, g, t, p):
    turn = sign(g * s.get("g", D(0)))
    factor = {1: p["eta_plus"], -1: p["eta_minus"], 0: D(1)}[turn]
    s["d"] = min(max(s.get("d", p["lr"]) * factor, p["dmin"]), p["dmax"]) if turn else s.get("d", p["lr"])
    if p["convention"] == "torch":
        s["g"] = D(0) if turn < 0 else g
        return -s["d"] * sign(s["g"])
    emitted = D(0) if turn < 0 else s.get("g", D(0))
    s["g"] = D(0) if turn < 0 else s["d"] * sign(g)
    return -emitted


# One row per run: name in the registry, its rule here, parameters, title in the published trajectories (or None).
ADAM = dict(lr="0.1", b1="0.9", b2="0.999", eps="1e-8")
RPROP = dict(lr="0.1", eta_minus="0.5", eta_plus="1.2", dmin="1e-6", dmax="50")
RUNS = [
    ("gd", gd, dict(lr="0.1"), "sgd"),
    ("momentum", momentum, dict(lr="0.02", mu="0.9"), "momentum (PyTorch, optax)"),
    ("momentum", momentum, dict(lr="0.2", mu="0.9", averaged="1"), "momentum, averaged (1-beta)"),
    ("momentum", momentum, dict(lr="0.02", mu="0.9", dampening="0.5"), "momentum, dampening 0.5 (PyTorch)"),
    ("nesterov", nesterov, dict(lr="0.02", mu="0.9"), "nesterov (PyTorch, optax)"),
    ("nesterov_look_ahead", look_ahead, dict(lr="0.02", mu="0.9"), "nesterov look-ahead (Sutskever)"),
    ("adagrad", adagrad, dict(lr="0.5", eps="1e-10", init="0"), "adagrad (PyTorch)"),
    ("adagrad", adagrad, dict(lr="0.5", eps="1e-7", init="0.1", inside="1"), "adagrad (optax)"),
    ("adadelta", adadelta, dict(lr="1", rho="0.9", eps="1e-6"), "adadelta"),
    ("rmsprop", rmsprop, dict(lr="0.05", alpha="0.99", eps="1e-8"), "rmsprop (PyTorch)"),
    ("rmsprop", rmsprop, dict(lr="0.05", alpha="0.9", eps="1e-8", inside="1"), "rmsprop (optax)"),
    ("rmsprop", rmsprop, dict(lr="0.01", alpha="0.99", eps="1e-8", centered="1", mu="0.9"),
     "rmsprop centred with momentum (PyTorch)"),
    ("adam", adam, ADAM, "adam"),
    ("amsgrad", amsgrad, ADAM | dict(convention="torch"), "amsgrad (PyTorch)"),
    ("amsgrad", amsgrad, ADAM | dict(convention="optax"), "amsgrad (optax)"),
    ("amsgrad", amsgrad, ADAM | dict(convention="paper"), "amsgrad (paper)"),
    ("adamax", adamax, ADAM, "adamax"),
    ("nadam", nadam, ADAM | dict(momentum_decay="0.004", convention="torch"), "nadam (PyTorch)"),
    ("nadam", nadam, ADAM | dict(convention="optax"), "nadam (optax)"),
    ("radam", radam, ADAM, None),
    ("adamw", adamw, ADAM | dict(wd="0.01"), "adamw (decay 0.01)"),
    ("lion", lion, dict(lr="0.05", b1="0.9", b2="0.99", wd="0"), "lion (decay 0)"),
    ("lion", lion, dict(lr="0.05", b1="0.9", b2="0.99", wd="0.1"), "lion (decay 0.1)"),
    ("rprop", rprop, RPROP | dict(convention="torch"), "rprop (PyTorch)"),
    ("rprop", rprop, RPROP | dict(convention="optax"), "rprop (optax, lags one step)"),
]
# Rosenbrock's valley is steeper than the quadratic: the rules whose step grows with the gradient get a smaller rate.
GENTLE = {"gd": "0.001", "momentum": "0.0002", "nesterov": "0.0002", "nesterov_look_ahead": "0.0002", "radam": "0.0005"}


def walk(problem, rule, parameters):
    gradient, w = PROBLEMS[problem]
    p = {key: value if key == "convention" else D(value) for key, value in parameters.items()}
    states = [{}, {}]
    for t in range(1, 26):
        ahead = p["mu"] if rule is look_ahead else 0
        g = gradient([x + ahead * s.get("v", D(0)) for x, s in zip(w, states)])
        for x, s in zip(w, states):
            s["w"] = x
        w = [x + rule(s, slope, t, p) for x, s, slope in zip(w, states, g)]
        yield w


def check(path):
    published = {run["optimizer"]: run["w"] for run in json.load(open(path))["runs"]}
    for name, rule, parameters, title in RUNS:
        if title is None:
            continue
        for ours, theirs in zip(walk("quadratic", rule, parameters), published.pop(title)):
            if [float(x) for x in ours] != theirs:
                sys.exit(f"{title}: {ours} is not {theirs}")
    if published:
        sys.exit(f"not computed here: {list(published)}")


def main():
    if len(sys.argv) > 1:
        check(sys.argv[1])
    print("# Written by optimizer_steps.py, which see.")
    for problem in PROBLEMS:
        for name, rule, parameters, _ in RUNS:
            if problem == "rosenbrock" and name in GENTLE:
                parameters = parameters | dict(lr=GENTLE[name])
            told = " ".join(f"{key}={value}" for key, value in parameters.items())
            steps = " ".join(repr(float(x)) for w in walk(problem, rule, parameters) for x in w)
            print(f"{problem} {name} {told} | {steps}")


main()
