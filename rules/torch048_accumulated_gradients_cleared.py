"""Gradients are accumulated over several batches, and cleared before each of them.

`optimizer.step()` runs only in every n-th round, so that the gradients of n batches add up; `zero_grad()` in every
round throws all but the last batch away. With four batches the step used a quarter of them (torch 2.13.0), while the
loss is often divided by n besides.
Clear the gradients right after the step, under the same `if`.
Silent: loops that step in every round, `zero_grad` under a condition of its own, and helpers that decide themselves.

Source: docs.pytorch.org, "Automatic Mixed Precision examples", gradient accumulation; ultralytics PR 11217.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import innermost_common_loop, is_counted, is_every_round


def check(model: Model) -> Iterator[Finding]:
    clears = list(model.calls(effect="zero_grad"))
    if not clears:
        return
    backwards = list(model.calls(effect="backward"))
    for step in model.calls(effect="step"):
        loop = step.context.loop
        if loop is None or loop.kind == "comprehension" or step.context.calls or not is_counted(step, loop):
            continue
        if not any(innermost_common_loop(one, step) is loop and is_every_round(one, loop) for one in backwards):
            continue
        for clear in clears:
            if clear.context.loop is loop and _is_of_one_optimizer(clear, step) and is_every_round(clear, loop):
                yield Finding(
                    clear.place,
                    "This clears the gradients in every round, and the step uses those of the last batch only",
                    related=(Related(step.place, "the step, in every n-th round"),),
                )
                return


def _is_of_one_optimizer(clear: Call, step: Call) -> bool:
    return (
        not clear.context.calls
        and clear.receiver is not None
        and step.receiver is not None
        and clear.receiver.text == step.receiver.text
    )


RULE = Rule(
    code="TORCH048",
    name="accumulated-gradients-cleared",
    severity=Severity.WARNING,
    message="gradients that add up over batches are cleared in each",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.CHANCE, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import torch

weight = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=1.0)
batches = [torch.tensor([float(i)]) for i in (1, 2, 3, 4)]
for i, batch in enumerate(batches):
    optimizer.zero_grad()
    loss = (weight * batch).sum() / 4
    loss.backward()
    if (i + 1) % 4 == 0:
        optimizer.step()
moved = -weight.item()
""",
            good="""\
import torch

weight = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=1.0)
batches = [torch.tensor([float(i)]) for i in (1, 2, 3, 4)]
for i, batch in enumerate(batches):
    loss = (weight * batch).sum() / 4
    loss.backward()
    if (i + 1) % 4 == 0:
        optimizer.step()
        optimizer.zero_grad()
moved = -weight.item()
""",
            proof=Shows("bad.moved == 1.0 and good.moved == 2.5"),
        ),
    ),
)
