"""`layer_norm`: each example normalised over its features."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice import normalising
from pattern_lsp.practice.inputs import arrays
from pattern_lsp.practice.task import DIFFERENTIABLE, Case, Run, Task, tensor


def check(run: Run, case: Case) -> None:
    normalising.check(
        run,
        case,
        -1,
        {
            "normalises over the first axis instead of the last": 0,
            "normalises over axis 1, which is the last only for two axes": 1,
            "normalises over all axes together": None,
        },
    )


def cases(framework: str) -> Sequence[Case]:
    x = tensor([[1.0, 2.0, -1.0], [3.0, 0.0, 0.5]])
    gamma, beta = tensor([1.0, 2.0, -0.5]), tensor([0.0, 1.0, 3.0])
    weights = tensor(np.linspace(-1, 2, 6).reshape(2, 3))
    return [
        Case((tensor([0.0, 2.0]), tensor([1.0, 1.0]), tensor([0.0, 0.0]), 1e-5)),
        Case((x, gamma, beta, 1e-5)),
        Case((x, gamma, beta, 1e-5), {"weights": weights}),
        Case((x, gamma, beta, 0.5)),
        Case((x, gamma, beta)),
        Case((tensor(np.arange(12.0).reshape(2, 2, 3) % 5), gamma, beta, 1e-5)),
        Case((tensor([[4.0], [5.0]]), tensor([3.0]), tensor([0.5]), 1e-5)),
        Case((tensor([[7.0, 7.0]]), tensor([2.0, 1.0]), tensor([0.25, -1.0]), 1e-5)),
        Case((tensor([[10001.0, 10002.0, 10003.0]]), tensor(np.ones(3)), tensor(np.zeros(3)), 1e-5)),
        Case((tensor([[1e-4, 2e-4]]), tensor([1.0, 1.0]), tensor([0.0, 0.0]), 1e-5)),
        Case((tensor(np.arange(6.0).reshape(2, 3) % 4, layout="strided"), gamma, beta, 1e-5)),
    ]


def inputs(framework: str) -> st.SearchStrategy[Case]:
    dtypes = ("float32", "float64") if framework != "jax" else ("float32",)

    def with_weights(x: Any) -> st.SearchStrategy[Case]:
        features = x.values.shape[-1]
        vector = arrays(framework, [x.dtype], shape=(features,), largest=10)
        return st.builds(
            lambda gamma, beta, eps: Case((x, gamma, beta, eps)), vector, vector, st.sampled_from([1e-5, 1e-3])
        )

    return arrays(framework, dtypes, least=1, most=3, largest=1e4).flatmap(with_weights)


def timed(framework: str) -> tuple[Any, ...]:
    return tensor(np.linspace(-5, 5, 256 * 64).reshape(256, 64)), tensor(np.ones(64)), tensor(np.zeros(64)), 1e-5


_LIBRARY = {
    "torch": """
import torch


def layer_norm(x, gamma, beta, eps=1e-5):
    return torch.nn.functional.layer_norm(x, x.shape[-1:], gamma, beta, eps)
""",
}

TASK = Task(
    title="Layer normalisation over the last axis",
    forms={
        "numpy": "layer_norm(x, gamma, beta, eps=1e-5)",
        "torch": "layer_norm(x, gamma, beta, eps=1e-5)",
        "jax": "layer_norm(x, gamma, beta, eps=1e-5)",
    },
    docstrings={
        "layer_norm": """Bring each row to mean 0 and variance 1 over the last axis, then scale and shift it.

`x` is of any rank >= 1, `gamma` (scale) and `beta` (shift) are as long as its last axis.
The variance is the biased one, and `eps` is added to it under the square root. A constant row gives `beta`.
"""
    },
    properties=(
        "equal to the float64 oracle, for any rank",
        "the variance is the biased one, with `eps` under the root",
        "a constant row, and a row of one, give `beta`",
        "stable where the mean is large",
        ("the gradient is right", DIFFERENTIABLE),
        "the input is left alone",
    ),
    hints=(
        "`(x - mean) / sqrt(variance + eps)`, both over the last axis; then `gamma` and `beta`.",
        "Keep the axis of the mean and the variance (`keepdims`), so that they broadcast against `x`.",
        "In torch: `x.var(dim=-1, keepdim=True, unbiased=False)`; its default divides by n - 1.",
    ),
    check=check,
    cases=cases,
    inputs=inputs,
    timed=timed,
    library=_LIBRARY,
)
