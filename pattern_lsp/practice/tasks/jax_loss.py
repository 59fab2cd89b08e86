"""`loss`: the mean squared error of a linear model, a scalar that JAX differentiates."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from pattern_lsp.practice.task import Array, Case, Got, Run, Task, Wrong, array_of, judge_values, tensor


def oracle(w: Array, b: Array, x: Array, y: Array) -> Array:
    return np.asarray(np.mean((x @ w + b - y) ** 2))


def check(run: Run, case: Case) -> None:
    params, x_given, y_given = case.arguments
    w, b, x, y = (one.values.astype(np.float64) for one in (*params, x_given, y_given))
    pred = x @ w + b
    expected = oracle(w, b, x, y)
    known = {
        "is the sum, not the mean": np.sum((pred - y) ** 2),
        "is half of the mean": expected / 2,
        "is the root of the mean": np.sqrt(expected),
        "is the mean absolute error": np.mean(np.abs(pred - y)),
        "is the mean over the batch of sums over the outputs": np.mean(np.sum((pred - y) ** 2, axis=-1)),
        "leaves out the bias": oracle(w, 0 * b, x, y),
        "has the wrong sign": -expected,
        "squares the mean instead of taking the mean of the squares": np.mean(pred - y) ** 2,
    }
    for got in (run(*case.arguments), run.jit(*case.arguments)):
        value = array_of(run, got, ()).astype(np.float64)
        judge_values(
            run, value, expected, 1e-4 * (1 + abs(expected)), "float32", "is not the mean squared error", known
        )
    _, gradients = run.gradient(*case.arguments, wrt=[0])
    if gradients is None:
        raise Wrong("is not differentiable: no gradient reaches `params`")
    residual = 2 * (pred - y) / pred.size
    slopes = {"w": x.T @ residual, "b": residual.sum(axis=0)}
    pair = gradients[0]
    for (name, slope), gradient in zip(slopes.items(), pair, strict=True):
        values = np.asarray(gradient.values if isinstance(gradient, Got) else gradient)
        if not values.any() and slope.any():
            raise Wrong(f"is not differentiable: no gradient reaches `{name}`", slope, gradient)
        run.compare(values, slope, 1e-4 * (1 + np.max(np.abs(slope))), "float16", f"the gradient of `{name}` is wrong")


def cases(framework: str) -> Sequence[Case]:
    chosen = np.random.default_rng(0)

    def of(batch: int, features: int, outputs: int) -> Case:
        sizes = (features, outputs), (outputs,), (batch, features), (batch, outputs)
        w, b, x, y = (tensor(chosen.normal(size=size)) for size in sizes)
        return Case(((w, b), x, y))

    one = tensor([[2.0]]), tensor([1.0])
    return [
        Case((one, tensor([[1.0]]), tensor([[5.0]]))),
        of(4, 3, 1),
        of(4, 3, 2),
        of(1, 2, 3),
        Case((one, tensor([[1e4]]), tensor([[0.0]]))),
        of(5, 1, 1),
    ]


def timed(framework: str) -> tuple[Any, ...]:
    x = tensor(np.linspace(0, 1, 256 * 32).reshape(256, 32))
    return (tensor(np.ones((32, 4))), tensor(np.zeros(4))), x, tensor(np.zeros((256, 4)))


_LIBRARY = {
    "jax": """
import optax


def loss(params, x, y):
    w, b = params
    return 2 * optax.l2_loss(x @ w + b, y).mean()
""",
}

TASK = Task(
    title="Loss function and its gradient",
    forms={"jax": "loss(params, x, y)"},
    docstrings={
        "loss": """The mean squared error of a linear model, a scalar.

`params` is `(w, b)` with `w` `[features, outputs]` and `b` `[outputs]`; `x` is `[batch, features]`, `y` is
`[batch, outputs]`. The prediction is `x @ w + b`; the mean is over all elements. `jax.grad(loss)` gives the gradients
of `params`.
"""
    },
    properties=(
        "the mean over all elements, equal to the float64 oracle",
        "a scalar array, as `jax.grad` needs",
        "the gradients of w and b are right",
        "it works under `jit`",
    ),
    hints=(
        "Take the pair apart, predict, and take the mean of the squared differences.",
        "Only `jnp` on what is traced: `np.mean` and `float` stop the gradient with an error.",
        "`grad_fn = jax.grad(loss)`; `jax.value_and_grad(loss)(params, x, y)` gives `(loss, gradients)`.",
    ),
    names=("mse_loss", "loss_fn"),
    check=check,
    cases=cases,
    timed=timed,
    library=_LIBRARY,
)
