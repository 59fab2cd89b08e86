"""A sigmoid stands before a binary cross-entropy that does better without it.

`binary_cross_entropy_with_logits` applies the sigmoid itself. Fed the output of one, it sees scores between 0.5 and
0.73 only: the loss cannot fall below 0.50 on balanced labels (0.528 after 300 steps against 0.011), and thresholds
and calibration are off (torch 2.13.0).
`sigmoid` before `binary_cross_entropy` is right on paper, and is only said as information: beyond logits of about 17
the gradient is lost (logit 30, label 0: gradient 0 instead of 1).
Give the raw scores to `binary_cross_entropy_with_logits`.
Silent: a sigmoid for metrics beside the loss, probabilities that were clamped or combined, and unknown models.

Source: docs.pytorch.org, `torch.nn.BCEWithLogitsLoss`; Turoad/lanedet#32.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.values import Kind


def check(model: Model) -> Iterator[Finding]:
    for loss in model.calls(op=("binary_cross_entropy", "binary_cross_entropy_with_logits")):
        scores = loss.argument("input")
        source = scores.value.term if scores is not None else None
        if scores is None or source is None or source.op != "sigmoid" or not loss.name.startswith("torch."):
            continue
        is_shown = source.node is scores.node
        related = () if is_shown else (Related(source.place, "the sigmoid"),)
        logits = _logits(source) if is_shown else ""
        if loss.op == "binary_cross_entropy":
            message = "A sigmoid before this loss loses the gradient of confident errors: use the loss with logits"
            fix = _with_logits(loss, PlaceEdit(scores.place, logits)) if logits else None
            yield Finding(scores.place, message, fix, related, Severity.INFORMATION)
        else:
            message = "This is a sigmoid already: the loss with logits applies it a second time"
            fix = Fix("Pass the logits", (PlaceEdit(scores.place, logits),)) if logits else None
            yield Finding(scores.place, message, fix, related)


def _logits(sigmoid: Call) -> str:
    if sigmoid.callee.kind is Kind.OBJECT and not sigmoid.name.startswith("torch.nn.Sigmoid"):
        return ""  # the last layer of a model
    logits = sigmoid.argument("x") if sigmoid.callee.kind is Kind.LIBRARY else sigmoid.subject
    return logits.text if logits is not None else ""


def _with_logits(loss: Call, scores: PlaceEdit) -> Fix | None:
    callee = loss.callee_place
    if not callee.text.endswith(".binary_cross_entropy"):
        return None
    return Fix("Use the loss with logits", (PlaceEdit(callee.after, "_with_logits"), scores))


RULE = Rule(
    code="TORCH009",
    name="sigmoid-then-bce",
    severity=Severity.WARNING,
    message="sigmoid before a binary cross-entropy",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WORSE, Symptom.CHANCE),
    examples=(
        Example(
            bad="""\
import torch
import torch.nn.functional as F

logits = torch.tensor([30.0, -30.0])
labels = torch.tensor([1.0, 0.0])
loss = F.binary_cross_entropy_with_logits(torch.sigmoid(logits), labels).item()
""",
            good="""\
import torch
import torch.nn.functional as F

logits = torch.tensor([30.0, -30.0])
labels = torch.tensor([1.0, 0.0])
loss = F.binary_cross_entropy_with_logits(logits, labels).item()
""",
            proof=Shows("bad.loss > 0.49 and good.loss < 1e-6"),
        ),
        Example(
            bad="""\
import torch
import torch.nn.functional as F

logits = torch.tensor([30.0], requires_grad=True)
loss = F.binary_cross_entropy(torch.sigmoid(logits), torch.tensor([0.0]))
loss.backward()
gradient = logits.grad.item()
""",
            good="""\
import torch
import torch.nn.functional as F

logits = torch.tensor([30.0], requires_grad=True)
loss = F.binary_cross_entropy_with_logits(logits, torch.tensor([0.0]))
loss.backward()
gradient = logits.grad.item()
""",
            proof=Shows("bad.gradient == 0 and abs(good.gradient - 1) < 1e-6"),
        ),
    ),
)
