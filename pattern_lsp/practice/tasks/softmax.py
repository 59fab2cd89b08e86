"""`softmax`: rows that are positive and sum to 1, for any finite input."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.inputs import DTYPES, arrays
from pattern_lsp.practice.task import (
    DIFFERENTIABLE,
    EPSILON,
    LARGEST,
    TINY,
    Array,
    Case,
    Run,
    Task,
    Tensor,
    Wrong,
    array_of,
    tensor,
)


def oracle(x: Array, axis: int) -> Array:
    """Softmax in float64; a row that is all -inf is NaN."""
    x = x.astype(np.float64)
    with np.errstate(all="ignore"):
        shares = np.exp(x - np.max(x, axis=axis, keepdims=True))
        return np.asarray(shares / np.sum(shares, axis=axis, keepdims=True))


def condition(x: Array, axis: int) -> Array:
    """How many roundings of its dtype an entry may be off, relative to itself.

    To round x by one unit in its last place changes exp(x) by |x| of them: x counts by its size, the sum by its length.
    """
    finite = np.where(np.isfinite(x), np.abs(x.astype(np.float64)), 0.0)
    return np.asarray(4 * np.max(finite, axis=axis, keepdims=True) + x.shape[axis] + 16)


def check(run: Run, case: Case) -> None:
    x, axis = case.arguments
    got = run(x, axis)
    is_float = x.dtype in EPSILON
    values = array_of(run, got, x.values.shape).astype(np.float64)
    dtype = got.dtype
    if is_float and got.dtype != x.dtype and run.framework != "numpy":
        raise Wrong(f"the result of {x.dtype} is {got.dtype}", got=got)
    if not x.values.size:
        return
    expected = oracle(x.values, axis)
    judged = ~np.isnan(expected)  # a row that is all -inf may be NaN or 0
    poisoned = ~judged & ~np.isnan(values) & (values != 0)
    if poisoned.any():
        raise Wrong("a row that is all `-inf` is neither NaN nor 0", got=got)
    bad = judged & ~np.isfinite(values)
    if bad.any():
        peaks = np.broadcast_to(np.max(x.values, axis=axis, keepdims=True), bad.shape)[bad]
        raise Wrong(_overflow(x) if (peaks > 0).any() else _UNDERFLOW, expected, got, "NUM001")
    if (values[judged] < 0).any():
        raise Wrong("some entries are negative", expected, got)
    precision = EPSILON[x.dtype if is_float and x.dtype in EPSILON else dtype]
    rounding = np.broadcast_to(condition(x.values, axis), values.shape)
    tolerance = (
        expected * np.minimum(rounding * precision, 1.0) + 2 * TINY[dtype] + TINY[x.dtype if is_float else dtype]
    )
    sums = np.where(judged, values, 0).sum(axis=axis)
    whole = judged.any(axis=axis)
    slack = np.minimum(rounding.max(axis=axis) * precision, 0.01)
    if (np.abs(sums - 1)[whole] > slack[whole]).any():
        other = next((i for i in range(values.ndim) if i != axis % values.ndim and _sums_to_one(values, i)), None)
        if other is not None:
            raise Wrong(
                f"ignores axis: the sums along axis {other} are 1, those along axis {axis} are not", expected, got
            )
        if abs(values.sum() - 1) < 1e-2 and values.ndim > 1:
            raise Wrong("ignores axis: all entries together sum to 1", expected, got)
        raise Wrong("rows do not sum to 1", expected, got)
    run.compare(
        np.where(judged, values, 0),
        np.where(judged, expected, 0),
        np.where(judged, tolerance, 0),
        x.dtype,
        "rows sum to 1, but the shares are not those of a softmax",
    )
    _check_gradient(run, case, x, axis)


def _check_gradient(run: Run, case: Case, x: Tensor, axis: int) -> None:
    """The gradient of a sum with weights, where the framework differentiates."""
    weights = case.options.get("weights")
    if weights is None or run.framework == "numpy":
        return
    _, gradients = run.gradient(x, axis, wrt=[0], cotangent=weights)
    if gradients is None or gradients[0] is None:
        raise Wrong("is not differentiable: no gradient reaches `x`")
    p = oracle(x.values, axis)
    w = weights.values.astype(np.float64)
    expected = p * (w - np.sum(w * p, axis=axis, keepdims=True))
    got = array_of(run, gradients[0], x.values.shape, what="gradient")
    tolerance = EPSILON[x.dtype] * condition(x.values, axis) * np.max(np.abs(w)) * 4 + TINY[x.dtype]
    run.compare(got, expected, tolerance, x.dtype, "the gradient is wrong")


_UNDERFLOW = "underflows: a row whose values lie far below 0, or below other rows, gives NaN"


def _overflow(x: Tensor) -> str:
    limit = int(np.log(LARGEST[x.dtype])) if x.dtype in LARGEST else 709
    return f"overflows: `exp` of values above {limit} is infinite in {x.dtype}, and the result is NaN"


def _sums_to_one(values: Array, axis: int) -> bool:
    return bool(np.allclose(values.sum(axis=axis), 1, atol=1e-3))


def cases(framework: str) -> Sequence[Case]:
    table = tensor([[1.0, 2.0, 3.0], [0.0, 0.5, -1.0]])
    weights = tensor([[1.0, 0.0, -2.0], [0.5, 3.0, 1.0]])
    found = [
        Case((tensor([0.0, 1.0]), -1)),
        Case((table, 0)),
        Case((table, 1), {"weights": weights}),
        Case((table, -2)),
        Case((tensor([3.0]), 0)),
        Case((tensor([1000.0, 0.0]), -1)),
        Case((tensor([-1000.0, -1001.0]), -1)),
        Case((tensor([[1000.0, 0.0], [-1000.0, -1001.0]]), -1)),
        Case((tensor([LARGEST["float32"], -LARGEST["float32"]]), -1)),
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
        found.append(Case((tensor([800.0, 0.0], "float64"), -1)))
    return found


def inputs(framework: str) -> st.SearchStrategy[Case]:
    def with_axis(x: Tensor) -> st.SearchStrategy[Case]:
        axes = st.integers(0, x.values.ndim - 1) | st.integers(-x.values.ndim, -1)
        return st.builds(lambda axis: Case((x, axis)), axes)

    return arrays(framework, dtypes=DTYPES[framework], least=1, infinities="negative").flatmap(with_axis)


def timed(framework: str) -> tuple[Any, ...]:
    return tensor(np.linspace(-5, 5, 64 * 512).reshape(64, 512)), -1


_DOCSTRING = """Softmax of `x` along an axis.

`x` is an array of any rank >= 1; the result has its shape, its entries are >= 0 and sum to 1 along the axis.
Any finite values; `-inf` gives 0.
"""
_LIBRARY = {
    "numpy": """
import scipy.special


def softmax(x, axis=-1):
    return scipy.special.softmax(x, axis=axis)
""",
    "torch": """
import torch


def softmax(x, dim=-1):
    return torch.softmax(x if x.is_floating_point() else x.float(), dim)
""",
    "jax": """
import jax


def softmax(x, axis=-1):
    return jax.nn.softmax(x, axis=axis)
""",
    "tensorflow": """
import tensorflow as tf


def softmax(x, axis=-1):
    return tf.nn.softmax(x if x.dtype.is_floating else tf.cast(x, tf.float32), axis=axis)
""",
}

TASK = Task(
    title="Softmax along an axis, stable for any finite input",
    forms={
        "numpy": "softmax(x, axis=-1)",
        "torch": "softmax(x, dim=-1)",
        "jax": "softmax(x, axis=-1)",
        "tensorflow": "softmax(x, axis=-1)",
    },
    docstrings={"softmax": _DOCSTRING},
    properties=(
        "entries are >= 0 and sum to 1 along the axis",
        "equal to the float64 oracle, for any axis and rank",
        "finite for any finite input",
        "`-inf` gives 0",
        ("the gradient is right", DIFFERENTIABLE),
        "the input is left alone",
    ),
    hints=(
        "Softmax is `exp(x)` divided by its sum along the axis.",
        "`exp(89)` overflows in float32. Softmax stays the same if a constant is subtracted from a whole row:"
        " which constant makes every exponent at most 0?",
        "Subtract `max(x)` along the axis, and keep that axis (`keepdims`) so that it broadcasts; so for the sum.",
    ),
    check=check,
    cases=cases,
    inputs=inputs,
    timed=timed,
    library=_LIBRARY,
)
