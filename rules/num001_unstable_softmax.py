"""A softmax is computed without subtracting the maximum.

`exp(x) / sum(exp(x))` overflows: `exp` of 89 is infinite in float32, of 710 in float64, and `inf / inf` is NaN.
Subtracting the maximum of each row changes nothing in exact arithmetic and keeps every exponent at or below 0.
Write `e = np.exp(x - x.max(axis=-1, keepdims=True))`, or use the library's own softmax.

Source: Goodfellow, Bengio and Courville, "Deep Learning", section 4.1.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_bounded_exponent, is_same, operands_of, subject_of
from pattern_lsp.semantic.values import Value

_KEEPS_SIZE = ("unsqueeze", "reshape", "view", "expand_as", "squeeze")


def check(model: Model) -> Iterator[Finding]:
    for ratio in model.calls(op="divide"):
        top, bottom = operands_of(ratio)[:2]
        exponent = subject_of(top.value, "exp")
        if exponent is None or is_bounded_exponent(exponent):
            continue
        if not _is_sum_of(bottom.value, top.value):
            continue
        yield Finding(ratio.place, f"{_overflow(top.value)}: subtract the maximum before `exp`")


def _is_sum_of(total: Value, part: Value) -> bool:
    """`sum(e)`, in any of the ways to keep its dimension, and with a small constant added."""
    summed = subject_of(total, "sum")
    if summed is not None:
        return is_same(summed, part)
    term = total.term
    if term is None:
        return False
    if term.op == "add":
        return any(_is_sum_of(operand.value, part) for operand in operands_of(term))
    return term.op in _KEEPS_SIZE and any(_is_sum_of(operand.value, part) for operand in operands_of(term)[:1])


def _overflow(value: Value) -> str:
    call: Call | None = value.term
    text = call.place.text.split("\n", maxsplit=1)[0] if call is not None else "exp(…)"
    return f"`{text}` overflows for large scores, and the result is NaN"


RULE = Rule(
    code="NUM001",
    name="unstable-softmax",
    severity=Severity.WARNING,
    message="softmax without subtracting the maximum",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow"}),
    check=check,
    symptoms=(Symptom.NAN,),
    examples=(
        Example(
            bad="""\
import numpy as np


def softmax(x):
    e = np.exp(x)
    return e / e.sum(axis=-1, keepdims=True)


result = softmax(np.array([[1000.0, 0.0]]))
""",
            good="""\
import numpy as np


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


result = softmax(np.array([[1000.0, 0.0]]))
""",
            proof=Shows("np.isnan(bad.result).any() and np.allclose(good.result, [[1, 0]])"),
        ),
        Example(
            bad="""\
import torch

scores = torch.tensor([[100.0, 0.0]])
result = torch.exp(scores) / torch.exp(scores).sum(dim=-1, keepdim=True)
""",
            good="""\
import torch

scores = torch.tensor([[100.0, 0.0]])
result = torch.softmax(scores, dim=-1)
""",
            proof=Shows("bool(bad.result.isnan().any()) and good.result.tolist()[0][0] == 1"),
        ),
        Example(
            bad="""\
import jax.numpy as jnp

scores = jnp.array([[100.0, 0.0]])
result = jnp.exp(scores) / jnp.sum(jnp.exp(scores), axis=-1, keepdims=True)
""",
            good="""\
import jax
import jax.numpy as jnp

scores = jnp.array([[100.0, 0.0]])
result = jax.nn.softmax(scores, axis=-1)
""",
            proof=Shows("np.isnan(bad.result).any() and np.allclose(good.result, [[1, 0]])"),
        ),
        Example(
            bad="""\
import tensorflow as tf

scores = tf.constant([[100.0, 0.0]])
e = tf.exp(scores)
result = e / tf.reduce_sum(e, axis=-1, keepdims=True)
""",
            good="""\
import tensorflow as tf

scores = tf.constant([[100.0, 0.0]])
result = tf.nn.softmax(scores, axis=-1)
""",
            proof=Shows("np.isnan(bad.result.numpy()).any() and np.allclose(good.result.numpy(), [[1, 0]])"),
        ),
    ),
)
