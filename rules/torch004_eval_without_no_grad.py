"""An evaluation records everything for a backward pass that never comes.

`model.eval()` changes what dropout and batch norm do; it does not switch gradients off.
Each forward pass still keeps its intermediate results for `backward`, so it takes more time (1.28 s against 1.06 s for
30 passes through eight linear layers) and more memory: with the outputs of ten batches kept, 71 MB more, and nothing
more under `torch.no_grad()` (torch 2.13).
The results are right either way, until they are to be NumPy arrays: "Can't call numpy() on Tensor that requires grad.
Use tensor.detach().numpy() instead."
Evaluate under `with torch.no_grad():`, or put `@torch.no_grad()` over the function.

It is an error where `.numpy()` follows, a warning where the outputs outlive the batch, otherwise information.
Nothing is said where gradients are used after all (attacks, saliency, fine-tuning with frozen batch norm), where a
caller in the file switches them off, of a single forward pass, and of tests.

Source: docs.pytorch.org, "Autograd mechanics", locally disabling gradient computation.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Function, Model, Return
from pattern_lsp.semantic.values import Kind, Value

# What shows that gradients are wanted, or that somebody has seen to them.
_GRADIENT_EFFECTS = ("backward", "step", "zero_grad")
_GRADIENT_METHODS = ("requires_grad_", "backward", "register_hook", "retain_grad")
_GRADIENT_CALLS = (
    "torch.autograd.",
    "torch.set_grad_enabled",
    "torch._C.",
    "torch.func.",
    "torch.onnx.",
    "torch.export",
)
_WITHOUT_GRADIENTS = ("validation_step", "test_step", "predict_step")  # Lightning's loops switch gradients off
# What a tensor goes through and still requires gradients.
_KEEPING = frozenset(
    "cpu to squeeze unsqueeze softmax log_softmax sigmoid view reshape flatten exp mean sum float cross_entropy".split()
)


def check(model: Model) -> Iterator[Finding]:
    function = model.function
    if function is not None and _is_taken_care_of(model, function):
        return
    forwards = [call for call in model.calls() if _is_recorded(call)]
    if not forwards or _uses_gradients(model):
        return
    for forward in forwards:
        name = forward.place.text.partition("(")[0]
        if _raises(model, forward):
            message, severity = f"`numpy()` will refuse what `{name}` returns: it requires gradients", Severity.ERROR
        elif forward.context.loop is None or forward.context.loop.kind == "comprehension":
            continue
        elif _is_kept(model, forward):
            message = f"The outputs of `{name}` are kept, and with them all that a backward pass would need"
            severity = Severity.WARNING
        else:
            message = f"`{name}` is evaluated, and still recorded for a backward pass"
            severity = Severity.INFORMATION
        yield Finding(forward.place, f"{message}: use `torch.no_grad()`", _fix(model, function), severity=severity)
        return  # one `no_grad` does for all of them


def _is_recorded(call: Call) -> bool:
    """Whether a call is the forward pass of a module that is surely in evaluation mode, with gradients on."""
    if call.context.grad_enabled is not True or call.context.calls or call.effect:
        return False
    if call.callee.kind not in (Kind.OBJECT, Kind.INSTANCE, Kind.UNKNOWN) or not call.arguments:
        return False
    return {state for state, _ in call.states} == {"eval"}


def _is_taken_care_of(model: Model, function: Function) -> bool:
    name = function.name
    return name.startswith("test") or name in _WITHOUT_GRADIENTS or name in model.callers.without_grad


def _uses_gradients(model: Model) -> bool:
    if any(one.name in ("requires_grad", "grad") for one in model.of(Assignment)):
        return True
    return any(
        call.effect in _GRADIENT_EFFECTS
        or call.method in _GRADIENT_METHODS
        or call.name.startswith(_GRADIENT_CALLS)
        or any(argument.keyword == "requires_grad" for argument in call.arguments)
        for call in model.calls()
    )


def _raises(model: Model, forward: Call) -> bool:
    """Whether the output is made a NumPy array as it is."""
    return any(
        call.receiver is not None and _comes_from(call.receiver.value, forward) for call in model.calls(method="numpy")
    )


def _is_kept(model: Model, forward: Call) -> bool:
    """Whether outputs are put into a list that outlives the batch."""
    return any(
        _comes_from(argument.value, forward)
        for method in ("append", "extend")
        for call in model.calls(method=method)
        for argument in call.arguments
    )


def _comes_from(value: Value, forward: Call, depth: int = 6) -> bool:
    """Whether a tensor is the output of a forward pass, or computed from it with its gradients."""
    term = value.term
    if term is None or depth == 0:
        return False
    if term.node is forward.node:
        return True
    if term.op not in _KEEPING and term.method not in _KEEPING and not term.is_operator:
        return False
    operands = [argument.value for argument in term.arguments]
    if term.receiver is not None:
        operands.append(term.receiver.value)
    return any(_comes_from(operand, forward, depth - 1) for operand in operands)


def _fix(model: Model, function: Function | None) -> Fix | None:
    torch = model.names.get("torch")
    if function is None or torch is None or function.name == "<lambda>":
        return None
    line = function.place.line_start
    edit = PlaceEdit(line, f"{function.place.indentation}@{torch}.no_grad()\n")
    returns = any(event.operand is not None for event in model.of(Return) if event.context.function is function)
    return Fix(f"Put `@{torch}.no_grad()` over `{function.name}`", (edit,), safe=not returns)


RULE = Rule(
    code="TORCH004",
    name="eval-without-no-grad",
    severity=Severity.INFORMATION,
    message="evaluation with gradients on",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.MEMORY, Symptom.SLOW),
    examples=(
        Example(
            bad="""\
import torch
from torch import nn


def evaluate(model, batches):
    model.eval()
    total = 0.0
    for x in batches:
        total += model(x).argmax(dim=1).sum().item()
    print(total)


saved = []
with torch.autograd.graph.saved_tensors_hooks(lambda tensor: saved.append(tensor) or tensor, lambda tensor: tensor):
    evaluate(nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3)), [torch.randn(5, 4)])
""",
            good="""\
import torch
from torch import nn


@torch.no_grad()
def evaluate(model, batches):
    model.eval()
    total = 0.0
    for x in batches:
        total += model(x).argmax(dim=1).sum().item()
    print(total)


saved = []
with torch.autograd.graph.saved_tensors_hooks(lambda tensor: saved.append(tensor) or tensor, lambda tensor: tensor):
    evaluate(nn.Sequential(nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 3)), [torch.randn(5, 4)])
""",
            proof=Shows("len(bad.saved) > 0 and len(good.saved) == 0"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


def predict(model: nn.Module, batches):
    model.eval()
    outputs = []
    for x in batches:
        outputs.append(model(x))
    return torch.cat(outputs)


result = predict(nn.Linear(4, 3), [torch.randn(5, 4), torch.randn(5, 4)])
""",
            good="""\
import torch
from torch import nn


@torch.no_grad()
def predict(model: nn.Module, batches):
    model.eval()
    outputs = []
    for x in batches:
        outputs.append(model(x))
    return torch.cat(outputs)


result = predict(nn.Linear(4, 3), [torch.randn(5, 4), torch.randn(5, 4)])
""",
            proof=Shows("bad.result.grad_fn is not None and good.result.grad_fn is None"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


def embed(model, x):
    model.eval()
    return model(x).cpu().numpy()


result = embed(nn.Linear(4, 3), torch.randn(5, 4))
""",
            good="""\
import torch
from torch import nn


@torch.no_grad()
def embed(model, x):
    model.eval()
    return model(x).cpu().numpy()


result = embed(nn.Linear(4, 3), torch.randn(5, 4))
""",
            proof=Raises("RuntimeError", "Can't call numpy() on Tensor that requires grad"),
        ),
    ),
)
