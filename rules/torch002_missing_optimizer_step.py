"""A training loop computes gradients that its optimizer never uses.

`backward()` only fills `.grad`; the weights move in `optimizer.step()`.
Without it nothing raises, and the loss stays exactly the same: 1.26166 at step 1 and at step 20 (torch 2.13.0).
A `scheduler.step()` is no substitute, and `optimizer.step` without parentheses is no call.
Call `optimizer.step()` after `backward()`.
Silent: an optimizer that is stepped anywhere in sight, or that is handed to code that may step it.

Source: docs.pytorch.org, `torch.optim`, taking an optimization step.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, ItemAssignment, Mention, Model, Operand, Return
from pattern_lsp.semantic.queries import innermost_common_loop, is_every_round, is_optimizer, names_in
from pattern_lsp.semantic.values import Kind, Value

# What may be given an optimizer and leaves the stepping to others.
_HARMLESS = frozenset("builtins.print builtins.len builtins.isinstance builtins.type builtins.id builtins.str".split())
_CLIPS = ("clip_grad_norm", "clip_grad_value")


def check(model: Model) -> Iterator[Finding]:
    backward = next((call for call in model.calls(effect="backward") if call.context.loop is not None), None)
    if backward is None or any(model.calls(method="register_post_accumulate_grad_hook")):
        return
    mentions = [
        mention for mention in model.of(Mention) if mention.name == "step" and is_optimizer(mention.target.value)
    ]
    for mention in mentions:
        message = f"`{mention.target.text}.step` is not called: nothing is updated"
        yield Finding(mention.place, message, Fix("Call it", (PlaceEdit(mention.place.after, "()"),), safe=True))
    for made in model.of(Assignment):
        if not _makes_optimizer(made) or any(mention.target.value.ref == made.value.value.ref for mention in mentions):
            continue
        if _may_step(model, made, backward) or _escapes(model, made):
            continue
        yield Finding(
            backward.place,
            f"Nothing uses these gradients: `{made.name}.step()` is never called",
            fix=_fix(model, backward, made.name),
            related=(Related(made.place, "the optimizer"),),
        )
        return


def _makes_optimizer(made: Assignment) -> bool:
    value = made.value.value
    is_new = value.term is not None and value.term.node is made.value.node
    return is_new and is_optimizer(value) and made.target is None and not made.context.calls and made.scope == "local"


def _may_step(model: Model, made: Assignment, backward: Call) -> bool:
    """Whether this optimizer steps, or an optimizer that may be this one; or this one has no part in the loop."""
    steps_others = False
    for step in model.calls(effect="step"):
        target = step.argument("optimizer") or step.receiver
        if target is None or not is_optimizer(target.value) or target.value.ref == made.value.value.ref:
            return True
        steps_others = True
    clears = (
        clear.receiver is not None
        and clear.receiver.value.ref == made.value.value.ref
        and innermost_common_loop(clear, backward) is not None
        for clear in model.calls(effect="zero_grad")
    )
    return steps_others and not any(clears)


def _escapes(model: Model, made: Assignment) -> bool:
    """Whether the optimizer is handed to something that may step it."""
    optimizer = made.value.value
    for event in model.events:
        if isinstance(event, Call):
            if event.name in _HARMLESS or event.name.startswith("torch.") or event.callee.name.startswith("torch."):
                continue
            if any(_holds(argument.value, optimizer) for argument in event.arguments):
                return True
        elif isinstance(event, Return):
            if event.operand is not None and _holds(event.operand.value, optimizer):
                return True
        elif isinstance(event, Assignment):
            leaves = event.target is not None or event.scope != "local" or event.value.value.ref != optimizer.ref
            if leaves and (_holds(event.value.value, optimizer) or _is_dict_with(event.value, made.name)):
                return True
        elif isinstance(event, ItemAssignment) and event.value is not None and _holds(event.value.value, optimizer):
            return True
    return False


def _holds(value: Value, optimizer: Value) -> bool:
    if value.ref == optimizer.ref:
        return True
    return value.kind is Kind.PYTHON and any(_holds(item, optimizer) for item in value.items or ())


def _is_dict_with(operand: Operand, name: str) -> bool:
    return operand.value.kind is Kind.PYTHON and operand.value.name == "dict" and name in names_in(operand.text)


def _fix(model: Model, backward: Call, name: str) -> Fix | None:
    """The step goes behind the backward pass, or behind the clipping that follows it."""
    loop = backward.context.loop
    if loop is None or backward.context.calls:
        return None
    last = backward
    for clip in model.calls(op=_CLIPS):
        if clip.context.loop is loop and is_every_round(clip, loop):
            last = clip
    if not last.is_in_simple_statement or not is_every_round(last, loop):
        return None
    line = f"\n{last.indentation}{name}.step()"
    return Fix(f"Update with `{name}.step()`", (PlaceEdit(last.place.after, line),))


RULE = Rule(
    code="TORCH002",
    name="missing-optimizer-step",
    severity=Severity.WARNING,
    message="training loop whose optimizer never steps",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.CHANCE, Symptom.NO_EFFECT),
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
for _ in range(20):
    loss = torch.nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
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
for _ in range(20):
    loss = torch.nn.functional.mse_loss(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
""",
            proof=Shows("len(set(bad.losses)) == 1 and good.losses[-1] < 0.1 * good.losses[0]"),
        ),
        Example(
            bad="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
before = model.weight.detach().clone()
for _ in range(5):
    loss = model(torch.ones(4, 2)).pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step
moved = not torch.equal(before, model.weight)
""",
            good="""\
import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
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
