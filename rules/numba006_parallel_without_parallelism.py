"""`parallel=True` stands on a function in which numba finds nothing to run in parallel.

A plain `range` loop runs on one core whatever the option says: numba 0.68.1 compiles longer, and warns
`NumbaPerformanceWarning: The keyword argument 'parallel=True' was specified but no transformation for parallel
execution was possible`.
Write `prange` where the rounds do not depend on each other (a sum is fine); or leave the option out.
Reported are functions that only add up in ordinary loops, which surely handle single numbers.
Silent: functions with anything that numba may parallelise or that may be an array, as `prange`, arithmetic of
parameters, calls of NumPy and of other functions, assignments to elements.

Source: numba documentation, "Automatic parallelization with @jit", supported operations and diagnostics.
"""

from collections.abc import Iterator, Sequence

import libcst as cst

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Model, Wrapping
from pattern_lsp.syntax import Place


def check(model: Model) -> Iterator[Finding]:
    function = model.function
    if function is None or not isinstance(function.node, cst.FunctionDef):
        return
    for compiled in function.wrappings:
        parallel = compiled.options.get("parallel")
        if compiled.op != "njit" or parallel is None or parallel.constant is not True:
            continue
        if any(call.name.partition(".")[0] not in ("builtins", "math", "") for call in model.calls()):
            continue
        if _is_serial(function.node.body):
            message = (
                f"Nothing in `{function.name}` runs in parallel: write `prange` for `range`, or drop `parallel=True`"
            )
            yield Finding(_option(compiled) or compiled.place, message, _fix(compiled))


def _is_serial(body: cst.BaseSuite) -> bool:
    """Whether a body surely has single numbers only, and loops that run on one core, one at least."""
    nodes = list(_within(body))
    loops = [node for node in nodes if isinstance(node, (cst.For, cst.While))]
    numbers = _numbers(nodes)
    forced = {id(node) for loop in loops for node in _added_up(loop, numbers)}
    return bool(forced) and all(id(node) in forced or _is_harmless(node, numbers) for node in nodes)


def _within(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(node.children)


def _numbers(nodes: Sequence[cst.CSTNode]) -> frozenset[str]:
    """The names that are single numbers: counted by `range`, or a literal to begin with that is added to in a loop."""
    loops = [node for node in nodes if isinstance(node, cst.For)]
    targets = [(loop.target.value, loop) for loop in loops if isinstance(loop.target, cst.Name)]
    counted = {name for name, loop in targets if _called(loop.iter) == "range"}
    others = {name for name, loop in targets if _called(loop.iter) != "range"}
    others |= {name for name, value in _bound(nodes) if not _is_number(value, frozenset(counted))}
    return frozenset((counted | {name for name, _ in _bound(nodes)}) - others)


def _bound(nodes: Sequence[cst.CSTNode]) -> list[tuple[str, cst.BaseExpression]]:
    """The names that are assigned, each with what it is given."""
    return [
        (target.target.value, node.value)
        for node in nodes
        if isinstance(node, cst.Assign)
        for target in node.targets
        if isinstance(target.target, cst.Name)
    ]


def _added_up(loop: cst.For | cst.While, numbers: frozenset[str]) -> Iterator[cst.CSTNode]:
    """The arithmetic in what a loop adds to a number from before it: an array would not compile there.

    The variable would be a number first and an array in the next round, which numba does not unify.
    """
    inside = list(_within(loop.body))
    anew = {name for name, _ in _bound(inside)}
    for node in inside:
        if isinstance(node, cst.AugAssign) and isinstance(node.target, cst.Name):
            if node.target.value in numbers and node.target.value not in anew:
                yield node
                yield from _elementwise(node.value)


def _elementwise(node: cst.BaseExpression) -> Iterator[cst.CSTNode]:
    if isinstance(node, cst.BinaryOperation) and not isinstance(node.operator, cst.MatrixMultiply):
        yield node
        yield from _elementwise(node.left)
        yield from _elementwise(node.right)
    elif isinstance(node, cst.UnaryOperation):
        yield node
        yield from _elementwise(node.expression)


def _is_harmless(node: cst.CSTNode, numbers: frozenset[str]) -> bool:
    """Whether numba makes nothing parallel of a node, its children aside."""
    if isinstance(node, (cst.BinaryOperation, cst.UnaryOperation, cst.Comparison, cst.Call)):
        return _is_number(node, numbers) or _called(node) == "range"
    if isinstance(node, cst.AugAssign):
        return isinstance(node.target, cst.Name) and node.target.value in numbers and _is_number(node.value, numbers)
    if isinstance(node, cst.AssignTarget):
        return isinstance(node.target, cst.Name)
    return not isinstance(node, _OTHER)


# What this rule does not follow.
_OTHER = (
    cst.AnnAssign, cst.ClassDef, cst.CompFor, cst.Del, cst.FunctionDef, cst.Lambda, cst.NamedExpr, cst.Slice, cst.With,
    cst.Yield,
)  # fmt: skip


def _is_number(node: cst.BaseExpression, numbers: frozenset[str]) -> bool:
    """Whether an expression is surely a single number."""
    if isinstance(node, cst.Name):
        return node.value in numbers
    if isinstance(node, cst.BinaryOperation):
        return _is_number(node.left, numbers) and _is_number(node.right, numbers)
    if isinstance(node, cst.UnaryOperation):
        return _is_number(node.expression, numbers)
    if isinstance(node, cst.Comparison):
        return all(_is_number(part, numbers) for part in (node.left, *(one.comparator for one in node.comparisons)))
    if isinstance(node, cst.Subscript):  # `values.shape[0]`
        return isinstance(node.value, cst.Attribute) and node.value.attr.value == "shape"
    return isinstance(node, cst.BaseNumber) or _called(node) in ("len", "int", "float", "bool")


def _called(node: cst.CSTNode) -> str:
    return node.func.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) else ""


def _option(compiled: Wrapping) -> Place | None:
    """Where `parallel=True` stands."""
    if not isinstance(compiled.node, cst.Call):
        return None
    given = (argument for argument in compiled.node.args if argument.keyword and argument.keyword.value == "parallel")
    return next((Place(compiled.piece, compiled.piece.span(argument)) for argument in given), None)


def _fix(compiled: Wrapping) -> Fix | None:
    option = _option(compiled)
    if option is None or not isinstance(compiled.node, cst.Call):
        return None
    places = [Place(compiled.piece, compiled.piece.span(argument)) for argument in compiled.node.args]
    kept = [place.text.rstrip(", ") for place in places if place.text != option.text]
    called = Place(compiled.piece, compiled.piece.span(compiled.node.func)).text
    text = f"{called}({', '.join(kept)})" if kept else called
    return Fix("Drop `parallel=True`", edit(compiled.place, text), safe=True)


RULE = Rule(
    code="NUMBA006",
    name="parallel-without-parallelism",
    severity=Severity.INFORMATION,
    message="`parallel=True` with nothing to run in parallel",
    frameworks=frozenset({"numba"}),
    check=check,
    symptoms=(Symptom.SLOW,),
    examples=(
        Example(
            bad="""\
import warnings

import numpy as np
from numba import njit


@njit(parallel=True)
def energy(values):
    result = 0.0
    for i in range(len(values)):
        result += values[i] * values[i]
    return result


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    value = energy(np.arange(4.0))
told = [warning.category.__name__ for warning in caught]
""",
            good="""\
import warnings

import numpy as np
from numba import njit


@njit
def energy(values):
    result = 0.0
    for i in range(len(values)):
        result += values[i] * values[i]
    return result


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    value = energy(np.arange(4.0))
told = [warning.category.__name__ for warning in caught]
""",
            proof=Shows("bad.told == ['NumbaPerformanceWarning'] and good.told == [] and bad.value == good.value"),
        ),
    ),
)
