"""Cross-entropy is given probabilities where it takes logits.

`cross_entropy` applies log-softmax itself. Fed the output of a softmax it takes the softmax of a softmax: with ten
classes the loss cannot fall below 1.46, gradients shrink, and training goes on, only worse.
300 SGD steps on a small problem: accuracy 0.35 against 0.95 (torch 2.13.0).
Pass the raw scores, and keep `softmax` for the moment when probabilities are shown.
A log-softmax before it changes nothing, and is only said as a hint.

Source: docs.pytorch.org, `torch.nn.CrossEntropyLoss` (expects unnormalized logits).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.values import Kind


def check(model: Model) -> Iterator[Finding]:
    for loss in model.calls(op="cross_entropy"):
        if not loss.name.startswith("torch."):
            continue
        scores = loss.argument("input")
        if scores is None or scores.value.op not in ("softmax", "log_softmax"):
            continue
        source = scores.value.term
        assert source is not None
        is_shown = source.node is scores.node
        related = () if is_shown else (Related(source.place, "normalised here"),)
        if source.op == "log_softmax":
            message = "This is a log-softmax already: `nll_loss` takes it, or pass the logits"
            yield Finding(scores.place, message, related=related, severity=Severity.HINT)
        else:
            message = "These are probabilities already: `cross_entropy` takes the logits"
            yield Finding(scores.place, message, fix=_fix(loss, source, is_shown), related=related)


def _fix(loss: Call, source: Call, is_shown: bool) -> Fix | None:
    """Where the softmax stands in the call itself, or one line of this body, its operand takes its place."""
    if source.callee.kind is Kind.OBJECT and not source.arguments:
        return None
    logits = source.argument("x") if source.callee.kind is Kind.LIBRARY else source.subject
    if logits is None or not is_shown:
        return None
    scores = loss.argument("input")
    assert scores is not None
    return Fix("Pass the logits", edit(scores.place, logits.text))


RULE = Rule(
    code="TORCH007",
    name="softmax-before-cross-entropy",
    severity=Severity.WARNING,
    message="softmax output given to cross-entropy",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WORSE, Symptom.CHANCE),
    examples=(
        Example(
            bad="""\
import torch
import torch.nn.functional as F

logits = torch.tensor([[30.0, 0.0, 0.0], [0.0, 30.0, 0.0]])
labels = torch.tensor([0, 1])
loss = F.cross_entropy(F.softmax(logits, dim=-1), labels).item()
""",
            good="""\
import torch
import torch.nn.functional as F

logits = torch.tensor([[30.0, 0.0, 0.0], [0.0, 30.0, 0.0]])
labels = torch.tensor([0, 1])
loss = F.cross_entropy(logits, labels).item()
""",
            proof=Shows("bad.loss > 0.5 and good.loss < 1e-6"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 3), nn.Softmax(dim=-1))

    def forward(self, x):
        return self.net(x)


torch.manual_seed(0)
model = Classifier()
with torch.no_grad():
    model.net[0].weight.mul_(10000)
x = torch.randn(6, 2)
labels = model(x).argmax(dim=-1)
loss = nn.CrossEntropyLoss()(model(x), labels).item()
""",
            good="""\
import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(2, 3))

    def forward(self, x):
        return self.net(x)


torch.manual_seed(0)
model = Classifier()
with torch.no_grad():
    model.net[0].weight.mul_(10000)
x = torch.randn(6, 2)
labels = model(x).argmax(dim=-1)
loss = nn.CrossEntropyLoss()(model(x), labels).item()
""",
            proof=Shows("bad.loss > 0.5 > 0.1 > good.loss"),
        ),
    ),
)
