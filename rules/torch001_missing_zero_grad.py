"""A training loop never clears the gradients.

`backward()` adds to `.grad`; without `zero_grad()` every step uses the sum of all gradients so far.
Nothing raises, and easy problems may even train faster, but the step is not the one that was meant: fitting a line
with SGD at learning rate 0.1, the loss is 0.0000 after 100 steps with clearing, and swings up to 3.39 without
(torch 2.13.0).
Call `optimizer.zero_grad()` once for every step, before `backward()` or after `step()`.

Source: docs.pytorch.org, `torch.Tensor.backward` (gradients accumulate in the leaves); pytorch/pytorch#47175.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Event, Loop, Model
from pattern_lsp.semantic.queries import innermost_common_loop
from pattern_lsp.semantic.values import UNKNOWN, Kind, Value

# Objects that clear the gradients themselves, or are asked to step by somebody else.
_MANAGED = ("accelerate.Accelerator", "pytorch_lightning.LightningModule", "lightning.LightningModule")

_CLEARING = frozenset("zero_ zero_grad zero_grads clear_grads clear_grad optimizer_zero_grad autograd_grad".split())


def check(model: Model) -> Iterator[Finding]:
    backwards = list(model.calls(effect="backward"))
    reported: set[object] = set()
    for step in model.calls(effect="step"):
        backward = next((call for call in backwards if innermost_common_loop(call, step)), None)
        if backward is None or step.node in reported or _is_closure(step):
            continue
        loop = innermost_common_loop(backward, step)
        assert loop is not None
        if _may_clear(model, loop, step, backward) or _steps_new_tensors(model, loop, step):
            continue
        reported.add(step.node)
        name = _stepped(step)
        yield Finding(
            backward.place,
            f"The gradients are never cleared in this loop: `{name}.step()` uses the sum of all so far",
            fix=_fix(backward, step, name),
            related=(Related(step.place, "the step that uses them"),),
        )


def _stepped(step: Call) -> str:
    target = step.argument("optimizer") or step.receiver
    return target.text if target is not None else "optimizer"


def _is_closure(step: Call) -> bool:
    """LBFGS calls a closure that clears, computes and differentiates."""
    return step.argument("closure") is not None


def _may_clear(model: Model, loop: Loop, step: Call, backward: Call) -> bool:
    target = step.argument("optimizer") or step.receiver
    optimizer = target.value if target is not None else UNKNOWN
    entered = {id(event.context.calls[-1].node) for event in model.events if event.context.calls}
    for event in model.events:
        if not any(around.node is loop.node for around in event.context.loops):
            continue
        if isinstance(event, Call) and id(event.node) not in entered and _clears(event, optimizer, step, backward):
            return True
        if isinstance(event, Assignment) and event.name == "grad":
            return True
    return any(value.name in _MANAGED for value in backward.context.managers)


def _steps_new_tensors(model: Model, loop: Loop, step: Call) -> bool:
    """Whether the optimizer and all that it steps are made anew in each round."""
    target = step.argument("optimizer") or step.receiver
    ref = target.value.ref if target is not None else None
    made = model.event_at(ref.base) if ref is not None else None
    given = (made.argument("params") or made.positional(0)) if isinstance(made, Call) else None
    items = given.value.items if given is not None else None
    return bool(items) and all(
        item.term is not None and any(around.node is loop.node for around in item.term.context.loops)
        for item in items or ()
    )


def _clears(call: Call, optimizer: Value, step: Call, backward: Call) -> bool:
    """Whether a call clears the gradients of this optimizer, or may: it is handed the optimizer, or cannot be seen."""
    if call.effect == "zero_grad":
        cleared = call.receiver.value if call.receiver is not None else UNKNOWN
        both_known = cleared.kind is Kind.OBJECT and optimizer.kind is Kind.OBJECT
        return not (both_known and cleared.ref != optimizer.ref)
    if (call.method or call.name.rpartition(".")[2]) in _CLEARING:
        return True
    if call is step or call is backward or call.effect in ("backward", "step"):
        return False
    # A helper that cannot be seen and is given the optimizer (or the object that holds it) may clear.
    values = [argument.value for argument in call.arguments]
    is_unseen = call.callee.kind in (Kind.UNKNOWN, Kind.FUNCTION, Kind.INSTANCE, Kind.CLASS)
    return is_unseen and any(value.ref is not None and value.ref == optimizer.ref for value in values)


def _fix(backward: Call, step: Call, name: str) -> Fix | None:
    if backward.context.calls or step.context.calls or not backward.is_in_simple_statement:
        return None
    if step.argument("optimizer") is None and not _same_function(backward, step):
        return None
    line = f"{backward.indentation}{name}.zero_grad()\n"
    return Fix(f"Clear them with `{name}.zero_grad()`", (PlaceEdit(backward.line, line),))


def _same_function(first: Event, second: Event) -> bool:
    return first.piece is second.piece


RULE = Rule(
    code="TORCH001",
    name="missing-zero-grad",
    severity=Severity.WARNING,
    message="training loop never clears the gradients",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.CHANCE, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import torch

torch.manual_seed(0)
x = torch.linspace(-1, 1, 32).unsqueeze(1)
y = 3 * x + 1
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
losses = []
for _ in range(100):
    loss = torch.nn.functional.mse_loss(model(x), y)
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
""",
            good="""\
import torch

torch.manual_seed(0)
x = torch.linspace(-1, 1, 32).unsqueeze(1)
y = 3 * x + 1
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
losses = []
for _ in range(100):
    loss = torch.nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
""",
            proof=Shows("good.losses[-1] < 0.01 < 0.1 < max(bad.losses[-20:])"),
        ),
    ),
)
