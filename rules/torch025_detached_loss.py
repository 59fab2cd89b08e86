"""`backward()` is called on something that gradients do not reach.

`loss.item()` and `float(loss)` are numbers: `AttributeError: 'float' object has no attribute 'backward'`.
`detach()`, `.data`, `argmax`, comparisons, `torch.tensor(loss)` and everything computed under `no_grad` end the graph:
`RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn` (torch 2.13.0).
Asking for gradients afterwards, as in `loss.requires_grad_()` or `torch.tensor(loss, requires_grad=True)`, silences the
error and trains nothing: every parameter's `.grad` stays None.
Call `backward()` on the loss as it was computed, with gradients on, from scores and not from decisions; take
`loss.item()` after it, for the log.
Silent: targets and hidden states that are detached on the way, straight-through estimators, and what is not known.

Source: docs.pytorch.org, `torch.Tensor.detach` and "Autograd mechanics".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, ItemAssignment, Model, Operand
from pattern_lsp.semantic.queries import holds_graph, origins
from pattern_lsp.semantic.values import Kind, Value, is_leaf

_COMPARED = frozenset({"<", ">", "<=", ">=", "==", "!="})


def check(model: Model) -> Iterator[Finding]:
    for backward in model.calls(method="backward"):
        loss = backward.argument("tensors") if backward.receiver is None else backward.receiver
        if loss is None or backward.context.handled or loss.value.term is None:
            continue
        is_number = loss.value.term.name in ("builtins.float", "builtins.int") or loss.value.op == "item"
        if not is_number and not loss.value.is_array("torch"):
            continue
        changed = _changed_later(model)
        cut = _cut(loss.value)
        name = loss.identifier or "this"
        name = f"`{name}`" if loss.identifier else name
        if _is_asked_afterwards(loss.value, changed) or (cut is not None and loss.value.term.node in changed):
            message = f"{name} was asked for gradients only after its graph had ended: nothing is trained"
        elif holds_graph(loss.value) is False and not any(call.node in changed for call in origins(loss.value)):
            message = f"No gradient reaches {name}: {_reason(cut)}"
        else:
            continue
        related = () if cut is None or _contains(loss, cut) else (Related(cut.place, "the graph ends here"),)
        yield Finding(backward.place, message, related=related)


def _changed_later(model: Model) -> set[object]:
    """What computed the tensors that are asked for gradients, or filled with something else, in later statements."""
    changed: list[Value] = []
    for call in model.calls():
        if call.receiver is not None and call.method.endswith("_") and call.is_discarded:
            changed.append(call.receiver.value)
    for assignment in model.of(Assignment):
        if assignment.name == "requires_grad" and assignment.target is not None:
            changed.append(assignment.target.value)
    changed += [assignment.target.value for assignment in model.of(ItemAssignment)]
    return {value.term.node for value in changed if value.term is not None}


def _is_asked_afterwards(loss: Value, changed: set[object]) -> bool:
    """Whether a loss is a leaf that was made of another tensor: `loss.detach().requires_grad_()`."""
    term = loss.term
    if term is None or not is_leaf(loss) or term.op == "parameter":
        return False
    if term.name == "torch.Tensor.requires_grad_" and term.receiver is not None:
        return term.receiver.value.op == "detach"
    data = term.argument("data")
    return data is not None and data.value.term is not None and not data.value.term.name.startswith("builtins.")


def _cut(loss: Value) -> Call | None:
    """Where the graph of a loss ends."""
    for call in origins(loss):
        if _reason(call) != _UNSAID:
            return call
    return None


_UNSAID = "its graph has ended before"


def _reason(call: Call | None) -> str:
    if call is None:
        return _UNSAID
    if call.op == "item" or call.name in ("builtins.float", "builtins.int"):
        return "it is a plain number"
    if call.op in ("argmax", "argmin") or call.op in _COMPARED:
        return "decisions have no gradient, the scores have"
    if call.op == "detach":
        return f"`{'.data' if call.method == 'data' else '.detach()'}` ends the graph"
    if call.name in ("torch.tensor", "torch.autograd.Variable"):
        return f"`{call.callee_place.text}` copies the numbers and not the graph"
    if call.result.kind is Kind.ARRAY and call.context.grad_enabled is False:
        return "it is computed without gradients, under `no_grad`"
    return _UNSAID


def _contains(loss: Operand, cut: Call) -> bool:
    if loss.piece is not cut.piece:
        return False
    inner, outer = cut.place.span, loss.place.span
    return outer.start <= inner.start and inner.end <= outer.end


RULE = Rule(
    code="TORCH025",
    name="detached-loss",
    severity=Severity.ERROR,
    message="`backward()` of what gradients do not reach",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NO_GRADIENT,),
    examples=(
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
loss = model(torch.ones(4, 2)).pow(2).mean().item()
loss.backward()
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
loss = model(torch.ones(4, 2)).pow(2).mean()
loss.backward()
""",
            proof=Raises("AttributeError", "'float' object has no attribute 'backward'"),
        ),
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 3)
labels = torch.tensor([0, 1, 2, 0])
predicted = model(torch.ones(4, 2)).argmax(dim=1)
loss = (predicted != labels).float().mean()
loss.backward()
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 3)
labels = torch.tensor([0, 1, 2, 0])
scores = model(torch.ones(4, 2))
loss = torch.nn.functional.cross_entropy(scores, labels)
loss.backward()
""",
            proof=Raises("RuntimeError", "does not require grad and does not have a grad_fn"),
        ),
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
with torch.no_grad():
    loss = model(torch.ones(4, 2)).pow(2).mean()
loss.backward()
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
loss = model(torch.ones(4, 2)).pow(2).mean()
loss.backward()
""",
            proof=Raises("RuntimeError", "does not require grad and does not have a grad_fn"),
        ),
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
loss = model(torch.ones(4, 2)).pow(2).mean()
loss = loss.detach().requires_grad_()
loss.backward()
is_trained = model.weight.grad is not None
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
loss = model(torch.ones(4, 2)).pow(2).mean()
loss.backward()
is_trained = model.weight.grad is not None
""",
            proof=Shows("not bad.is_trained and good.is_trained"),
        ),
    ),
)
