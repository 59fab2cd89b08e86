"""`view` merges axes that a transpose has taken apart.

A transposed tensor keeps its memory and only counts it differently. `view` can merge axes only if they follow each
other in memory, and raises `RuntimeError: view size is not compatible with input tensor's size and stride`
(torch 2.13.0). Element-wise operations, `clone()` and `dropout` keep the order of the memory and do not help.
`reshape` copies where it has to.
Silent: views that only split axes or merge neighbours, as in `x.permute(0, 2, 3, 1).view(batch, -1, channels)`;
after `contiguous()`, a softmax or a matrix product; axes of size 1; and tensors whose origin is not in sight.

Source: docs.pytorch.org, `torch.Tensor.view`; pytorch/examples#836.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Related, Rule, Severity
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import last_layer, rank_of, sizes_of, subject_of
from pattern_lsp.semantic.values import Kind, Value

_SAME_ORDER = frozenset("relu gelu tanh sigmoid exp sqrt abs detach dropout clone".split())
_WITH_NUMBER = frozenset("add subtract multiply divide".split())
_MADE = frozenset("randn rand zeros ones empty full arange tensor randint".split())
_LAYERS = frozenset({"torch.nn.Linear", "torch.nn.Embedding", "torch.nn.Conv1d"})


def check(model: Model) -> Iterator[Finding]:
    for view in model.calls("torch.Tensor.view"):
        sizes = sizes_of(view)
        if sizes is None or view.receiver is None or any(size.constant == 1 for size in sizes):
            continue
        order = _order(view.receiver.value)
        if order is None or len(sizes) >= _runs(order):
            continue
        callee = view.callee_place
        swap = next(term for term in _chain(view.receiver.value) if _is_swap(term))
        yield Finding(
            view.place,
            f"`{view.receiver.text}` is transposed: `view` cannot merge its axes, `reshape` can",
            Fix("Use `reshape`", (PlaceEdit(callee, f"{callee.text.removesuffix('view')}reshape"),), safe=True),
            (Related(swap.place, "transposed here"),),
        )


def _order(value: Value) -> tuple[int, ...] | None:
    """How the axes of a tensor lie in memory, if it is a transposed view of a tensor that lay in order."""
    term = value.term
    if term is None:
        return None
    if _keeps_order(term):
        return _order(_worked_on(term))
    if not _is_swap(term):
        return None
    source = _worked_on(term)
    axes = _axes(term)
    inner = _order(source)
    if axes is None:
        return None
    rank = rank_of(source)
    if inner is None:
        if not _lies_in_order(source):
            return None
        if rank is None and len(axes) == 2 and (axes[0] < 0) == (axes[1] < 0):
            rank = max(max(axes) + 1, -min(axes))  # at least; more axes make only more runs
        inner = tuple(range(rank or 0))
    elif rank != len(inner):
        return None
    return _swapped(inner, axes, term.op == "permute")


def _swapped(inner: tuple[int, ...], axes: tuple[int, ...], is_permutation: bool) -> tuple[int, ...] | None:
    if any(not -len(inner) <= axis < len(inner) for axis in axes):
        return None
    if is_permutation:
        return tuple(inner[axis] for axis in axes) if len(axes) == len(inner) else None
    order = list(inner)
    first, second = axes
    order[first], order[second] = order[second], order[first]
    return tuple(order)


def _runs(order: tuple[int, ...]) -> int:
    """How many axes are left when all neighbours in memory are merged."""
    return 1 + sum(order[i + 1] != order[i] + 1 for i in range(len(order) - 1))


def _is_swap(term: Call) -> bool:
    return term.op in ("transpose", "permute") or term.name in ("torch.Tensor.t", "torch.t")


def _axes(term: Call) -> tuple[int, ...] | None:
    if term.name in ("torch.Tensor.t", "torch.t"):
        return (0, 1)
    axes = sizes_of(term)
    if axes is None or not all(isinstance(axis.constant, int) for axis in axes):
        return None
    return tuple(axis.constant for axis in axes) if term.op == "permute" or len(axes) == 2 else None


def _chain(value: Value) -> Iterator[Call]:
    while value.term is not None:
        yield value.term
        value = _worked_on(value.term)


def _worked_on(term: Call) -> Value:
    """The tensor that an operation of one tensor works on."""
    if term.callee.kind is Kind.OBJECT or term.is_operator:
        return next(
            (argument.value for argument in term.arguments if argument.value.kind is Kind.ARRAY), Value(Kind.UNKNOWN)
        )
    return subject_of(term.result, term.op) or (term.subject.value if term.subject else Value(Kind.UNKNOWN))


def _keeps_order(term: Call) -> bool:
    if term.op in _SAME_ORDER or term.name.startswith("torch.nn.Dropout"):
        return term.op != "clone" or not term.arguments or term.callee.kind is Kind.LIBRARY
    if not term.is_operator or term.op not in _WITH_NUMBER:
        return False
    return sum(argument.value.kind is Kind.ARRAY for argument in term.arguments) == 1 and all(
        argument.value.kind in (Kind.ARRAY, Kind.PYTHON) for argument in term.arguments
    )


def _lies_in_order(value: Value) -> bool:
    """Whether a tensor surely lies in memory in the order of its axes, and has no axis that is known to be 1."""
    term = value.term
    if term is None:
        return False
    if _keeps_order(term) or term.op in ("view", "reshape"):
        sizes = sizes_of(term) if term.op in ("view", "reshape") else ()
        return sizes is not None and all(size.constant != 1 for size in sizes) and _lies_in_order(_worked_on(term))
    if term.op in ("matmul", "contiguous"):
        return True
    layer = last_layer(term)
    if layer in _LAYERS:
        made = term.callee
        while made.name == "torch.nn.Sequential" and made.items:
            made = made.items[-1]
        return made.items is not None and all(item.constant != 1 for item in made.items[:2])
    name = term.name.removeprefix("torch.")
    return name in _MADE and all(argument.value.constant != 1 for argument in term.arguments)


RULE = Rule(
    code="TORCH016",
    name="view-after-transpose",
    severity=Severity.ERROR,
    message="`view` of a transposed tensor",
    frameworks=frozenset({"torch"}),
    check=check,
    examples=(
        Example(
            bad="""\
import torch

batch, heads, time, size = 2, 4, 3, 5
attention = torch.rand(batch, heads, time, time).softmax(dim=-1)
values = torch.randn(batch, heads, time, size)
mixed = torch.matmul(attention, values)
output = mixed.transpose(1, 2).view(batch, time, heads * size)
""",
            good="""\
import torch

batch, heads, time, size = 2, 4, 3, 5
attention = torch.rand(batch, heads, time, time).softmax(dim=-1)
values = torch.randn(batch, heads, time, size)
mixed = torch.matmul(attention, values)
output = mixed.transpose(1, 2).reshape(batch, time, heads * size)
""",
            proof=Raises("RuntimeError", "view size is not compatible"),
        ),
        Example(
            bad="""\
import torch

x = torch.arange(6.0).view(2, 3)
flat = x.t().clone().view(-1)
""",
            good="""\
import torch

x = torch.arange(6.0).view(2, 3)
flat = x.t().clone().reshape(-1)
""",
            proof=Raises("RuntimeError", "view size is not compatible"),
        ),
    ),
)
