"""The gradients are cleared before the optimizer uses them.

`backward(); zero_grad(); step()` leaves the weights as they are, bit for bit: the gradients are None by then, and the
optimizer skips such parameters, weight decay included (torch 2.13.0).
So does `zero_grad(); step(); backward()`. Nothing raises; the loss just never moves.
Clear first, then `backward()`, then `step()`.

Source: docs.pytorch.org, `torch.optim.Optimizer.zero_grad` (parameters without gradients are skipped).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Model


def check(model: Model) -> Iterator[Finding]:
    if not any(model.calls(effect="backward")):
        return
    for step in model.calls(effect="step"):
        if step.argument("closure") is not None or not step.states:
            continue
        if all(state == "cleared" for state, _ in step.states):
            clears = [event for _, node in step.states if node is not None and (event := model.event_at(node))]
            related = tuple(Related(clear.place, "cleared here") for clear in clears[:1])
            target = step.argument("optimizer") or step.receiver
            name = target.text if target is not None else "the optimizer"
            yield Finding(
                step.place,
                f"`{name}` steps on gradients that were just cleared: nothing is updated",
                related=related,
            )


RULE = Rule(
    code="TORCH003",
    name="grads-cleared-before-step",
    severity=Severity.ERROR,
    message="gradients cleared between `backward()` and `step()`",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.CHANCE, Symptom.NO_EFFECT),
    examples=(
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
before = model.weight.detach().clone()
for _ in range(5):
    loss = model(torch.ones(4, 2)).pow(2).mean()
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
moved = not torch.equal(before, model.weight)
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
before = model.weight.detach().clone()
for _ in range(5):
    loss = model(torch.ones(4, 2)).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
moved = not torch.equal(before, model.weight)
""",
            proof=Shows("not bad.moved and good.moved"),
        ),
    ),
)
