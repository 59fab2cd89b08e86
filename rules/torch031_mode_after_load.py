"""A model is given its weights and used at once, still in training mode.

A new module is in training mode, and `load_state_dict` does not change that: weights are loaded, the mode is not.
Dropout goes on dropping, so that the same input gives another answer each time; batch norm uses the statistics of the
batch instead of the loaded ones, and overwrites them; a batch of one raises `ValueError: Expected more than 1 value per
channel when training` (torch 2.13.0). `torch.no_grad()` does not help.
Call `model.eval()` after loading, or `model.train()` where training goes on.
Silent: bodies that train (a backward pass, an optimizer), models whose layers are not in sight or work the same in both
modes, weights copied from another model, and models that code out of sight was given.

Source: docs.pytorch.org, tutorial "Saving and Loading Models".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Model
from pattern_lsp.semantic.queries import is_module, is_optimizer, is_seen_by_others, modal_layer
from pattern_lsp.semantic.values import Ref


def check(model: Model) -> Iterator[Finding]:
    loads = [call for call in model.calls(method="load_state_dict") if _is_load(call)]
    if not loads or _trains(model) or _sets_modes_unseen(model):
        return
    loaded: dict[Ref | None, Call] = {}
    for call in model.calls():
        if call.method == "load_state_dict" and call.receiver is not None and call in loads:
            loaded[call.receiver.value.ref] = call
        load = loaded.get(call.callee.ref) if call.callee.ref is not None else None
        if load is None or load.receiver is None or not _is_as_made(model, call):
            continue
        layer = modal_layer(call.callee)
        if layer and not is_seen_by_others(model, call.callee):
            del loaded[call.callee.ref]
            name = load.receiver.text
            yield Finding(
                load.place,
                f"`{name}` is in training mode when it is used, with its `{layer}`: call `{name}.eval()` after loading",
                fix=_fix(load, name),
                related=(Related(call.place, "used here"),),
            )


def _is_load(call: Call) -> bool:
    """Whether a module is given weights, and not those of another model."""
    given = call.arguments[0].value.term if call.arguments else None
    is_copy = given is not None and given.method == "state_dict"
    return call.receiver is not None and is_module(call.receiver.value) and not is_copy


def _trains(model: Model) -> bool:
    if any(model.calls("torch.autograd.grad", effect="backward")) or any(model.calls(effect="step")):
        return True
    return any(is_optimizer(call.result) for call in model.calls())


def _sets_modes_unseen(model: Model) -> bool:
    """Whether modes are set in a way that is not followed: on what is not known, or by hand."""
    for effect in ("eval", "train", "set_mode"):
        if any(call.receiver is None or not is_module(call.receiver.value) for call in model.calls(effect=effect)):
            return True
    return any(assignment.name == "training" for assignment in model.of(Assignment))


def _is_as_made(model: Model, forward: Call) -> bool:
    """Whether a module was made in this body, and nobody has set its mode since."""
    made = forward.callee.term
    is_new = made is not None and model.event_at(made.node) is not None
    return is_new and bool(forward.states) and all(state == "" for state, _ in forward.states)


def _fix(load: Call, name: str) -> Fix | None:
    if not load.is_discarded or load.context.calls:
        return None
    line = f"\n{load.indentation}{name}.eval()"
    return Fix(f"Evaluate with `{name}.eval()`", (PlaceEdit(load.place.after, line),))


RULE = Rule(
    code="TORCH031",
    name="mode-after-load",
    severity=Severity.WARNING,
    message="a loaded model used in training mode",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.EVALUATION, Symptom.RANDOM, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import io

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(2, 32)
        self.dropout = nn.Dropout(0.5)
        self.output = nn.Linear(32, 1)

    def forward(self, x):
        return self.output(self.dropout(torch.relu(self.hidden(x))))


file = io.BytesIO()
torch.save(Net().state_dict(), file)
file.seek(0)

model = Net()
model.load_state_dict(torch.load(file))
x = torch.ones(4, 2)
with torch.no_grad():
    first, second = model(x), model(x)
difference = (first - second).abs().max().item()
""",
            good="""\
import io

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(2, 32)
        self.dropout = nn.Dropout(0.5)
        self.output = nn.Linear(32, 1)

    def forward(self, x):
        return self.output(self.dropout(torch.relu(self.hidden(x))))


file = io.BytesIO()
torch.save(Net().state_dict(), file)
file.seek(0)

model = Net()
model.load_state_dict(torch.load(file))
model.eval()
x = torch.ones(4, 2)
with torch.no_grad():
    first, second = model(x), model(x)
difference = (first - second).abs().max().item()
""",
            proof=Shows("bad.difference > 0.01 and good.difference == 0"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


def predict(weights, x):
    model = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 1))
    model.load_state_dict(weights)
    return model(x).item()


trained = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 1))
score = predict(trained.state_dict(), torch.ones(1, 2))
""",
            good="""\
import torch
from torch import nn


def predict(weights, x):
    model = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 1))
    model.load_state_dict(weights)
    model.eval()
    return model(x).item()


trained = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 1))
score = predict(trained.state_dict(), torch.ones(1, 2))
""",
            proof=Raises("ValueError", "Expected more than 1 value per channel when training"),
        ),
    ),
)
