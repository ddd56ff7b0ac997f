"""What statsmodels, lmfit and SciPy say of a handful of fits: errors, correlations, intervals, bands, criteria, F.

Written with statsmodels 0.15, lmfit 1.3 and SciPy 1.17. Run: python3 make_fit_statistics.py > fit_statistics.json
AIC and BIC count the residual deviation as a parameter, as R does; statsmodels' `llf` is the likelihood behind them.
"""
import json

import lmfit
import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats

E = np.exp
X = {
    "puromycin": [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.1, 1.1],
    "decay": [0, 0.5, 1, 1.5, 2, 3, 4, 5, 6.5, 8, 10, 12],
    "curve": [0.3, 1.1, 1.9, 3.2, 4.0, 4.8, 6.1, 7.2, 8.0, 9.4],
}
Y = {
    "puromycin": [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200],
    "decay": [9.87, 8.02, 6.91, 5.60, 4.72, 3.41, 2.61, 1.92, 1.53, 1.18, 1.05, 0.92],
    "curve": [2.1, 3.9, 5.2, 6.4, 6.9, 7.5, 7.2, 6.9, 6.1, 4.4],
}
W = {"decay": [1, 1, 1, 2, 2, 2, 4, 4, 6, 6, 8, 8], "curve": [1, 2, 1, 2, 3, 1, 1, 2, 2, 1]}
AT = {"puromycin": [0.05, 0.4, 1.5], "decay": [0.2, 3.3, 15], "curve": [0, 5, 11]}
NONLINEAR = {
    "puromycin": ("V*x/(K+x)", {"V": 200, "K": 0.1}, lambda x, V, K: V * x / (K + x)),
    "decay": ("A*exp(-k*x)+c", {"A": 9, "k": 0.4, "c": 0.8}, lambda x, A, k, c: A * E(-k * x) + c),
}


def criteria(llf, n, q):
    k = q + 1
    aic = -2 * llf + 2 * k
    return {"aic": aic, "aicc": aic + 2 * k * (k + 1) / (n - k - 1), "bic": -2 * llf + k * np.log(n)}


def linear(name, weighted, degree):
    x, y = np.array(X[name], float), np.array(Y[name], float)
    w = np.array(W[name], float) if weighted else None
    design = np.vander(x, degree + 1, increasing=True)
    fit = sm.WLS(y, design, weights=w).fit() if weighted else sm.OLS(y, design).fit()
    at = np.vander(np.array(AT[name], float), degree + 1, increasing=True)
    bands = fit.get_prediction(at).summary_frame(alpha=0.05)
    names = [f"c{k}" for k in range(degree + 1)]
    covariance = fit.cov_params()
    low = fit.conf_int(0.05)
    return fit, {
        "name": f"{name}, degree {degree}" + (", weighted" if weighted else ""),
        "formula": "+".join(n if k == 0 else f"{n}*x^{k}" for k, n in enumerate(names)),
        "x": x.tolist(), "y": y.tolist(), "weights": None if w is None else w.tolist(), "at": AT[name],
        "parameters": dict(zip(names, fit.params)), "standardErrors": dict(zip(names, fit.bse)),
        "correlation": float(covariance[0, 1] / fit.bse[0] / fit.bse[1]), "first": names[:2],
        "wald": {n: low[k].tolist() for k, n in enumerate(names)},
        "profile": {n: low[k].tolist() for k, n in enumerate(names)},  # the model is linear
        "rss": float(np.sum((1 if w is None else w) * (y - fit.fittedvalues) ** 2)), "rSquared": fit.rsquared,
        "degrees": float(fit.df_resid), **criteria(fit.llf, len(y), degree + 1),
        "band": {"low": bands["mean_ci_lower"].tolist(), "high": bands["mean_ci_upper"].tolist(),
                 "predictionLow": bands["obs_ci_lower"].tolist(), "predictionHigh": bands["obs_ci_upper"].tolist()},
    }


def nonlinear(name, weighted):
    formula, start, f = NONLINEAR[name]
    x, y = np.array(X[name], float), np.array(Y[name], float)
    w = np.array(W[name], float) if weighted else np.ones_like(y)
    model = lmfit.Model(f, independent_vars=["x"])
    fit = model.fit(y, x=x, weights=np.sqrt(w), **start, fit_kws={"ftol": 1e-15, "xtol": 1e-15, "gtol": 1e-15})
    n, q = len(y), len(start)
    t = stats.t.ppf(0.975, n - q)
    names = list(start)
    estimates = np.array([fit.params[k].value for k in names])

    def slopes(at):
        h = 1e-6 * np.maximum(np.abs(estimates), 1e-3)
        return np.array([(f(at, *(estimates + d)) - f(at, *(estimates - d))) / (2 * s)
                         for s, d in zip(h, np.diag(h))]).T

    # SciPy's own least squares, analytic enough: standard errors from a Jacobian by central differences.
    J = slopes(x) * np.sqrt(w)[:, None]
    rss = float(np.sum(w * (y - f(x, *estimates)) ** 2))
    s2 = rss / (n - q)
    covariance = s2 * np.linalg.inv(J.T @ J)
    errors = np.sqrt(np.diag(covariance))
    assert np.allclose(errors, [fit.params[k].stderr for k in names], rtol=2e-4)
    at = np.array(AT[name], float)
    g = slopes(at)
    mean = f(at, *estimates)
    se = np.sqrt(np.einsum("ij,jk,ik->i", g, covariance, g))
    llf = -n / 2 * (np.log(2 * np.pi * rss / n) + 1) + 0.5 * np.sum(np.log(w))

    def profile_end(j, sign):
        def tau(value):
            def rest(z):
                theta = np.insert(z, j, value)
                return np.sqrt(w) * (y - f(x, *theta))
            found = optimize.least_squares(rest, np.delete(estimates, j), x_scale="jac", ftol=1e-15, xtol=1e-15, gtol=1e-15)
            return np.sqrt(max(0, 2 * found.cost - rss) / s2) - t
        return optimize.brentq(tau, estimates[j], estimates[j] + sign * 6 * errors[j], xtol=1e-12, rtol=1e-12)

    return {
        "name": name + (", weighted" if weighted else ""), "formula": formula, "x": x.tolist(), "y": y.tolist(),
        "weights": w.tolist() if weighted else None, "at": AT[name], "parameters": dict(zip(names, estimates)),
        "standardErrors": dict(zip(names, errors)), "first": names[:2],
        "correlation": float(covariance[0, 1] / errors[0] / errors[1]),
        "wald": {k: [estimates[j] - t * errors[j], estimates[j] + t * errors[j]] for j, k in enumerate(names)},
        "profile": {k: [profile_end(j, -1), profile_end(j, 1)] for j, k in enumerate(names)},
        "rss": rss, "rSquared": float(1 - rss / np.sum(w * (y - np.average(y, weights=w)) ** 2)), "degrees": n - q,
        **criteria(llf, n, q),
        "band": {"low": (mean - t * se).tolist(), "high": (mean + t * se).tolist(),
                 "predictionLow": (mean - t * np.sqrt(s2 + se**2)).tolist(),
                 "predictionHigh": (mean + t * np.sqrt(s2 + se**2)).tolist()},
    }


def nested():
    small, a = linear("curve", False, 1)
    large, b = linear("curve", False, 2)
    f, p, difference = large.compare_f_test(small)
    return {"smaller": a["name"], "larger": b["name"], "F": f, "p": p, "degrees1": difference, "degrees2": large.df_resid}


def robust(loss, scale):
    """SciPy's robust loss: its rho(z) = 2·ours, z = (r/scale)². Errors: sandwich with numerical derivatives."""
    x = np.array(X["decay"] * 2, float)
    y = np.array(Y["decay"] + [v + 0.05 for v in Y["decay"]], float)
    y[3] += 4
    y[15] -= 3
    f = NONLINEAR["decay"][2]
    found = optimize.least_squares(lambda z: y - f(x, *z), [9, 0.4, 0.8], loss=loss, f_scale=scale, x_scale="jac",
                                   ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=5000)

    def rho(z):
        r = y - f(x, *z)
        if loss == "huber":
            return np.where(np.abs(r) <= scale, r**2 / 2, scale * (np.abs(r) - scale / 2))
        return scale**2 / 2 * np.log1p((r / scale) ** 2)

    z, h = found.x, 1e-4 * np.abs(found.x)
    unit = np.diag(h)
    G = np.array([(rho(z + d) - rho(z - d)) / (2 * s) for s, d in zip(h, unit)]).T
    H = np.array([[(np.sum(rho(z + a + b)) - np.sum(rho(z + a - b)) - np.sum(rho(z - a + b)) + np.sum(rho(z - a - b)))
                   / (4 * h[i] * h[j]) for j, b in enumerate(unit)] for i, a in enumerate(unit)])
    n, q = len(y), 3
    covariance = np.linalg.inv(H) @ (G.T @ G) @ np.linalg.inv(H) * n / (n - q)
    return {"loss": loss, "scale": scale, "x": x.tolist(), "y": y.tolist(), "parameters": dict(zip("Akc", z)),
            "mean": float(np.mean(rho(z))), "standardErrors": dict(zip("Akc", np.sqrt(np.diag(covariance))))}


def main():
    cases = [nonlinear("puromycin", False), nonlinear("decay", False), nonlinear("decay", True)]
    cases += [linear("curve", weighted, degree)[1] for weighted in (False, True) for degree in (1, 2)]
    out = {"fits": cases, "nested": nested(), "robust": [robust("huber", 0.3), robust("cauchy", 0.3)]}
    print(json.dumps(out, indent=1, default=float))


if __name__ == "__main__":
    main()
