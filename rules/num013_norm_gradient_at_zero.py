"""The root of a squared distance is differentiated where the distance is surely 0.

Of the differences of every row with every row, `x[:, None] - x[None]`, those on the diagonal are 0.
The derivative of the square root at 0 is infinite, that of the square is 0, and their product is NaN: the gradient of
`x` is NaN everywhere after the very first step.
`jnp.linalg.norm` and `tf.norm` do the same (JAX 0.10.2, TensorFlow 2.21); `torch.linalg.norm` and `torch.cdist` take
0 there, but `torch.sqrt(….sum(-1))` does not (torch 2.13).
Add a small number under the root, `jnp.sqrt(jnp.sum(d**2, axis=-1) + 1e-12)`, or leave the diagonal out.

Reported is only the distance of an array from itself, where gradients are taken: under `jax.grad`, for what a torch
parameter or layer gave, or within a `GradientTape`.

Source: docs.jax.dev, "Frequently asked questions", "Gradients contain NaN where using `where`"; pytorch.org,
`torch.cdist`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import is_constant, is_self_difference, is_trained, operands_of
from pattern_lsp.semantic.values import Trace, Value


def check(model: Model) -> Iterator[Finding]:
    for root in (*model.calls(op=("sqrt", "norm")), *model.calls(op="power")):
        operands = operands_of(root)
        if not operands or (root.op == "power" and not is_constant(operands[-1].value, 0.5)):
            continue
        difference = operands[0].value.term if root.op == "norm" else _squared(operands[0].value)
        if difference is None or difference.op != "subtract" or not is_self_difference(difference):
            continue
        if root.op == "norm" and (root.result.name == "torch" or root.argument("axis") is None):
            continue
        if _is_differentiated(root, operands_of(difference)):
            yield Finding(
                root.place,
                "The distance of a row from itself is 0, and the gradient of its root NaN: add a small number under it",
                related=(Related(difference.place, "0 on the diagonal"),),
            )


def _squared(value: Value) -> Call | None:
    """The difference in `sum(difference ** 2)`."""
    total = value.term
    if total is None or total.op != "sum" or not operands_of(total):
        return None
    square = operands_of(total)[0].value.term
    if square is None or not operands_of(square):
        return None
    operands = operands_of(square)
    if square.op == "square" or (square.op == "power" and is_constant(operands[-1].value, 2)):
        return operands[0].value.term
    is_product = square.op == "multiply" and operands[0].value.term is operands[-1].value.term
    return operands[0].value.term if is_product else None


def _is_differentiated(root: Call, sides: list[Operand]) -> bool:
    if root.result.trace & Trace.GRAD or root.context.trace & Trace.GRAD:
        return True
    if root.context.grad_enabled is False:
        return False
    is_recorded = any(manager.name == "tensorflow.GradientTape" for manager in root.context.managers)
    return is_recorded or any(is_trained(side.value) for side in sides)


RULE = Rule(
    code="NUM013",
    name="norm-gradient-at-zero",
    severity=Severity.ERROR,
    message="the root of a distance that is surely 0 is differentiated",
    frameworks=frozenset({"jax", "torch", "tensorflow"}),
    check=check,
    symptoms=(Symptom.NAN,),
    examples=(
        Example(
            bad="""\
import jax
import jax.numpy as jnp


@jax.grad
def energy(x):
    difference = x[:, None] - x[None, :]
    return jnp.sum(jnp.sqrt(jnp.sum(difference**2, axis=-1)))


force = energy(jnp.array([[0.0, 0.0], [3.0, 4.0]]))
""",
            good="""\
import jax
import jax.numpy as jnp


@jax.grad
def energy(x):
    difference = x[:, None] - x[None, :]
    return jnp.sum(jnp.sqrt(jnp.sum(difference**2, axis=-1) + 1e-12))


force = energy(jnp.array([[0.0, 0.0], [3.0, 4.0]]))
""",
            proof=Shows("np.isnan(bad.force).all() and np.allclose(good.force, [[-1.2, -1.6], [1.2, 1.6]])"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def distances(x):
    return jnp.linalg.norm(x[:, None, :] - x[None, :, :], axis=-1)


def loss(x):
    return jnp.mean(distances(x))


gradient = jax.grad(loss)(jnp.eye(3))
""",
            good="""\
import jax
import jax.numpy as jnp


def distances(x):
    return jnp.sqrt(jnp.sum((x[:, None, :] - x[None, :, :]) ** 2, axis=-1) + 1e-12)


def loss(x):
    return jnp.mean(distances(x))


gradient = jax.grad(loss)(jnp.eye(3))
""",
            proof=Shows("np.isnan(bad.gradient).all() and np.isfinite(good.gradient).all()"),
        ),
        Example(
            bad="""\
import torch

x = torch.tensor([[0.0, 0.0], [3.0, 4.0]], requires_grad=True)
difference = x.unsqueeze(0) - x.unsqueeze(1)
difference.pow(2).sum(-1).sqrt().sum().backward()
gradient = x.grad.numpy()
distances = torch.sqrt(((x[:, None] - x[None]) ** 2).sum(dim=-1))
""",
            good="""\
import torch

x = torch.tensor([[0.0, 0.0], [3.0, 4.0]], requires_grad=True)
difference = x.unsqueeze(0) - x.unsqueeze(1)
torch.linalg.norm(difference, dim=-1).sum().backward()
gradient = x.grad.numpy()
distances = torch.cdist(x, x)
""",
            proof=Shows("np.isnan(bad.gradient).all() and np.isfinite(good.gradient).all()"),
        ),
        Example(
            bad="""\
import tensorflow as tf

x = tf.Variable([[0.0, 0.0], [3.0, 4.0]])
with tf.GradientTape() as tape:
    difference = x[:, None] - x[None]
    total = tf.reduce_sum(tf.norm(difference, axis=-1))
gradient = tape.gradient(total, x).numpy()
""",
            good="""\
import tensorflow as tf

x = tf.Variable([[0.0, 0.0], [3.0, 4.0]])
with tf.GradientTape() as tape:
    difference = x[:, None] - x[None]
    total = tf.reduce_sum(tf.sqrt(tf.reduce_sum(difference**2, axis=-1) + 1e-12))
gradient = tape.gradient(total, x).numpy()
""",
            proof=Shows("np.isnan(bad.gradient).all() and np.isfinite(good.gradient).all()"),
        ),
    ),
)
