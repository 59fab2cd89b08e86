"""A model is evaluated under `no_grad`, still in training mode.

`torch.no_grad()` only stops the recording of gradients; dropout and batch norm ask `model.training`.
In training mode dropout goes on dropping, so that two passes over the same batch differ (by up to 1.75 with p = 0.5),
and batch norm uses the statistics of the validation batch and learns from them; a batch of one raises
`ValueError: Expected more than 1 value per channel when training` (torch 2.13.0).
Call `model.eval()` before the evaluation, and `model.train()` before training goes on.
Silent: models whose layers are not in sight or do not care, forward passes that are part of a training step (a
teacher, a generator), and models that code out of sight was given.

Source: docs.pytorch.org, "Autograd mechanics", evaluation mode; nshaud/DeepHyperX#51.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import innermost_common_loop, is_seen_by_others, modal_layer
from pattern_lsp.semantic.values import Ref


def check(model: Model) -> Iterator[Finding]:
    backwards = list(model.calls(effect="backward"))
    reported: set[Ref | None] = set()
    trained = False
    for call in model.calls() if backwards else ():
        trained |= call.effect == "backward"
        if not call.states or call.context.grad_enabled is not False or call.callee.ref in reported:
            continue
        layer = modal_layer(call.callee)
        if not layer or not _is_in_training_mode(model, call) or is_seen_by_others(model, call.callee):
            continue
        if _evaluates(call, backwards, trained):
            reported.add(call.callee.ref)
            name = call.place.text.partition("(")[0]
            modes = [event for _, node in call.states if node is not None and (event := model.event_at(node))]
            yield Finding(
                call.place,
                f"`{name}` is evaluated in training mode: its `{layer}` goes on as in training without `{name}.eval()`",
                related=tuple(Related(mode.place, "put in training mode here") for mode in modes[:1]),
            )


def _is_in_training_mode(model: Model, forward: Call) -> bool:
    """Whether the model was put in training mode, or made here and left as it was made."""
    made = forward.callee.term
    is_new = made is not None and model.event_at(made.node) is not None
    return all(state == "train" or (state == "" and is_new) for state, _ in forward.states)


def _evaluates(forward: Call, backwards: list[Call], trained: bool) -> bool:
    """Whether a forward pass is an evaluation: after or between rounds of training, not a part of a training step."""
    loop = forward.context.loop
    if loop is not None and any(around.node is loop.node for call in backwards for around in call.context.loops):
        return False
    return trained or any(innermost_common_loop(forward, call) is not None for call in backwards)


RULE = Rule(
    code="TORCH005",
    name="no-grad-without-eval",
    severity=Severity.WARNING,
    message="evaluation under `no_grad` in training mode",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.EVALUATION, Symptom.RANDOM),
    examples=(
        Example(
            bad="""\
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
x = torch.ones(4, 2)
outputs = []
for _ in range(3):
    optimizer.zero_grad()
    model(x).pow(2).mean().backward()
    optimizer.step()
with torch.no_grad():
    for _ in range(2):
        outputs.append(model(x))
difference = (outputs[0] - outputs[1]).abs().max().item()
""",
            good="""\
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
x = torch.ones(4, 2)
outputs = []
for _ in range(3):
    optimizer.zero_grad()
    model(x).pow(2).mean().backward()
    optimizer.step()
model.eval()
with torch.no_grad():
    for _ in range(2):
        outputs.append(model(x))
difference = (outputs[0] - outputs[1]).abs().max().item()
""",
            proof=Shows("bad.difference > 0.01 and good.difference == 0"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)
        self.linear = nn.Linear(2, 1)

    def forward(self, x):
        return self.linear(self.norm(x))


def evaluate(net, batches):
    with torch.no_grad():
        return [net(x) for x in batches]


torch.manual_seed(0)
net = Net()
optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
for epoch in range(2):
    net.train()
    optimizer.zero_grad()
    net(torch.randn(8, 2)).pow(2).mean().backward()
    optimizer.step()
    before = net.norm.running_mean.clone()
    evaluate(net, [torch.full((8, 2), 100.0)])
    learnt = (net.norm.running_mean - before).abs().max().item()
""",
            good="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)
        self.linear = nn.Linear(2, 1)

    def forward(self, x):
        return self.linear(self.norm(x))


def evaluate(net, batches):
    net.eval()
    with torch.no_grad():
        return [net(x) for x in batches]


torch.manual_seed(0)
net = Net()
optimizer = torch.optim.SGD(net.parameters(), lr=0.01)
for epoch in range(2):
    net.train()
    optimizer.zero_grad()
    net(torch.randn(8, 2)).pow(2).mean().backward()
    optimizer.step()
    before = net.norm.running_mean.clone()
    evaluate(net, [torch.full((8, 2), 100.0)])
    learnt = (net.norm.running_mean - before).abs().max().item()
""",
            proof=Shows("bad.learnt > 5 and good.learnt == 0"),
        ),
    ),
)
