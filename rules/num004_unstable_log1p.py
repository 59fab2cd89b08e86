"""A logarithm or an exponential next to 1 loses what `log1p`, `expm1` and `log_sigmoid` keep.

`log(1 + exp(x))` is infinite from 89 on in float32 (710 in float64), where the right answer is `x`: write `softplus`.
`log(sigmoid(x))` is `-inf` below -104 in float32, where the right answer is `x`, and `log(1 - sigmoid(x))` is `-inf`
from 17 on, where `sigmoid` rounds to 1: write `log_sigmoid(x)` and `log_sigmoid(-x)`.
`log(1 + x)` and `exp(x) - 1` are 0 where `x` is small (1e-8 in float32, 1e-16 in float64), because `1 + x` rounds to 1:
write `log1p(x)` and `expm1(x)`, which are as fast.
The last two are reported as information: they matter only where small numbers come.

Nothing is said of `log(1 + n)` where `n` is a count, a plain number or anything not known to be an array: for integers
it is exact.

Source: docs.pytorch.org, `torch.log1p` (more accurate than `torch.log` for small values); numpy.org, `numpy.expm1`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import is_bounded_exponent, is_constant, operands_of, other_operand, subject_of
from pattern_lsp.semantic.values import Value

_SOFTPLUS = {
    "torch": "torch.nn.functional.softplus",
    "jax": "jax.nn.softplus",
    "tensorflow": "tf.nn.softplus",
    "numpy": "np.logaddexp(0, x)",
}
_LOG_SIGMOID = {
    "torch": "torch.nn.functional.logsigmoid",
    "jax": "jax.nn.log_sigmoid",
    "tensorflow": "tf.math.log_sigmoid",
    "numpy": "-np.logaddexp(0, -x)",
}
_INTEGERS = frozenset({"arange", "argmax", "argmin", "one_hot"})
_COUNTS = (".arange", ".bincount", ".randint", ".count_nonzero", ".floor", ".round", ".ceil")


def check(model: Model) -> Iterator[Finding]:
    for log in model.calls(op="log"):
        operands = operands_of(log)
        term = operands[0].value.term if operands else None
        if term is not None:
            yield from _of_log(log, term)
    for difference in model.calls(op="subtract"):
        operands = operands_of(difference)
        if not difference.is_operator:
            continue
        right = operands[1]
        operand = other_operand(difference, 1)
        power = operand.value.term if operand is not None else None
        if operand is None or power is None or power.op != "exp" or power.node is not operand.node:
            continue
        exponent = subject_of(power.result, "exp")
        if exponent is None or exponent.constant is not None:
            continue
        sign = "" if is_constant(right.value, 1) else "-"
        yield Finding(
            difference.place,
            f"`{difference.place.text}` is 0 for small exponents: `{sign}expm1(…)` keeps their digits",
            _expm1(difference, power, sign),
            severity=Severity.INFORMATION,
        )


def _of_log(log: Call, inside: Call) -> Iterator[Finding]:
    name = log.result.name
    if inside.op == "sigmoid" or _is_sigmoid(inside):
        use = _LOG_SIGMOID.get(name, "log_sigmoid")
        yield Finding(log.place, f"The logarithm of a sigmoid is `-inf` for large negative scores: use `{use}`")
        return
    if not inside.is_operator:
        return
    if inside.op == "subtract":
        left, right = operands_of(inside)
        if is_constant(left.value, 1) and subject_of(right.value, "sigmoid") is not None:
            use = _LOG_SIGMOID.get(name, "log_sigmoid")
            yield Finding(
                log.place, f"`{log.place.text}` is `-inf` from 17 on in float32: use `{use}` of the negative score"
            )
        return
    other = other_operand(inside, 1) if inside.op == "add" else None
    if other is None:
        return
    exponent = subject_of(other.value, "exp")
    if exponent is not None and not is_bounded_exponent(exponent):
        use = _SOFTPLUS.get(name, "softplus")
        yield Finding(log.place, f"`{other.text}` overflows for large numbers, and so does its logarithm: use `{use}`")
    elif _may_be_small(other.value):
        yield Finding(
            log.place,
            f"`{log.place.text}` is 0 for small numbers: `log1p` keeps their digits",
            _log1p(log, inside, other),
            severity=Severity.INFORMATION,
        )


def _is_sigmoid(ratio: Call) -> bool:
    """`1 / (1 + exp(-x))`"""
    operands = operands_of(ratio)
    if ratio.op != "divide" or len(operands) != 2 or not is_constant(operands[0].value, 1):
        return False
    bottom = operands[1].value.term
    other = other_operand(bottom, 1) if bottom is not None and bottom.op == "add" else None
    return other is not None and subject_of(other.value, "exp") is not None


def _may_be_small(value: Value) -> bool:
    """Whether a value is an array, and does not look like counts or a ratio of counts."""
    if not value.is_array() or _is_count(value) or value.op in ("clamp", "clip", "maximum"):
        return False
    if value.op != "divide" or value.term is None:
        return True
    top, bottom = operands_of(value.term)[:2]
    is_smoothed = bottom.value.term is not None and bottom.value.op == "add"
    is_length = top.value.term is not None and top.value.term.name == "builtins.len"
    return not is_smoothed and not is_length


def _is_count(value: Value, depth: int = 3) -> bool:
    """Whether a value is made of whole numbers: `arange(n)`, `2 * arange(n)`."""
    if value.term is None:
        return type(value.constant) in (int, float) and value.constant == int(value.constant)
    if value.op in _INTEGERS or value.term.name.endswith(_COUNTS):
        return True
    return (
        depth > 0
        and value.op in ("add", "subtract", "multiply", "view", "reshape")
        and all(_is_count(operand.value, depth - 1) for operand in operands_of(value.term))
    )


def _log1p(log: Call, inside: Call, other: Operand) -> Fix | None:
    """`np.log(1 + x)` becomes `np.log1p(x)`."""
    function, _, rest = log.place.text.partition("(")
    if log.receiver is not None or "." not in function or rest != f"{inside.place.text})":
        return None
    return Fix("Use `log1p`", edit(log.place, f"{function}1p({other.text})"), safe=True)


def _expm1(difference: Call, power: Call, sign: str) -> Fix | None:
    """`np.exp(x) - 1` becomes `np.expm1(x)`."""
    operand = operands_of(difference)[1 if sign else 0]
    function, _, rest = power.place.text.partition("(")
    if power.receiver is not None or "." not in function or power.node is not operand.node or sign:
        return None
    return Fix("Use `expm1`", edit(difference.place, f"{function}m1({rest}"), safe=True)


RULE = Rule(
    code="NUM004",
    name="unstable-log1p",
    severity=Severity.WARNING,
    message="`log(1 + exp(x))`, `log(sigmoid(x))`, `log(1 + x)` or `exp(x) - 1`",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow"}),
    check=check,
    symptoms=(Symptom.NAN, Symptom.WRONG),
    examples=(
        Example(
            bad="""\
import numpy as np


def softplus(x):
    return np.log(1 + np.exp(x))


result = softplus(np.array([1000.0, 0.0]))
""",
            good="""\
import numpy as np


def softplus(x):
    return np.logaddexp(0, x)


result = softplus(np.array([1000.0, 0.0]))
""",
            proof=Shows("np.isinf(bad.result[0]) and good.result[0] == 1000"),
        ),
        Example(
            bad="""\
import torch

scores = torch.tensor([-110.0, 20.0])
positive = torch.log(torch.sigmoid(scores))
negative = torch.log(1 - torch.sigmoid(scores))
""",
            good="""\
import torch
import torch.nn.functional as F

scores = torch.tensor([-110.0, 20.0])
positive = F.logsigmoid(scores)
negative = F.logsigmoid(-scores)
""",
            proof=Shows(
                "bad.positive[0] == -np.inf and bad.negative[1] == -np.inf "
                "and good.positive[0] == -110 and abs(good.negative[1] + 20) < 1e-5"
            ),
        ),
        Example(
            bad="""\
import jax.numpy as jnp

scores = jnp.array([-110.0])
result = jnp.log(1 / (1 + jnp.exp(-scores)))
""",
            good="""\
import jax
import jax.numpy as jnp

scores = jnp.array([-110.0])
result = jax.nn.log_sigmoid(scores)
""",
            proof=Shows("bad.result[0] == -np.inf and good.result[0] == -110"),
        ),
        Example(
            bad="""\
import tensorflow as tf

rates = tf.constant([1e-8])
result = tf.math.log(1 + rates)
""",
            good="""\
import tensorflow as tf

rates = tf.constant([1e-8])
result = tf.math.log1p(rates)
""",
            proof=Shows("bad.result.numpy()[0] == 0 and abs(good.result.numpy()[0] / 1e-8 - 1) < 1e-6"),
        ),
        Example(
            bad="""\
import torch

growth = torch.tensor([1e-8])
result = torch.exp(growth) - 1
""",
            good="""\
import torch

growth = torch.tensor([1e-8])
result = torch.expm1(growth)
""",
            proof=Shows("float(bad.result) == 0 and abs(float(good.result) / 1e-8 - 1) < 1e-6"),
        ),
    ),
)
