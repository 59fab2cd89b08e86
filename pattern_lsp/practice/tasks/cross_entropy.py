"""`cross_entropy`: the mean of -log p of the right class, from logits."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.inputs import arrays
from pattern_lsp.practice.task import (
    DIFFERENTIABLE,
    EPSILON,
    Array,
    Case,
    Run,
    Task,
    array_of,
    check_gradients,
    judge_values,
    tensor,
)


def losses(pred: Array, target: Array) -> Array:
    """The loss of each example in float64."""
    peak = np.max(pred, axis=-1, keepdims=True)
    total = peak[..., 0] + np.log(np.sum(np.exp(pred - peak), axis=-1))
    return np.asarray(total - np.take_along_axis(pred, target[:, None].astype(np.int64), axis=-1)[:, 0])


def check(run: Run, case: Case) -> None:
    pred, target = case.arguments
    got = run(pred, target)
    value = array_of(run, got, (), any_number=run.framework == "numpy").astype(np.float64)
    scores, labels = pred.values.astype(np.float64), target.values
    each = losses(scores, labels)
    expected = np.mean(each)
    # The loss is a difference of numbers as large as the logits: their rounding is its own.
    tolerance = EPSILON[pred.dtype] * (4 * np.max(np.abs(scores)) + 4 * np.max(np.abs(each)) + 16 + scores.size)
    mistakes = {
        "is the sum over the batch, not the mean": np.sum(each),
        "has the wrong sign": -expected,
        "divides by the classes too: the mean is over the batch only": expected / scores.shape[1],
    }
    largest = np.max(np.abs(scores))
    complaint = "the loss is wrong"
    if largest > 80:
        complaint, mistakes = f"is not stable: the loss is wrong for logits of {largest:g}", {}
    judge_values(run, value, np.asarray(expected), tolerance, pred.dtype, complaint, mistakes)
    if case.options.get("gradient"):
        check_gradients(run, (pred, target), ["pred"], None, lambda x: np.mean(losses(x, labels)))


def cases(framework: str) -> Sequence[Case]:
    kind = "int32" if framework in ("jax", "tensorflow") else "int64"
    labels = tensor([2, 0], kind)
    gradient = {"gradient": framework != "numpy"}
    return [
        Case((tensor([[0.0, 1.0]]), tensor([0], kind))),
        Case((tensor([[1.0, 2.0, 3.0], [0.0, 0.5, -1.0]]), labels), gradient),
        Case((tensor([[3.0], [1.0]]), tensor([0, 0], kind))),
        Case((tensor([[1000.0, 0.0], [0.0, 1000.0]]), tensor([1, 0], kind))),
        Case((tensor([[1e4, -1e4, 0.0]]), tensor([1], kind))),
        Case((tensor([[-1e4, -1e4 + 1]]), tensor([0], kind))),
        Case((tensor([[0.0, -200.0], [3.0, 1.0]]), tensor([1, 0], kind))),
        Case((tensor([[0.0, -200.0, 1.0]]), tensor([1], kind)), gradient),
        Case((tensor([[5.0, 5.0], [5.0, 5.0]]), tensor([0, 1], kind)), gradient),
        Case((tensor(np.arange(12.0).reshape(4, 3) % 5, layout="strided"), tensor([0, 1, 2, 1], kind))),
    ]


def inputs(framework: str) -> st.SearchStrategy[Case]:
    kind = "int32" if framework in ("jax", "tensorflow") else "int64"
    dtypes = ("float32", "float64") if framework in ("numpy", "torch") else ("float32",)

    def with_target(pred: Any) -> st.SearchStrategy[Case]:
        batch, classes = pred.values.shape
        labels = st.lists(st.integers(0, classes - 1), min_size=batch, max_size=batch)
        return st.builds(lambda one: Case((pred, tensor(one, kind))), labels)

    return arrays(framework, dtypes, least=2, most=2, largest=1e4).flatmap(with_target)


def timed(framework: str) -> tuple[Any, ...]:
    kind = "int32" if framework in ("jax", "tensorflow") else "int64"
    return tensor(np.linspace(-5, 5, 256 * 100).reshape(256, 100)), tensor(np.arange(256) % 100, kind)


_LIBRARY = {
    "torch": """
import torch


def cross_entropy(pred, target):
    return torch.nn.functional.cross_entropy(pred, target)
""",
    "jax": """
import optax


def cross_entropy(pred, target):
    return optax.softmax_cross_entropy_with_integer_labels(pred, target).mean()
""",
    "tensorflow": """
import tensorflow as tf


def cross_entropy(pred, target):
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=target, logits=pred))
""",
}

TASK = Task(
    title="Cross-entropy of logits, from scratch",
    forms={
        "torch": "cross_entropy(pred, target)",
        "jax": "cross_entropy(pred, target)",
        "numpy": "cross_entropy(pred, target)",
        "tensorflow": "cross_entropy(pred, target)",
    },
    docstrings={
        "cross_entropy": """The mean cross-entropy of a batch.

`pred` are logits `[batch, classes]`, `target` the numbers of the right classes `[batch]`; the result is a scalar.
Logits of 1e4 must not overflow.
"""
    },
    properties=(
        "the mean over the batch, equal to the float64 oracle",
        "stable for logits of 1e4 in size",
        "a batch of one works",
        ("the gradient is right", DIFFERENTIABLE),
        "the input is left alone",
    ),
    hints=(
        "The loss of an example is minus the log-probability of its right class.",
        "Log-probabilities are `pred - logsumexp(pred)`; `log(softmax(pred))` loses those that underflow.",
        "Pick the right class of each row (`gather`, `take_along_axis`), and take the mean over the batch.",
    ),
    names=("crossentropy_loss", "cross_entropy_loss", "ce_loss", "softmax_cross_entropy"),
    check=check,
    cases=cases,
    inputs=inputs,
    timed=timed,
    library=_LIBRARY,
)
