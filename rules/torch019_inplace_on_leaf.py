"""A parameter is changed in place while gradients are recorded.

Autograd needs the values of the leaves it differentiates by, so that `w += 1`, `w[0] = 0` and `w.fill_(1)` raise
`RuntimeError: a leaf Variable that requires grad is being used in an in-place operation` (through an index:
`a view of a leaf Variable …`; torch 2.13.0).
It holds for parameters of modules and for every tensor made with `requires_grad=True`.
Change parameters under `torch.no_grad()`, and initialise them by `torch.nn.init`, which does so itself.
Silent: under `no_grad` or `inference_mode`, through `.data` and `.detach()`, tensors that were computed, buffers, and
functions that some caller calls without gradients.

Source: docs.pytorch.org, "Autograd mechanics", in-place operations.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity
from pattern_lsp.semantic.model import Assignment, Call, Event, ItemAssignment, Model, Operand
from pattern_lsp.semantic.queries import origins
from pattern_lsp.semantic.values import Kind, Value, is_leaf

# What does not write into the memory of the tensor.
_HARMLESS = frozenset({"requires_grad_", "share_memory_", "detach_", "set_", "resize_", "rename_"})


def check(model: Model) -> Iterator[Finding]:
    for event, changed in _changes(model):
        if event.context.grad_enabled is not True or event.context.handled:
            continue
        leaf = _leaf(changed)
        if leaf is None and not _is_stepped_parameter(event, changed):
            continue
        function = event.context.function
        if function is not None and function.name in model.callers.without_grad:
            continue
        if _is_switched(model, leaf) or _is_frozen_elsewhere(event, leaf) or not _is_surely_run(model, event, leaf):
            continue
        message = (
            f"`{_name(event)}` is a leaf that requires gradients: changing it in place raises outside of `no_grad`"
        )
        yield Finding(event.place, message, _fix(model, event))


def _changes(model: Model) -> Iterator[tuple[Event, Value]]:
    """What is changed in place, with its value before."""
    for assignment in model.of(Assignment):
        if assignment.operator:
            yield assignment, assignment.before
    for item in model.of(ItemAssignment):
        if item.operator != "del":
            yield item, item.target.value
    for call in model.calls():
        if call.method[-1:] == "_" and call.method[0] != "_" and call.receiver is not None:
            if call.method not in _HARMLESS and call.callee.kind is not Kind.LIBRARY:
                yield call, call.receiver.value


def _name(event: Event) -> str:
    if isinstance(event, Assignment):
        return event.name if event.target is None else f"{event.target.text}.{event.name}"
    if isinstance(event, ItemAssignment):
        return event.target.text
    return event.receiver.text if isinstance(event, Call) and event.receiver is not None else ""


def _leaf(value: Value) -> Value | None:
    """The leaf that a value is, or is a part of."""
    while value.term is not None and value.term.op in ("getitem", "view") and not is_leaf(value):
        whole, *index = [argument.operand for argument in value.term.arguments]
        if value.term.op == "view":
            whole = value.term.receiver or whole
        elif not all(map(_is_basic, index)):
            return None  # a mask or a list of numbers makes a copy
        value = whole.value
    return value if is_leaf(value) else None


def _is_basic(index: Operand) -> bool:
    value = index.value
    parts = value.items or () if value.name == "tuple" else (value,)
    return bool(parts) and all(part.name in ("int", "slice", "none") and part.kind is Kind.PYTHON for part in parts)


def _is_stepped_parameter(event: Event, value: Value) -> bool:
    """`for p in model.parameters(): p -= rate * p.grad`."""
    loop = event.context.loop
    if loop is None or value.ref is None or loop.iterates.op != "parameters":
        return False
    given = [event.value] if isinstance(event, Assignment) else []
    if isinstance(event, Call):
        given = [argument.operand for argument in event.arguments]
    gradient = value.ref.attribute("grad")
    for operand in given:
        if operand.value.ref == gradient:
            return True
        for call in origins(operand.value):
            if any(argument.value.ref == gradient for argument in call.arguments):
                return True
    return False


def _is_switched(model: Model, leaf: Value | None) -> bool:
    """Whether gradients are switched off for the leaf, or for all that follows."""
    if any(call.is_discarded for call in model.calls("torch.set_grad_enabled")):
        return True
    for call in model.calls(method="requires_grad_"):
        asked = call.argument("requires_grad") or call.positional(0)
        if asked is not None and asked.value.constant is not True and call.receiver is not None:
            if leaf is None or _is_part(leaf, call.receiver.value):
                return True
    for assignment in model.of(Assignment):
        if assignment.name == "requires_grad" and assignment.target is not None:
            if leaf is None or _is_part(leaf, assignment.target.value):
                return True
    return False


def _is_part(leaf: Value, owner: Value) -> bool:
    """Whether a leaf is another value or belongs to it, or that is not known."""
    if owner.ref is None and owner.term is None:
        return True
    if owner.term is not None and owner.term is leaf.term:
        return True
    return owner.ref is not None and (leaf.ref is None or leaf.ref.base is owner.ref.base or owner.is_unknown)


def _is_frozen_elsewhere(event: Event, leaf: Value | None) -> bool:
    """Whether a leaf comes from another method of a class in which some method speaks of `requires_grad`."""
    function = event.context.function
    if leaf is None or leaf.term is None or function is None or function.owner is None:
        return False
    if leaf.term.context.function is not None and leaf.term.context.function.node is function.node:
        return leaf.term.op == "parameter" and leaf.term.receiver is not None and _freezes(event)
    return _freezes(event)


def _is_surely_run(model: Model, event: Event, leaf: Value | None) -> bool:
    """Whether code runs with gradients: other files may call a function, or what another method made, without."""
    function = event.context.function
    if leaf is None or leaf.term is None or function is None:
        return True
    of_layer = leaf.term.op == "parameter" and leaf.term.receiver is not None
    if of_layer and function.owner is None and function.closure is None and _copies(event):
        return function.name in model.callers.with_grad
    if leaf.term.piece is event.piece:
        return True
    named = function.name.lstrip("_").startswith(("init", "reset", "forward"))
    return named or any(model.calls(effect="backward"))


def _copies(event: Event) -> bool:
    """Whether the parameter takes the numbers of another one, as functions do that convert a model."""
    return isinstance(event, Call) and event.method == "copy_"


def _freezes(event: Event) -> bool:
    function = event.context.function
    if function is None or function.owner is None:
        return False
    words = {"requires_grad", "requires_grad_", "freeze"}
    return any(not words.isdisjoint(method.piece.words) for method in function.owner.methods.values())


def _fix(model: Model, event: Event) -> Fix | None:
    torch = model.names.get("torch")
    if torch is None or event.context.calls or not event.is_in_simple_statement or "\t" in event.indentation:
        return None
    line = PlaceEdit(event.line, f"{event.indentation}with {torch}.no_grad():\n    ")
    return Fix("Change it under `no_grad`", (line,))


RULE = Rule(
    code="TORCH019",
    name="inplace-on-leaf",
    severity=Severity.ERROR,
    message="parameter changed in place outside of `no_grad`",
    frameworks=frozenset({"torch"}),
    check=check,
    examples=(
        Example(
            bad="""\
import torch

x = torch.linspace(-1, 1, 8)
w = torch.zeros(1, requires_grad=True)
for _ in range(3):
    loss = (w * x - 2 * x).pow(2).mean()
    loss.backward()
    w -= 0.1 * w.grad
    w.grad = None
""",
            good="""\
import torch

x = torch.linspace(-1, 1, 8)
w = torch.zeros(1, requires_grad=True)
for _ in range(3):
    loss = (w * x - 2 * x).pow(2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    w.grad = None
""",
            proof=Raises("RuntimeError", "a leaf Variable that requires grad is being used in an in-place operation"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(4, 2)
        self.embedding.weight[0] = 0


net = Net()
""",
            good="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(4, 2)
        with torch.no_grad():
            self.embedding.weight[0] = 0


net = Net()
""",
            proof=Raises("RuntimeError", "a view of a leaf Variable that requires grad"),
        ),
        Example(
            bad="""\
import torch

layer = torch.nn.Linear(2, 2)
layer.weight.uniform_(-0.1, 0.1)
""",
            good="""\
import torch

layer = torch.nn.Linear(2, 2)
with torch.no_grad():
    layer.weight.uniform_(-0.1, 0.1)
""",
            proof=Raises("RuntimeError", "a leaf Variable that requires grad is being used in an in-place operation"),
        ),
    ),
)
