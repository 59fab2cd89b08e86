"""A layer normalises with a number taken over the whole batch.

`(x - x.mean()) / x.std()` in `forward` reduces the batch axis with all the others, so what comes out for one example
depends on which examples happen to be beside it: `[1, 2]` alone becomes `[-0.71, 0.71]`, and beside `[30, 40]` it
becomes `[-0.87, -0.82]` (torch 2.13).
Name the axes that belong to one example: `x.mean(dim=-1, keepdim=True)`; or the batch axis alone, as batch norm does.

Reported are means, deviations, sums and norms without an axis in the `forward` or `call` of a layer, that the very
array they were taken of is shifted or divided by.
Silent are `x - x.max()`, which is only there for stability, and losses.

Optional: a layer may be written for one example at a time.

Source: docs.pytorch.org, `torch.mean` (without `dim`: of all elements).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_parameter, is_same, operands_of, subject_of
from pattern_lsp.semantic.values import Value

_REDUCTIONS = ("mean", "std", "var", "sum", "norm")
_LAYERS = frozenset({"torch.nn.Module", "keras.layers.Layer", "keras.Model"})


def check(model: Model) -> Iterator[Finding]:
    for meeting in model.calls(op=("subtract", "divide")):
        operands = operands_of(meeting)
        if len(operands) != 2 or not _is_in_layer(meeting):
            continue
        reduction = operands[1].value.term
        if reduction is None or reduction.op not in _REDUCTIONS or reduction.has_star:
            continue
        subject = subject_of(reduction.result, reduction.op)
        if subject is None or reduction.argument("axis") is not None or not is_parameter(subject):
            continue
        if _comes_from(operands[0].value, subject):
            yield Finding(
                meeting.place,
                f"`{operands[1].text}` is taken over the whole batch, so examples change each other",
                related=(Related(reduction.place, "no axis here"),),
            )


def _is_in_layer(call: Call) -> bool:
    function = call.context.function
    if function is None or function.owner is None or function.name not in ("forward", "call", "__call__"):
        return False
    return bool(_LAYERS & function.owner.ancestors) and not function.owner.name.endswith("Loss")


def _comes_from(value: Value, subject: Value) -> bool:
    """Whether a value is the array itself, or the array without its mean."""
    if is_same(value, subject):
        return True
    term = value.term
    return term is not None and term.op == "subtract" and is_same(operands_of(term)[0].value, subject)


RULE = Rule(
    code="NUM024",
    name="reduction-without-axis",
    severity=Severity.INFORMATION,
    message="a layer normalises over the whole batch",
    frameworks=frozenset({"torch", "tensorflow"}),
    check=check,
    symptoms=(Symptom.WRONG, Symptom.EVALUATION),
    is_optional=True,
    examples=(
        Example(
            bad="""\
import torch
from torch import nn


class Standardise(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return (x - x.mean()) / (x.std() + 1e-5)


layer = Standardise()
x = torch.tensor([[1.0, 2.0], [30.0, 40.0]])
alone, beside = layer(x[:1])[0], layer(x)[0]
""",
            good="""\
import torch
from torch import nn


class Standardise(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return (x - x.mean(dim=-1, keepdim=True)) / (x.std(dim=-1, keepdim=True) + 1e-5)


layer = Standardise()
x = torch.tensor([[1.0, 2.0], [30.0, 40.0]])
alone, beside = layer(x[:1])[0], layer(x)[0]
""",
            proof=Shows("not np.allclose(bad.alone, bad.beside, atol=0.5) and np.allclose(good.alone, good.beside)"),
        ),
        Example(
            bad="""\
import tensorflow as tf
from tensorflow import keras


class Shares(keras.layers.Layer):
    def call(self, x):
        return x / tf.reduce_sum(x)


layer = Shares()
x = tf.constant([[1.0, 1.0], [2.0, 4.0]])
alone, beside = layer(x[:1]).numpy()[0], layer(x).numpy()[0]
""",
            good="""\
import tensorflow as tf
from tensorflow import keras


class Shares(keras.layers.Layer):
    def call(self, x):
        return x / tf.reduce_sum(x, axis=-1, keepdims=True)


layer = Shares()
x = tf.constant([[1.0, 1.0], [2.0, 4.0]])
alone, beside = layer(x[:1]).numpy()[0], layer(x).numpy()[0]
""",
            proof=Shows("bad.alone[0] == 0.5 and bad.beside[0] == 0.125 and good.alone[0] == good.beside[0] == 0.5"),
        ),
    ),
)
