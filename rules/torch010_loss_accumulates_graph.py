"""A running sum of losses keeps every step's graph alive.

`total += loss` adds a tensor that remembers how it was computed, so that each step's graph stays in memory: 44 kB a
step for a small network of 40 layers, and on a GPU the out-of-memory that comes after hours (torch 2.13.0).
The same goes for `losses.append(loss)`.
Add the number: `total += loss.item()`; or `loss.detach()` where a tensor is needed later.

Source: docs.pytorch.org, "Frequently Asked Questions", my model reports out of memory.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Event, Model, Operand, Return
from pattern_lsp.semantic.queries import innermost_common_loop, is_same


def check(model: Model) -> Iterator[Finding]:
    backwards = list(model.calls(effect="backward"))
    if not backwards:
        return
    for event in model.events:
        kept = _kept(event)
        if kept is None or not event.context.grad_enabled:
            continue
        accumulator, loss = kept
        if any(_is_training_on(backward, loss, event) for backward in backwards):
            if _is_differentiated(model, accumulator, backwards) or not _lives_longer(model, event, accumulator):
                continue
            yield Finding(
                event.place,
                f"`{accumulator}` keeps the graph of every `{loss.text}`: add `{loss.text}.item()`",
                fix=Fix("Add the number only", (PlaceEdit(loss.place.after, ".item()"),), safe=False),
            )


def _kept(event: Event) -> tuple[str, Operand] | None:
    """The accumulator and the loss, if the event adds one to the other."""
    if isinstance(event, Assignment) and event.operator == "+" and event.value.identifier:
        name = event.name if event.target is None else f"{event.target.text}.{event.name}"
        return name, event.value
    if isinstance(event, Call) and event.method == "append" and event.is_discarded and event.receiver is not None:
        first = event.positional(0)
        if first is not None and first.identifier:
            return event.receiver.text, first
    return None


def _is_training_on(backward: Call, loss: Operand, event: Event) -> bool:
    """Whether this very loss is differentiated in the same round of the loop."""
    if backward.receiver is None or innermost_common_loop(backward, event) is None:
        return False
    if backward.context.loop is None or event.context.loop is None:
        return False
    same_loop = backward.context.loop.node is event.context.loop.node
    return same_loop and is_same(backward.receiver.value, loss.value)


def _is_differentiated(model: Model, accumulator: str, backwards: list[Call]) -> bool:
    if any(call.receiver is not None and call.receiver.text.startswith(accumulator) for call in backwards):
        return True
    # What is stacked, passed on or returned may still be differentiated.
    for event in model.events:
        if isinstance(event, Return) and event.operand is not None and event.operand.text == accumulator:
            return False
        if isinstance(event, Call) and event.name.startswith("torch.") and not event.is_operator:
            if any(argument.operand.text == accumulator for argument in event.arguments):
                return True
    return False


def _lives_longer(model: Model, event: Event, accumulator: str) -> bool:
    """Whether the accumulator is made outside of the loop that adds to it."""
    loop = event.context.loop
    made_inside = any(
        other is not event
        and other.name == accumulator
        and not other.operator
        and any(around.node is loop.node for around in other.context.loops)
        for other in model.of(Assignment)
        if loop is not None
    )
    return loop is not None and not made_inside


RULE = Rule(
    code="TORCH010",
    name="loss-accumulates-graph",
    severity=Severity.WARNING,
    message="running sum of losses keeps every graph alive",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.MEMORY,),
    examples=(
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
total = 0.0
for _ in range(5):
    loss = model(torch.ones(4, 2)).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    total += loss


def nodes(value):
    found, waiting = set(), [getattr(value, "grad_fn", None)]
    while waiting:
        node = waiting.pop()
        if node is not None and node not in found:
            found.add(node)
            waiting += [parent for parent, _ in node.next_functions]
    return len(found)


kept = nodes(total)
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
total = 0.0
for _ in range(5):
    loss = model(torch.ones(4, 2)).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    total += loss.item()


def nodes(value):
    found, waiting = set(), [getattr(value, "grad_fn", None)]
    while waiting:
        node = waiting.pop()
        if node is not None and node not in found:
            found.add(node)
            waiting += [parent for parent, _ in node.next_functions]
    return len(found)


kept = nodes(total)
""",
            proof=Shows("bad.kept > 20 and good.kept == 0"),
        ),
    ),
)
