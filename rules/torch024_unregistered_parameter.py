"""A module keeps something to train as a plain tensor.

A module knows its parameters by their class: assigning `torch.randn(3, requires_grad=True)` to an attribute registers
nothing. It is missing from `parameters()` and `state_dict()`, so that no optimizer trains it and no checkpoint keeps
it, and `.to(device)` and `.double()` leave it behind; an optimizer over such a module alone raises
`ValueError: optimizer got an empty parameter list` (torch 2.13.0).
The same holds for what is computed from a parameter, `nn.Parameter(x) * 0.1` or `nn.Parameter(x).cuda()`. `.to(device)`
returns the parameter itself where nothing is to be done, which is why it passes on the CPU and fails on the GPU.
Wrap what is finished: `nn.Parameter(torch.randn(3) * 0.1)`.
Silent: classes that are no modules, tensors that the class gives to an optimizer itself, buffers and constants, and
tensors that methods other than the constructor keep.

Source: docs.pytorch.org, `torch.nn.parameter.Parameter` (assigning a tensor has no such effect).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Class, Model
from pattern_lsp.semantic.queries import holds_graph, is_torch_module, origins
from pattern_lsp.semantic.values import Kind, Value, is_leaf

_OPTIMIZERS = frozenset("optim optimizer Adam AdamW SGD LBFGS RMSprop Adagrad".split())
_OWN_LISTS = ("parameters", "named_parameters")
_PERHAPS_ITSELF = frozenset({"to", "type", "type_as", "float", "cpu", "contiguous", "view", "reshape"})


def check(model: Model) -> Iterator[Finding]:
    function = model.function
    if function is None or function.owner is None or function.name != "__init__":
        return
    owner = function.owner
    if not is_torch_module(owner) or any(name in owner.methods for name in _OWN_LISTS):
        return
    assignments = [assignment for assignment in model.of(Assignment) if _is_of_self(assignment, owner)]
    registered = {assignment.value.value.term.node for assignment in assignments if assignment.value.value.term}
    registered |= {term.node for call in model.calls() for term in _given(call)}
    for assignment in assignments:
        value, name = assignment.value.value, assignment.name
        if assignment.operator or _is_stepped_by_hand(owner, name):
            continue
        if is_leaf(value) and value.op != "parameter":
            if not _is_parameter_elsewhere(model, value):
                message = f"`self.{name}` is no `nn.Parameter`: it is neither trained nor saved nor moved"
                yield Finding(assignment.place, message, _fix(assignment, model))
            continue
        parameter = _computed_from(value)
        if parameter is None or parameter.node in registered or value.term is None:
            continue
        method = value.term.method
        if method in _PERHAPS_ITSELF:
            if method == "to":
                message = f"`self.{name}` is no parameter any more if `.to` has anything to do, as on a GPU"
                yield Finding(assignment.place, message, severity=Severity.WARNING)
            continue
        message = f"`self.{name}` is computed from a parameter and is none itself: it is neither trained nor saved"
        yield Finding(assignment.place, message)


def _is_of_self(assignment: Assignment, owner: Class) -> bool:
    target = assignment.target
    is_self = target is not None and target.value.kind is Kind.INSTANCE and target.value.target is owner
    return is_self and not assignment.context.calls


def _computed_from(value: Value) -> Call | None:
    """The unnamed `nn.Parameter(…)` that a tensor with a graph was computed from."""
    term = value.term
    if term is None or term.op == "parameter" or not value.is_array("torch") or holds_graph(value) is not True:
        return None
    if term.method.endswith("_") or term.name.startswith("torch.nn.init."):
        return None  # changed in place, and still itself
    found = [call for call in origins(value) if call.name == "torch.nn.Parameter"]
    return found[0] if len(found) == 1 else None


def _given(call: Call) -> Iterator[Call]:
    """What computed the parameters that a call may register: `self.register_parameter("w", w)`, `ParameterList`."""
    if call.op != "" and not call.name.startswith("torch.nn."):
        return
    for argument in call.arguments:
        for value in (argument.value, *(argument.value.items or ())):
            if value.op == "parameter" and value.term is not None and argument.operand.identifier:
                yield value.term


def _is_parameter_elsewhere(model: Model, value: Value) -> bool:
    """Whether a tensor is also wrapped, or given to an optimizer, by the constructor."""
    for call in model.calls():
        if call.op == "parameter" or call.name.startswith("torch.optim.") or call.method == "register_parameter":
            for argument in call.arguments:
                for given in (argument.value, *(argument.value.items or ())):
                    if given.term is not None and given.term is value.term:
                        return True
    return False


def _is_stepped_by_hand(owner: Class, name: str) -> bool:
    """Whether a method of the class speaks of this attribute and of an optimizer."""
    pieces = [method.piece for method in owner.methods.values()]
    return any(name in piece.words and not _OPTIMIZERS.isdisjoint(piece.words) for piece in pieces)


def _fix(assignment: Assignment, model: Model) -> Fix | None:
    prefix = model.names.get("torch.nn")
    if prefix is None and "torch" in model.names:
        prefix = f"{model.names['torch']}.nn"
    value = assignment.value
    if prefix is None or (value.identifier and "\n" in value.text):
        return None
    edits = (PlaceEdit(value.place.before, f"{prefix}.Parameter("), PlaceEdit(value.place.after, ")"))
    return Fix(f"Make it a `{prefix}.Parameter`", edits)


RULE = Rule(
    code="TORCH024",
    name="unregistered-parameter",
    severity=Severity.ERROR,
    message="tensor to be trained that is no `nn.Parameter`",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NO_GRADIENT, Symptom.DEVICE, Symptom.CHANCE),
    examples=(
        Example(
            bad="""\
import torch
from torch import nn


class Scale(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = torch.ones(size, requires_grad=True)

    def forward(self, x):
        return self.weight * x


optimizer = torch.optim.SGD(Scale(3).parameters(), lr=0.1)
""",
            good="""\
import torch
from torch import nn


class Scale(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size, requires_grad=True))

    def forward(self, x):
        return self.weight * x


optimizer = torch.optim.SGD(Scale(3).parameters(), lr=0.1)
""",
            proof=Raises("ValueError", "optimizer got an empty parameter list"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


class Prompt(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.layer = nn.Linear(size, size)
        self.prompt = nn.Parameter(torch.randn(size)) * 0.02

    def forward(self, x):
        return self.layer(x + self.prompt)


prompt = Prompt(3).double()
saved = "prompt" in prompt.state_dict()
dtype = str(prompt.prompt.dtype)
""",
            good="""\
import torch
from torch import nn


class Prompt(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.layer = nn.Linear(size, size)
        self.prompt = nn.Parameter(torch.randn(size) * 0.02)

    def forward(self, x):
        return self.layer(x + self.prompt)


prompt = Prompt(3).double()
saved = "prompt" in prompt.state_dict()
dtype = str(prompt.prompt.dtype)
""",
            proof=Shows(
                "not bad.saved and good.saved and bad.dtype == 'torch.float32' and good.dtype == 'torch.float64'"
            ),
        ),
        Example(
            bad="""\
import torch
from torch import nn


class Prompt(nn.Module):
    def __init__(self, size, device):
        super().__init__()
        self.prompt = nn.Parameter(torch.randn(size)).to(device)


count = len(list(Prompt(3, "meta").parameters()))
""",
            good="""\
import torch
from torch import nn


class Prompt(nn.Module):
    def __init__(self, size, device):
        super().__init__()
        self.prompt = nn.Parameter(torch.randn(size).to(device))


count = len(list(Prompt(3, "meta").parameters()))
""",
            proof=Shows("bad.count == 0 and good.count == 1"),
        ),
    ),
)
