"""A module's `forward` gives a tensor to NumPy.

NumPy cannot take a tensor that needs a gradient: it raises
`RuntimeError: Can't call numpy() on Tensor that requires grad` (torch 2.13.0). A tensor that needs none gets through,
and then fails as soon as a trainable layer comes before it, on the GPU, or under `torch.compile`.
The functions of `torch` do the same on tensors.
Silent: NumPy on numbers, shapes and arrays, `detach()` written on purpose, and helpers outside of `forward`.

Source: docs.pytorch.org, `torch.Tensor.numpy`; Trail of Bits, "numpy-in-pytorch-modules".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Symptom, edit
from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import is_torch_module, origins, spelled


def check(model: Model) -> Iterator[Finding]:
    function = model.function
    if function is None or function.name != "forward" or function.owner is None or not is_torch_module(function.owner):
        return
    for call in model.calls():
        if not call.name.startswith("numpy.") or call.context.calls or not call.arguments:
            continue
        tensor = next((one.operand for one in call.arguments if one.value.is_array("torch")), None)
        if tensor is None or any(made.op in ("detach", "numpy") for made in origins(tensor.value)):
            continue
        name = f"torch.{call.name.removeprefix('numpy.')}"
        exists = knowledge.api(name) is not None
        advice = f": `{name}` takes it" if exists else ""
        message = f"`{call.callee_place.text}` cannot take `{tensor.text}` once it needs a gradient{advice}"
        yield Finding(call.place, message, _fix(model, call, name) if exists else None)


def _fix(model: Model, call: Call, name: str) -> Fix | None:
    instead = spelled(model, name)
    if not instead or len(call.arguments) != 1 or call.arguments[0].keyword:
        return None
    return Fix(f"Use `{instead}`", edit(call.callee_place, instead))


RULE = Rule(
    code="TORCH039",
    name="numpy-in-forward",
    severity=Severity.WARNING,
    message="NumPy on a tensor in `forward`",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NO_GRADIENT, Symptom.DEVICE),
    examples=(
        Example(
            bad="""\
import numpy as np
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x):
        return np.exp(self.layer(x))


output = Net()(torch.ones(1, 2))
""",
            good="""\
import numpy as np
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x):
        return torch.exp(self.layer(x))


output = Net()(torch.ones(1, 2))
""",
            proof=Raises("RuntimeError", "Can't call numpy() on Tensor that requires grad"),
        ),
    ),
)
