"""The learning rate moves on before the optimizer has used it.

`scheduler.step()` sets the rate for the steps that follow. Called before the optimizer's first `step()` of a round, it
skips the first rate of the schedule: StepLR with gamma 0.1 trains at 0.1, 0.01, 0.001 instead of 1.0, 0.1, 0.01.
torch says once `UserWarning: Detected call of lr_scheduler.step() before optimizer.step()` (2.13.0).
Step the optimizer first; step the scheduler after it, or at the end of the epoch.
Silent: `if epoch > 0: scheduler.step()`, `scheduler.step(epoch)` and `ReduceLROnPlateau`, which are told where they
are, schedules that are drawn without training, and other things with a `step`: noise schedulers, environments.

Source: docs.pytorch.org, `torch.optim`, "How to adjust learning rate"; lufficc/SSD PR 98.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import innermost_common_loop, is_every_round
from pattern_lsp.semantic.values import Kind, Value

_NAMES = ("scheduler", "schedulers", "sched", "lr_sched")


def check(model: Model) -> Iterator[Finding]:
    seen: list[Call] = []  # the optimizers' steps so far
    steps = list(model.calls(effect="step"))
    waiting: list[Call] = []
    if not steps:
        return
    for call in model.calls():
        if _moves_the_rate(call):
            if not any(_is_of(call, step) for step in seen):
                waiting.append(call)
        elif call.effect == "step":
            seen.append(call)
            for scheduler in [one for one in waiting if _is_of(one, call)]:
                waiting.remove(scheduler)
                loop = innermost_common_loop(scheduler, call)
                if loop is not None and is_every_round(scheduler, loop) and not scheduler.context.calls:
                    yield _finding(scheduler, call)


def _finding(scheduler: Call, step: Call) -> Finding:
    target = step.argument("optimizer") or step.receiver
    optimizer = f"{target.text}.step()" if target is not None else "step()"
    return Finding(
        scheduler.place,
        f"`{scheduler.place.text}` comes before `{optimizer}`: the first learning rate is never used",
        related=(Related(step.place, "the optimizer steps here"),),
    )


def _moves_the_rate(call: Call) -> bool:
    """Whether a call surely is a scheduler's step to its next rate."""
    receiver = call.receiver
    if call.method != "step" or receiver is None or call.arguments or not call.is_discarded:
        return False
    if call.op == "scheduler_step":
        return not receiver.value.name.endswith("ReduceLROnPlateau")
    if not receiver.value.is_unknown or call.effect:
        return False
    return receiver.text.rpartition(".")[2].lower().endswith(_NAMES)


def _is_of(scheduler: Call, step: Call) -> bool:
    """Whether an optimizer is, or may be, the one that a scheduler works on."""
    mine, target = _optimizer_of(scheduler), step.argument("optimizer") or step.receiver
    if mine is None or mine.ref is None or target is None or target.value.ref is None:
        return True
    return mine.ref == target.value.ref or target.value.kind is not Kind.OBJECT or mine.kind is not Kind.OBJECT


def _optimizer_of(scheduler: Call) -> Value | None:
    made = scheduler.receiver.value.term if scheduler.receiver is not None else None
    given = made.argument("optimizer") if made is not None else None
    return given.value if given is not None else None


RULE = Rule(
    code="TORCH022",
    name="scheduler-before-optimizer",
    severity=Severity.WARNING,
    message="learning rate scheduler stepped before the optimizer",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WORSE,),
    examples=(
        Example(
            bad="""\
import torch
from torch.optim.lr_scheduler import StepLR

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
scheduler = StepLR(optimizer, step_size=1, gamma=0.1)
rates = []
for epoch in range(3):
    scheduler.step()
    for _ in range(2):
        optimizer.zero_grad()
        model(torch.ones(4, 2)).pow(2).mean().backward()
        optimizer.step()
    rates.append(optimizer.param_groups[0]["lr"])
""",
            good="""\
import torch
from torch.optim.lr_scheduler import StepLR

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
scheduler = StepLR(optimizer, step_size=1, gamma=0.1)
rates = []
for epoch in range(3):
    for _ in range(2):
        optimizer.zero_grad()
        model(torch.ones(4, 2)).pow(2).mean().backward()
        optimizer.step()
    rates.append(optimizer.param_groups[0]["lr"])
    scheduler.step()
""",
            proof=Shows("np.allclose(bad.rates, [0.1, 0.01, 0.001]) and np.allclose(good.rates, [1, 0.1, 0.01])"),
        ),
    ),
)
