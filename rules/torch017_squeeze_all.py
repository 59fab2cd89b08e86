"""`squeeze()` without an axis drops the batch as well, when it is 1.

`(4, 1)` becomes `(4,)`, and `(1, 1)` becomes `()`. The last batch of an epoch and the first request in production are
batches of one: `binary_cross_entropy_with_logits` then raises `ValueError: Target size (torch.Size([1])) must be the
same as input size (torch.Size([]))`, `preds.extend(out.tolist())` raises `TypeError: 'float' object is not iterable`,
and `mse_loss` only warns and broadcasts (torch 2.13.0).
Name the axis that is to go: `scores.squeeze(-1)`, or `features.flatten(1)` after pooling.
Silent: an axis is given, both sides of a loss are squeezed, a single sample goes in (`x.unsqueeze(0)`), the batch is
known to be larger, and results that are only looked at (`.squeeze().item()`, `.squeeze().cpu().numpy()`).

Source: docs.pytorch.org, `torch.squeeze` (warning on a batch of size 1); layumi/Person_reID_baseline_pytorch#77.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity, Symptom, edit
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import is_torch_module, last_layer, operands_of, origins
from pattern_lsp.semantic.values import Kind, Value

_LOSSES = "CrossEntropyLoss BCELoss BCEWithLogitsLoss MSELoss L1Loss SmoothL1Loss HuberLoss NLLLoss".split()
_FUNCTIONS = (
    "cross_entropy binary_cross_entropy binary_cross_entropy_with_logits mse_loss l1_loss smooth_l1_loss huber_loss "
    "nll_loss"
).split()
_LOSS_CALLS = (
    *(f"torch.nn.{name}.__call__" for name in _LOSSES),
    *(f"torch.nn.functional.{name}" for name in _FUNCTIONS),
)
_LAYERS = frozenset(
    f"torch.nn.{name}"
    for name in "Linear LazyLinear Conv1d Conv2d Conv3d AdaptiveAvgPool1d AdaptiveAvgPool2d AdaptiveAvgPool3d "
    "AdaptiveMaxPool1d AdaptiveMaxPool2d AdaptiveMaxPool3d".split()
)
_ELEMENTWISE = frozenset("sigmoid relu tanh exp dropout softplus gelu abs".split())
_RESHAPED = ("view", "reshape")
_LOOKED_AT = frozenset({"item", "detach", "cpu", "numpy"})


def check(model: Model) -> Iterator[Finding]:
    squeezes = [call for call in model.calls("torch.squeeze", method="squeeze") if _is_without_axis(call)]
    if not squeezes:
        return
    for loss in model.calls(*_LOSS_CALLS):
        scores, target = _sides(loss)
        squeeze = _squeezed(scores, squeezes)
        if squeeze is not None and _squeezed(target, squeezes) is None and squeeze in squeezes:
            squeezes.remove(squeeze)
            if not _is_alone(squeeze):
                yield _finding(squeeze)
    looked_at = {call.receiver.node for call in model.calls() if call.receiver and call.method in _LOOKED_AT}
    for squeeze in squeezes:
        if _is_in_forward(squeeze) and _layer(squeeze) and squeeze.node not in looked_at and not _is_alone(squeeze):
            yield _finding(squeeze)


def _finding(squeeze: Call) -> Finding:
    message = "`squeeze()` drops the batch as well when it is 1: name the axis"
    return Finding(squeeze.place, message, _fix(squeeze))


def _is_without_axis(call: Call) -> bool:
    is_function = call.name == "torch.squeeze"
    is_method = call.receiver is not None and (call.receiver.value.is_unknown or call.receiver.value.is_array("torch"))
    return not call.context.calls and len(call.arguments) == int(is_function) and (is_function or is_method)


def _of(squeeze: Call) -> Operand:
    return operands_of(squeeze)[0]


def _sides(loss: Call) -> tuple[Operand | None, Operand | None]:
    return (
        loss.argument("input") or loss.positional(0),
        loss.argument("target") or loss.positional(1),
    )


def _squeezed(side: Operand | None, squeezes: list[Call]) -> Call | None:
    """The `squeeze()` that one side of a loss was last given its shape by."""
    value = side.value if side is not None else None
    for _ in range(4):
        if value is None or value.term is None:
            return None
        if value.term.method == "squeeze" and not (value.term.arguments and value.term.receiver):
            return next((call for call in squeezes if call.node is value.term.node), value.term)
        if value.term.op not in _ELEMENTWISE and value.term.method not in ("float", "double", "to"):
            return None
        operands = operands_of(value.term)
        value = operands[0].value if operands else None
    return None


def _is_in_forward(squeeze: Call) -> bool:
    function = squeeze.context.function
    if function is None or function.name != "forward" or function.owner is None:
        return False
    return is_torch_module(function.owner)


def _layer(squeeze: Call) -> str:
    """The layer whose output is squeezed, if its first axis is the batch."""
    value: Value | None = _of(squeeze).value
    for _ in range(4):
        if value is None or value.term is None:
            return ""
        layer = last_layer(value.term)
        if layer in _LAYERS:
            return layer
        if value.term.op not in _ELEMENTWISE and not layer.startswith("torch.nn.Dropout"):
            return ""
        operands = operands_of(value.term)
        value = operands[0].value if operands else None
    return ""


def _is_alone(squeeze: Call) -> bool:
    """Whether a single sample went in, or a batch whose size is known and not 1."""
    is_part = False
    for call in origins(_of(squeeze).value):
        is_part |= call.op == "getitem"
        axis = (call.argument("axis") or call.positional(0)) if "unsqueeze" in (call.op, call.method) else None
        if axis is not None and axis.value.constant == 0:
            return True
        sizes = [argument.value.constant for argument in call.arguments]
        if (call.op in _RESHAPED or call.method in _RESHAPED) and 1 in sizes[:2]:
            return True
        made = call.name in ("torch.randn", "torch.rand", "torch.zeros", "torch.ones")
        if made and not is_part and sizes and isinstance(sizes[0], int) and sizes[0] > 1:
            return True
    return False


def _fix(squeeze: Call) -> Fix | None:
    """`squeeze(-1)` where the last axis is surely the one of size 1."""
    if _layer(squeeze) not in ("torch.nn.Linear", "torch.nn.LazyLinear"):
        return None
    term = next((call for call in origins(_of(squeeze).value) if last_layer(call) in _LAYERS), None)
    layer = term.callee if term is not None else None
    while layer is not None and layer.name == "torch.nn.Sequential" and layer.items:
        layer = layer.items[-1]
    sizes = [value.constant for value in (layer.items or ())] if layer is not None else []
    if 1 not in sizes[1:2] and not (layer is not None and layer.name == "torch.nn.LazyLinear" and sizes[:1] == [1]):
        return None
    scores = _of(squeeze)
    if squeeze.callee.kind is Kind.LIBRARY:
        return Fix("Drop the last axis only", (PlaceEdit(scores.place.after, ", -1"),))
    return Fix("Drop the last axis only", edit(squeeze.place, f"{squeeze.callee_place.text}(-1)"))


RULE = Rule(
    code="TORCH017",
    name="squeeze-all",
    severity=Severity.WARNING,
    message="`squeeze()` that may drop the batch",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WRONG,),
    examples=(
        Example(
            bad="""\
import torch
import torch.nn.functional as F

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
data, labels = torch.randn(5, 2), torch.ones(5)
for start in range(0, 5, 4):
    x, y = data[start : start + 4], labels[start : start + 4]
    loss = F.binary_cross_entropy_with_logits(model(x).squeeze(), y)
""",
            good="""\
import torch
import torch.nn.functional as F

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
data, labels = torch.randn(5, 2), torch.ones(5)
for start in range(0, 5, 4):
    x, y = data[start : start + 4], labels[start : start + 4]
    loss = F.binary_cross_entropy_with_logits(model(x).squeeze(-1), y)
""",
            proof=Raises("ValueError", "must be the same as input size (torch.Size([]))"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(2, 4)
        self.head = nn.Linear(4, 1)

    def forward(self, x):
        return self.head(torch.relu(self.body(x))).squeeze()


model = Regressor()
data = torch.randn(5, 2)
predictions = []
for start in range(0, 5, 4):
    predictions.extend(model(data[start : start + 4]).tolist())
""",
            good="""\
import torch
from torch import nn


class Regressor(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(2, 4)
        self.head = nn.Linear(4, 1)

    def forward(self, x):
        return self.head(torch.relu(self.body(x))).squeeze(-1)


model = Regressor()
data = torch.randn(5, 2)
predictions = []
for start in range(0, 5, 4):
    predictions.extend(model(data[start : start + 4]).tolist())
""",
            proof=Raises("TypeError", "'float' object is not iterable"),
        ),
    ),
)
