"""A compiled function uses syntax that numba cannot compile.

In nopython mode generator expressions, `yield from`, set comprehensions, `:=` in a condition, `with` (other than
`objmode`), `except` with a class other than `Exception`, `import`, `class`, `del`, format specifications in f-strings
and `**` arguments stop the compilation, at the first call, often with a message that does not name them (numba 0.68.1).
Dict comprehensions, `match` on literals, closures, `try` with a bare `except` and plain f-strings of ints and strings
do compile.
Write it another way: `sum([…])` for `sum(… for …)`, a statement for `:=`.

Source: numba documentation, "Supported Python features".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity
from pattern_lsp.semantic.model import Model, Syntax

_REFUSED = {
    "generator_expression": "a generator expression: write a list comprehension",
    "yield_from": "`yield from`: yield in a loop",
    "await": "`await`",
    "set_comprehension": "a set comprehension: add to a set in a loop",
    "walrus": "`:=`: assign in a statement of its own",
    "with": "this `with` block",
    "except_type": "`except` with this class: catch `Exception`",
    "except_name": "`except … as name`",
    "reraise": "a bare `raise`",
    "raise_from": "`raise … from …`",
    "del_name": "`del`",
    "import": "`import` inside a function",
    "class": "a class inside a function",
    "global": "`global`",
    "fstring_spec": "a format specification in an f-string",
    "fstring_conversion": "a conversion in an f-string",
    "starred_target": "a starred target: slice instead",
    "double_star_parameter": "`**` parameters",
    "double_star_argument": "`**` arguments",
    "match_sequence": "a sequence pattern",
}


def check(model: Model) -> Iterator[Finding]:
    for syntax in model.of(Syntax):
        if syntax.kind in _REFUSED and _is_refused(syntax):
            yield Finding(syntax.place, f"numba cannot compile {_REFUSED[syntax.kind]}", fix=_fix(syntax))


def _is_refused(syntax: Syntax) -> bool:
    compiled = syntax.context.nopython
    if compiled is None or compiled.op in ("overload", "stencil"):
        # An implementation chosen by `overload` is compiled, but what stands around it is not.
        return False
    if syntax.kind == "with":
        value = syntax.operands[0].value
        name = value.name or (value.term.name if value.term is not None else "")
        return bool(name) and not name.startswith("numba.")
    if syntax.kind == "walrus":
        # In a plain statement it compiles, and so does a plain name in a condition.
        loop = syntax.context.loop
        in_condition = not syntax.is_in_simple_statement and not syntax.operands[0].identifier
        return in_condition or (loop is not None and loop.kind == "comprehension")
    if syntax.kind == "except_type":
        return syntax.operands[0].text != "Exception"
    return True


def _fix(syntax: Syntax) -> Fix | None:
    if syntax.kind != "generator_expression":
        return None
    text = syntax.place.text
    if text.startswith("("):
        edits: tuple[PlaceEdit, ...] = (PlaceEdit(syntax.place, f"[{text[1:-1]}]"),)
    else:
        edits = (PlaceEdit(syntax.place.before, "["), PlaceEdit(syntax.place.after, "]"))
    return Fix("Write a list comprehension", edits, safe=False)


RULE = Rule(
    code="NUMBA002",
    name="unsupported-syntax-in-njit",
    severity=Severity.ERROR,
    message="syntax that nopython mode cannot compile",
    frameworks=frozenset({"numba"}),
    check=check,
    examples=(
        Example(
            bad="""\
from numba import njit


@njit
def total(values):
    return sum(v * v for v in values)


result = total((1.0, 2.0))
""",
            good="""\
from numba import njit


@njit
def total(values):
    return sum([v * v for v in values])


result = total((1.0, 2.0))
""",
            proof=Raises("NumbaError", "yield in a closure"),
        ),
        Example(
            bad="""\
from numba import njit


@njit
def show(x):
    return f"{x:.2f}"


result = show(1.5)
""",
            good="""\
from numba import njit


@njit
def show(x):
    return x


result = f"{show(1.5):.2f}"
""",
            proof=Raises("UnsupportedBytecodeError"),
        ),
        Example(
            bad="""\
from numba import njit


@njit
def divide(a, b):
    try:
        if b == 0:
            raise ValueError
        return a / b
    except ValueError:
        return 0.0


result = divide(1.0, 0.0)
""",
            good="""\
from numba import njit


@njit
def divide(a, b):
    try:
        if b == 0:
            raise ValueError
        return a / b
    except Exception:
        return 0.0


result = divide(1.0, 0.0)
""",
            proof=Raises("NumbaError"),
        ),
        Example(
            bad="""\
from numba import njit


@njit
def first(pair):
    head, *rest = pair
    return head


result = first((1, 2, 3))
""",
            good="""\
from numba import njit


@njit
def first(pair):
    head = pair[0]
    return head


result = first((1, 2, 3))
""",
            proof=Raises("UnsupportedBytecodeError"),
        ),
        Example(
            bad="""\
from numba import njit


@njit
def distinct(n):
    return len({i % 3 for i in range(n)})


result = distinct(5)
""",
            good="""\
from numba import njit


@njit
def distinct(n):
    seen = set()
    for i in range(n):
        seen.add(i % 3)
    return len(seen)


result = distinct(5)
""",
            proof=Raises("NumbaError"),
        ),
        Example(
            bad="""\
from numba import njit


@njit
def half(n):
    if (h := n // 2) > 1:
        return h
    return 0


result = half(6)
""",
            good="""\
from numba import njit


@njit
def half(n):
    h = n // 2
    if h > 1:
        return h
    return 0


result = half(6)
""",
            proof=Raises("NumbaError"),
        ),
        Example(
            bad="""\
from numba import njit


@njit
def drop(n):
    x = n + 1
    del x
    return n


result = drop(1)
""",
            good="""\
from numba import njit


@njit
def drop(n):
    x = n + 1
    return n


result = drop(1)
""",
            proof=Raises("NumbaError"),
        ),
        Example(
            bad="""\
import numpy as np
from numba import njit


@njit
def ratio(a, b):
    with np.errstate(divide="ignore"):
        return a / b


result = ratio(1.0, 2.0)
""",
            good="""\
import numpy as np
from numba import njit


@njit
def ratio(a, b):
    return a / b


result = ratio(1.0, 2.0)
""",
            proof=Raises("NumbaError"),
        ),
    ),
)
