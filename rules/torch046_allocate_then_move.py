"""A tensor is made on the CPU, or in a type that nobody wants, and copied at once.

`torch.zeros(n).to(device)` fills a tensor in the memory of the CPU and copies it over; `torch.zeros(n, device=device)`
fills it where it is wanted: one operation (`aten.zeros`) instead of two (`aten.zeros` and `aten._to_copy`; torch
2.13.0). Types are alike, and there numbers are lost besides: `torch.tensor([0.1]).double()` has been `float32` before
and is 0.10000000149.
Write `device=` and `dtype=` in the call that makes the tensor.

Silent: `torch.tensor(data).to(device)`, which copies either way; random numbers in another type, which would be other
numbers; a type that the tensor has already; what comes through a variable; `requires_grad=True`, where `.to` makes a
tensor that is no leaf. Random numbers drawn on a GPU are not those of the CPU, so that fix is unsafe.
Optional: a small tensor that is made once costs nothing either way.

Source: docs.pytorch.org, "Performance Tuning Guide", "Create tensors directly on the target device".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.values import Kind, Value
from pattern_lsp.syntax import Place

_CONSTANT = frozenset(f"torch.{name}" for name in "zeros ones empty eye".split())
_COMPUTED = frozenset(f"torch.{name}" for name in "full arange linspace logspace".split())
_RANDOM = frozenset(f"torch.{name}" for name in "rand randn randint randperm".split())
_MADE = _CONSTANT | _COMPUTED | _RANDOM | {"torch.tensor"}

_DTYPES = {
    "float": "float32", "float32": "float32", "double": "float64", "float64": "float64", "half": "float16",
    "float16": "float16", "bfloat16": "bfloat16", "long": "int64", "int64": "int64", "int": "int32", "int32": "int32",
    "short": "int16", "int16": "int16", "int8": "int8", "uint8": "uint8", "bool": "bool", "complex64": "complex64",
    "complex128": "complex128",
}  # fmt: skip
_CASTS = ("float", "double", "half", "bfloat16", "long", "int", "short", "bool")


def check(model: Model) -> Iterator[Finding]:
    if any(model.calls("torch.set_default_dtype")):
        return
    for method in ("to", "cuda", *_CASTS):
        for copy in model.calls(method=method):
            made = _maker(copy)
            wanted = _wanted(model, copy) if made is not None else None
            if made is None or wanted is None or copy.context.calls:
                continue
            keyword, text, dtype = wanted
            if keyword == "device" and _is_made_there(made):
                where = "on the CPU and then moved"
            elif keyword == "dtype" and _is_cast(made, dtype):
                where = f"in another type and then copied to `{dtype}`"
            else:
                continue
            message = f"`{made.callee_place.text}` makes this {where}: say `{keyword}={text}` there"
            yield Finding(copy.place, message, _fix(copy, made, keyword, text))


def _maker(copy: Call) -> Call | None:
    """The call that makes the tensor, if the copy follows it directly."""
    term = copy.receiver.value.term if copy.receiver is not None else None
    if term is None or copy.receiver is None or term.node is not copy.receiver.node or term.name not in _MADE:
        return None
    asked = {argument.keyword for argument in term.arguments}
    is_open = any(argument.star == "**" for argument in term.arguments)
    return None if is_open or not term.arguments or asked & {"requires_grad", "out", "pin_memory"} else term


def _wanted(model: Model, copy: Call) -> tuple[str, str, str] | None:
    """What the copy asks for: `device` or `dtype`, the text that says it, and the type's plain name."""
    if copy.method in _CASTS and not copy.arguments:
        torch = model.names.get("torch")
        return ("dtype", f"{torch}.{_DTYPES[copy.method]}", _DTYPES[copy.method]) if torch else None
    if copy.method == "cuda" and not copy.arguments:
        return "device", '"cuda"', ""
    if copy.method != "to" or len(copy.arguments) != 1 or copy.arguments[0].star:
        return None
    given = copy.arguments[0]
    dtype = given.value.name.removeprefix("torch.") if given.value.kind is Kind.LIBRARY else ""
    if dtype in _DTYPES:
        return "dtype", given.operand.text, _DTYPES[dtype]
    is_device = given.keyword == "device" or _is_device(given.operand)
    return ("device", given.operand.text, "") if is_device and given.value.constant != "cpu" else None


def _is_device(operand: Operand) -> bool:
    value = operand.value
    if value.kind is Kind.OBJECT:
        return value.name == "torch.device"
    if value.kind is Kind.PYTHON:
        return value.name == "str"
    return value.is_unknown and operand.text.rpartition(".")[2].rpartition("_")[2] == "device"


def _is_made_there(made: Call) -> bool:
    """Whether `device=` saves the copy: data from Python are copied in any case."""
    asked = {argument.keyword for argument in made.arguments}
    return made.name != "torch.tensor" and not asked & {"device", "generator"}


def _is_cast(made: Call, dtype: str) -> bool:
    """Whether a tensor surely has another type, and `dtype=` would give the same numbers, or better ones."""
    if made.name in _RANDOM or any(argument.keyword == "dtype" for argument in made.arguments):
        return False
    has = _dtype_made(made)
    return has not in ("", dtype) and not (has == "float32" and dtype.startswith(("int", "uint", "bool")))


def _dtype_made(made: Call) -> str:
    """The type that a tensor gets when nobody asks for one; empty if that is not known."""
    given = [argument.value for argument in made.arguments if not argument.keyword and not argument.star]
    if made.name in _CONSTANT or made.name in ("torch.linspace", "torch.logspace"):
        return "float32"
    if made.name == "torch.full":
        fill = made.argument("fill_value")
        given = [fill.value] if fill is not None else []
    elif made.name == "torch.tensor":
        given = given[:1]
    names = {leaf.name if leaf.kind is Kind.PYTHON else "" for value in given for leaf in _leaves(value)}
    if not names or not names <= {"int", "float", "bool"} or (made.name == "torch.arange" and len(given) > 3):
        return ""
    if "float" in names:
        return "float32"
    return "int64" if "int" in names else "bool"


def _leaves(value: Value) -> Iterator[Value]:
    if value.kind is Kind.PYTHON and value.items is not None:
        for item in value.items:
            yield from _leaves(item)
    else:
        yield value


def _fix(copy: Call, made: Call, keyword: str, text: str) -> Fix | None:
    assert copy.receiver is not None
    end = copy.receiver.place.span.end
    tail = Place(copy.piece, copy.place.span._replace(start=end))
    if not tail.text.lstrip().startswith(".") or "#" in tail.text:
        return None
    edits = (PlaceEdit(made.arguments[-1].operand.place.after, f", {keyword}={text}"), PlaceEdit(tail, ""))
    return Fix(f"Say `{keyword}=` where it is made", edits, safe=made.name in _CONSTANT)


RULE = Rule(
    code="TORCH046",
    name="allocate-then-move",
    severity=Severity.INFORMATION,
    message="tensor made and copied at once, where `device=` or `dtype=` would do",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.SLOW, Symptom.MEMORY),
    is_optional=True,
    examples=(
        Example(
            bad="""\
import torch
from torch.utils._python_dispatch import TorchDispatchMode


class Operations(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        print(function)
        return function(*args, **(kwargs or {}))


device = torch.device("meta")
with Operations():
    hidden = torch.zeros(8, 64).to(device)
""",
            good="""\
import torch
from torch.utils._python_dispatch import TorchDispatchMode


class Operations(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        print(function)
        return function(*args, **(kwargs or {}))


device = torch.device("meta")
with Operations():
    hidden = torch.zeros(8, 64, device=device)
""",
            proof=Shows(
                "'_to_copy' in bad.stdout and '_to_copy' not in good.stdout and bad.hidden.device == good.hidden.device"
            ),
        ),
        Example(
            bad="""\
import torch
from torch.utils._python_dispatch import TorchDispatchMode


class Operations(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        print(function)
        return function(*args, **(kwargs or {}))


with Operations():
    positions = torch.arange(64).float()
""",
            good="""\
import torch
from torch.utils._python_dispatch import TorchDispatchMode


class Operations(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        print(function)
        return function(*args, **(kwargs or {}))


with Operations():
    positions = torch.arange(64, dtype=torch.float32)
""",
            proof=Shows(
                "'_to_copy' in bad.stdout and '_to_copy' not in good.stdout and bad.positions.equal(good.positions)"
            ),
        ),
        Example(
            bad="""\
import torch

rate = torch.tensor([0.1]).double()
error = abs(rate.item() - 0.1)
""",
            good="""\
import torch

rate = torch.tensor([0.1], dtype=torch.float64)
error = abs(rate.item() - 0.1)
""",
            proof=Shows("bad.error > 1e-9 and good.error == 0"),
        ),
    ),
)
