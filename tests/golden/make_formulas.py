#!/usr/bin/env python3
"""Writes formulas.hpp: test functions with gradients and Hessians, and NIST's regression models with their data.

Usage: make_formulas.py FUNCTIONS2D_JSON NIST_DIRECTORY > formulas.hpp
FUNCTIONS2D_JSON: two-parameter test functions, gradients and Hessians at check points from 50-digit arithmetic.
NIST_DIRECTORY: Statistical Reference Datasets, nonlinear regression (itl.nist.gov/div898/strd): data, certified
residual sum of squares (11 digits), and the parameters refined to double precision.
"""
import glob
import json
import sys


def numbers(values):
    return "{" + ", ".join(repr(float(v)) for v in values) + "}"


def words(values):
    return "{" + ", ".join(json.dumps(v) for v in values) + "}"


print("// Written by make_formulas.py from published test functions and NIST's reference datasets; do not edit.\n#pragma once\n")
print("#include <string>\n#include <vector>\n\nnamespace golden {\n")
print("/// f(w1, w2) with its gradient and its Hessian (f₁₁, f₁₂, f₂₂) at a point.")
print("struct FunctionCheck {\n  std::string formula;\n  double w1, w2, value, by_w1, by_w2, h11, h12, h22;\n};\n")
print("inline const std::vector<FunctionCheck> functions = {")
for function in json.load(open(sys.argv[1])):
    for check in function["checks"]:
        hessian = check["hess"]
        values = [*check["w"], check["f"], *check["grad"], hessian[0][0], hessian[0][1], hessian[1][1]]
        print(f"    {{{json.dumps(function['expression'])}, " + ", ".join(repr(float(v)) for v in values) + "},")
print("};\n")
print("struct Regression {\n  std::string name, model, response;\n  std::vector<std::string> parameters, predictors;")
print("  std::vector<double> optimum;\n  double rss;\n  std::vector<std::vector<double>> columns;  ///< predictors\n  std::vector<double> y;\n};\n")
print("inline const std::vector<Regression> regressions = {")
for path in sorted(glob.glob(sys.argv[2] + "/*.json")):
    d = json.load(open(path))
    columns = [d["x"]] if len(d["predictors"]) == 1 else list(zip(*d["x"]))  # several predictors come row by row
    print(f"    {{{json.dumps(d['name'])}, {json.dumps(d['model'])}, {json.dumps(d['response'])}, {words(d['parameters'])},")
    print(f"     {words(d['predictors'])}, {numbers(d['refined'])}, {d['rss_text']},")
    print("     {" + ", ".join(numbers(c) for c in columns) + "},\n     " + numbers(d["y"]) + "},")
print("};\n\n}  // namespace golden")
