"""`process_one` and `process_batch`: a function of one item, vectorised over a batch."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.inputs import arrays
from pattern_lsp.practice.task import Array, Case, Run, Task, array_of, judge_values, tensor


def oracle(x: Array, w: Array) -> Array:
    return np.asarray(np.sum(w * x**2, axis=-1))


def check(run: Run, case: Case) -> None:
    x_given, w_given = case.arguments
    x, w = x_given.values.astype(np.float64), w_given.values.astype(np.float64)
    expected = oracle(x, w)
    name = "process_batch" if x.ndim == 2 else "process_one"
    results = [run(x_given, w_given, name=name)]
    if case.options.get("jit"):
        results.append(run.jit(x_given, w_given, name=name))
        results.append(run.vmap(x_given, w_given, in_axes=(0, None), name="process_one"))
    known = {
        "sums over the batch too": np.full(expected.shape, np.sum(w * x**2)),
        "leaves out `w`": np.sum(x**2, axis=-1),
        "does not square": np.sum(w * x, axis=-1),
        "squares `w` too": np.sum((w * x) ** 2, axis=-1),
        "is the mean, not the sum": np.mean(w * x**2, axis=-1),
        "is the root of the sum": np.sqrt(np.abs(expected)),
    }
    for got in results:
        values = array_of(run, got, expected.shape)
        tolerance = 1e-5 * (1 + np.sum(np.abs(w) * x**2, axis=-1))
        judge_values(run, values, expected, tolerance, "float32", f"`{name}` is not the sum of `w * x**2`", known)


def cases(framework: str) -> Sequence[Case]:
    w = tensor([1.0, 2.0, -0.5])
    return [
        Case((tensor([1.0, 2.0, 3.0]), w)),
        Case((tensor([[1.0, 2.0, 3.0], [0.0, -1.0, 4.0]]), w), {"jit": True}),
        Case((tensor([[2.0, 0.5, 1.0]]), w)),
        Case((tensor(np.arange(9.0).reshape(3, 3)), w), {"jit": True}),
        Case((tensor(np.zeros((0, 3))), w)),
    ]


def inputs(framework: str) -> st.SearchStrategy[Case]:
    sizes = st.sampled_from([(1, 1), (1, 2), (2, 2), (3, 2)])

    def of(size: tuple[int, int]) -> st.SearchStrategy[Case]:
        x = arrays(framework, ["float32"], shape=size, largest=100)
        return st.builds(lambda x, w: Case((x, w)), x, arrays(framework, ["float32"], shape=size[1:], largest=100))

    return sizes.flatmap(of)


def timed(framework: str) -> tuple[Any, ...]:
    return tensor(np.linspace(0, 1, 1000)), tensor(np.ones(1000))


TASK = Task(
    title="One item's function, vectorised with vmap",
    forms={"jax": "process_batch(xs, w)\nprocess_one(x, w)"},
    docstrings={
        "process_one": """The sum of `w * x**2`, a scalar; `x` and `w` are `[features]`.
""",
        "process_batch": """`process_one` of each row of `xs`, with the same `w` for all.

`xs` is `[batch, features]`, `w` is `[features]`; the result is `[batch]`. Written with `jax.vmap`.
""",
    },
    properties=(
        "`process_one` is the sum of `w * x**2`",
        "`process_batch` equals a loop over the rows",
        "an empty batch and a batch of one work",
        "it works under `jit` and `vmap`",
    ),
    hints=(
        "Write `process_one` as if there were no batch.",
        "`jax.vmap(process_one)` would go through the rows of `xs` and the elements of `w` side by side.",
        "`in_axes=(0, None)`: over the first axis of `xs`, and `w` as a whole for each row.",
    ),
    check=check,
    cases=cases,
    inputs=inputs,
    examples=30,
)
