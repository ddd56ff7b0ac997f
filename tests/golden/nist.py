#!/usr/bin/env python3
"""Writes nist_nonlinear.txt and nist_linear.txt from NIST's Statistical Reference Datasets (public domain).

    python3 nist.py FOLDER_WITH_NONLINEAR_DAT_FILES FOLDER_WITH_LINEAR_JSON_FILES

The nonlinear sets come from https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml as the files NIST publishes, the linear
ones from the same collection. A set is a line `name parameters rows predictors`, then a line per parameter
(start 1, start 2, certified value, certified standard deviation; linear: certified value and standard deviation), a line
with the certified residual standard deviation (linear: and R²), then the rows, response first.
"""
import json
import pathlib
import re
import sys

here = pathlib.Path(__file__).parent


def nonlinear(path):
    lines = path.read_text().splitlines()
    parameters = [line.split("=")[1].split() for line in lines[40:60] if re.match(r"\s*b\d+\s*=", line)]
    deviation = next(line.split()[-1] for line in lines if line.startswith("Residual Standard Deviation"))
    rows = [line.split() for line in lines[60:] if line.strip()]
    yield f"{path.stem} {len(parameters)} {len(rows)} {len(rows[0]) - 1}"
    yield from (" ".join(p) for p in parameters)
    yield deviation
    yield from (" ".join(row) for row in rows)


def linear(path):
    d = json.loads(path.read_text())
    yield f"{d['name']} {len(d['certified'])} {d['n']} 1"
    yield from (f"{value!r} {sd!r}" for value, sd in zip(d["certified"], d["certified_sd"]))
    yield f"{d['rsd']!r} {d['r_squared']!r}"
    yield from (f"{y!r} {x!r}" for x, y in zip(d["x"], d["y"]))


def write(name, sets):
    text = "# Written by nist.py, which see.\n" + "".join(line + "\n" for each in sets for line in each)
    (here / name).write_text(text)


write("nist_nonlinear.txt", [nonlinear(p) for p in sorted(pathlib.Path(sys.argv[1]).glob("*.dat"))])
write("nist_linear.txt", [linear(p) for p in sorted(pathlib.Path(sys.argv[2]).glob("*.json"))])
