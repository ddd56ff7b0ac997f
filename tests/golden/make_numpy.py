#!/usr/bin/env python3
"""Writes numpy.hpp: what NumPy's legacy generator, linspace and sum answer, and the notebook's numbers.

Usage: make_numpy.py NUMPY_JSON > numpy.hpp, where NUMPY_JSON holds the notebook's data, its printed log and its
descents (computed with NumPy 1.24.2; float32 by the recipe that prints the notebook's log digit for digit).
Everything else is asked of the NumPy that runs this script.
"""
import json
import sys

import numpy as np

given = json.load(open(sys.argv[1]))


def array(kind, name, values):
    body = ", ".join(float(v).hex() if kind != "std::uint32_t" else f"{int(v)}u" for v in values)
    print(f"inline constexpr {kind} {name}[] = {{{body}}};")


print("// Written by make_numpy.py from NumPy's answers; do not edit.\n#pragma once\n\n#include <cstdint>\n")
print("namespace golden {\n")
for seed in (0, 1, 22, 4294967295):
    array("std::uint32_t", f"words_{seed}", np.random.RandomState(seed).randint(0, 2**32, 8, dtype=np.uint32))
    array("double", f"uniforms_{seed}", np.random.RandomState(seed).random_sample(8))
    array("double", f"normals_{seed}", np.random.RandomState(seed).normal(0, 1, 100))
    array("std::uint32_t", f"permutation_{seed}", np.random.RandomState(seed).permutation(37))
print("/// FNV-1a over the 64-bit words of a million normals of seed 22: one in 30,000 feels the last bit of the logarithm.")
fingerprint = 14695981039346656037
for word in np.random.RandomState(22).normal(0, 1, 10**6).view(np.uint64):
    fingerprint = ((fingerprint ^ int(word)) * 1099511628211) % 2**64
print(f"inline constexpr std::uint64_t million_normals_22 = {fingerprint}u;")
array("double", "normals_mean_minus3_sd_7_seed_5", np.random.RandomState(5).normal(-3, 7, 31))
array("double", "linspace_3_minus_1_17", np.linspace(3, -1, 17))
for n in (0, 1, 7, 8, 9, 127, 128, 129, 1000, 8192, 8193, 20000, 100003):
    values = np.random.RandomState(n).random_sample(n)
    array("double", f"sum_of_{n}", [values.sum()])
array("double", "notebook_x", [float.fromhex(v) for v in given["linspace_-2_2_100_hex"]])
array("double", "notebook_y", [float.fromhex(v) for v in given["y_seed22_hex"]])
print(f"inline constexpr double notebook_loss_at_10 = {given['loss_at_10']['target_hex']};")
best = given["least_squares_through_origin"]
print(f"inline constexpr double notebook_optimum = {best['w_exact_rounded']!r};")
print(f"inline constexpr double notebook_optimum_loss = {best['loss_exact_rounded']!r};")
print(f"inline constexpr double notebook_curvature = {best['curvature_d2loss_dw2']!r};")
for name, run in (("float32", given["gd_float32_matching_recipe"]), ("float64", given["gd_float64_full"])):
    array("double", f"descent_w_{name}", run["W"])
    array("double", f"descent_loss_{name}", run["loss"])
print("\nstruct Printed {\n  int iteration;\n  double loss, w;\n};")
rows = ", ".join(f"{{{k}, {v['loss']!r}, {v['W']!r}}}" for k, v in given["notebook_log"].items())
print(f"inline constexpr Printed notebook_log[] = {{{rows}}};\n")
print("}  // namespace golden")
