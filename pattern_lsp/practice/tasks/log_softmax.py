"""`log_softmax`: the logarithm of softmax, with its far tail."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.inputs import DTYPES, arrays
from pattern_lsp.practice.task import (
    DIFFERENTIABLE,
    EPSILON,
    LARGEST,
    Array,
    Case,
    Run,
    Task,
    Tensor,
    Wrong,
    array_of,
    check_gradients,
    judge_values,
    tensor,
)


def oracle(x: Array, axis: int) -> Array:
    """Log-softmax in float64; a row that is all -inf is NaN."""
    x = x.astype(np.float64)
    with np.errstate(all="ignore"):
        shifted = x - np.max(x, axis=axis, keepdims=True)
        return np.asarray(shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True)))


def check(run: Run, case: Case) -> None:
    x, axis = case.arguments
    got = run(x, axis)
    values = array_of(run, got, x.values.shape).astype(np.float64)
    if x.dtype in EPSILON and got.dtype != x.dtype and run.framework != "numpy":
        raise Wrong(f"the result of {x.dtype} is {got.dtype}", got=got)
    if not x.values.size:
        return
    expected = oracle(x.values, axis)
    judged = ~np.isnan(expected)  # what comes of a row that is all -inf is open
    values, expected = np.where(judged, values, 0), np.where(judged, expected, 0)
    precision = EPSILON[x.dtype if x.dtype in EPSILON else got.dtype]
    finite = np.where(np.isfinite(x.values), np.abs(x.values.astype(np.float64)), 0)
    largest = np.max(finite, axis=axis, keepdims=True)
    # To round x by one unit in its last place moves the result as far; then each of the terms is rounded.
    tolerance = precision * (
        4 * largest + 4 * np.abs(np.where(np.isfinite(expected), expected, 0)) + 16 + x.values.shape[axis]
    )
    tail = np.isneginf(values) & np.isfinite(expected)
    peaks = np.broadcast_to(np.max(x.values, axis=axis, keepdims=True), values.shape)
    if tail.any() and (peaks[tail] <= np.log(LARGEST.get(x.dtype, 1e300))).any():
        raise Wrong(
            "loses the far tail: the logarithm of a share that underflows to 0 is -inf", expected, got, "NUM002"
        )
    if ((~np.isfinite(values)) & np.isfinite(expected)).any():
        bad = peaks[(~np.isfinite(values)) & np.isfinite(expected)]
        if (bad > 0).any():
            raise Wrong(f"overflows: `exp` of large values is infinite in {x.dtype}", expected, got, "NUM003")
        raise Wrong("underflows: the sum of `exp` over a row far below 0 is 0", expected, got, "NUM003")
    sums = np.exp(values).sum(axis=axis)
    whole = judged.any(axis=axis)
    slack = np.minimum(np.max(tolerance, axis=axis) * 2, 0.01)
    if (np.abs(sums - 1)[whole] > slack[whole]).any():
        other = {
            f"ignores axis: normalised along axis {i}": oracle(x.values, i)
            for i in range(values.ndim)
            if i != axis % values.ndim
        }
        judge_values(run, values, expected, tolerance, x.dtype, "the shares do not sum to 1", other)
        raise Wrong("the shares do not sum to 1", expected, got)
    judge_values(run, values, expected, tolerance, x.dtype, "some entries are not those of log-softmax")
    if "weights" in case.options:
        check_gradients(run, (x, axis), ["x"], case.options["weights"], lambda x: oracle(x, axis))


def cases(framework: str) -> Sequence[Case]:
    table = tensor([[1.0, 2.0, 3.0], [0.0, 0.5, -1.0]])
    weights = tensor([[1.0, 0.0, -2.0], [0.5, 3.0, 1.0]])
    found = [
        Case((tensor([0.0, 1.0]), -1)),
        Case((table, 0)),
        Case((table, 1), {"weights": weights}),
        Case((table, 0), {"weights": weights}),
        Case((tensor([3.0]), 0)),
        Case((tensor([0.0, -1000.0]), -1)),
        Case((tensor([1000.0, 0.0]), -1)),
        Case((tensor([-1000.0, -1001.0]), -1)),
        Case((tensor([[1000.0, 0.0], [-1000.0, -1001.0]]), -1)),
        Case((tensor([LARGEST["float32"] / 2, -LARGEST["float32"] / 2]), -1)),
        Case((tensor([1e8, 1e8]), -1)),
        Case((tensor([-np.inf, 0.0]), -1)),
        Case((tensor([[-np.inf, -np.inf], [1.0, 2.0]]), -1)),
        Case((tensor([1, 2, 3], "int32"), -1)),
        Case((tensor(np.arange(24.0).reshape(2, 3, 4)), 1)),
        Case((tensor([[12.0, 0.0], [0.0, 20.0]], "float16"), -1)),
        Case((tensor(np.zeros((0, 3))), -1)),
        Case((tensor(np.arange(6.0).reshape(2, 3), layout="strided"), 0)),
    ]
    if framework in ("numpy", "torch"):
        found.append(Case((tensor([800.0, 0.0, -800.0], "float64"), -1)))
    return found


def inputs(framework: str) -> st.SearchStrategy[Case]:
    def with_axis(x: Tensor) -> st.SearchStrategy[Case]:
        axes = st.integers(0, x.values.ndim - 1) | st.integers(-x.values.ndim, -1)
        return st.builds(lambda axis: Case((x, axis)), axes)

    # Half of the largest, so that differences are finite.
    return st.sampled_from(DTYPES[framework]).flatmap(
        lambda dtype: arrays(framework, [dtype], least=1, infinities="negative", largest=LARGEST[dtype] / 2).flatmap(
            with_axis
        )
    )


def timed(framework: str) -> tuple[Any, ...]:
    return tensor(np.linspace(-5, 5, 64 * 512).reshape(64, 512)), -1


_LIBRARY = {
    "numpy": """
import scipy.special


def log_softmax(x, axis=-1):
    if not x.size:
        return x.astype(float)
    return scipy.special.log_softmax(x, axis=axis)
""",
    "torch": """
import torch


def log_softmax(x, dim=-1):
    return torch.log_softmax(x if x.is_floating_point() else x.float(), dim)
""",
    "jax": """
import jax


def log_softmax(x, axis=-1):
    return jax.nn.log_softmax(x, axis=axis)
""",
    "tensorflow": """
import tensorflow as tf


def log_softmax(x, axis=-1):
    return tf.nn.log_softmax(x if x.dtype.is_floating else tf.cast(x, tf.float32), axis=axis)
""",
}

TASK = Task(
    title="Log-softmax along an axis, with its far tail",
    forms={
        "numpy": "log_softmax(x, axis=-1)",
        "torch": "log_softmax(x, dim=-1)",
        "jax": "log_softmax(x, axis=-1)",
        "tensorflow": "log_softmax(x, axis=-1)",
    },
    docstrings={
        "log_softmax": """The logarithm of softmax of `x` along an axis.

`x` is an array of any rank >= 1; the result has its shape, and its `exp` sums to 1 along the axis.
Any finite values; an entry 1000 below the maximum is -1000, not -inf. `-inf` stays `-inf`.
"""
    },
    properties=(
        "its `exp` sums to 1 along the axis",
        "equal to the float64 oracle, for any axis and rank",
        "entries far below the maximum are not lost",
        "finite for any finite input",
        ("the gradient is right", DIFFERENTIABLE),
        "the input is left alone",
    ),
    hints=(
        "`log(exp(x) / sum)` is `x - log(sum)`: no share has to be computed, so none can underflow.",
        "`sum(exp(x))` overflows for large `x`. Subtract `max(x)` along the axis first.",
        "With `shifted = x - max(x)`: `shifted - log(sum(exp(shifted)))`, each with the axis kept.",
    ),
    check=check,
    cases=cases,
    inputs=inputs,
    timed=timed,
    library=_LIBRARY,
)
