"""Gradients are clipped when no step can use it.

Clipping changes the gradients that are there. After `optimizer.step()` they have been used already, and before
`backward()` there are none, so that `clip_grad_norm_` returns 0: with `max_norm=1` and learning rate 1 a weight moved
by 10416 instead of 0.58 (torch 2.13.0). Nothing is raised.
With a `GradScaler` the gradients are multiplied by 65536 until `scaler.unscale_(optimizer)`: clipped before that,
their norm was 1182327, the weight moved by 0.000009 instead of 0.58, and training all but stops.
Clip between `backward()` and `step()`, and with a scaler after `unscale_`.
Silent: loops with several optimizers, norms that are only measured (`max_norm=inf`), clamping of weights after the
step, and clipping by other libraries' methods.

Source: docs.pytorch.org, "Automatic Mixed Precision examples", gradient clipping; VGraphRNN/VGRNN#4.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import are_exclusive, is_seen_by_others
from pattern_lsp.semantic.values import Kind, Value

_CLIPS = ("clip_grad_norm", "clip_grad_value")
_INFINITE = frozenset({"math.inf", "numpy.inf", "torch.inf"})


def check(model: Model) -> Iterator[Finding]:
    clips = [clip for clip in model.calls(op=_CLIPS) if not _is_measured(clip) and not clip.context.calls]
    for clip in clips:
        round_ = [call for call in model.calls() if _is_beside(call, clip)]
        backwards = [call for call in round_ if call.effect == "backward"]
        steps = [call for call in round_ if call.effect == "step"]
        if not backwards or len({_optimizer(step) for step in steps}) != 1:
            continue
        place = round_.index(clip)
        name = clip.callee_place.text.rpartition(".")[2]
        told = [call.effect in ("backward", "step") and not are_exclusive(call, clip) for call in round_]
        before = [call for call, counts in zip(round_[:place], told, strict=False) if counts]
        after = [call for call, counts in zip(round_[place:], told[place:], strict=True) if counts]
        if not (before or after):
            continue
        last = before[-1] if before else after[-1]
        if last.effect == "step":
            related = (Related(last.place, "the step that uses the gradients"),)
            if before:
                message = f"`{name}` comes after `{_optimizer(last)}.step()`: the step used the gradients as they were"
            else:
                message = f"`{name}` comes before `backward()`: the gradients are not there yet"
            yield Finding(clip.place, message, related=related)
        elif before and last.effect == "backward" and _is_scaled(model, round_, last):
            message = f"`{name}` clips gradients that are still scaled: call `unscale_` of the scaler before"
            yield Finding(clip.place, message, related=(Related(last.place, "scaled here"),))


def _is_beside(call: Call, clip: Call) -> bool:
    """Whether a call happens in the same round of the innermost loop, or both in none."""
    mine, others = clip.context.loop, call.context.loop
    if mine is None or others is None:
        return mine is others
    return mine.node is others.node


def _optimizer(step: Call) -> str:
    target = step.argument("optimizer") or step.receiver
    return target.text if target is not None else ""


def _is_measured(clip: Call) -> bool:
    limit = clip.argument("max_norm")
    if limit is None:
        return False
    value = limit.value
    if value.term is not None and value.term.name == "builtins.float":
        return any(str(argument.value.constant).lstrip("+") == "inf" for argument in value.term.arguments)
    return value.kind is Kind.LIBRARY and value.name in _INFINITE


def _is_scaled(model: Model, round_: list[Call], backward: Call) -> bool:
    """Whether a backward pass is of a scaled loss, and nothing takes the scale away again."""
    scales = [call for call in round_ if call.name == "torch.amp.GradScaler.scale" and call.receiver is not None]
    if len(scales) != 1 or backward.receiver is None or backward.receiver.node is not scales[0].node:
        return False
    scaler = scales[0].receiver.value if scales[0].receiver is not None else None
    if scaler is None or _is_disabled(scaler) or is_seen_by_others(model, scaler):
        return False
    steps = [call for call in round_ if call.name == "torch.amp.GradScaler.step"]
    return bool(steps) and not any(model.calls(method="unscale_"))


def _is_disabled(scaler: Value) -> bool:
    enabled = scaler.term.argument("enabled") if scaler.term is not None else None
    return enabled is not None and enabled.value.constant is False


RULE = Rule(
    code="TORCH023",
    name="clip-after-step",
    severity=Severity.WARNING,
    message="gradients clipped when no step can use it",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NAN, Symptom.WORSE, Symptom.NO_EFFECT),
    examples=(
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
before = model.weight.detach().clone()
for _ in range(2):
    optimizer.zero_grad()
    loss = (100 * model(torch.ones(4, 2)) - 500).pow(2).mean()
    loss.backward()
    optimizer.step()
    torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
moved = (model.weight - before).abs().max().item()
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
before = model.weight.detach().clone()
for _ in range(2):
    optimizer.zero_grad()
    loss = (100 * model(torch.ones(4, 2)) - 500).pow(2).mean()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
    optimizer.step()
moved = (model.weight - before).abs().max().item()
""",
            proof=Shows("bad.moved > 1000 and good.moved < 2"),
        ),
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
norms = []
for _ in range(2):
    optimizer.zero_grad()
    norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0).item())
    model(torch.ones(4, 2)).pow(2).mean().backward()
    optimizer.step()
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
norms = []
for _ in range(2):
    optimizer.zero_grad()
    model(torch.ones(4, 2)).pow(2).mean().backward()
    norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0).item())
    optimizer.step()
""",
            proof=Shows("bad.norms == [0, 0] and good.norms[0] > 0.1"),
        ),
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
scaler = torch.amp.GradScaler("cpu")
before = model.weight.detach().clone()
for _ in range(2):
    optimizer.zero_grad()
    loss = (model(torch.ones(4, 2)) - 5).pow(2).mean()
    scaler.scale(loss).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    scaler.step(optimizer)
    scaler.update()
moved = (model.weight - before).abs().max().item()
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
scaler = torch.amp.GradScaler("cpu")
before = model.weight.detach().clone()
for _ in range(2):
    optimizer.zero_grad()
    loss = (model(torch.ones(4, 2)) - 5).pow(2).mean()
    scaler.scale(loss).backward()
    scaler.unscale_(optimizer)
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    scaler.step(optimizer)
    scaler.update()
moved = (model.weight - before).abs().max().item()
""",
            proof=Shows("bad.moved < 0.001 < 0.1 < good.moved"),
        ),
    ),
)
