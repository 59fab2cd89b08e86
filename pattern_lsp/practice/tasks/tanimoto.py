"""`tanimoto` and `tanimoto_batch`: the similarity of bit vectors."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.task import Array, Case, Run, Task, Wrong, array_of, judge_values, tensor


def oracle(a: Array, b: Array) -> Array:
    """`[q, bits]` and `[n, bits]` to `[q, n]`; NaN for two empty vectors."""
    a, b = a.astype(bool)[:, None], b.astype(bool)[None]
    with np.errstate(all="ignore"):
        return np.asarray((a & b).sum(-1) / (a | b).sum(-1))


def check(run: Run, case: Case) -> None:
    first, second = case.arguments
    is_batch = first.values.ndim == 2
    a, b = np.atleast_2d(first.values), np.atleast_2d(second.values)
    expected = oracle(a, b)
    name = "tanimoto_batch" if is_batch else "tanimoto"
    shape = expected.shape if is_batch else ()
    results = [run(first, second, name=name)]
    if run.framework == "jax" and case.options.get("jit"):
        results.append(run.jit(first, second, name=name))
    for got in results:
        values = array_of(run, got, shape, any_number=not is_batch).astype(np.float64)
        values = values.reshape(expected.shape)
        empty = np.isnan(expected)
        if (empty & ~((values == 0) | (values == 1))).any():
            what = "NaN" if np.isnan(values[empty]).any() else f"{values[empty][0]:g}"
            raise Wrong(f"two empty vectors give {what}, not 0 or 1", got=got)
        shared = (a.astype(bool)[:, None] & b.astype(bool)[None]).sum(-1)
        sizes = a.astype(bool).sum(-1)[:, None] + b.astype(bool).sum(-1)[None]
        with np.errstate(all="ignore"):
            mistakes = {
                "is the Dice coefficient, 2 · shared / (a + b)": 2 * shared / sizes,
                "divides by both sizes together: shared bits count twice": shared / sizes,
                "is the number of shared bits": shared,
                "is the distance, 1 - similarity": 1 - expected,
                "is the cosine, shared / √(a · b)": shared
                / np.sqrt(a.astype(bool).sum(-1)[:, None] * b.astype(bool).sum(-1)[None]),
                "is the share of equal bits: zeros that both have count too": (a[:, None] == b[None]).mean(-1),
                "divides by the number of bits": shared / a.shape[-1],
                "has queries and library the wrong way round": expected.T if is_batch else None,
                "divides by the size of the first vector": shared / a.astype(bool).sum(-1)[:, None],
            }
        filled = np.where(empty, 0, values)
        known = {
            words: np.where(empty, 0, np.nan_to_num(one)) if one.shape == empty.shape else one
            for words, one in mistakes.items()
            if one is not None
        }
        complaint = "is not intersection / union"
        if first.dtype in ("int8", "uint8") and sizes.max() > 100:
            complaint = f"overflows: the counts do not fit in {first.dtype}"
        elif first.dtype not in ("bool", "float32"):
            complaint = f"is wrong for {first.dtype} input"
        judge_values(run, filled, np.where(empty, 0, expected), 1e-5, "float32", complaint, known)


def cases(framework: str) -> Sequence[Case]:
    found = []
    for dtype in ("float32", "bool", "int32"):
        for a, b in [([1, 1, 0, 0], [1, 0, 1, 0]), ([1, 0], [1, 0]), ([1, 0], [0, 1]), ([1, 1, 1, 0], [1, 0, 0, 0])]:
            found.append(Case((tensor(a, dtype), tensor(b, dtype)), {"jit": dtype == "float32"}))
    queries = np.array([[1, 1, 0, 0], [0, 1, 1, 1], [1, 1, 1, 1]])
    library = np.array([[1, 0, 1, 0], [1, 1, 0, 0]])
    for dtype in ("float32", "bool", "int32"):
        found.append(Case((tensor(queries, dtype), tensor(library, dtype)), {"jit": dtype == "bool"}))
    full = np.ones(300)
    found += [
        Case((tensor([0, 0, 0]), tensor([0, 0, 0]))),
        Case((tensor([0, 0], "bool"), tensor([0, 0], "bool"))),
        Case((tensor([[0, 0], [1, 0]]), tensor([[0, 0], [0, 1], [1, 0]]))),
        Case((tensor(full, "uint8"), tensor(np.arange(300) % 2, "uint8"))),
        Case((tensor([full], "int8"), tensor([full, np.arange(300) % 2], "int8"))),
        Case((tensor([0, 1, 0]), tensor([0, 0, 0]))),
    ]
    return found


def inputs(framework: str) -> st.SearchStrategy[Case]:
    @st.composite
    def build(draw: Any) -> Case:
        q, n, bits = draw(st.sampled_from([(1, 1, 2), (1, 2, 3), (2, 3, 4), (3, 1, 5)]))
        dtype = draw(st.sampled_from(["float32", "bool", "int32"]))

        def some(rows: int) -> Any:
            return tensor(
                np.array(draw(st.lists(st.booleans(), min_size=rows * bits, max_size=rows * bits))).reshape(rows, bits),
                dtype,
            )

        a, b = some(q), some(n)
        if q == n == 1 and draw(st.booleans()):
            return Case((tensor(a.values[0], dtype), tensor(b.values[0], dtype)))
        return Case((a, b))

    return build()


TASK = Task(
    title="Tanimoto similarity of bit vectors, in batches",
    forms={
        "jax": "tanimoto(a, b)\ntanimoto_batch(queries, library)",
        "numpy": "tanimoto(a, b)\ntanimoto_batch(queries, library)",
    },
    docstrings={
        "tanimoto": """The similarity of two bit vectors: the bits that both have, divided by those that either has.

`a` and `b` are `[bits]`, of bool, integers or floats that are 0 or 1; the result is a scalar.
Two empty vectors give 0 or 1, never NaN.
""",
        "tanimoto_batch": """The similarity of each query with each vector of the library.

`queries` is `[q, bits]`, `library` is `[n, bits]`; the result is `[q, n]`.
""",
    },
    properties=(
        "intersection divided by union",
        "two empty vectors give 0 or 1",
        "right for bool, integers and floats",
        "the batch equals a loop",
        ("it works under `jit`", ("jax",)),
    ),
    hints=(
        "With `both = sum(a & b)`, the union is `sum(a) + sum(b) - both`.",
        "Guard the division where the union is 0: `where(union > 0, both / maximum(union, 1), 0)`.",
        "`vmap` twice: over the library with `in_axes=(None, 0)`, then over the queries with `(0, None)`.",
    ),
    check=check,
    cases=cases,
    inputs=inputs,
    examples=40,
)
