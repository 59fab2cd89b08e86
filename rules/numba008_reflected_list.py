"""A Python list is passed to a function that numba has compiled.

Numba copies the whole list at each call, and back afterwards; such "reflected" lists are to be given up, and it prints
a NumbaPendingDeprecationWarning. Some cannot be passed at all (numba 0.68.1): a list of lists raises
`TypeError: cannot reflect element of reflected container`, an empty one `ValueError: cannot compute fingerprint of
empty list`, and one of several types, even of integers and floats, `TypeError: can't unbox heterogeneous list`.
Pass an array, a tuple, or a `numba.typed.List`.
Silent: lists that are made in compiled code, and functions that are not in sight.

Source: numba documentation, "Deprecation Notices", reflection for List and Set types; numba/numba#4158.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity, Symptom
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.values import Kind


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls():
        if call.callee.kind is not Kind.FUNCTION or not _is_compiled(call):
            continue
        for argument in call.arguments:
            passed = argument.operand
            if argument.star or passed.value.kind is not Kind.PYTHON or passed.value.name != "list":
                continue
            failure = _failure(passed)
            if failure:
                yield Finding(passed.place, f"`{call.callee.target.name}` cannot be passed {failure}: pass an array")
            else:
                message = (
                    f"`{call.callee.target.name}` copies this list in and out, which numba will give up: pass an array"
                )
                yield Finding(passed.place, message, severity=Severity.INFORMATION)


def _is_compiled(call: Call) -> bool:
    """A call from the interpreter of a function whose one decorator is numba's."""
    wrappings = call.callee.target.wrappings
    return call.context.nopython is None and len(wrappings) == 1 and wrappings[0].op == "njit"


def _failure(passed: Operand) -> str:
    """What makes it fail; only a list that is written in the call surely still has the elements it was made of."""
    elements = passed.value.items
    if passed.identifier or elements is None:
        return ""
    if not elements:
        return "an empty list"
    if any(element.kind is not Kind.PYTHON for element in elements):
        return ""
    types = {element.name for element in elements}
    if types == {"list"}:
        return "a list of lists"
    return "a list of several types" if len(types) > 1 and types <= {"int", "float", "bool", "str", "none"} else ""


RULE = Rule(
    code="NUMBA008",
    name="reflected-list",
    severity=Severity.ERROR,
    message="Python list passed to a compiled function",
    frameworks=frozenset({"numba"}),
    check=check,
    symptoms=(Symptom.VERSION,),
    examples=(
        Example(
            bad="""\
import numpy as np
from numba import njit


@njit
def corner(rows):
    return rows[0][0]


value = corner([[1.0, 2.0], [3.0, 4.0]])
""",
            good="""\
import numpy as np
from numba import njit


@njit
def corner(rows):
    return rows[0][0]


value = corner(np.array([[1.0, 2.0], [3.0, 4.0]]))
""",
            proof=Raises("TypeError", "cannot reflect element of reflected container"),
        ),
        Example(
            bad="""\
import numpy as np
from numba import njit


@njit
def first(values):
    return values[0]


value = first([1, 2.5])
""",
            good="""\
import numpy as np
from numba import njit


@njit
def first(values):
    return values[0]


value = first(np.array([1, 2.5]))
""",
            proof=Raises("TypeError", "can't unbox heterogeneous list"),
        ),
        Example(
            bad="""\
import numpy as np
from numba import njit


@njit
def count(values):
    return len(values)


value = count([])
""",
            good="""\
import numpy as np
from numba import njit


@njit
def count(values):
    return len(values)


value = count(np.array([]))
""",
            proof=Raises("ValueError", "cannot compute fingerprint of empty list"),
        ),
    ),
)
