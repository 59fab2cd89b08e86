"""`one_hot_dna`: a sequence as a table of zeros and ones."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.compiled import sequences
from pattern_lsp.practice.task import Array, Case, Run, Task, Wrong, array_of


def oracle(text: str) -> Array:
    return np.array([[float(base == column) for column in "ACGT"] for base in text]).reshape(len(text), 4)


def check(run: Run, case: Case) -> None:
    (text,) = case.arguments
    unknown = next((base for base in text if base not in "ACGT"), "")
    try:
        got = run(text)
    except Wrong as wrong:
        if not unknown or not wrong.complaint.startswith("raises"):
            raise
        said = wrong.complaint.partition(":")[2]
        if unknown not in said and str(ord(unknown)) not in said:
            raise Wrong(f"{wrong.complaint.partition(':')[0]} for {unknown!r}, and does not name it") from None
        return
    values = array_of(run, got, (len(text), 4)).astype(np.float64)
    expected = oracle(text)
    if unknown.islower() and (values == oracle(text.upper())).all():
        return
    if (values == expected).all():
        return
    row = int(np.argmax((values != expected).any(axis=1)))
    base = text[row]
    if base not in "ACGT":
        columns = "".join(column for column, one in zip("ACGT", values[row], strict=True) if one)
        what = f"counts as {columns}" if len(columns) == 1 else f"gives {values[row]}"
        raise Wrong(f"an unknown base {what}: its row must be zero, or it must be refused", expected, got, "NUM014")
    if (values == oracle(text.translate(str.maketrans("CGT", "GTC")))).all() or sorted(values[row]) == [0, 0, 0, 1]:
        raise Wrong("the columns are not in the order A, C, G, T", expected, got)
    raise Wrong(f"the row of {base} is not a one among zeros", expected, got)


def cases(framework: str) -> Sequence[Case]:
    return [
        Case((text,))
        for text in ("A", "ACGT", "TGCA", "", "N", "ACNGT", "GG", "acgt", "A-C", "R", "ARKY", "GATTACA" * 3)
    ]


def inputs(framework: str) -> st.SearchStrategy[Case]:
    most = 4 if framework == "jax" else 12  # JAX compiles for each length
    return sequences("ACGTN", most).map(lambda text: Case((text,)))


def timed(framework: str) -> tuple[Any, ...]:
    return ("GATTACA" * 200,)


_LIBRARY = {
    "jax": """
import jax
import jax.numpy as jnp


def one_hot_dna(sequence):
    indices = jnp.array(["ACGT".find(base) for base in sequence], dtype=int)
    return jax.nn.one_hot(indices, 4)
""",
}

TASK = Task(
    title="One-hot encoding of DNA",
    forms={
        "tensorflow": "one_hot_dna(sequence)",
        "numpy": "one_hot_dna(sequence)",
        "jax": "one_hot_dna(sequence)",
    },
    docstrings={
        "one_hot_dna": """A DNA sequence as a table `[len, 4]` of floats, the columns A, C, G, T.

`sequence` is a string. The row of an unknown base (N) is zero; to refuse it with an error that names it is right too.
An empty sequence gives `[0, 4]`.
"""
    },
    properties=(
        "one 1.0 in each row, in the column of its base",
        "an unknown base is a row of zeros, or refused by name",
        "an empty sequence gives [0, 4]",
        "the result is an array of the framework, of floats",
    ),
    hints=(
        "Map letters to numbers first, then numbers to rows.",
        "`mapping.get(base, 0)` makes an A of everything unknown: use -1, which `one_hot` makes a row of zeros.",
        "In NumPy and JAX an empty list becomes an array of floats: give the indices an integer dtype.",
    ),
    names=("dna_one_hot", "onehot_dna", "one_hot_encode_dna"),
    check=check,
    cases=cases,
    inputs=inputs,
    timed=timed,
    library=_LIBRARY,
)
