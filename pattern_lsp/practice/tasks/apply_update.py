"""`apply_update`: changes to an array that cannot be changed."""

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.inputs import arrays
from pattern_lsp.practice.task import Array, Case, Run, Task, Wrong, array_of, judge_values, tensor


def oracle(arr: Array, mask: Array) -> Array:
    result = arr.astype(np.float64)
    result[0] = 5
    result[1:3] += 1
    result[mask] = 0
    return result


def check(run: Run, case: Case) -> None:
    arr, mask = case.arguments
    x, hidden = arr.values, mask.values
    expected = oracle(x, hidden)
    got = run(arr, mask)
    early = np.where(hidden, 0.0, x)
    early[0] = 5
    early[1:3] += 1
    no_mask, no_add, no_set = (oracle(x, np.zeros_like(hidden)) for _ in range(3))
    no_add[1:3], no_set[0] = x[1:3], x[0]
    no_add[hidden], no_set[hidden] = 0, 0
    one_more = oracle(np.concatenate([x[:3], x[3:4] + 1, x[4:]]), hidden)
    opposite = oracle(x, ~hidden)
    known = {
        "gives the array as it was: `.at[…]` gives a new one, which has to be kept": x.astype(np.float64),
        "sets the masked elements to 0 too early: the other updates come after": early,
        "does not set the masked elements to 0": no_mask,
        "does not add 1 to elements 1 and 2": no_add,
        "does not set the first element to 5": no_set,
        "adds 1 to element 3 too: a slice ends before its stop": one_more,
        "sets to 0 what the mask leaves, and leaves what it names": opposite,
    }
    values = array_of(run, got, x.shape, "fiu").astype(np.float64)
    judge_values(run, values, expected, 1e-6 * (1 + np.abs(expected)), "float32", "is not the updated array", known)
    if got.dtype != arr.dtype:
        raise Wrong(f"the result of {arr.dtype} is {got.dtype}", got=got)


def cases(framework: str) -> Sequence[Case]:
    arr = tensor([1.0, 2.0, 3.0, 4.0])
    return [
        Case((arr, tensor([False, False, False, False], "bool"))),
        Case((arr, tensor([False, True, False, True], "bool"))),
        Case((arr, tensor([True, True, True, True], "bool"))),
        Case((arr, tensor([True, False, False, False], "bool"))),
        Case((tensor([7.0, -1.0, 0.5, 2.0, 9.0]), tensor([False, False, True, False, False], "bool"))),
        Case((tensor([1, 2, 3, 4], "int32"), tensor([False, False, True, False], "bool"))),
        Case((tensor([1.0]), tensor([False], "bool"))),
    ]


def inputs(framework: str) -> st.SearchStrategy[Case]:
    masks = st.lists(st.booleans(), min_size=5, max_size=5).map(lambda one: tensor(one, "bool"))
    return st.builds(lambda x, mask: Case((x, mask)), arrays(framework, ["float32"], shape=(5,), largest=1e6), masks)


TASK = Task(
    title="Immutable updates with `.at`",
    forms={"jax": "apply_update(arr, mask)"},
    docstrings={
        "apply_update": """A new array: the first element 5, then 1 added to elements 1 and 2, then 0 where `mask` is.

`arr` is `[n]`, `mask` is `[n]` of bool; the result has the dtype of `arr`, which stays as it was.
"""
    },
    properties=(
        "the three updates, in this order",
        "the dtype of the array is kept",
        "the old array is left alone",
    ),
    hints=(
        "A JAX array cannot be changed; `arr.at[0].set(5)` gives a new one.",
        "Keep what each update gives: `arr = arr.at[0].set(5)`, then `arr.at[1:3].add(1)`.",
        "`arr.at[mask].set(0)` sets the masked ones; under `jit` it is `jnp.where(mask, 0, arr)`.",
    ),
    check=check,
    cases=cases,
    inputs=inputs,
    examples=40,
)
