"""Layers are kept in a plain list or dict.

A module finds its layers among its attributes; a Python list, tuple or dict hides them.
Their parameters are missing from `parameters()` and `state_dict()`, so that the optimizer never trains them, and
`.to(device)`, `.half()` and `.eval()` pass them by: three layers in a list give 0 parameters, in a `ModuleList` 6
(torch 2.13.0).
Use `nn.ModuleList`, `nn.ModuleDict` or `nn.ParameterList`.

Source: docs.pytorch.org, `torch.nn.ModuleList`; pytorch/pytorch#666.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Model, Operand
from pattern_lsp.semantic.queries import has_parameters, is_torch_module
from pattern_lsp.semantic.values import Kind, Value


def check(model: Model) -> Iterator[Finding]:
    function = model.function
    if function is None or function.owner is None or not is_torch_module(function.owner):
        return
    for assignment in model.of(Assignment):
        target = assignment.target
        if target is None or target.value.kind is not Kind.INSTANCE or target.value.target is not function.owner:
            continue
        if assignment.context.calls or not _holds_layers(assignment.value) or _is_registered(assignment, model):
            continue
        kind = assignment.value.value.name
        container = "nn.ModuleList" if kind != "dict" else "nn.ModuleDict"
        yield Finding(
            assignment.place,
            f"The layers in `self.{assignment.name}` are hidden in a plain {kind}: keep them in `{container}`",
            fix=_fix(assignment, model, container),
        )


def _holds_layers(container: Operand) -> bool:
    """A list or tuple of layers that are made in it and have parameters; what is registered elsewhere is not hidden."""
    value = container.value
    if value.kind is not Kind.PYTHON or value.name not in ("list", "tuple", "dict"):
        return False
    held = [value.element] if value.element is not None else value.items or ()
    return bool(held) and all(has_parameters(item) and _is_made_in(container, item) for item in held)


def _is_registered(assignment: Assignment, model: Model) -> bool:
    """Whether the constructor registers what the list holds, one by one or as a whole."""
    if any(True for method in ("add_module", "register_module") for _ in model.calls(method=method)):
        return True
    whole = f"self.{assignment.name}"
    registering = model.calls("torch.nn.ModuleList", "torch.nn.ModuleDict", "torch.nn.Sequential")
    return any(argument.operand.text == whole for call in registering for argument in call.arguments)


def _is_made_in(container: Operand, item: Value) -> bool:
    if item.term is None or item.term.piece is not container.piece:
        return False
    made, around = item.term.place.span, container.place.span
    return around.start <= made.start and made.end <= around.end


def _fix(assignment: Assignment, model: Model, container: str) -> Fix | None:
    prefix = model.names.get("torch.nn")
    if prefix is None and "torch" in model.names:
        prefix = f"{model.names['torch']}.nn"
    value = assignment.value
    if prefix is None or value.value.name == "dict" or not value.text.startswith(("[", "(")):
        return None
    name = f"{prefix}.{container.removeprefix('nn.')}"
    edits = (PlaceEdit(value.place.before, f"{name}("), PlaceEdit(value.place.after, ")"))
    return Fix(f"Keep them in `{name}`", edits)


RULE = Rule(
    code="TORCH013",
    name="unregistered-submodules",
    severity=Severity.ERROR,
    message="layers kept in a plain list, tuple or dict",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NO_GRADIENT, Symptom.DEVICE),
    examples=(
        Example(
            bad="""\
from torch import nn


class Stack(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = [nn.Linear(2, 2) for _ in range(3)]

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


count = len(list(Stack().parameters()))
""",
            good="""\
from torch import nn


class Stack(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.ModuleList([nn.Linear(2, 2) for _ in range(3)])

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return x


count = len(list(Stack().parameters()))
""",
            proof=Shows("bad.count == 0 and good.count == 6"),
        ),
    ),
)
