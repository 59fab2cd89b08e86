"""A module's `forward` is called directly.

Calling the module runs its hooks around `forward`; calling `forward` runs none.
Without hooks the result is the same. With them it is not: a pruned layer keeps its old weight after an optimizer step,
a lazy layer raises `ValueError: Attempted to use an uninitialized parameter`, and data-parallel training does not
synchronise its gradients (torch 2.13.0).
Call the module: `model(x)`.
Silent: `super().forward(x)`, `Base.forward(self, x)`, `self.forward(x)`, and objects that are not modules.

Source: docs.pytorch.org, `torch.nn.Module.forward` (call the instance instead).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.queries import is_module
from pattern_lsp.semantic.values import Kind, Ref, Value


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(method="forward"):
        module = call.receiver
        if module is None or not is_module(module.value) or module.identifier == "self" or _is_self(module.value):
            continue
        callee = call.callee_place
        edit = PlaceEdit(callee, module.text)
        yield Finding(
            callee,
            f"`forward` is called directly: the hooks of `{module.text}` do not run",
            Fix(f"Call `{module.text}`", (edit,), safe=True),
        )


def _is_self(value: Value) -> bool:
    return value.kind is Kind.INSTANCE and value.ref == Ref(value.target)


RULE = Rule(
    code="TORCH014",
    name="direct-forward-call",
    severity=Severity.INFORMATION,
    message="`forward` called directly, without the hooks",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NO_EFFECT,),
    examples=(
        Example(
            bad="""\
import torch

calls = []
model = torch.nn.Linear(2, 1)
model.register_forward_hook(lambda module, args, output: calls.append(module))
output = model.forward(torch.ones(1, 2))
""",
            good="""\
import torch

calls = []
model = torch.nn.Linear(2, 1)
model.register_forward_hook(lambda module, args, output: calls.append(module))
output = model(torch.ones(1, 2))
""",
            proof=Shows("len(bad.calls) == 0 and len(good.calls) == 1"),
        ),
        Example(
            bad="""\
import torch

layer = torch.nn.LazyLinear(1)
output = layer.forward(torch.ones(1, 2))
""",
            good="""\
import torch

layer = torch.nn.LazyLinear(1)
output = layer(torch.ones(1, 2))
""",
            proof=Raises("ValueError", "Attempted to use an uninitialized parameter"),
        ),
    ),
)
