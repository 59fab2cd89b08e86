"""A normalisation divides by the variance with Bessel's correction, which batch norm and layer norm do without.

`x.var(dim=0)` in torch divides by n - 1: of 1 and 3 it is 2, where `BatchNorm1d` and `LayerNorm` use 1.
The output is then smaller than that of the layer by a factor √((n - 1) / n), 0.71 for two examples, and weights from
one do not fit the other.
With a single example (or feature) the variance is NaN, and so is everything after it.
Write `x.var(dim=0, unbiased=False)`; NumPy, JAX and TensorFlow do that by themselves, unless `ddof=1` asks for more.

Reported where the formula itself is written out, `(x - x.mean(…)) / sqrt(x.var(…) + eps)`.
The running variance that batch norm keeps for evaluation is the unbiased one, and is not reported.

Source: docs.pytorch.org, `torch.nn.BatchNorm1d` ("calculated via the biased estimator, equivalent to
torch.var(input, correction=0)").
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_constant, is_same, operands_of, subject_of
from pattern_lsp.semantic.values import Value

_CORRECTIONS = ("correction", "ddof")


def check(model: Model) -> Iterator[Finding]:
    reported = set()
    for scaled in (*model.calls(op="divide"), *model.calls(op="multiply")):
        operands = operands_of(scaled)
        if len(operands) != 2:
            continue
        left, right = operands
        variance = _variance_under(right.value, "sqrt" if scaled.op == "divide" else "rsqrt")
        if variance is None or id(variance.node) in reported or not _is_corrected(variance):
            continue
        subject = subject_of(variance.result, "var")
        if subject is None or not _is_centred(left.value, subject):
            continue
        reported.add(id(variance.node))
        yield Finding(
            variance.place,
            f"`{variance.place.text}` divides by n - 1, where batch norm and layer norm divide by n",
            _fix(variance),
        )


def _variance_under(value: Value, root: str) -> Call | None:
    """The variance in `sqrt(variance + eps)`."""
    inside = subject_of(value, root)
    term = value.term
    if inside is None and root == "sqrt" and term is not None and term.op == "power":
        operands = operands_of(term)
        inside = operands[0].value if is_constant(operands[1].value, 0.5) else None
    if inside is None or inside.term is None or inside.term.op != "add":
        return None
    for operand in operands_of(inside.term):
        if operand.value.op == "var":
            return operand.value.term
    return None


def _is_corrected(variance: Call) -> bool:
    """Whether a variance surely divides by n - 1."""
    if variance.has_star:
        return False
    for name in _CORRECTIONS:
        given = variance.argument(name)
        if given is not None:
            return is_constant(given.value, 1)
    given = variance.argument("unbiased")
    if variance.result.name != "torch":
        return False
    return given is None or given.value.constant is True


def _is_centred(value: Value, subject: Value) -> bool:
    """Whether a value is `x - x.mean(…)`, or a multiple of it."""
    term = value.term
    if term is not None and term.op == "multiply":
        return any(_is_centred(operand.value, subject) for operand in operands_of(term))
    if term is None or term.op != "subtract":
        return False
    left, right = operands_of(term)
    mean = subject_of(right.value, "mean")
    return mean is not None and is_same(mean, subject) and is_same(left.value, subject)


def _fix(variance: Call) -> Fix | None:
    title = "Divide by n"
    for name in _CORRECTIONS:
        given = variance.argument(name)
        if given is not None:
            return Fix(title, edit(given.place, "0"))
    given = variance.argument("unbiased")
    if given is not None:
        return Fix(title, edit(given.place, "False"))
    if not variance.arguments:
        return None
    return Fix(title, (PlaceEdit(variance.arguments[-1].operand.place.after, ", unbiased=False"),))


RULE = Rule(
    code="NUM007",
    name="unbiased-batch-variance",
    severity=Severity.WARNING,
    message="batch norm or layer norm with the unbiased variance",
    frameworks=frozenset({"torch", "numpy", "jax"}),
    check=check,
    symptoms=(Symptom.WRONG, Symptom.EVALUATION),
    examples=(
        Example(
            bad="""\
import torch
import torch.nn.functional as F


def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=0)
    var = torch.var(x, dim=0)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta


x = torch.tensor([[1.0, 10.0], [3.0, 30.0]])
ones, zeros = torch.ones(2), torch.zeros(2)
ours = batch_norm(x, ones, zeros)
theirs = F.batch_norm(x, None, None, ones, zeros, training=True)
single = batch_norm(x[:1], ones, zeros)
""",
            good="""\
import torch
import torch.nn.functional as F


def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=0)
    var = torch.var(x, dim=0, unbiased=False)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta


x = torch.tensor([[1.0, 10.0], [3.0, 30.0]])
ones, zeros = torch.ones(2), torch.zeros(2)
ours = batch_norm(x, ones, zeros)
theirs = F.batch_norm(x, None, None, ones, zeros, training=True)
single = batch_norm(x[:1], ones, zeros)
""",
            proof=Shows(
                "np.allclose(bad.ours, np.sqrt(0.5) * bad.theirs, atol=1e-4) and bool(bad.single.isnan().all()) "
                "and np.allclose(good.ours, good.theirs) and good.single.tolist() == [[0, 0]]"
            ),
        ),
        Example(
            bad="""\
import torch
from torch import nn


class LayerNorm(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.bias = nn.Parameter(torch.zeros(size))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        mean = x.mean(-1, keepdim=True)
        var = x.var(-1, keepdim=True)
        return (x - mean) * torch.rsqrt(var + 1e-5) * self.weight + self.bias


x = torch.tensor([[1.0, 2.0, 3.0, 4.0]])
ours = LayerNorm(4)(x).detach()
theirs = nn.LayerNorm(4)(x).detach()
""",
            good="""\
import torch
from torch import nn


class LayerNorm(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.bias = nn.Parameter(torch.zeros(size))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        mean = x.mean(-1, keepdim=True)
        var = x.var(-1, keepdim=True, unbiased=False)
        return (x - mean) * torch.rsqrt(var + 1e-5) * self.weight + self.bias


x = torch.tensor([[1.0, 2.0, 3.0, 4.0]])
ours = LayerNorm(4)(x).detach()
theirs = nn.LayerNorm(4)(x).detach()
""",
            proof=Shows("not np.allclose(bad.ours, bad.theirs, atol=0.1) and np.allclose(good.ours, good.theirs)"),
        ),
        Example(
            bad="""\
import numpy as np


def layer_norm(x, eps=1e-5):
    return (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, ddof=1, keepdims=True) + eps)


result = layer_norm(np.array([[1.0, 3.0]]))
""",
            good="""\
import numpy as np


def layer_norm(x, eps=1e-5):
    return (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, ddof=0, keepdims=True) + eps)


result = layer_norm(np.array([[1.0, 3.0]]))
""",
            proof=Shows("np.isclose(bad.result[0, 1], 0.70711) and np.isclose(good.result[0, 1], 1, atol=1e-4)"),
        ),
    ),
)
