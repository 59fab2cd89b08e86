"""A function is called that torch is about to remove.

`torch.qr`, `torch.cholesky`, `torch.chain_matmul`, `torch.range` and others warn when they are called, for instance
`torch.qr is deprecated in favor of torch.linalg.qr and will be removed in a future PyTorch release` (torch 2.13.0).
`torch.range(0, 3)` has four elements, where `torch.arange(0, 3)` has three.
`torch.cuda.amp.autocast()` is `torch.amp.autocast("cuda")`.
Silent: names behind `hasattr`, a version test or `try`.

Source: docs.pytorch.org, the notes on each of these functions; TorchFix TOR101.
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.frameworks.torch import DEPRECATED
from pattern_lsp.semantic.model import Call, Model, Test

_NAMES = tuple(f"torch.{name}" for name in DEPRECATED)
_SAME = ("qr", "cholesky")  # as far as the first argument goes
_ASKS = re.compile(r"hasattr|version", re.IGNORECASE)


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(*_NAMES):
        if call.context.handled or any(_ASKS.search(test.operand.text) for test in model.of(Test)):
            continue
        instead = DEPRECATED[call.name.removeprefix("torch.")]
        message = f"`{call.callee_place.text}` will be removed: `torch.{instead}` takes its place"
        yield Finding(call.callee_place, message, _fix(call, instead))


def _fix(call: Call, instead: str) -> Fix | None:
    callee = call.callee_place
    name = call.name.removeprefix("torch.")
    if name not in _SAME or len(call.arguments) != 1 or not callee.text.endswith(f".{name}"):
        return None
    return Fix(f"Use `torch.{instead}`", edit(callee, f"{callee.text.removesuffix(name)}{instead}"), safe=True)


RULE = Rule(
    code="TORCH036",
    name="deprecated-function",
    severity=Severity.INFORMATION,
    message="a function that torch is about to remove",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.VERSION,),
    examples=(
        Example(
            bad="""\
import warnings

import torch

torch.set_warn_always(True)
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    factor = torch.cholesky(torch.eye(2))
torch.set_warn_always(False)
count = sum("is deprecated" in str(one.message) for one in told)
""",
            good="""\
import warnings

import torch

torch.set_warn_always(True)
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    factor = torch.linalg.cholesky(torch.eye(2))
torch.set_warn_always(False)
count = sum("is deprecated" in str(one.message) for one in told)
""",
            proof=Shows("bad.count == 1 and good.count == 0 and bad.factor.equal(good.factor)"),
        ),
    ),
)
