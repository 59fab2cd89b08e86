"""`checkpoint` is not told which of its two variants to use.

Without `use_reentrant` it still takes the old, reentrant one, and prints `UserWarning: torch.utils.checkpoint: the
use_reentrant parameter should be passed explicitly. Starting in PyTorch 2.9, calling checkpoint without use_reentrant
will raise an exception`; torch 2.13.0 does not raise yet.
The reentrant variant needs an input that requires gradients. Where none does, as with a batch of data or the output of
frozen layers, what is checkpointed gets no gradients: all are `None`, and its layers stay as they are.
It takes no keyword arguments for the function either: `ValueError: Unexpected keyword arguments: temperature`; and
`torch.autograd.grad` through it raises.
Write `use_reentrant=False`, or `use_reentrant=True` to keep things as they are.
Silent: `**options` that may hold it, tests of the version, and `try` around an attempt with it.

Source: docs.pytorch.org, `torch.utils.checkpoint`; TorchFix TOR003.
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model, Test

_ONE, _ROW = "torch.utils.checkpoint.checkpoint", "torch.utils.checkpoint.checkpoint_sequential"
_OPTIONS = ("preserve_rng_state", "determinism_check", "early_stop")
_ASKS = re.compile(r"hasattr|version|use_reentrant|signature", re.IGNORECASE)


def check(model: Model) -> Iterator[Finding]:
    calls = list(model.calls(_ONE, _ROW))
    if not calls or any(call.context.handled for call in calls):
        return
    if any(_ASKS.search(test.operand.text) for test in model.of(Test)):
        return
    for call in calls:
        if _is_told(call):
            continue
        name = call.callee_place.text
        taken = [one.keyword for one in call.arguments if one.keyword and one.keyword not in _OPTIONS]
        if taken and call.name == _ONE:
            message = f"The reentrant `{name}` takes no `{taken[0]}`: say `use_reentrant=False`"
            yield Finding(call.place, message, _fix(call), severity=Severity.ERROR)
        else:
            message = f"`{name}` without `use_reentrant` is reentrant, and loses gradients where no input requires them"
            yield Finding(call.place, message, _fix(call))


def _is_told(call: Call) -> bool:
    """Whether the call says which variant it wants, or may say so."""
    if any(one.keyword == "use_reentrant" or one.star == "**" for one in call.arguments):
        return True
    return call.name == _ROW and (call.has_star or call.positional(3) is not None)


def _fix(call: Call) -> Fix | None:
    if not call.arguments:
        return None
    last = call.arguments[-1].operand.place.after
    return Fix("Say `use_reentrant=False`", (PlaceEdit(last, ", use_reentrant=False"),))


RULE = Rule(
    code="TORCH034",
    name="checkpoint-use-reentrant",
    severity=Severity.WARNING,
    message="`checkpoint` without `use_reentrant`",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NO_GRADIENT, Symptom.VERSION),
    examples=(
        Example(
            bad="""\
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

torch.manual_seed(0)
encoder = nn.Sequential(nn.Linear(3, 8), nn.Tanh())
head = nn.Linear(8, 1)
batch = torch.randn(4, 3)
hidden = checkpoint(encoder, batch)
head(hidden).pow(2).mean().backward()
gradient = encoder[0].weight.grad
""",
            good="""\
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

torch.manual_seed(0)
encoder = nn.Sequential(nn.Linear(3, 8), nn.Tanh())
head = nn.Linear(8, 1)
batch = torch.randn(4, 3)
hidden = checkpoint(encoder, batch, use_reentrant=False)
head(hidden).pow(2).mean().backward()
gradient = encoder[0].weight.grad
""",
            proof=Shows("bad.gradient is None and good.gradient.abs().max() > 0"),
        ),
        Example(
            bad="""\
import warnings

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint_sequential

layers = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 1))
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    output = checkpoint_sequential(layers, 3, torch.ones(2, 3, requires_grad=True))
count = sum("should be passed explicitly" in str(one.message) for one in told)
""",
            good="""\
import warnings

import torch
from torch import nn
from torch.utils.checkpoint import checkpoint_sequential

layers = nn.Sequential(nn.Linear(3, 3), nn.ReLU(), nn.Linear(3, 1))
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    output = checkpoint_sequential(layers, 3, torch.ones(2, 3, requires_grad=True), use_reentrant=False)
count = sum("should be passed explicitly" in str(one.message) for one in told)
""",
            proof=Shows("bad.count == 1 and good.count == 0"),
        ),
        Example(
            bad="""\
import torch
from torch.utils.checkpoint import checkpoint


def attend(scores, temperature):
    return torch.softmax(scores / temperature, dim=-1)


scores = torch.zeros(2, 3, requires_grad=True)
weights = checkpoint(attend, scores, temperature=2.0)
weights[0, 0].backward()
""",
            good="""\
import torch
from torch.utils.checkpoint import checkpoint


def attend(scores, temperature):
    return torch.softmax(scores / temperature, dim=-1)


scores = torch.zeros(2, 3, requires_grad=True)
weights = checkpoint(attend, scores, temperature=2.0, use_reentrant=False)
weights[0, 0].backward()
""",
            proof=Raises("ValueError", "Unexpected keyword arguments: temperature"),
        ),
    ),
)
