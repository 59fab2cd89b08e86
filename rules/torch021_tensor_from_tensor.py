"""`torch.tensor` is given what is a tensor already.

`torch.tensor(x)` copies the numbers of `x` and leaves the graph behind: no gradient flows back through the copy.
torch says so with `UserWarning: To copy construct from a tensor, it is recommended to use
sourceTensor.detach().clone()`, and `x.new_tensor(x)` is the same (torch 2.13.0).
A list of one-element tensors loses its gradients too; a list of vectors raises
`ValueError: only one element tensors can be converted to Python scalars`.
Write `x.detach().clone()` for a copy without gradients, `x.clone()` for one with, and `torch.stack` for a list.
Silent: numbers, arrays of NumPy, sizes, `x.tolist()`, `torch.as_tensor`, and what is not known.

Source: docs.pytorch.org, `torch.tensor` (warning on tensors as data).
"""

from collections.abc import Iterator
from math import prod

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import as_receiver, holds_graph, operands_of
from pattern_lsp.semantic.values import Value


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls("torch.tensor", "torch.Tensor.new_tensor"):
        data = call.argument("data") or call.positional(0)
        # A helper with a branch for what is no tensor is judged by its own parameters, not by what one caller gives.
        if data is None or call.has_star or (call.context.calls and call.context.conditional):
            continue
        items = data.value.items or ()
        if data.value.is_array("torch"):
            yield _of_tensor(call, data)
        elif len(items) > 1 and all(item.is_array("torch") for item in items):
            name = call.callee_place.text
            if any(_has_several(item) for item in items):
                message = f"`{name}` takes numbers, and these are tensors of several elements: `torch.stack` joins them"
                yield Finding(call.place, message, _stacked(call, data), severity=Severity.ERROR)
            elif any(_is_cut(item, call) for item in items):
                message = f"`{name}` of a list of tensors cuts their gradients: `torch.stack` keeps them"
                yield Finding(call.place, message, _stacked(call, data), severity=Severity.WARNING)


def _of_tensor(call: Call, data: Operand) -> Finding:
    name = call.callee_place.text
    said = f"`{data.text}`" if "\n" not in data.text and len(data.text) <= 40 else "this"
    if _is_cut(data.value, call):
        message = f"`{name}` copies the tensor {said} and cuts its gradient"
        return Finding(call.place, message, _cloned(call, data), severity=Severity.WARNING)
    return Finding(
        call.place, f"`{name}` is given the tensor {said}: `.detach().clone()` copies it", _cloned(call, data)
    )


def _is_cut(data: Value, call: Call) -> bool:
    """Whether a gradient would flow here without the copy."""
    return call.context.grad_enabled is True and holds_graph(data) is True


def _cloned(call: Call, data: Operand) -> Fix | None:
    if len(call.arguments) != 1 or "\n" in data.text or call.method == "new_tensor":
        return None
    return Fix("Copy it with `.detach().clone()`", edit(call.place, f"{as_receiver(data)}.detach().clone()"), safe=True)


def _stacked(call: Call, data: Operand) -> Fix | None:
    callee = call.callee_place
    if len(call.arguments) != 1 or not callee.text.endswith(".tensor") or not data.text.startswith(("[", "(")):
        return None
    return Fix("Join them with `torch.stack`", edit(callee, f"{callee.text.removesuffix('tensor')}stack"))


def _has_several(value: Value) -> bool:
    """Whether a tensor is surely made with more than one element."""
    term = value.term
    if term is None:
        return False
    made = term.name.removeprefix("torch.")
    given = [operand.value for operand in operands_of(term)]
    if made == "tensor":
        return bool(given) and given[0].items is not None and len(given[0].items) > 1
    if made in ("zeros", "ones", "rand", "randn") and not any(argument.star for argument in term.arguments):
        sizes = [argument.value for argument in term.arguments if not argument.keyword]
        sizes = list(sizes[0].items or ()) if len(sizes) == 1 and sizes[0].items is not None else sizes
        numbers = [size.constant for size in sizes if isinstance(size.constant, int)]
        return len(numbers) == len(sizes) > 0 and prod(numbers) > 1
    return False


RULE = Rule(
    code="TORCH021",
    name="tensor-from-tensor",
    severity=Severity.INFORMATION,
    message="`torch.tensor` of a tensor: a copy that cuts the gradient",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NO_GRADIENT,),
    examples=(
        Example(
            bad="""\
import warnings

import torch

x = torch.ones(3)
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    copy = torch.tensor(x)
count = sum("copy construct from a tensor" in str(one.message) for one in told)
""",
            good="""\
import warnings

import torch

x = torch.ones(3)
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    copy = x.detach().clone()
count = sum("copy construct from a tensor" in str(one.message) for one in told)
""",
            proof=Shows("bad.count == 1 and good.count == 0 and bad.copy.equal(good.copy)"),
        ),
        Example(
            bad="""\
import torch

torch.manual_seed(0)
first = torch.nn.Linear(2, 1)
x = torch.ones(4, 2)
losses = torch.tensor([first(x).pow(2).mean(), first(-x).pow(2).mean()])
has_gradient = losses.sum().requires_grad
""",
            good="""\
import torch

torch.manual_seed(0)
first = torch.nn.Linear(2, 1)
x = torch.ones(4, 2)
losses = torch.stack([first(x).pow(2).mean(), first(-x).pow(2).mean()])
has_gradient = losses.sum().requires_grad
""",
            proof=Shows("not bad.has_gradient and good.has_gradient"),
        ),
        Example(
            bad="""\
import torch

start = torch.zeros(3)
end = torch.ones(3)
path = torch.tensor([start, end])
""",
            good="""\
import torch

start = torch.zeros(3)
end = torch.ones(3)
path = torch.stack([start, end])
""",
            proof=Raises("ValueError", "only one element tensors"),
        ),
    ),
)
