"""A mask is filled with a number that float16 does not have.

The smallest float16 number is -65504.
`scores.masked_fill(mask == 0, -1e9)` works in float32 and raises "value cannot be converted to type c10::Half without
overflow" as soon as the scores are float16, under `autocast` or after `.half()` (torch 2.13).
`scores + (1 - mask) * -1e9` becomes `scores + 0 * -inf` in NumPy, JAX and TensorFlow, and every visible score is NaN.
Fill with what the dtype has: `torch.finfo(scores.dtype).min`, or `float("-inf")` where no row is hidden completely; in
the other frameworks choose with `where`, as in `tf.where(mask, scores, scores.dtype.min)`.

It is reported as information, since in float32 and bfloat16 nothing happens.
`where(mask, scores, -1e9)` is not reported: the number becomes `-inf` there, and softmax can take that.

Source: numpy.org, `numpy.finfo`; docs.pytorch.org, "Automatic Mixed Precision" (`matmul` gives float16).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import operands_of
from pattern_lsp.semantic.values import Value

_SMALLEST = -65504
_WIDE = frozenset({"float", "double"})


def check(model: Model) -> Iterator[Finding]:
    calls = {id(call): call for name in ("masked_fill", "masked_fill_") for call in model.calls(method=name)}
    for call in calls.values():
        if call.name and not call.name.startswith("torch."):
            continue
        value = call.argument("value") or call.positional(2 if call.receiver is None else 1)
        scores = call.receiver or call.positional(0)
        if value is not None and scores is not None and _is_too_small(value.value) and not _is_wide(scores.value):
            yield Finding(
                call.place,
                f"`{value.text}` does not fit float16, and filling with it raises there: "
                f"use `torch.finfo({_short(scores)}.dtype).min`",
                _fix(model, scores, value),
            )
    for product in model.calls(op="multiply"):
        if _hides(product) and product.result.name != "torch" and _is_added_to_scores(model, product):
            yield Finding(
                product.place, f"In float16 `{product.place.text}` is `0 * -inf`, which is NaN: choose with `where`"
            )


def _is_too_small(value: Value) -> bool:
    return isinstance(value.constant, (int, float)) and float("-inf") < value.constant < _SMALLEST


def _is_wide(value: Value) -> bool:
    """Whether a value was surely converted to float32 or float64."""
    term = value.term
    if term is None:
        return False
    if term.method == "to":
        return any(argument.value.name in ("torch.float32", "torch.float64") for argument in term.arguments)
    return term.method in _WIDE


def _hides(product: Call) -> bool:
    """`(1 - mask) * -1e9`"""
    operands = operands_of(product)
    if len(operands) != 2 or not product.is_operator:
        return False
    return any(_is_too_small(one.value) for one in operands)


def _is_added_to_scores(model: Model, product: Call) -> bool:
    """Whether a product is added to attention scores that are computed in their own dtype."""
    for total in model.calls(op="add"):
        operands = operands_of(total)
        if any(one.value.term is product for one in operands):
            return any(_is_scores(one.value) for one in operands if one.value.term is not product)
    return False


def _is_scores(value: Value) -> bool:
    """A product of matrices, perhaps divided by something."""
    if not value.is_array("tensorflow", "jax", "numpy") or value.term is None:
        return False
    if value.op in ("divide", "multiply"):
        return any(one.value.op == "matmul" for one in operands_of(value.term))
    return value.op == "matmul"


def _short(scores: Operand) -> str:
    return scores.identifier or "scores"


def _fix(model: Model, scores: Operand, value: Operand) -> Fix | None:
    torch = model.names.get("torch")
    if torch is None or not scores.identifier:
        return None
    smallest = f"{torch}.finfo({scores.identifier}.dtype).min"
    return Fix("Fill with the smallest number of the dtype", edit(value.place, smallest))


RULE = Rule(
    code="NUM009",
    name="finite-mask-value",
    severity=Severity.INFORMATION,
    message="a mask value such as `-1e9` that float16 does not have",
    frameworks=frozenset({"torch", "tensorflow", "jax", "numpy"}),
    check=check,
    symptoms=(Symptom.DEVICE,),
    examples=(
        Example(
            bad="""\
import torch

q = torch.ones(2, 4)
mask = torch.tensor([[1, 0], [1, 1]])
with torch.autocast("cpu", dtype=torch.float16):
    scores = q @ q.T
    weights = scores.masked_fill(mask == 0, -1e9).softmax(dim=-1)
""",
            good="""\
import torch

q = torch.ones(2, 4)
mask = torch.tensor([[1, 0], [1, 1]])
with torch.autocast("cpu", dtype=torch.float16):
    scores = q @ q.T
    weights = scores.masked_fill(mask == 0, torch.finfo(scores.dtype).min).softmax(dim=-1)
""",
            proof=Raises("RuntimeError", "without overflow"),
        ),
        Example(
            bad="""\
import tensorflow as tf


def attention(q, k, v, mask):
    scores = tf.matmul(q, k, transpose_b=True) / 2**0.5
    scores += (1 - tf.cast(mask, scores.dtype)) * -1e9
    return tf.matmul(tf.nn.softmax(scores), v)


x = tf.ones((2, 2), tf.float16)
result = attention(x, x, x, tf.constant([[1, 0], [1, 1]]))
""",
            good="""\
import tensorflow as tf


def attention(q, k, v, mask):
    scores = tf.matmul(q, k, transpose_b=True) / 2**0.5
    scores = tf.where(tf.cast(mask, tf.bool), scores, scores.dtype.min)
    return tf.matmul(tf.nn.softmax(scores), v)


x = tf.ones((2, 2), tf.float16)
result = attention(x, x, x, tf.constant([[1, 0], [1, 1]]))
""",
            proof=Shows("np.isnan(bad.result.numpy()).all() and (good.result.numpy() == 1).all()"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def weights(q, k, mask):
    return jax.nn.softmax(q @ k.T + (1 - mask) * -1e9)


x = jnp.ones((2, 2), jnp.float16)
result = weights(x, x, jnp.array([[1, 0], [1, 1]], jnp.float16))
scores = jnp.matmul(x, x.T) / 2 + (1 - x) * -1e9
""",
            good="""\
import jax
import jax.numpy as jnp


def weights(q, k, mask):
    return jax.nn.softmax(jnp.where(mask == 1, q @ k.T, jnp.finfo(q.dtype).min))


x = jnp.ones((2, 2), jnp.float16)
result = weights(x, x, jnp.array([[1, 0], [1, 1]], jnp.float16))
scores = jnp.where(x == 1, jnp.matmul(x, x.T) / 2, jnp.finfo(x.dtype).min)
""",
            proof=Shows(
                "np.isnan(bad.result).all() and np.isnan(bad.scores).all() and not np.isnan(good.result).any()"
            ),
        ),
    ),
)
