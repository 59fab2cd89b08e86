"""The logarithm of a softmax is taken in two steps.

For a score far below the largest the softmax underflows to 0, and its logarithm is `-inf`; gradients become NaN.
`log_softmax` computes the same in one step, and is exact: for scores 0 and 200 it gives -200, not `-inf`.
Use `log_softmax`, or a loss that takes logits.

Source: docs.pytorch.org, `torch.nn.functional.log_softmax` (faster and more stable than the two done apart).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import operands_of
from pattern_lsp.semantic.values import Kind


def check(model: Model) -> Iterator[Finding]:
    for log in model.calls(op="log"):
        operands = operands_of(log)
        if not operands:
            continue
        softmax = operands[0].value.term
        if softmax is None or softmax.op != "softmax":
            continue
        inside = softmax.node is operands[0].node
        related = () if inside else (Related(softmax.place, "the softmax"),)
        yield Finding(
            log.place,
            "The logarithm of a softmax is `-inf` for small probabilities: use `log_softmax`",
            fix=_fix(log, softmax) if inside else None,
            related=related,
        )


def _fix(log: Call, softmax: Call) -> Fix | None:
    """`torch.log(F.softmax(x, dim=1))` becomes `F.log_softmax(x, dim=1)`."""
    text = softmax.place.text
    if softmax.callee.kind is Kind.OBJECT or text.count("softmax(") != 1:
        return None
    return Fix("Use `log_softmax`", edit(log.place, text.replace("softmax(", "log_softmax(")), safe=True)


RULE = Rule(
    code="NUM002",
    name="log-of-softmax",
    severity=Severity.WARNING,
    message="`log(softmax(x))` instead of `log_softmax(x)`",
    frameworks=frozenset({"torch", "jax", "tensorflow", "numpy"}),
    check=check,
    symptoms=(Symptom.NAN,),
    examples=(
        Example(
            bad="""\
import torch
import torch.nn.functional as F

scores = torch.tensor([[0.0, 200.0]])
result = torch.log(F.softmax(scores, dim=-1))
""",
            good="""\
import torch
import torch.nn.functional as F

scores = torch.tensor([[0.0, 200.0]])
result = F.log_softmax(scores, dim=-1)
""",
            proof=Shows("bad.result.tolist() == [[-np.inf, 0]] and good.result.tolist() == [[-200, 0]]"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp

scores = jnp.array([[0.0, 200.0]])
result = jnp.log(jax.nn.softmax(scores))
""",
            good="""\
import jax
import jax.numpy as jnp

scores = jnp.array([[0.0, 200.0]])
result = jax.nn.log_softmax(scores)
""",
            proof=Shows("bad.result[0, 0] == -np.inf and good.result[0, 0] == -200"),
        ),
        Example(
            bad="""\
import tensorflow as tf

scores = tf.constant([[0.0, 200.0]])
result = tf.math.log(tf.nn.softmax(scores))
""",
            good="""\
import tensorflow as tf

scores = tf.constant([[0.0, 200.0]])
result = tf.nn.log_softmax(scores)
""",
            proof=Shows("bad.result.numpy()[0, 0] == -np.inf and good.result.numpy()[0, 0] == -200"),
        ),
    ),
)
