"""`torch.Tensor` is given data: it makes floats of everything, and sizes of integers.

`torch.Tensor([0, 2, 1])` is `float32`, so as class labels it raises
`RuntimeError: expected target dtype to be Long or Byte, but got Float`, and integers above 2^24 lose their last digits.
`torch.Tensor(3)` is not the number 3 but three elements of whatever was in memory (torch 2.13.0).
`torch.tensor` takes the type from the data, and `dtype=` and `device=` besides.
Silent: sizes, as in `torch.Tensor(3, 4)`, other tensors, subclasses, and data that are not known.

Source: docs.pytorch.org, `torch.Tensor` ("use torch.tensor() for data").
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.values import Kind, Value


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls("torch.Tensor"):
        if len(call.arguments) != 1 or call.has_star or call.arguments[0].keyword:
            continue
        data = call.arguments[0].value
        if data.is_array("numpy") or (data.kind is Kind.PYTHON and data.name in ("list", "tuple") and _is_data(data)):
            kinds = {leaf.name for leaf in _leaves(data)} if data.kind is Kind.PYTHON else set()
            callee = call.callee_place.text
            if kinds and kinds <= {"int", "bool"}:
                message = f"`{callee}` turns these integers into `float32`: `torch.tensor` keeps them"
                yield Finding(call.place, message, _fix(call))
            else:
                message = f"`{callee}` makes `float32` of all data: `torch.tensor` takes the type they have"
                yield Finding(call.place, message, _fix(call), severity=Severity.INFORMATION)


def _is_data(value: Value) -> bool:
    """Whether a list holds numbers; a tuple of integers alone may be a size."""
    leaves = list(_leaves(value))
    known = bool(leaves) and all(leaf.name in ("int", "float", "bool") for leaf in leaves)
    return known and (value.name == "list" or any(leaf.name == "float" for leaf in leaves))


def _leaves(value: Value) -> Iterator[Value]:
    for item in value.items or ():
        if item.kind is Kind.PYTHON and item.name in ("list", "tuple"):
            yield from _leaves(item)
        else:
            yield item


def _fix(call: Call) -> Fix | None:
    callee = call.callee_place
    if not callee.text.endswith(".Tensor"):
        return None
    return Fix("Use `torch.tensor`", edit(callee, f"{callee.text.removesuffix('Tensor')}tensor"))


RULE = Rule(
    code="TORCH040",
    name="tensor-constructor",
    severity=Severity.WARNING,
    message="`torch.Tensor(data)` instead of `torch.tensor(data)`",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WRONG,),
    examples=(
        Example(
            bad="""\
import torch

scores = torch.zeros(3, 4)
labels = torch.Tensor([0, 2, 1])
loss = torch.nn.functional.cross_entropy(scores, labels)
""",
            good="""\
import torch

scores = torch.zeros(3, 4)
labels = torch.tensor([0, 2, 1])
loss = torch.nn.functional.cross_entropy(scores, labels)
""",
            proof=Raises("RuntimeError", "expected target dtype to be Long or Byte, but got Float"),
        ),
        Example(
            bad="""\
import torch

identifiers = torch.Tensor([16777217, 16777219])
first = int(identifiers[0])
""",
            good="""\
import torch

identifiers = torch.tensor([16777217, 16777219])
first = int(identifiers[0])
""",
            proof=Shows("bad.first == 16777216 and good.first == 16777217"),
        ),
    ),
)
