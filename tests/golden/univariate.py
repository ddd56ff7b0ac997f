#!/usr/bin/env python3
"""Writes univariate.txt: one-variable minimisation problems with all their local minima.

    python3 univariate.py univariate.json > univariate.txt

The problems are SciPy's, GSL's, Boost's, Commons Math's and MATLAB's own test functions; their minima were computed to 20
digits. A line is: name, interval, error in w attainable from values of f alone (0 where unknown: flat minimum),
evaluations that SciPy's fminbound needed there (as published with the problems; its xtol was about 1e-11), then the local
minima.
"""
import json
import sys

print("# Written by univariate.py, which see.")
for p in json.load(open(sys.argv[1])):
    calls = p["scipy_fminbound_orientation"]["evaluations"]
    attainable = p["attainable_error_in_w_from_f_values_only"] or 0
    minima = " ".join(repr(m["w"]) for m in p["local_minima"])
    print(p["name"].replace(" ", "_"), *map(repr, p["interval"]), repr(attainable), calls, minima)
