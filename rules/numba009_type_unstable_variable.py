"""A variable of a compiled function is of one type or of another, by branch, and numba cannot unify them.

In compiled code every variable has one type wherever branches meet.
A number on one side and a string, tuple, list or array on the other stops the compilation:
`TypingError: Cannot unify array(float64, 1d, C) and Literal[int](0) for 'y'` (numba 0.68.1).
Give the variable one type from the start, or use two names.

Numba does unify int, float, bool and complex, and None with anything; and a name that is simply assigned again, without
a branch between, is a new variable to it.

Source: numba documentation, "Troubleshooting and tips", type unification; `numba_support.json`, found out by compiling.
"""

import re
from collections.abc import Iterator

import libcst as cst

from pattern_lsp.rule import Example, Finding, Raises, Related, Rule, Severity
from pattern_lsp.semantic.frameworks.numba_support import unifies
from pattern_lsp.semantic.model import Assignment, Event, Model, Test
from pattern_lsp.semantic.queries import is_within
from pattern_lsp.semantic.values import Kind, Value

_PLAIN = frozenset({"int", "float", "bool", "complex", "str", "dict"})
_ARRAYS = tuple(f"numpy.{name}" for name in "zeros ones empty full arange linspace zeros_like ones_like".split())


def check(model: Model) -> Iterator[Finding]:
    names: dict[tuple[object, str], dict[object, Assignment]] = {}
    for assignment in model.of(Assignment):
        if assignment.context.nopython is not None and assignment.target is None:
            key = (assignment.context.function, assignment.name)
            names.setdefault(key, {})[assignment.node] = assignment
    for (_, name), by_node in names.items():
        assigned = list(by_node.values())
        if len(assigned) != 2 or any(one.operator or one.context.handled for one in assigned):
            continue
        first, second = assigned
        one, other = _type(first.value.value), _type(second.value.value)
        if not one or not other or unifies(one, other):
            continue
        end = _meeting(model, first, second)
        if end and re.search(rf"\b{re.escape(name)}\b", second.piece.text[end : _end(second)]):
            yield Finding(
                second.place,
                f"`{name}` is {_said(one)} or {_said(other)} by branch, and numba needs one type",
                related=(Related(first.place, f"here it is {_said(one)}"),),
            )


def _type(value: Value) -> str:
    """The word for a type in the table of what was compiled; empty if the type is not surely known."""
    if value.kind is Kind.PYTHON and value.name in _PLAIN:
        return value.name
    if value.kind is Kind.PYTHON and value.name == "tuple" and value.items is not None and len(value.items) in (2, 3):
        return f"tuple of {len(value.items)}"
    is_made = value.is_array("numpy") and value.term is not None and value.term.name in _ARRAYS
    return "array 1d" if is_made else ""


def _said(word: str) -> str:
    return {"array 1d": "an array", "int": "an int", "str": "a string"}.get(word, f"a {word}")


def _meeting(model: Model, first: Assignment, second: Assignment) -> int:
    """Where the branches end of which one holds an assignment and another does not; 0 if there is no such place."""
    here = first.context.function
    branches = [one for one in model.of(Test) if one.kind == "if" and one.context.function is here]
    for branch in branches:
        if not is_within(second, branch) or not isinstance(branch.statement, cst.If):
            continue
        if not is_within(first, branch) or _is_otherwise(second, branch.statement) > _is_otherwise(
            first, branch.statement
        ):
            return branch.piece.span(branch.statement).end
    return 0


def _is_otherwise(event: Event, branch: cst.If) -> bool:
    """Whether an event stands in the `else` of an `if`."""
    if branch.orelse is None:
        return False
    around, inner = event.piece.span(branch.orelse), event.piece.span(event.node)
    return around.start <= inner.start and inner.end <= around.end


def _end(event: Event) -> int:
    function = event.context.function
    return event.piece.span(function.node).end if function is not None else len(event.piece.text)


RULE = Rule(
    code="NUMBA009",
    name="type-unstable-variable",
    severity=Severity.ERROR,
    message="variable of two types that numba cannot unify",
    frameworks=frozenset({"numba"}),
    check=check,
    examples=(
        Example(
            bad="""\
import numpy as np
from numba import njit


@njit
def first_or_zeros(n, wanted):
    y = 0
    if wanted:
        y = np.zeros(n)
    return y


result = first_or_zeros(3, True)
""",
            good="""\
import numpy as np
from numba import njit


@njit
def first_or_zeros(n, wanted):
    y = np.zeros(0)
    if wanted:
        y = np.zeros(n)
    return y


result = first_or_zeros(3, True)
""",
            proof=Raises("TypingError", "Cannot unify"),
        ),
        Example(
            bad="""\
from numba import njit


@njit
def label(x):
    if x > 0:
        name = "positive"
    else:
        name = 0
    return name


result = label(1.0)
""",
            good="""\
from numba import njit


@njit
def label(x):
    if x > 0:
        name = "positive"
    else:
        name = "negative"
    return name


result = label(1.0)
""",
            proof=Raises("TypingError", "Cannot unify"),
        ),
    ),
)
