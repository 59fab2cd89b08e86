"""The model is moved to a device and the batch is not, or the other way round.

Where they differ, the forward pass raises `RuntimeError: Expected all tensors to be on the same device`, and on the
"meta" device `Tensor on device meta is not on the expected device cpu!` (torch 2.13.0); so does a loss whose target
was forgotten. On a machine without a GPU both sides are on the CPU and nothing happens, which is how it survives.
Move what the loader gives in the loop: `x, y = x.to(device), y.to(device)`.
Silent: nothing is moved, or to "cpu"; batches that a dataset, a `collate_fn`, a `forward` or code out of sight may
move; `nn.DataParallel`, which moves them itself; default devices.

Source: docs.pytorch.org, "CUDA semantics".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Related, Rule, Severity, Symptom, edit
from pattern_lsp.semantic.model import Assignment, Call, Loop, Model, Operand
from pattern_lsp.semantic.queries import is_module, is_seen_by_others, loader_of, origins
from pattern_lsp.semantic.values import Kind, Ref, Value

_MOVING = frozenset({"to", "cuda", "device", "non_blocking", "pin_memory"})
_LOSSES = "cross_entropy nll binary_cross_entropy binary_cross_entropy_with_logits mse l1".split()


def check(model: Model) -> Iterator[Finding]:
    if any(model.calls("torch.set_default_device")) or not _moves(model):
        return
    moved = _moved_modules(model)
    reported: set[object] = set()
    for call in model.calls():
        if not is_module(call.callee) or call.callee.ref is None or _moves_its_input(call.callee):
            continue
        move = moved.get(call.callee.ref)
        given = call.positional(0)
        if given is None or given.node in reported:
            continue
        if move is not None:
            if _is_untouched(call, given):
                reported.add(given.node)
                name = call.callee_place.text
                message = f"`{name}` is moved to a device, `{given.text}` is not"
                yield Finding(given.place, message, _fix(call, given, move), (Related(move.place, "moved here"),))
        elif _is_moved(given.value) and _is_made_here(model, call.callee) and not _is_elsewhere(model, call.callee):
            reported.add(given.node)
            name = call.callee_place.text
            yield Finding(given.place, f"`{given.text}` is moved to a device, `{name}` is not")
    for loss in model.calls(op=tuple(_LOSSES)) if moved else ():
        scores, target = loss.argument("input"), loss.argument("target")
        if scores is None or target is None or target.node in reported or not _is_untouched(loss, target):
            continue
        move = _computed_by(model, loss, scores, moved)
        if move is not None:
            reported.add(target.node)
            message = f"`{scores.text}` is on a device, `{target.text}` is not"
            yield Finding(target.place, message, _fix(loss, target, move), (Related(move.place, "moved here"),))


def _moves(model: Model) -> bool:
    return any(model.calls(method="to")) or any(model.calls(method="cuda"))


def _moved_modules(model: Model) -> dict[Ref, Call]:
    """The modules that are moved to a device other than the CPU, and the calls that do it."""
    moved = {}
    for call in model.calls("torch.nn.Module.to", "torch.nn.Module.cuda"):
        module = call.receiver.value if call.receiver is not None else None
        if module is not None and module.ref is not None and _names_device(call):
            moved[module.ref] = call
    return moved


def _names_device(move: Call) -> bool:
    """Whether a call of `to` or `cuda` moves to a device, as far as is known not the CPU."""
    if move.method == "cuda":
        return True
    device = move.argument("device") or move.positional(0)
    if device is None or move.has_star:
        return False
    value = device.value
    if value.name == "torch.device" and value.kind is Kind.OBJECT:
        value = value.items[0] if value.items else value
    if value.kind is Kind.PYTHON and value.name == "str":
        return value.constant is None or not str(value.constant).startswith("cpu")
    return value.is_unknown and "device" in device.text.lower()


def _is_untouched(call: Call, given: Operand) -> bool:
    """Whether something is what a loader of tensors on the CPU gave, as it is."""
    value = given.value
    if not value.is_unknown or value.term is not None or value.ref is None or value.ref.path:
        return False
    loop = next((one for one in reversed(call.context.loops) if given.identifier in one.targets), None)
    return loop is not None and _gives_cpu_tensors(loop)


def _gives_cpu_tensors(loop: Loop) -> bool:
    loader = loader_of(loop.iterates)
    dataset = loader.argument("dataset") if loader is not None else None
    if loader is None or dataset is None or loader.has_star:
        return False
    if any(argument.keyword in ("collate_fn", "generator") for argument in loader.arguments):
        return False
    made = dataset.value.term
    if dataset.value.kind is Kind.INSTANCE:
        return not _speaks_of_devices(dataset.value)
    if made is None or not made.name.startswith(("torchvision.datasets.", "torch.utils.data.TensorDataset")):
        return False
    is_given_tensors = made.name.startswith("torch.utils")
    return not is_given_tensors or all(_is_on_cpu(argument.value) for argument in made.arguments)


def _is_on_cpu(tensor: Value) -> bool:
    """Whether a tensor was surely made on the CPU and stayed there."""
    if tensor.term is None or not tensor.is_array("torch"):
        return False
    for call in origins(tensor):
        if call.method in ("to", "cuda") or any(argument.keyword == "device" for argument in call.arguments):
            return False
        if any(argument.value.is_unknown for argument in call.arguments):
            return False
    return True


def _moves_its_input(module: Value) -> bool:
    return module.name == "torch.nn.DataParallel" or (module.kind is Kind.INSTANCE and _speaks_of_devices(module))


def _speaks_of_devices(instance: Value) -> bool:
    methods = instance.target.methods.values()
    return any(not _MOVING.isdisjoint(method.piece.words) for method in methods)


def _is_moved(value: Value) -> bool:
    """Whether a batch of a loader is moved to a device."""
    term = value.term
    if term is None or term.method not in ("to", "cuda") or term.receiver is None or not _names_device(term):
        return False
    return any(term.receiver.identifier in one.targets and _gives_cpu_tensors(one) for one in term.context.loops)


def _is_made_here(model: Model, module: Value) -> bool:
    return module.term is not None and model.event_at(module.term.node) is not None


def _is_elsewhere(model: Model, module: Value) -> bool:
    """Whether a module may be moved by something else."""
    if is_seen_by_others(model, module) or any(module.term is moved.value.term for moved in _moved(model)):
        return True
    made = module.term
    return made is None or any(argument.keyword == "device" for argument in made.arguments)


def _moved(model: Model) -> Iterator[Operand]:
    """What is moved or cast, whatever it is."""
    for method in ("to", "cuda", "half", "type"):
        yield from (call.receiver for call in model.calls(method=method) if call.receiver is not None)


def _computed_by(model: Model, loss: Call, scores: Operand, moved: dict[Ref, Call]) -> Call | None:
    """The move of the module that scores come from, directly or through a name."""
    node = scores.node
    for event in model.events:
        if event is loss:
            break
        if isinstance(event, Assignment) and event.target is None and event.name == scores.identifier != "":
            node = event.value.node
    forwards = [call for call in model.calls() if call.node is node and is_module(call.callee)]
    for call in [*forwards, *origins(scores.value)]:
        if call.callee.ref in moved and is_module(call.callee):
            return moved[call.callee.ref]
    return None


def _fix(call: Call, given: Operand, move: Call) -> Fix | None:
    function, other = call.context.function, move.context.function
    is_here = (function and function.node) is (other and other.node) and not call.context.calls
    if not is_here or "\n" in move.place.text or move.receiver is None:
        return None
    how = move.place.text[len(move.receiver.text) :]
    return Fix("Move it as well", edit(given.place, f"{given.text}{how}"))


RULE = Rule(
    code="TORCH026",
    name="one-sided-device",
    severity=Severity.WARNING,
    message="model on a device, batch not, or the reverse",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.DEVICE,),
    examples=(
        Example(
            bad="""\
import torch
from torch.utils.data import DataLoader, TensorDataset

device = torch.device("meta")
model = torch.nn.Linear(2, 1).to(device)
loader = DataLoader(TensorDataset(torch.randn(8, 2), torch.randn(8, 1)), batch_size=4)
for x, y in loader:
    scores = model(x)
""",
            good="""\
import torch
from torch.utils.data import DataLoader, TensorDataset

device = torch.device("meta")
model = torch.nn.Linear(2, 1).to(device)
loader = DataLoader(TensorDataset(torch.randn(8, 2), torch.randn(8, 1)), batch_size=4)
for x, y in loader:
    scores = model(x.to(device))
""",
            proof=Raises("RuntimeError", "is not on the expected device"),
        ),
        Example(
            bad="""\
import torch
from torch.utils.data import DataLoader, TensorDataset

device = torch.device("meta")
model = torch.nn.Linear(2, 1)
model.to(device)
loader = DataLoader(TensorDataset(torch.randn(8, 2), torch.randn(8, 1)), batch_size=4)
for x, y in loader:
    x = x.to(device)
    loss = torch.nn.functional.mse_loss(model(x), y)
""",
            good="""\
import torch
from torch.utils.data import DataLoader, TensorDataset

device = torch.device("meta")
model = torch.nn.Linear(2, 1)
model.to(device)
loader = DataLoader(TensorDataset(torch.randn(8, 2), torch.randn(8, 1)), batch_size=4)
for x, y in loader:
    x = x.to(device)
    loss = torch.nn.functional.mse_loss(model(x), y.to(device))
""",
            proof=Raises("RuntimeError", "is not on the expected device"),
        ),
        Example(
            bad="""\
import torch
from torch.utils.data import DataLoader, TensorDataset

device = torch.device("meta")
model = torch.nn.Linear(2, 1)
loader = DataLoader(TensorDataset(torch.randn(8, 2), torch.randn(8, 1)), batch_size=4)
for x, y in loader:
    scores = model(x.to(device))
""",
            good="""\
import torch
from torch.utils.data import DataLoader, TensorDataset

device = torch.device("meta")
model = torch.nn.Linear(2, 1).to(device)
loader = DataLoader(TensorDataset(torch.randn(8, 2), torch.randn(8, 1)), batch_size=4)
for x, y in loader:
    scores = model(x.to(device))
""",
            proof=Raises("RuntimeError", "is not on the expected device"),
        ),
    ),
)
