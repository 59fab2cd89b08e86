"""A function is called that torch has no more.

`torch.solve`, `torch.lstsq`, `torch.symeig`, `torch.eig` and `torch.matrix_rank` are still there, and raise
`RuntimeError: This function was deprecated since version 1.9 and is now removed` (torch 2.13.0); `torch.rfft`,
`torch.gels` and others are gone altogether.
`torch.linalg` and `torch.fft` took their place, where arguments and results are not always in the same order:
`torch.linalg.solve(A, b)` for `torch.solve(b, A)`.
Silent: names behind `hasattr`, a version test or `try`.

Source: docs.pytorch.org, `torch.linalg`; TorchFix TOR001.
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Symptom, edit
from pattern_lsp.semantic.frameworks.torch import GONE
from pattern_lsp.semantic.model import Call, Model, Test

_NAMES = tuple(f"torch.{name}" for name in GONE)
_ASKS = re.compile(r"hasattr|version", re.IGNORECASE)


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(*_NAMES):
        if call.context.handled or any(_ASKS.search(test.operand.text) for test in model.of(Test)):
            continue
        instead = GONE[call.name.removeprefix("torch.")]
        message = f"`{call.callee_place.text}` was removed: `torch.{instead}` took its place"
        yield Finding(call.callee_place, message, _fix(call, instead))


def _fix(call: Call, instead: str) -> Fix | None:
    """Only where the arguments are the same."""
    callee = call.callee_place
    if call.name != "torch.matrix_rank" or len(call.arguments) != 1 or not callee.text.endswith(".matrix_rank"):
        return None
    return Fix("Use `torch.linalg.matrix_rank`", edit(callee, f"{callee.text.removesuffix('matrix_rank')}{instead}"))


RULE = Rule(
    code="TORCH035",
    name="removed-function",
    severity=Severity.ERROR,
    message="a function that torch has no more",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.VERSION,),
    examples=(
        Example(
            bad="""\
import torch

rank = int(torch.matrix_rank(torch.eye(3)))
""",
            good="""\
import torch

rank = int(torch.linalg.matrix_rank(torch.eye(3)))
""",
            proof=Raises("RuntimeError", "is now removed"),
        ),
        Example(
            bad="""\
import torch

signal = torch.ones(8)
spectrum = torch.rfft(signal, 1)
""",
            good="""\
import torch

signal = torch.ones(8)
spectrum = torch.fft.rfft(signal)
""",
            proof=Raises("AttributeError", "has no attribute 'rfft'"),
        ),
    ),
)
