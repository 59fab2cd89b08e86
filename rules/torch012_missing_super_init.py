"""A module does not call `super().__init__()` before it is given layers.

`nn.Module.__init__` makes the tables in which layers, parameters and buffers are kept.
Assigning one before that raises `AttributeError: cannot assign module before Module.__init__() call`
(torch 2.13.0); `super().__init__` without parentheses is no call either.
Begin `__init__` with `super().__init__()`.

Source: docs.pytorch.org, `torch.nn.Module` (the call to the parent's `__init__` comes first).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity
from pattern_lsp.semantic.model import Assignment, Call, Model
from pattern_lsp.semantic.queries import is_torch_module, registers_parameters
from pattern_lsp.semantic.values import Kind


def check(model: Model) -> Iterator[Finding]:
    function = model.function
    if function is None or function.name != "__init__" or function.owner is None:
        return
    if not is_torch_module(function.owner) or not function.owner.is_complete:
        return
    for event in model.events:
        if isinstance(event, Call) and _initialises(event):
            return
        if (
            isinstance(event, Assignment)
            and event.target is not None
            and event.target.value.kind is Kind.INSTANCE
            and event.target.value.target is function.owner
            and registers_parameters(event.value.value)
            and not event.context.calls
        ):
            called_later = any(isinstance(later, Call) and _initialises(later) for later in model.events)
            yield Finding(
                event.place,
                f"`{function.owner.name}` has no place for `{event.name}` yet: `super().__init__()` comes first",
                fix=None if called_later else _fix(event),
            )
            return


def _initialises(call: Call) -> bool:
    """`super().__init__()`, `Base.__init__(self)`, `super(Cls, self).__init__()`, or a helper that may do it."""
    return call.method in ("__init__", "__setstate__") or call.name.endswith(".__init__")


def _fix(assignment: Assignment) -> Fix | None:
    if assignment.context.conditional or not assignment.is_in_simple_statement:
        return None
    line = f"{assignment.indentation}super().__init__()\n"
    return Fix("Call `super().__init__()` first", (PlaceEdit(assignment.line, line),), safe=True)


RULE = Rule(
    code="TORCH012",
    name="missing-super-init",
    severity=Severity.ERROR,
    message="`nn.Module` without `super().__init__()`",
    frameworks=frozenset({"torch"}),
    check=check,
    examples=(
        Example(
            bad="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        self.layer = nn.Linear(2, 1)

    def forward(self, x):
        return self.layer(x)


output = Net()(torch.ones(1, 2))
""",
            good="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 1)

    def forward(self, x):
        return self.layer(x)


output = Net()(torch.ones(1, 2))
""",
            proof=Raises("AttributeError", "cannot assign module before Module.__init__() call"),
        ),
    ),
)
