"""A layer that counts time first is given the batch first.

`nn.MultiheadAttention`, `nn.LSTM`, `nn.GRU`, `nn.RNN` and the transformer layers take `(time, batch, size)` unless they
are made with `batch_first=True`. Given `(batch, time, size)` they raise nothing, and mix the examples of a batch: with
8 examples of 5 steps attention weights were `[5, 8, 8]`, and the output for the first example changed with the last
(torch 2.13.0). Masks and given states raise sometimes: `Expected hidden[0] size (1, 5, 4), got [1, 8, 4]`.
Make the layer with `batch_first=True`, or transpose what goes in and what comes out.
Reported where the code around tells that the batch comes first: `output[:, -1]` or `output.mean(dim=1)` of the result,
`batch, time, size = x.shape` before the call, or an input that comes from a layer with `batch_first=True`.
Silent: no such evidence, transposed inputs, packed sequences, options that are not seen.

Source: docs.pytorch.org, `torch.nn.MultiheadAttention` and `torch.nn.LSTM` (batch_first); pytorch/pytorch#64888.
"""

from collections.abc import Iterator
from itertools import pairwise

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Model, Operand
from pattern_lsp.semantic.queries import is_constant, is_parameter, operands_of, origins, shape_owner
from pattern_lsp.semantic.values import Kind, Value

_LAYERS = (
    "torch.nn.LSTM torch.nn.GRU torch.nn.RNN torch.nn.MultiheadAttention torch.nn.TransformerEncoderLayer "
    "torch.nn.TransformerDecoderLayer"
).split()
_STACKS = ("torch.nn.TransformerEncoder", "torch.nn.TransformerDecoder")
_CALLS = tuple(f"{name}.__call__" for name in (*_LAYERS, *_STACKS))
_OVER_TIME = ("mean", "sum", "max", "amax")
_BATCH = frozenset("b B bs bsz batch batch_size N n_batch nbatch".split())
_TIME = frozenset("t T L l S s seq time steps seq_len seqlen length n_tokens num_tokens sequence_length".split())
_SWAPS = frozenset({"transpose", "permute", "swapaxes", "movedim", "t", "rearrange", "pack_padded_sequence", "stack"})
_KEEPING = frozenset("relu gelu tanh dropout unpack add multiply".split())
_KEEPING_LAYERS = ("torch.nn.Linear", "torch.nn.Dropout", "torch.nn.LayerNorm", "torch.nn.ReLU", "torch.nn.GELU")


def check(model: Model) -> Iterator[Finding]:
    calls = [call for call in model.calls(*_CALLS) if not call.context.calls and _made(call) is not None]
    for call in calls:
        made, given = _made(call), call.positional(0) or call.argument("input") or call.argument("query")
        if made is None or given is None or _counts(made) is not False or _is_swapped(given.value):
            continue
        evidence = _use_of_result(model, call) or _named_sizes(model, given) or _sibling(given.value)
        if evidence is None:
            continue
        name = made.name.rpartition(".")[2]
        yield Finding(
            call.place,
            f"`{call.callee_place.text}` takes time first, and this is batch first: make it with `batch_first=True`",
            _fix(made),
            (evidence, Related(made.place, f"this `{name}` is not `batch_first`")),
        )


def _made(call: Call) -> Call | None:
    """The call that made the layer, or the layer that a stack repeats."""
    layer = call.callee
    if layer.name in _STACKS and layer.items:
        layer = layer.items[0]
    return layer.term if layer.kind is Kind.OBJECT and layer.name in _LAYERS else None


def _counts(made: Call) -> bool | None:
    """What a layer was told of `batch_first`: False also if nothing; None if that is not known."""
    if made.has_star or len([one for one in made.arguments if not one.keyword]) > 4:
        return None
    for argument in made.arguments:
        if argument.keyword == "batch_first":
            # Written out, False is meant.
            return True if argument.value.constant is True else None
    return False


def _is_swapped(value: Value) -> bool:
    return any(not _SWAPS.isdisjoint((call.op, call.method, call.name.rpartition(".")[2])) for call in origins(value))


def _use_of_result(model: Model, layer: Call) -> Related | None:
    """`output[:, -1]` or `output.mean(dim=1)`: what is counted along the second axis as if that were time."""
    for use in model.calls():
        for operand in operands_of(use):
            part = operand.value.term
            if part is not None and part.op == "getitem" and _is_output(part.arguments[0].value, layer):
                if _takes_one_step(part.arguments[1].operand):
                    return Related(part.place, "counts time on the second axis")
        if use.op in _OVER_TIME and use.receiver is not None and _is_output(use.receiver.value, layer):
            axis = use.argument("axis")
            if axis is not None and is_constant(axis.value, 1):
                return Related(use.place, "counts time on the second axis")
    return None


def _is_output(value: Value, layer: Call) -> bool:
    """Whether a value is the output of a layer, and not its states or weights."""
    term = value.term
    if term is not None and term.op == "unpack":
        source, index = term.arguments
        return source.value.term is layer and is_constant(index.value, 0)
    return term is layer


def _takes_one_step(index: Operand) -> bool:
    """`[:, -1]`, `[:, 0, :]`: everything of the first axis, one of the second."""
    parts = index.value.items or ()
    if len(parts) not in (2, 3) or index.value.name != "tuple":
        return False
    whole, step = parts[0], parts[1]
    is_whole = whole.name == "slice" and all(bound.name == "none" for bound in whole.items or ())
    return is_whole and type(step.constant) is int


def _named_sizes(model: Model, given: Operand) -> Related | None:
    """`batch, time, size = x.shape`, where `x` is a parameter that goes into the layer as it is."""
    if not is_parameter(given.value) or not given.identifier:
        return None
    sizes = [one for one in model.of(Assignment) if shape_owner(one.value) == given.identifier]
    for first, second in pairwise(sizes):
        if first.statement is second.statement and first.name in _BATCH and second.name in _TIME:
            return Related(first.place, "the first axis is the batch")
    return None


def _sibling(value: Value) -> Related | None:
    """A layer with `batch_first=True` that the input comes from."""
    for _ in range(6):
        term = value.term
        if term is None:
            return None
        made = _made(term)
        if made is not None and f"{term.callee.name}.__call__" in _CALLS:
            return Related(term.place, "this layer is `batch_first`") if _counts(made) is True else None
        if term.op not in _KEEPING and not term.callee.name.startswith(_KEEPING_LAYERS):
            return None
        operands = operands_of(term)
        value = operands[0].value if operands else value
    return None


def _fix(made: Call) -> Fix | None:
    if not made.arguments:
        return None
    return Fix("Make it `batch_first`", (PlaceEdit(made.arguments[-1].operand.place.after, ", batch_first=True"),))


RULE = Rule(
    code="TORCH015",
    name="mha-batch-first",
    severity=Severity.WARNING,
    message="batch-first data in a layer that counts time first",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WRONG, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.lstm = nn.LSTM(size, 4)
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        output, _ = self.lstm(x)
        return self.head(output[:, -1])


torch.manual_seed(0)
model = Classifier(3)
x = torch.randn(8, 5, 3)
other = x.clone()
other[0] = 0
leak = (model(x)[7] - model(other)[7]).abs().max().item()
""",
            good="""\
import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.lstm = nn.LSTM(size, 4, batch_first=True)
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        output, _ = self.lstm(x)
        return self.head(output[:, -1])


torch.manual_seed(0)
model = Classifier(3)
x = torch.randn(8, 5, 3)
other = x.clone()
other[0] = 0
leak = (model(x)[7] - model(other)[7]).abs().max().item()
""",
            proof=Shows("bad.leak > 1e-6 and good.leak == 0"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.attention = nn.MultiheadAttention(size, 2)

    def forward(self, x):
        batch, time, size = x.shape
        mixed, weights = self.attention(x, x, x)
        return mixed + x, weights


torch.manual_seed(0)
_, weights = Block(4)(torch.randn(8, 5, 4))
shape = tuple(weights.shape)
""",
            good="""\
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.attention = nn.MultiheadAttention(size, 2, batch_first=True)

    def forward(self, x):
        batch, time, size = x.shape
        mixed, weights = self.attention(x, x, x)
        return mixed + x, weights


torch.manual_seed(0)
_, weights = Block(4)(torch.randn(8, 5, 4))
shape = tuple(weights.shape)
""",
            proof=Shows("bad.shape == (5, 8, 8) and good.shape == (8, 5, 5)"),
        ),
    ),
)
