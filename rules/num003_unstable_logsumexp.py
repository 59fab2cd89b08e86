"""The logarithm of a sum of exponentials is computed in three steps.

`exp` of 89 is infinite in float32, of 710 in float64, and `log(sum(exp(x)))` is then infinite too.
Where all scores are far below 0 every `exp` is 0, and the result is `-inf`: for -1000 and -1001 in float64, where the
right answer is -999.69.
`logsumexp` subtracts the maximum first and is exact for both: `torch.logsumexp`, `jax.nn.logsumexp`,
`tf.reduce_logsumexp`, `scipy.special.logsumexp`; in plain NumPy `np.logaddexp.reduce(x, axis=1)`.

Nothing is said where the exponent is bounded or already shifted: a difference, a distance with a minus, a cosine.

Source: docs.pytorch.org, `torch.logsumexp` (numerically stabilized).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_bounded_exponent, operands_of, subject_of

_INSTEAD = {
    "torch": "torch.logsumexp",
    "jax": "jax.nn.logsumexp",
    "tensorflow": "tf.reduce_logsumexp",
    "numpy": "scipy.special.logsumexp",
}


def check(model: Model) -> Iterator[Finding]:
    for log in model.calls(op="log"):
        operands = operands_of(log)
        total = operands[0].value.term if operands else None
        if total is None or total.op != "sum":
            continue
        powers = subject_of(total.result, "sum")
        exponent = subject_of(powers, "exp") if powers is not None else None
        if powers is None or powers.term is None or exponent is None or is_bounded_exponent(exponent):
            continue
        inside = total.node is operands[0].node
        yield Finding(
            log.place,
            f"`{powers.term.place.text}` overflows for large scores, and the logarithm is infinite: "
            f"use `{_INSTEAD.get(log.result.name, 'logsumexp')}`",
            _fix(log, total, powers.term) if inside else None,
            () if inside else (Related(total.place, "the sum"),),
        )


def _fix(log: Call, total: Call, power: Call) -> Fix | None:
    """`torch.log(torch.sum(torch.exp(x), dim=1))` becomes `torch.logsumexp(x, dim=1)`."""
    if log.result.name not in ("torch", "tensorflow") or total.argument("axis") is None:
        return None
    base = operands_of(power)[0]
    text, inner = total.place.text, power.place.text
    reduction = "reduce_sum(" if log.result.name == "tensorflow" else "sum("
    if inner not in text or text.count(reduction) != 1 or not base.text.isidentifier():
        return None
    changed = text.replace(inner, base.text, 1).replace(reduction, reduction.replace("sum", "logsumexp"))
    return Fix("Use `logsumexp`", edit(log.place, changed), safe=True)


RULE = Rule(
    code="NUM003",
    name="unstable-logsumexp",
    severity=Severity.WARNING,
    message="`log(sum(exp(x)))` instead of `logsumexp(x)`",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow"}),
    check=check,
    symptoms=(Symptom.NAN,),
    examples=(
        Example(
            bad="""\
import torch

scores = torch.tensor([[100.0, 0.0]])
normaliser = torch.log(torch.sum(torch.exp(scores), dim=1))
""",
            good="""\
import torch

scores = torch.tensor([[100.0, 0.0]])
normaliser = torch.logsumexp(scores, dim=1)
""",
            proof=Shows("bad.normaliser.tolist() == [np.inf] and good.normaliser.tolist() == [100]"),
        ),
        Example(
            bad="""\
import numpy as np


def log_evidence(log_weights):
    return np.log(np.sum(np.exp(log_weights)))


result = log_evidence(np.array([-1000.0, -1001.0]))
""",
            good="""\
import numpy as np


def log_evidence(log_weights):
    return np.logaddexp.reduce(log_weights)


result = log_evidence(np.array([-1000.0, -1001.0]))
""",
            proof=Shows("bad.result == -np.inf and np.isclose(good.result, -999.6867)"),
        ),
        Example(
            bad="""\
import jax.numpy as jnp

scores = jnp.array([100.0, 0.0])
e = jnp.exp(scores)
normaliser = jnp.log(e.sum())
""",
            good="""\
import jax
import jax.numpy as jnp

scores = jnp.array([100.0, 0.0])
normaliser = jax.nn.logsumexp(scores)
""",
            proof=Shows("bad.normaliser == np.inf and good.normaliser == 100"),
        ),
        Example(
            bad="""\
import tensorflow as tf

scores = tf.constant([[100.0, 0.0]])
normaliser = tf.math.log(tf.reduce_sum(tf.exp(scores), axis=1))
""",
            good="""\
import tensorflow as tf

scores = tf.constant([[100.0, 0.0]])
normaliser = tf.reduce_logsumexp(scores, axis=1)
""",
            proof=Shows("np.isinf(bad.normaliser.numpy()).all() and good.normaliser.numpy().tolist() == [100]"),
        ),
    ),
)
