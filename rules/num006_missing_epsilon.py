"""Each row or column is divided by its own spread or length, which is 0 for a constant or empty one.

`(x - x.mean(0)) / x.std(0)` is `0 / 0` for a column that holds one number: a pixel at the border, a unit that is
switched off, a batch of one.
The result is NaN, with a RuntimeWarning in NumPy and silently in torch, JAX and TensorFlow, and a single NaN makes the
next matrix product NaN for the whole row.
`x / norm(x, axis=1, keepdims=True)` does the same for a row of zeros, such as padding.
Add a small number, `/ (x.std(0) + 1e-8)`, as batch norm and `torch.nn.functional.normalize` do.

Reported are deviations and norms along an axis, of the very array that is divided.
Silent are those of a whole array or of random numbers, and those that anything tests, bounds or replaces.

Off unless selected: of 16 findings in published packages 6 were of vectors that cannot be 0.

Source: docs.pytorch.org, `torch.nn.functional.normalize` (`eps`) and `torch.nn.BatchNorm1d` (`eps`).
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, ItemAssignment, Model, Operand, Test
from pattern_lsp.semantic.queries import is_same, operands_of, origins, subject_of
from pattern_lsp.semantic.values import Value

_GUARDS = re.compile(r"nan_to_num|isnan|is_nan|isfinite|isclose|where|divide_no_nan|maximum|clip|clamp")

_SAMPLES = re.compile(r"rand|normal|uniform|rvs|sample")


def check(model: Model) -> Iterator[Finding]:
    for ratio in model.calls(op="divide"):
        operands = operands_of(ratio)
        if len(operands) != 2:
            continue
        left, right = operands
        spread = _spread(right.value)
        subject = subject_of(spread.result, spread.op) if spread is not None else None
        if spread is None or subject is None or spread.argument("axis") is None or not spread.result.is_array():
            continue
        is_divided = _is_centred(left.value, subject) if spread.op in ("std", "var") else is_same(left.value, subject)
        if is_divided and not _is_random(subject) and not _is_guarded(model, ratio, right):
            what = "of a constant one" if spread.op in ("std", "var") else "of zeros"
            yield Finding(
                ratio.place, f"`{right.text}` is 0 {what}, and the result NaN: add a small number", _fix(right)
            )


def _spread(value: Value) -> Call | None:
    """The call of `std`, of `norm`, or of `var` under a root."""
    term = value.term
    if term is None or term.op in ("std", "norm"):
        return term
    inside = subject_of(value, "sqrt")
    return inside.term if inside is not None and inside.op == "var" else None


def _is_centred(value: Value, subject: Value) -> bool:
    """Whether a value is an array without its own mean."""
    term = value.term
    if term is None or term.op != "subtract":
        return False
    left, right = operands_of(term)
    mean = subject_of(right.value, "mean")
    return mean is not None and is_same(left.value, subject) and is_same(mean, subject)


def _is_random(value: Value) -> bool:
    return any(call.op == "sample" or _SAMPLES.search(call.name or call.method) for call in origins(value))


def _is_guarded(model: Model, ratio: Call, divisor: Operand) -> bool:
    """Whether the code shows anywhere that it thinks of the divisor being 0."""
    if any(manager.term is not None and manager.term.name == "numpy.errstate" for manager in ratio.context.managers):
        return True
    name = divisor.identifier
    if name:
        mention = re.compile(rf"\b{re.escape(name)}\b")
        if any(mention.search(test.operand.text) for test in model.of(Test)):
            return True
        if any(one.target.identifier == name for one in model.of(ItemAssignment)):
            return True
    return any(_GUARDS.search(call.name or call.method) for call in model.calls() if call.node is not ratio.node)


def _fix(divisor: Operand) -> Fix:
    return Fix("Add 1e-8", edit(divisor.place, f"({divisor.text} + 1e-8)"))


RULE = Rule(
    code="NUM006",
    name="missing-epsilon",
    severity=Severity.WARNING,
    is_optional=True,
    message="a division by a deviation or a norm that can be 0",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow"}),
    check=check,
    symptoms=(Symptom.NAN,),
    examples=(
        Example(
            bad="""\
import numpy as np


def standardised(x):
    return (x - np.mean(x, axis=0)) / np.std(x, axis=0)


result = standardised(np.array([[1.0, 7.0], [3.0, 7.0]]))
""",
            good="""\
import numpy as np


def standardised(x):
    return (x - np.mean(x, axis=0)) / (np.std(x, axis=0) + 1e-8)


result = standardised(np.array([[1.0, 7.0], [3.0, 7.0]]))
""",
            proof=Shows("np.isnan(bad.result[:, 1]).all() and np.allclose(good.result, [[-1, 0], [1, 0]])"),
        ),
        Example(
            bad="""\
import torch


def unit_rows(x: torch.Tensor) -> torch.Tensor:
    lengths = x.norm(dim=1, keepdim=True)
    return x / lengths


rows = unit_rows(torch.tensor([[3.0, 4.0], [0.0, 0.0]]))
similarity = rows @ rows.T
""",
            good="""\
import torch


def unit_rows(x: torch.Tensor) -> torch.Tensor:
    lengths = x.norm(dim=1, keepdim=True)
    return x / (lengths + 1e-8)


rows = unit_rows(torch.tensor([[3.0, 4.0], [0.0, 0.0]]))
similarity = rows @ rows.T
""",
            proof=Shows(
                "bad.similarity.isnan().sum() == 3 and np.allclose(good.similarity.tolist(), [[1, 0], [0, 0]])"
            ),
        ),
        Example(
            bad="""\
import jax.numpy as jnp


def normalised(x):
    mean, var = jnp.mean(x, axis=-1, keepdims=True), jnp.var(x, axis=-1, keepdims=True)
    return (x - mean) / jnp.sqrt(var)


result = normalised(jnp.array([[2.0, 2.0], [1.0, 3.0]]))
""",
            good="""\
import jax.numpy as jnp


def normalised(x):
    mean, var = jnp.mean(x, axis=-1, keepdims=True), jnp.var(x, axis=-1, keepdims=True)
    return (x - mean) / (jnp.sqrt(var) + 1e-8)


result = normalised(jnp.array([[2.0, 2.0], [1.0, 3.0]]))
""",
            proof=Shows("np.isnan(bad.result[0]).all() and np.allclose(good.result, [[0, 0], [-1, 1]])"),
        ),
        Example(
            bad="""\
import tensorflow as tf

x = tf.constant([[3.0, 4.0], [0.0, 0.0]])
rows = x / tf.norm(x, axis=1, keepdims=True)
""",
            good="""\
import tensorflow as tf

x = tf.constant([[3.0, 4.0], [0.0, 0.0]])
rows = x / (tf.norm(x, axis=1, keepdims=True) + 1e-8)
""",
            proof=Shows("np.isnan(bad.rows.numpy()[1]).all() and np.allclose(good.rows.numpy(), [[0.6, 0.8], [0, 0]])"),
        ),
    ),
)
