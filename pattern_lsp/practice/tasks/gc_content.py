"""`gc_content`: the share of G and C among the bases that are known."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.compiled import check_compiled, codes, is_refused_type, number_of, sequences
from pattern_lsp.practice.task import Case, Run, Task, Tensor, Wrong


def check(run: Run, case: Case) -> None:
    check_compiled(run)
    (sequence,) = case.arguments
    if sequence.layout.startswith("tiled"):
        _check_long(run, sequence)
        return
    text = sequence.values.tobytes().decode()
    gc, known = sum(base in "GC" for base in text), sum(base != "N" for base in text)
    expected = gc / known if known else 0.0
    try:
        got = run(sequence)
    except Wrong as wrong:
        if is_refused_type(wrong, sequence, "uint8"):
            return
        raise
    value = number_of(got)
    mistake = run.explain(
        value,
        {
            "counts N in the denominator": gc / len(text) if text else None,
            "is a percentage, not a share": 100 * expected,
            "is the share of A and T": sum(base in "AT" for base in text) / known if known else None,
            "counts G only": text.count("G") / known if known else None,
            "counts C only": text.count("C") / known if known else None,
            "rounds to a whole number": gc // known if known else None,
            "is the number of G and C, not their share": gc,
            "counts N as G or C": (gc + text.count("N")) / known if known else None,
            "leaves the last base out": _share(text[:-1]),
            "leaves the first base out": _share(text[1:]),
            "leaves out every letter but A, C, G and T: only N is not counted": gc / letters
            if (letters := sum(base in "ACGT" for base in text))
            else None,
        },
        1e-6,
    )
    if abs(value - expected) <= 1e-6:
        run.compare(np.asarray(value), np.asarray(expected), 1e-6, "float64", "")
    elif known:
        raise Wrong(mistake or "is not the share of G and C among what is not N", expected, got)
    else:
        what = "an empty sequence" if not text else "a sequence of N alone"
        raise Wrong(f"{what} gives {value!r}, not 0.0", expected, got)


def _check_long(run: Run, sequence: Tensor) -> None:
    """A long sequence: counters must hold it, and threads must not disturb each other."""
    text = sequence.values.tobytes().decode()
    expected = sum(base in "GC" for base in text) / len(text)
    is_parallel = any(one["numba"]["parallel"] for one in run.definitions().values() if "numba" in one)
    value = number_of(run.threads(sequence, threads=8, seconds=0.5) if is_parallel else run(sequence))
    # A race may lose one count of millions.
    if is_parallel and abs(value - expected) > 1e-9:
        if abs(number_of(run.threads(sequence, threads=1)) - expected) <= 1e-9:
            raise Wrong("is right with one thread and wrong with several: a race", expected, value)
    if abs(value - expected) > 1e-6:
        raise Wrong("is wrong for a long sequence: the counters do not hold so many", expected, value)


def _share(text: str) -> float:
    known = len(text) - text.count("N")
    return sum(base in "GC" for base in text) / known if known else 0.0


def cases(framework: str) -> Sequence[Case]:
    texts = [
        "G",
        "GA",
        "CA",
        "ACGT",
        "GATTACA",
        "",
        "GN",
        "NNN",
        "GCAR",
        "NGGA",
        "GAAC",
        "ATTTC",
        "G" * 300 + "A" * 100,
    ]
    return [Case((codes(text),)) for text in texts] + [
        Case((codes("GATTACAN", "strided"),)),
        Case((codes("GAA", "tiled 10000000"),)),
    ]


def inputs(framework: str) -> st.SearchStrategy[Case]:
    return sequences("ACGTN").map(lambda text: Case((codes(text),)))


def timed(framework: str) -> tuple[Any, ...]:
    return (codes("GATTACAN" * 10_000),)


TASK = Task(
    title="GC content of an ASCII-encoded sequence, N left out",
    forms={"numba": "gc_content(sequence)"},
    docstrings={
        "gc_content": """The share of G and C among the bases that are not N, compiled by numba.

`sequence` is a uint8 array of ASCII codes (A 65, C 67, G 71, T 84, N 78), upper case.
The result is a float, 0.0 if there is nothing but N.
"""
    },
    properties=(
        "the share of G and C among what is not N",
        "0.0 where nothing is left",
        "compiled in nopython mode",
        "the input is left alone",
    ),
    hints=(
        "Count two things in one loop: the bases that are G or C, and those that are not N.",
        "Compare numbers, not letters: G is 71, C is 67, N is 78.",
        "Divide only if something was counted; the decorator is `@njit`.",
    ),
    names=("gc_fraction", "gc_ratio"),
    check=check,
    cases=cases,
    inputs=inputs,
    timed=timed,
)
