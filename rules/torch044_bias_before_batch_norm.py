"""A layer with a bias stands right before a batch norm, which takes the bias away again.

Batch norm subtracts the mean of every feature, so whatever the bias adds is gone: its gradient is 0 up to rounding, and
the output is the same without it (torch 2.13.0). It costs memory, and a step of the optimizer for nothing.
Say `bias=False`.
Silent: layers with an activation or anything else between, and chains that are not in sight.

Source: Ioffe and Szegedy, "Batch Normalization", section 3.2; NeuraLint (Nikanjam et al., 2021).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.networks import Layer, successions

_BIASED = frozenset(f"torch.nn.{name}" for name in ("Linear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose2d"))


def check(model: Model) -> Iterator[Finding]:
    seen: set[int] = set()
    for before, layer in successions(model):
        first = before[-1] if before else None
        if first is None or first.name not in _BIASED or not layer.name.startswith("torch.nn.BatchNorm"):
            continue
        if id(first.made.node) in seen or first.made.has_star or first.made.argument("bias") is not None:
            continue
        if any(argument.keyword == "bias" for argument in first.made.arguments) or len(first.made.arguments) > 5:
            continue
        seen.add(id(first.made.node))
        message = f"The batch norm after `{first.operand.text}` takes its bias away: say `bias=False`"
        yield Finding(first.operand.place, message, _fix(first))


def _fix(layer: Layer) -> Fix | None:
    if not layer.made.arguments:
        return None
    return Fix("Leave the bias out", (PlaceEdit(layer.made.arguments[-1].operand.place.after, ", bias=False"),))


RULE = Rule(
    code="TORCH044",
    name="bias-before-batch-norm",
    severity=Severity.HINT,
    message="a bias that the batch norm after it takes away",
    frameworks=frozenset({"torch"}),
    check=check,
    is_optional=True,
    symptoms=(Symptom.MEMORY,),
    examples=(
        Example(
            bad="""\
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 1))
x = torch.randn(16, 3)
model(x).pow(2).mean().backward()
gradients = {name: p.grad.abs().max().item() for name, p in model.named_parameters()}
""",
            good="""\
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4, bias=False), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 1))
x = torch.randn(16, 3)
model(x).pow(2).mean().backward()
gradients = {name: p.grad.abs().max().item() for name, p in model.named_parameters()}
""",
            proof=Shows(
                "bad.gradients['0.bias'] < 1e-6 < 1e-3 < bad.gradients['0.weight'] and '0.bias' not in good.gradients"
            ),
        ),
    ),
)
