"""A softmax is not told which axis to normalise.

Without `dim`, `F.softmax` and `nn.Softmax` choose: axis 0 for one- and three-dimensional input, axis 1 otherwise, and
warn that this is deprecated. On scores of shape (batch, query, key) that is the batch: the weights of one example
depend on the others (torch 2.13.0).
`torch.softmax(x)` and `x.softmax()` raise `TypeError: softmax() missing 1 required positional arguments: "dim"`.
Say which axis: `dim=-1` is the last one.
Silent: a `dim` in any form, `nn.Softmax2d`, `gumbel_softmax`, and the softmax of other libraries.

Source: docs.pytorch.org, `torch.nn.functional.softmax`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.values import Kind

_FUNCTIONS = tuple(f"torch.nn.functional.{name}" for name in ("softmax", "log_softmax", "softmin"))
_MODULES = tuple(f"torch.nn.{name}" for name in ("Softmax", "LogSoftmax", "Softmin"))
_STRICT = tuple(
    f"{owner}.{name}" for owner in ("torch", "torch.Tensor", "torch.special") for name in ("softmax", "log_softmax")
)


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(*_FUNCTIONS, *_MODULES):
        if call.callee.kind is Kind.LIBRARY and _has_no_dim(call):
            message = (
                f"`{call.callee_place.text}` chooses the axis by the number of axes, which may be the batch: give `dim`"
            )
            yield Finding(call.place, message, _fix(call))
    for call in model.calls(*_STRICT):
        if _has_no_dim(call):
            message = f"`{call.callee_place.text}` needs the axis to normalise: give `dim`"
            yield Finding(call.place, message, _fix(call), severity=Severity.ERROR)


def _has_no_dim(call: Call) -> bool:
    dim = call.argument("axis") or call.argument("dim")
    return not call.has_star and (dim is None or dim.value.name == "none")


def _fix(call: Call) -> Fix | None:
    dim = call.argument("axis") or call.argument("dim")
    if dim is not None:
        is_named = any(argument.keyword for argument in call.arguments if argument.operand is dim)
        return Fix("Normalise the last axis", (PlaceEdit(dim.place, "-1" if is_named else "dim=-1"),))
    if not call.arguments:
        text = f"{call.callee_place.text}(dim=-1)"
        return Fix("Normalise the last axis", (PlaceEdit(call.place, text),))
    last = call.arguments[-1].operand.place.after
    return Fix("Normalise the last axis", (PlaceEdit(last, ", dim=-1"),))


RULE = Rule(
    code="TORCH018",
    name="implicit-softmax-dim",
    severity=Severity.WARNING,
    message="softmax without `dim`",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WRONG,),
    examples=(
        Example(
            bad="""\
import torch
import torch.nn.functional as F

scores = torch.zeros(2, 3, 4)
weights = F.softmax(scores)
total = weights[0, 0].sum().item()
""",
            good="""\
import torch
import torch.nn.functional as F

scores = torch.zeros(2, 3, 4)
weights = F.softmax(scores, dim=-1)
total = weights[0, 0].sum().item()
""",
            proof=Shows("bad.total == 2 and good.total == 1"),
        ),
        Example(
            bad="""\
import torch
from torch import nn

attention = nn.Softmax()
weights = attention(torch.zeros(2, 3, 4))
total = weights[0, 0].sum().item()
""",
            good="""\
import torch
from torch import nn

attention = nn.Softmax(dim=-1)
weights = attention(torch.zeros(2, 3, 4))
total = weights[0, 0].sum().item()
""",
            proof=Shows("bad.total == 2 and good.total == 1"),
        ),
        Example(
            bad="""\
import torch

weights = torch.softmax(torch.zeros(3))
""",
            good="""\
import torch

weights = torch.softmax(torch.zeros(3), dim=-1)
""",
            proof=Raises("TypeError", "missing 1 required positional arguments"),
        ),
    ),
)
