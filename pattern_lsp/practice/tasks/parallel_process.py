"""`parallel_process`: each element worked on by itself, by several threads."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from pattern_lsp.practice.compiled import check_compiled, check_runs_in_parallel, is_refused_type
from pattern_lsp.practice.task import Array, Case, Run, Task, Wrong, array_of, error_of, tensor


def oracle(data: Array) -> Array:
    return np.asarray(np.sqrt(np.abs(data)) + np.sin(data))


def check(run: Run, case: Case) -> None:
    check_compiled(run, parallel=True)
    (data,) = case.arguments
    expected = oracle(data.values)
    tolerance = 16 * 2.0**-52 * (1 + np.abs(np.nan_to_num(expected)))
    for threads in (1, 2, 4, 8, 3):
        seconds = 0.3 if threads > 1 and len(expected) > 10_000 else 0.0
        try:
            got = run.threads(data, threads=threads, seconds=seconds)
        except Wrong as wrong:
            if is_refused_type(wrong, data, "float64"):
                return
            raise
        values = array_of(run, got, data.values.shape)
        run.compare(values, expected, np.inf, "float64", "")
        if (error_of(values, expected) <= tolerance).all():
            continue
        bad = int(np.argmax(error_of(values, expected) > tolerance))
        if threads > 1:
            raise Wrong(f"is right with one thread and wrong with {threads}: a race", expected[bad], values[bad])
        if (np.isfinite(values) & (values == 0)).all() and (expected != 0).any():
            raise Wrong("nothing is written to the result", expected, values)
        if (values[-1:] == 0).all() and (error_of(values[:-1], expected[:-1]) <= tolerance[:-1]).all():
            raise Wrong("leaves out the last element", expected, values)
        if (values[:1] == 0).all() and (error_of(values[1:], expected[1:]) <= tolerance[1:]).all():
            raise Wrong("leaves out the first element", expected, values)
        if (error_of(values, expected) <= 1e-5 * (1 + np.abs(expected))).all():
            raise Wrong("is less exact than float64", expected, values)
        raise Wrong("is not `sqrt(|x|) + sin(x)` of each element", expected, values)
    check_runs_in_parallel(run)


_SPECIAL = [1.0, np.nan, np.inf, -np.inf]


def cases(framework: str) -> Sequence[Case]:
    return [
        Case((tensor([1.0, 2.0, -3.0], "float64"),)),
        Case((tensor([], "float64"),)),
        Case((tensor([0.5], "float64"),)),
        Case((tensor(_SPECIAL, "float64"),)),
        Case((tensor(np.linspace(-9, 9, 1001), "float64"),)),
        Case((tensor(np.arange(200_000) % 97 - 48.0, "float64"),)),
        Case((tensor(np.linspace(-2, 2, 7), "float64", "strided"),)),
    ]


def timed(framework: str) -> tuple[Any, ...]:
    return (tensor(np.linspace(-9, 9, 100_000), "float64"),)


TASK = Task(
    title="Each element worked on in parallel",
    forms={"numba": "parallel_process(data)"},
    docstrings={
        "parallel_process": """`sqrt(|x|) + sin(x)` of each element of `data`, in parallel.

`data` is a one-dimensional float64 array; the result is a new one of its length.
Compiled by numba with `parallel=True`; the same result with any number of threads.
"""
    },
    properties=(
        "equal to the serial result in float64",
        "the same with 1, 2, 3 and 4 threads",
        "compiled in nopython mode, in parallel",
        "an empty array works",
        "the input is left alone",
    ),
    hints=(
        "Make the result first, `np.empty(n)`, and let each turn of the loop write one element of it.",
        "`for i in prange(n)` shares the turns out, if the function is compiled with `njit(parallel=True)`.",
        "Nothing that one turn writes may be read by another: no running index, no shared buffer.",
    ),
    check=check,
    cases=cases,
    timed=timed,
)
