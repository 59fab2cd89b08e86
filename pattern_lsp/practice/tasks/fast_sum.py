"""`fast_sum`: the sum of an array, in float64."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.compiled import check_compiled, is_refused_type, number_of
from pattern_lsp.practice.inputs import arrays
from pattern_lsp.practice.task import EPSILON, Case, Run, Task, Wrong, tensor


def check(run: Run, case: Case) -> None:
    check_compiled(run)
    (arr,) = case.arguments
    values = arr.values.astype(np.float64)
    with np.errstate(all="ignore"):
        finite = np.isfinite(values).all()
        expected = math.fsum(values) if finite else float(np.sum(values))
    options = [one["numba"] for one in run.definitions().values() if "numba" in one]
    is_parallel = len(values) > 10_000 and any(one["parallel"] for one in options)
    try:
        got = run.threads(arr, threads=8, seconds=0.5) if is_parallel else run(arr)
    except Wrong as wrong:
        if is_refused_type(wrong, arr, "float64"):
            return
        raise
    value = float(number_of(got))
    # Each of n additions may round; a sum one by one is as good as a clever one.
    tolerance = EPSILON["float64"] * max(len(values), 1) * float(np.sum(np.abs(values[np.isfinite(values)])))
    mistake = run.explain(
        value,
        {
            "is the mean": expected / len(values) if len(values) else None,
            "leaves out the first element": np.sum(values[1:]),
            "leaves out the last element": np.sum(values[:-1]),
            "adds up whole numbers: fractions are lost": np.sum(np.trunc(values)) if finite else None,
            "adds up the absolute values": np.sum(np.abs(values)),
            "adds up the squares": np.sum(values**2),
            "counts the elements": len(values),
        },
        tolerance,
    )
    if value == expected or abs(value - expected) <= tolerance or (math.isnan(value) and math.isnan(expected)):
        if finite:
            run.compare(np.asarray(value), np.asarray(expected), tolerance, "float64", "")
        return
    if not len(values):
        raise Wrong(f"an empty array gives {value!r}, not 0.0", expected, got)
    if is_parallel and abs(float(number_of(run.threads(arr, threads=1))) - expected) <= tolerance:
        raise Wrong("is right with one thread and wrong with several: a race", expected, got)
    if mistake:
        raise Wrong(mistake, expected, got)
    if not finite:
        raise Wrong("infinities and NaN are lost", expected, got)
    if abs(value - expected) <= len(values) * EPSILON["float32"] * 4 * np.sum(np.abs(values)):
        raise Wrong("is less exact than float64: it adds up in float32", expected, got)
    raise Wrong("is not the sum", expected, got)


def cases(framework: str) -> Sequence[Case]:
    many = np.linspace(0, 1, 10_001)
    return [
        Case((tensor([1.0, 2.0], "float64"),)),
        Case((tensor([0.5, 0.25, -3.0], "float64"),)),
        Case((tensor([], "float64"),)),
        Case((tensor([-0.5], "float64"),)),
        Case((tensor([1e16, 1.0, -1e16], "float64"),)),
        Case((tensor([0.1, 0.2, 0.3, 0.4], "float64", "strided"),)),
        Case((tensor([16777216.0, 1.0, 1.0, 1.0], "float32"),)),
        Case((tensor(many, "float64"),)),
        Case((tensor(many, "float32"),)),
        Case((tensor(np.linspace(0, 1, 3_000_001), "float64"),)),
        Case((tensor([1.0, np.inf], "float64"),)),
        Case((tensor([1.0, np.nan, 2.0], "float64"),)),
    ]


def inputs(framework: str) -> st.SearchStrategy[Case]:
    return arrays(framework, ["float64"], least=1, most=1, largest=1e12).map(lambda arr: Case((arr,)))


def timed(framework: str) -> tuple[Any, ...]:
    return (tensor(np.linspace(0, 1, 100_000), "float64"),)


TASK = Task(
    title="Compiled sum of an array",
    forms={"numba": "fast_sum(arr)"},
    docstrings={
        "fast_sum": """The sum of a one-dimensional array of floats, in a loop that numba compiles.

float32 is added up in float64. An empty array gives 0.0; infinities and NaN are what they are.
"""
    },
    properties=(
        "exact to the rounding of float64",
        "0.0 for an empty array",
        "infinities and NaN are kept",
        "compiled in nopython mode",
        "the same with any number of threads",
    ),
    hints=(
        "A plain `for` loop is fast once it is compiled: there is nothing to vectorise.",
        "Start from `0.0`: a float64, whatever the array holds.",
        "`@njit` above the function; `fastmath=True` would let the compiler ignore NaN and infinities.",
    ),
    check=check,
    cases=cases,
    inputs=inputs,
    timed=timed,
)
