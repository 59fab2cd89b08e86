"""`Variable` has been a plain tensor since torch 0.4.

`torch.autograd.Variable(x)` returns a tensor that shares the memory of `x`, and nothing else is gained: every tensor
records gradients if it is asked to.
What is lost is easily overlooked: the result is a new leaf, so that no gradient flows back to what `x` was computed
from, and nothing is raised. `volatile=True` does nothing but warn, `UserWarning: volatile was removed and now has no
effect`; lists, numbers and arrays raise `TypeError: Variable data has to be a tensor` (torch 2.13.0).
Use `x` itself, `torch.randn(3, requires_grad=True)` for a new leaf, `x.detach()` where the gradient is to end, and
`torch.no_grad()` for `volatile`.
Silent: imports, annotations and `isinstance` with `Variable`, and other libraries' variables.

Source: docs.pytorch.org, "Automatic differentiation package", Variable (deprecated).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import as_receiver, holds_graph
from pattern_lsp.semantic.values import Kind

_MADE = frozenset(
    f"torch.{name}" for name in "randn rand zeros ones empty full tensor arange linspace eye normal randint".split()
)
_PLAIN = ("int", "float", "bool", "list", "tuple")


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls("torch.autograd.Variable"):
        data = call.argument("data")
        if data is None or call.has_star:
            continue
        asked = call.argument("requires_grad")
        if call.argument("volatile") is not None:
            message = "`volatile` has no effect any more: gradients are recorded outside of `torch.no_grad()`"
            yield Finding(call.place, message, severity=Severity.WARNING)
        elif data.value.is_array("numpy") or (data.value.kind is Kind.PYTHON and data.value.name in _PLAIN):
            message = "`Variable` takes a tensor and nothing else: `torch.as_tensor` makes one"
            yield Finding(call.place, message, severity=Severity.ERROR)
        elif call.context.grad_enabled is True and holds_graph(data.value) is True:
            message = f"`Variable` cuts the gradient of {_said(data)}: use the tensor itself, or say `.detach()`"
            yield Finding(call.place, message, _itself(call, data, asked), severity=Severity.WARNING)
        elif asked is not None and asked.value.constant is not False:
            message = "`Variable` is a plain tensor: tensors take `requires_grad` themselves"
            yield Finding(call.place, message, _asking(call, data) if asked.value.constant is True else None)
        else:
            yield Finding(call.place, f"`Variable` is a plain tensor: {_said(data)} does", _itself(call, data, asked))


def _said(data: Operand) -> str:
    return f"`{data.text}`" if "\n" not in data.text and len(data.text) <= 40 else "what it is given"


def _itself(call: Call, data: Operand, asked: Operand | None) -> Fix | None:
    if "\n" in data.text or (asked is not None and asked.value.constant is not False):
        return None
    return Fix("Use the tensor itself", edit(call.place, as_receiver(data)), safe=_is_new(data))


def _asking(call: Call, data: Operand) -> Fix | None:
    """`Variable(torch.randn(3), requires_grad=True)` is `torch.randn(3, requires_grad=True)`."""
    inside = data.text.removesuffix(")").rstrip()
    if not _is_new(data) or "\n" in inside or inside.endswith((",", "(")) or "requires_grad" in inside:
        return None
    return Fix("Ask the tensor for gradients", edit(call.place, f"{inside}, requires_grad=True)"), safe=True)


def _is_new(data: Operand) -> bool:
    term = data.value.term
    return term is not None and term.node is data.node and term.name in _MADE


RULE = Rule(
    code="TORCH029",
    name="obsolete-variable",
    severity=Severity.INFORMATION,
    message="`Variable` is a plain tensor, and cuts the graph",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.VERSION, Symptom.NO_GRADIENT),
    examples=(
        Example(
            bad="""\
import torch
from torch.autograd import Variable

torch.manual_seed(0)
encoder = torch.nn.Linear(2, 2)
decoder = torch.nn.Linear(2, 1)
code = encoder(torch.ones(4, 2)).sigmoid()
decoder(Variable(code)).mean().backward()
is_trained = encoder.weight.grad is not None
""",
            good="""\
import torch
from torch.autograd import Variable

torch.manual_seed(0)
encoder = torch.nn.Linear(2, 2)
decoder = torch.nn.Linear(2, 1)
code = encoder(torch.ones(4, 2)).sigmoid()
decoder(code).mean().backward()
is_trained = encoder.weight.grad is not None
""",
            proof=Shows("not bad.is_trained and good.is_trained"),
        ),
        Example(
            bad="""\
import torch
from torch.autograd import Variable

weights = Variable(torch.zeros(3), requires_grad=True)
kind = type(weights)
""",
            good="""\
import torch
from torch.autograd import Variable

weights = torch.zeros(3, requires_grad=True)
kind = type(weights)
""",
            proof=Shows("bad.kind is good.kind and bad.weights.requires_grad and good.weights.requires_grad"),
        ),
        Example(
            bad="""\
import torch
from torch.autograd import Variable

layer = torch.nn.Linear(2, 1)
x = Variable(torch.ones(4, 2), volatile=True)
has_graph = layer(x).requires_grad
""",
            good="""\
import torch

layer = torch.nn.Linear(2, 1)
x = torch.ones(4, 2)
with torch.no_grad():
    has_graph = layer(x).requires_grad
""",
            proof=Shows("bad.has_graph and not good.has_graph"),
        ),
        Example(
            bad="""\
import numpy as np
import torch
from torch.autograd import Variable

labels = np.zeros(3)
x = Variable(labels)
""",
            good="""\
import numpy as np
import torch

labels = np.zeros(3)
x = torch.as_tensor(labels)
""",
            proof=Raises("TypeError", "Variable data has to be a tensor"),
        ),
    ),
)
