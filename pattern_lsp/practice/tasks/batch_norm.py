"""`batch_norm`: each feature normalised over the batch."""

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
        0,
        {
            "normalises over the features instead of the batch": 1,
            "normalises over the batch and the features together": None,
        },
    )


def cases(framework: str) -> Sequence[Case]:
    x = tensor([[1.0, 2.0, -1.0], [3.0, 0.0, 0.5], [-2.0, 1.0, 4.0], [0.0, 5.0, 2.0]])
    gamma, beta = tensor([1.0, 2.0, -0.5]), tensor([0.0, 1.0, 3.0])
    weights = tensor(np.linspace(-1, 2, 12).reshape(4, 3))
    one = tensor([1.0])
    return [
        Case((tensor([[0.0], [2.0]]), one, tensor([0.0]), 1e-5)),
        Case((x, gamma, beta, 1e-5)),
        Case((x, gamma, beta, 1e-5), {"weights": weights}),
        Case((x, gamma, beta, 0.5)),
        Case((x, gamma, beta)),
        Case((tensor([[1.0, 2.0]]), tensor([3.0, 1.0]), tensor([0.5, -1.0]), 1e-5)),
        Case((tensor([[7.0], [7.0]]), tensor([2.0]), tensor([0.25]), 1e-5)),
        Case((tensor([[10001.0], [10002.0], [10003.0]]), one, tensor([0.0]), 1e-5)),
        Case((tensor([[1e-4], [2e-4]]), one, tensor([0.0]), 1e-5)),
        Case((tensor(np.arange(12.0).reshape(4, 3) % 5, layout="strided"), gamma, beta, 1e-5)),
        Case((tensor([[1.0, 2.0], [3.0, 5.0]]), tensor([1.0, 2.0]), tensor([0.0, 1.0]), 1e-5)),
    ]


def inputs(framework: str) -> st.SearchStrategy[Case]:
    dtypes = ("float32", "float64") if framework != "jax" else ("float32",)

    def with_weights(x: Any) -> st.SearchStrategy[Case]:
        features = x.values.shape[1]
        vector = arrays(framework, [x.dtype], shape=(features,), largest=10)
        return st.builds(
            lambda gamma, beta, eps: Case((x, gamma, beta, eps)), vector, vector, st.sampled_from([1e-5, 1e-3])
        )

    return arrays(framework, dtypes, least=2, most=2, largest=1e4).flatmap(with_weights)


def timed(framework: str) -> tuple[Any, ...]:
    return tensor(np.linspace(-5, 5, 256 * 64).reshape(256, 64)), tensor(np.ones(64)), tensor(np.zeros(64)), 1e-5


_LIBRARY = {
    "torch": """
import torch


def batch_norm(x, gamma, beta, eps=1e-5):
    if len(x) == 1:
        return beta + 0 * x
    return torch.nn.functional.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)
""",
}

TASK = Task(
    title="Batch normalisation over the batch, with the biased variance",
    forms={
        "numpy": "batch_norm(x, gamma, beta, eps=1e-5)",
        "torch": "batch_norm(x, gamma, beta, eps=1e-5)",
        "jax": "batch_norm(x, gamma, beta, eps=1e-5)",
    },
    docstrings={
        "batch_norm": """Bring each feature to mean 0 and variance 1 over the batch, then scale and shift it.

`x` is `[batch, features]`, `gamma` (scale) and `beta` (shift) are `[features]`; the result has the shape of `x`.
The variance is the biased one (it divides by the batch size), and `eps` is added to it under the square root.
A batch of one gives `beta`, and so does a constant feature.
"""
    },
    properties=(
        "equal to the float64 oracle",
        "the variance is the biased one, with `eps` under the root",
        "a batch of one and a constant feature give `beta`",
        "stable where the mean is large",
        ("the gradient is right", DIFFERENTIABLE),
        "the input is left alone",
    ),
    hints=(
        "`(x - mean) / sqrt(variance + eps)`, both over the batch, which is axis 0; then `gamma` and `beta`.",
        "NumPy and JAX divide by n; torch's `var` divides by n - 1 unless it is told otherwise.",
        "In torch: `x.var(dim=0, unbiased=False)`. `mean((x - mean)**2)` is stable, `mean(x**2) - mean**2` is not.",
    ),
    check=check,
    cases=cases,
    inputs=inputs,
    timed=timed,
    library=_LIBRARY,
)
