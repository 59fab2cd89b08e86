"""The model is put into evaluation mode in a training loop and never back.

After `model.eval()` dropout is off and batch norm uses, and keeps, its old statistics.
Without a `model.train()` at the top of the epoch, everything from the second epoch on trains that way, silently:
`model.training` is True, False, False over three epochs (torch 2.13.0).
Call `model.train()` where the training part begins.

Source: docs.pytorch.org, `torch.nn.Module.eval`; pytorch/tutorials#1624.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import innermost_common_loop


def check(model: Model) -> Iterator[Finding]:
    backwards = list(model.calls(effect="backward"))
    for backward in backwards:
        for forward in model.calls():
            if not _is_forward_of_training(forward, backward):
                continue
            modes = [node for state, node in forward.states if state == "eval"]
            evals = [event for node in modes if node is not None and (event := model.event_at(node))]
            stuck = next((call for call in evals if isinstance(call, Call) and _comes_around(call, forward)), None)
            if stuck is not None and stuck.receiver is not None:
                name = stuck.receiver.text
                yield Finding(
                    stuck.place,
                    f"`{name}` stays in evaluation mode: the next round of the loop trains it that way",
                    fix=_fix(forward, stuck, name),
                    related=(Related(forward.place, "trained here"),),
                )
                return


def _is_forward_of_training(call: Call, backward: Call) -> bool:
    """A call of a module, with gradients, in the loop that differentiates."""
    return bool(
        call.states
        and not call.effect
        and not call.is_operator
        and call.context.grad_enabled
        and innermost_common_loop(call, backward) is not None
        and any(state in ("eval", "train", "") for state, _ in call.states)
    )


def _comes_around(stuck: Call, forward: Call) -> bool:
    """Whether `eval()` runs in a loop around the forward pass, after it: what is trained next is the next round."""
    return innermost_common_loop(stuck, forward) is not None and any(state != "eval" for state, _ in forward.states)


def _fix(forward: Call, stuck: Call, name: str) -> Fix | None:
    if forward.context.calls or not forward.is_in_simple_statement or forward.piece is not stuck.piece:
        return None
    line = f"{forward.indentation}{name}.train()\n"
    return Fix(f"Go back with `{name}.train()`", (PlaceEdit(forward.line, line),))


RULE = Rule(
    code="TORCH006",
    name="stuck-in-eval",
    severity=Severity.WARNING,
    message="`eval()` in a training loop without `train()`",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WORSE, Symptom.EVALUATION),
    examples=(
        Example(
            bad="""\
import torch

torch.manual_seed(0)
layers = torch.nn.Linear(2, 8), torch.nn.ReLU(), torch.nn.Dropout(0.5), torch.nn.Linear(8, 1)
model = torch.nn.Sequential(*layers)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
x = torch.ones(4, 2)
modes = []
for _ in range(3):
    loss = model(x).pow(2).mean()
    modes.append(model.training)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    model.eval()
    with torch.no_grad():
        validation = model(x).mean().item()
""",
            good="""\
import torch

torch.manual_seed(0)
layers = torch.nn.Linear(2, 8), torch.nn.ReLU(), torch.nn.Dropout(0.5), torch.nn.Linear(8, 1)
model = torch.nn.Sequential(*layers)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
x = torch.ones(4, 2)
modes = []
for _ in range(3):
    model.train()
    loss = model(x).pow(2).mean()
    modes.append(model.training)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    model.eval()
    with torch.no_grad():
        validation = model(x).mean().item()
""",
            proof=Shows("bad.modes == [True, False, False] and good.modes == [True, True, True]"),
        ),
    ),
)
