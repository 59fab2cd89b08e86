"""`view` or `reshape` is used to swap axes.

Both only count the same numbers anew, in the order in which they lie in memory. Asked for the sizes of swapped axes
they raise nothing and mix everything: `x.view(batch, heads, time, size)` of `(batch, time, heads * size)` gives the
first head the numbers of all heads of the first steps, and merging heads without transposing back does the same in
the other direction (torch 2.13.0).
Split or merge neighbours with `view`, and swap axes with `transpose` or `permute`:
`x.view(batch, time, heads, size).transpose(1, 2)`, and back `y.transpose(1, 2).reshape(batch, time, heads * size)`.
Reported where the sizes carry names: `batch, time, size = x.shape`, or those of the `view` before.
Silent: axes of size 1, sizes that are not known, and `view` of what is transposed, which raises (TORCH016).

Source: docs.pytorch.org, `torch.Tensor.view`; zhouhaoyi/Informer2020#59.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Call, Event, Model, Operand
from pattern_lsp.semantic.queries import last_layer, operands_of, shape_owner, sizes_of
from pattern_lsp.semantic.values import Kind
from pattern_lsp.syntax import Place

_VIEWS = ("view", "reshape")
_ELEMENTWISE = frozenset(
    "relu gelu tanh sigmoid exp sqrt abs dropout clone detach softmax log_softmax contiguous".split()
)
_IN_ORDER = frozenset({"contiguous", "softmax", "log_softmax", "clone"})
_WITH_NUMBER = frozenset("add subtract multiply divide".split())
_KEEPING_LAYERS = ("torch.nn.Dropout", "torch.nn.ReLU", "torch.nn.GELU", "torch.nn.LayerNorm", "torch.nn.Softmax")
_ATOM = re.compile(r"[A-Za-z_][\w.]*|\d+")

_Size = tuple[str, ...] | None  # the factors of the size of an axis; None if it is not known


def check(model: Model) -> Iterator[Finding]:
    views = [call for method in _VIEWS for call in model.calls(method=method) if _is_of_tensor(call)]
    if not views:
        return
    named = _named_shapes(model)
    for view in views:
        asked = _asked(view)
        if asked is None:
            continue
        source = _sizes(operands_of(view)[0], view, named, model)
        if source is None or (source[1] and view.method == "view"):
            continue
        wrong = _moved(source[0], asked)
        if wrong:
            method = view.method or "reshape"
            yield Finding(
                view.place,
                f"`{method}` mixes the axes and swaps none: `{wrong}` moves; use `transpose` or `permute`",
                related=_reason(view, named),
            )


def _is_of_tensor(view: Call) -> bool:
    """Whether a call is, for all that is known, the method of a tensor."""
    receiver = view.receiver
    if receiver is None or view.context.calls:
        return False
    return receiver.value.is_unknown or receiver.value.is_array("torch")


def _reason(view: Call, named: dict[str, Assignment]) -> tuple[Related, ...]:
    shape = named.get(operands_of(view)[0].identifier)
    return (Related(shape.place, "the axes before"),) if shape is not None else ()


def _named_shapes(model: Model) -> dict[str, Assignment]:
    """The last statement that names all sizes of a tensor: `batch, time, size = x.shape`."""
    shapes = {}
    for assignment in model.of(Assignment):
        owner = shape_owner(assignment.value)
        if owner and assignment.target is None and not assignment.context.calls:
            shapes[owner] = assignment
    return shapes


def _names(model: Model, shape: Assignment) -> list[_Size] | None:
    """The sizes in such a statement; None if a name stands for something else as well."""
    assignments = [assignment for assignment in model.of(Assignment) if not assignment.context.calls]
    for statement, group in groupby(assignments, key=lambda one: one.statement):
        if statement is shape.statement:
            names = [one.name for one in group if one.value.node is shape.value.node]
            is_full = len(names) > 1 and names.count("_") <= 1 and "*" not in _statement(shape)
            counts = Counter(one.name for one in assignments if one.target is None)
            if not is_full or any(counts[name] > 1 for name in names if name != "_"):
                return None
            return [None if name == "_" else (name,) for name in names]
    return None


def _asked(view: Call) -> list[_Size] | None:
    """The sizes that a view asks for."""
    given = [argument.operand for argument in view.arguments]
    if view.callee.kind is Kind.LIBRARY:
        return None
    if view.has_star or any(argument.keyword for argument in view.arguments) or len(given) < 2:
        return None
    return [_factors(operand.text) for operand in given]


def _statement(event: Event) -> str:
    return Place(event.piece, event.piece.span(event.statement)).text


def _factors(text: str) -> _Size:
    parts = [part.strip() for part in text.split("*")]
    if not all(_ATOM.fullmatch(part) for part in parts):
        return (text,) if "-1" not in text else None
    return tuple(part for part in parts if part != "1")


def _sizes(operand: Operand, use: Event, named: dict[str, Assignment], model: Model) -> tuple[list[_Size], bool] | None:
    """The sizes of a tensor by name, and whether its memory is in another order."""
    shape = named.get(operand.identifier)
    if shape is not None and _is_still(operand.identifier, shape, use, model):
        names = _names(model, shape)
        return (names, False) if names is not None else None
    term = operand.value.term
    if term is None or term.context.function is not use.context.function:
        return None  # the names of sizes in another function say nothing here
    inner = operands_of(term)
    op = term.op or term.method
    if op in _VIEWS:
        asked = _asked(term)
        return (asked, False) if asked is not None else None
    source = _sizes(inner[0], term, named, model) if inner else None
    if source is None:
        return None
    sizes, is_swapped = source
    if op in ("transpose", "permute"):
        swapped = _swapped(sizes, term)
        return (swapped, True) if swapped is not None else None
    if op == "matmul" and len(inner) == 2:
        other = _sizes(inner[1], term, named, model)
        return ([*sizes[:-1], other[0][-1] if other is not None else None], False)
    if last_layer(term) == "torch.nn.Linear":
        return ([*sizes[:-1], None], False)
    if op in _ELEMENTWISE or last_layer(term).startswith(_KEEPING_LAYERS):
        return (sizes, is_swapped and op not in _IN_ORDER)
    if term.is_operator and op in _WITH_NUMBER and not inner[1].value.is_array():
        return source
    return None


def _is_still(name: str, shape: Assignment, use: Event, model: Model) -> bool:
    """Whether a name stands for the same tensor where it is used as where its sizes were named."""
    is_after = False
    for event in model.events:
        if event is use:
            return is_after
        if event is shape:
            is_after = True
        elif isinstance(event, Assignment) and event.name == name and event.target is None:
            if is_after and not event.context.calls:
                return False
    return False


def _swapped(sizes: list[_Size], term: Call) -> list[_Size] | None:
    axes = [value.constant for value in sizes_of(term) or ()]
    if not axes or not all(isinstance(axis, int) and -len(sizes) <= axis < len(sizes) for axis in axes):
        return None
    if (term.op or term.method) == "permute":
        return [sizes[axis] for axis in axes] if len(axes) == len(sizes) else None
    if len(axes) != 2:
        return None
    order = list(sizes)
    order[axes[0]], order[axes[1]] = order[axes[1]], order[axes[0]]
    return order


def _moved(before: list[_Size], after: list[_Size]) -> str:
    """The size of an axis that has surely more, or less, before or behind it than it had; empty if there is none."""
    for position, size in enumerate(after):
        if size is None or len(size) != 1 or not size[0].replace(".", "").isidentifier():
            continue
        if before.count(size) != 1 or after.count(size) != 1:
            continue
        old = before.index(size)
        if _differs(before[:old], after[:position]) or _differs(before[old + 1 :], after[position + 1 :]):
            return size[0]
    return ""


def _differs(first: list[_Size], second: list[_Size]) -> bool:
    """Whether one product of sizes has all factors of another, and more."""
    if None in first or None in second:
        return False
    one = Counter(factor for size in first for factor in size or ())
    other = Counter(factor for size in second for factor in size or ())
    return one != other and (one <= other or other <= one)


RULE = Rule(
    code="TORCH030",
    name="view-swaps-dimensions",
    severity=Severity.WARNING,
    message="`view` or `reshape` used to swap axes",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WRONG, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import torch


def split_heads(x, heads):
    batch, time, width = x.shape
    return x.view(batch, heads, time, width // heads)


x = torch.arange(12.0).view(1, 3, 4)
first_head = split_heads(x, 2)[0, 0]
is_right = torch.equal(first_head, x[0, :, :2])
""",
            good="""\
import torch


def split_heads(x, heads):
    batch, time, width = x.shape
    return x.view(batch, time, heads, width // heads).transpose(1, 2)


x = torch.arange(12.0).view(1, 3, 4)
first_head = split_heads(x, 2)[0, 0]
is_right = torch.equal(first_head, x[0, :, :2])
""",
            proof=Shows("not bad.is_right and good.is_right"),
        ),
        Example(
            bad="""\
import torch


def attend(q, k, v, heads, size):
    batch, time, width = q.shape
    q = q.view(batch, time, heads, size).transpose(1, 2)
    k = k.view(batch, time, heads, size).transpose(1, 2)
    v = v.view(batch, time, heads, size).transpose(1, 2)
    weights = (q @ k.transpose(-2, -1) / size**0.5).softmax(dim=-1)
    mixed = weights @ v
    return mixed.reshape(batch, time, heads * size)


x = torch.zeros(1, 3, 4)
v = torch.ones(1, 3, 4)
v[..., 2:] = 2  # the second head
mixed = attend(x, x, v, heads=2, size=2)[0, 0].tolist()
""",
            good="""\
import torch


def attend(q, k, v, heads, size):
    batch, time, width = q.shape
    q = q.view(batch, time, heads, size).transpose(1, 2)
    k = k.view(batch, time, heads, size).transpose(1, 2)
    v = v.view(batch, time, heads, size).transpose(1, 2)
    weights = (q @ k.transpose(-2, -1) / size**0.5).softmax(dim=-1)
    mixed = weights @ v
    return mixed.transpose(1, 2).reshape(batch, time, heads * size)


x = torch.zeros(1, 3, 4)
v = torch.ones(1, 3, 4)
v[..., 2:] = 2  # the second head
mixed = attend(x, x, v, heads=2, size=2)[0, 0].tolist()
""",
            proof=Shows("np.allclose(good.mixed, [1, 1, 2, 2]) and np.allclose(bad.mixed, [1, 1, 1, 1])"),
        ),
        Example(
            bad="""\
import torch

images = torch.arange(12.0).view(1, 3, 2, 2)
batch, channels, height, width = images.shape
pixels = images.view(batch, height * width, channels)
is_right = torch.equal(pixels[0, 0], images[0, :, 0, 0])
""",
            good="""\
import torch

images = torch.arange(12.0).view(1, 3, 2, 2)
batch, channels, height, width = images.shape
pixels = images.view(batch, channels, height * width).transpose(1, 2)
is_right = torch.equal(pixels[0, 0], images[0, :, 0, 0])
""",
            proof=Shows("not bad.is_right and good.is_right"),
        ),
    ),
)
