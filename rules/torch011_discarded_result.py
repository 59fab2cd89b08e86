"""The result of a tensor operation is thrown away.

`x.to(device)`, `x.float()`, `x.view(…)`, `x.squeeze()` and the like return a new tensor and leave `x` as it is.
As a statement of its own such a call does nothing: shape, dtype and device stay (torch 2.13.0).
`nn.Module.to`, `.cuda` and `.half` do work in place, and so does every method whose name ends in `_`.
Keep the result: `x = x.to(device)`.

Source: docs.pytorch.org, `torch.Tensor.to` (returns a copy).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.values import Kind

_PURE = frozenset(
    "to cuda cpu float double half bfloat16 long int bool type contiguous view reshape squeeze unsqueeze transpose "
    "permute t flatten expand repeat detach clone clamp masked_fill scatter index_fill add mul sub div exp log sqrt "
    "softmax log_softmax sigmoid relu tanh sum mean abs round requires_grad numpy".split()
)


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls():
        if not call.is_discarded or call.context.handled or call.receiver is None or call.is_operator:
            continue
        tensor = call.receiver.value
        if tensor.kind is Kind.ARRAY and tensor.name == "torch" and call.method in _PURE and not call.argument("out"):
            name = call.receiver.text
            yield Finding(
                call.place,
                f"`{name}.{call.method}(…)` returns a new tensor: `{name}` stays as it is",
                fix=_fix(call),
            )


def _fix(call: Call) -> Fix | None:
    if call.receiver is None or not call.receiver.identifier:
        return None
    return Fix("Keep the result", (PlaceEdit(call.place.before, f"{call.receiver.text} = "),))


RULE = Rule(
    code="TORCH011",
    name="discarded-result",
    severity=Severity.ERROR,
    message="result of a tensor operation thrown away",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NO_EFFECT,),
    examples=(
        Example(
            bad="""\
import torch

x = torch.zeros(2, 1, 3)
x.squeeze(1)
shape = tuple(x.shape)
""",
            good="""\
import torch

x = torch.zeros(2, 1, 3)
x = x.squeeze(1)
shape = tuple(x.shape)
""",
            proof=Shows("bad.shape == (2, 1, 3) and good.shape == (2, 3)"),
        ),
        Example(
            bad="""\
import torch

counts = torch.tensor([1, 2])
counts.float()
dtype = str(counts.dtype)
""",
            good="""\
import torch

counts = torch.tensor([1, 2])
counts = counts.float()
dtype = str(counts.dtype)
""",
            proof=Shows("bad.dtype == 'torch.int64' and good.dtype == 'torch.float32'"),
        ),
    ),
)
