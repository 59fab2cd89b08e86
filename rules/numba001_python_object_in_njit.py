"""A compiled function uses a Python object that nopython mode cannot hold.

`collections.Counter`, `defaultdict` and `deque`, pandas, instances of ordinary classes, and some built-in functions
(`any`, `all`, `reversed`, `open`) have no type that numba knows.
The first call raises `TypingError`, for example `Untyped global name 'Counter': Cannot determine Numba type of
<class 'type'>` (numba 0.68.1).
Inside, write a homogeneous list, dict or set; from outside, pass arrays, tuples or `numba.typed` containers; for a
class, use a namedtuple or `numba.experimental.jitclass`.

Source: numba documentation, "Supported Python features" and "Compiling Python classes with @jitclass".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity
from pattern_lsp.semantic.frameworks.numba_support import refused_builtins
from pattern_lsp.semantic.model import Call, Model, Operand, Syntax
from pattern_lsp.semantic.values import Kind, Value

_OBJECTS = (
    "collections.Counter",
    "collections.defaultdict",
    "collections.deque",
    "collections.OrderedDict",
    "datetime.datetime",
    "datetime.date",
    "decimal.Decimal",
    "fractions.Fraction",
    "pathlib.Path",
    "re.compile",
)
_EXTENSION = ("numba.extending", "numba.core.extending", "numba.core.typing", "numba.core.imputils")
_PACKAGES = ("pandas.", "polars.", "torch.", "tensorflow.", "jax.", "sklearn.")
# Types that one container may mix: numba turns the integers into floats.
_NUMBERS = frozenset({"int", "float", "bool"})


def check(model: Model) -> Iterator[Finding]:
    teaches = any(name.startswith(_EXTENSION) for name in model.names)  # numba what classes of this file are
    for call in model.calls():
        if _is_compiled(call) and not call.is_operator and not (teaches and call.callee.kind is Kind.CLASS):
            name = _unknown_to_numba(call)
            if name:
                yield Finding(call.place, f"numba has no type for `{name}`: it cannot be used in nopython mode")
    for literal in model.of(Syntax):
        if literal.kind == "set" and _is_compiled(literal) and _is_mixed(literal.operands):
            yield Finding(literal.place, "The elements of this set have different types, which numba cannot mix")


def _is_compiled(event: Call | Syntax) -> bool:
    """Compiled code, `objmode` blocks left out: those run in the interpreter."""
    in_object_mode = any(manager.name == "numba.objmode" for manager in event.context.managers)
    compiled = event.context.nopython
    return compiled is not None and compiled.op not in ("overload", "stencil") and not in_object_mode


def _unknown_to_numba(call: Call) -> str:
    """The name of what is called, if its result is an object that numba cannot hold."""
    callee = call.callee
    if callee.kind is Kind.LIBRARY and (callee.name in _OBJECTS or callee.name.startswith(_PACKAGES)):
        return callee.name
    if callee.kind is Kind.LIBRARY and callee.name.removeprefix("builtins.") in refused_builtins():
        return callee.name.removeprefix("builtins.")
    if callee.kind is Kind.CLASS and _is_plain_class(callee):
        return callee.name
    return ""


def _is_plain_class(value: Value) -> bool:
    """A class of this file without decorator and without a base that could make it known to numba."""
    made = value.target
    return not made.node.decorators and not made.node.bases and not made.node.keywords


def _is_mixed(operands: tuple[Operand, ...]) -> bool:
    kinds = {operand.value.name for operand in operands if operand.value.kind is Kind.PYTHON}
    known = all(operand.value.kind is Kind.PYTHON for operand in operands)
    return known and len(kinds) > 1 and not kinds <= _NUMBERS


RULE = Rule(
    code="NUMBA001",
    name="python-object-in-njit",
    severity=Severity.ERROR,
    message="Python object that nopython mode cannot hold",
    frameworks=frozenset({"numba"}),
    check=check,
    examples=(
        Example(
            bad="""\
from collections import Counter

import numpy as np
from numba import njit


@njit
def count(values):
    counts = Counter()
    for value in values:
        counts[value] += 1
    return len(counts)


result = count(np.array([1, 2, 2]))
""",
            good="""\
import numpy as np
from numba import njit


@njit
def count(values):
    counts = {}
    for value in values:
        if value in counts:
            counts[value] += 1
        else:
            counts[value] = 1
    return len(counts)


result = count(np.array([1, 2, 2]))
""",
            proof=Raises("TypingError", "Cannot determine Numba type"),
        ),
        Example(
            bad="""\
from numba import njit


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


@njit
def length(x, y):
    point = Point(x, y)
    return (point.x**2 + point.y**2) ** 0.5


result = length(3.0, 4.0)
""",
            good="""\
from collections import namedtuple

from numba import njit

Point = namedtuple("Point", ["x", "y"])


@njit
def length(x, y):
    point = Point(x, y)
    return (point.x**2 + point.y**2) ** 0.5


result = length(3.0, 4.0)
""",
            proof=Raises("TypingError", "Untyped global name 'Point'"),
        ),
        Example(
            bad="""\
from numba import njit


@njit
def size():
    return len({1, "a"})


result = size()
""",
            good="""\
from numba import njit


@njit
def size():
    return len({"1", "a"})


result = size()
""",
            proof=Raises("NumbaError"),
        ),
    ),
)
