"""`with_static`: a compiled function with an argument that is not traced."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from pattern_lsp.practice.task import Array, Case, Run, Task, Wrong, array_of, check_gradients, judge_values, tensor


def oracle(data: Array, count: int) -> Array:
    for _ in range(count):
        data = np.tanh(data)
    return data


def check(run: Run, case: Case) -> None:
    if not run.definition().get("jit"):
        raise Wrong("is not compiled: it is not wrapped in `jax.jit`")
    data, count = case.arguments
    x = data.values.astype(np.float64)
    expected = oracle(x, count)
    got = run(data, count)
    values = array_of(run, got, x.shape)
    known = {
        "does one turn too many": oracle(x, count + 1),
        "does one turn too few": oracle(x, count - 1) if count else None,
        "does one turn, whatever `num_iterations` is": oracle(x, 1),
        "does nothing": x,
        "applies `tanh` to the first value again and again": np.tanh(x),
    }
    mistakes = {name: one for name, one in known.items() if one is not None}
    judge_values(run, values, expected, 1e-6 * (count + 4), "float32", "is not `tanh`, so many times", mistakes)
    if "weights" in case.options:
        check_gradients(run, (data, count), ["data"], case.options["weights"], lambda x: oracle(x, count))


def cases(framework: str) -> Sequence[Case]:
    data = tensor([0.5, -1.0, 2.0])
    return [
        Case((data, 1)),
        Case((data, 3)),
        Case((data, 0)),
        Case((tensor([[0.25], [4.0]]), 2)),
        Case((data, 3), {"weights": tensor([1.0, -2.0, 0.5])}),
        Case((tensor([0.1]), 10)),
    ]


def timed(framework: str) -> tuple[Any, ...]:
    return tensor(np.linspace(-2, 2, 10_000)), 5


TASK = Task(
    title="Compiled with a static argument",
    forms={"jax": "with_static(data, num_iterations)"},
    docstrings={
        "with_static": """`tanh` applied to `data` `num_iterations` times, compiled by `jax.jit`.

`data` is an array of any shape, `num_iterations` a Python integer >= 0 that is static: it is not traced, so that a
Python loop can run over it. The result is differentiable.
"""
    },
    properties=(
        "`tanh`, so many times",
        "compiled by `jax.jit`, `num_iterations` static",
        "the gradient is right",
        "0 turns give the data as they are",
    ),
    hints=(
        "A traced integer has no value while the function is compiled: `range(num_iterations)` raises.",
        "`static_argnums=(1,)` keeps the second argument a Python integer; each value is compiled anew.",
        "`@partial(jax.jit, static_argnums=(1,))` above the function, with `functools.partial`.",
    ),
    check=check,
    cases=cases,
    timed=timed,
)
