#!/usr/bin/env python3
"""Writes univariate.txt: one-variable minimisation problems with all their local minima.

    python3 univariate.py univariate.json > univariate.txt

The problems are SciPy's, GSL's, Boost's, Commons Math's and MATLAB's own test functions; their minima were computed to 20
digits. A line is: name, interval, error in w attainable from values of f alone (0 where unknown: flat minimum),
evaluations of SciPy 1.17's fminbound with its default xtol 1e-5, then the local minima. Needs SciPy.
"""
import json
import sys
from math import cos, exp, log, sin  # noqa: F401, for the expressions

from scipy.optimize import fminbound

print("# Written by univariate.py, which see.")
for p in json.load(open(sys.argv[1])):
    calls = fminbound(eval("lambda w: " + p["expression_python"].replace("^", "**")), *p["interval"], full_output=1)[3]
    attainable = p["attainable_error_in_w_from_f_values_only"] or 0
    minima = " ".join(repr(m["w"]) for m in p["local_minima"])
    print(p["name"].replace(" ", "_"), *map(repr, p["interval"]), repr(attainable), calls, minima)
