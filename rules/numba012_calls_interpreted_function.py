"""An njit function calls a function of Python that is not compiled.

Nopython mode can only call what numba has compiled: it raises
`TypingError: Untyped global name 'square': Cannot determine Numba type of <class 'function'>` (numba 0.68.1).
Decorate the function with `@njit` as well; numba inlines small ones.
Silent: functions that are defined in the compiled one, blocks of `objmode`, files that teach numba new functions with
`numba.extending`, and functions that are not in sight.

Source: numba documentation, "Compiling Python code with @jit", "Calling and inlining other functions".
"""

from collections.abc import Iterator

import libcst as cst

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Related, Rule, Severity
from pattern_lsp.semantic.model import Function, Model
from pattern_lsp.semantic.queries import spelled
from pattern_lsp.semantic.values import Kind


def check(model: Model) -> Iterator[Finding]:
    if any(name.startswith(("numba.extending", "numba.core.")) for name in model.names):
        return
    for call in model.calls():
        compiled = call.context.nopython
        if compiled is None or compiled.op != "njit" or call.context.calls or call.callee.kind is not Kind.FUNCTION:
            continue
        if any(manager.name == "numba.objmode" for manager in call.context.managers):
            continue
        function: Function = call.callee.target
        if function.wrappings or function.closure is not None or function.owner is not None:
            continue
        if not isinstance(function.node, cst.FunctionDef) or function.node.decorators:
            continue
        yield Finding(
            call.callee_place,
            f"`{function.name}` is not compiled, and nopython mode cannot call it: decorate it with `@njit` too",
            _fix(model, function),
            (Related(function.place, "defined here"),),
        )


def _fix(model: Model, function: Function) -> Fix | None:
    decorator = spelled(model, "numba.njit")
    if not decorator or function.home is not None:
        return None
    return Fix(f"Decorate it with `@{decorator}`", (PlaceEdit(function.place.line_start, f"@{decorator}\n"),))


RULE = Rule(
    code="NUMBA012",
    name="calls-interpreted-function",
    severity=Severity.ERROR,
    message="njit function that calls a function which is not compiled",
    frameworks=frozenset({"numba"}),
    check=check,
    examples=(
        Example(
            bad="""\
from numba import njit


def square(x):
    return x * x


@njit
def norm(x, y):
    return (square(x) + square(y)) ** 0.5


length = norm(3.0, 4.0)
""",
            good="""\
from numba import njit


@njit
def square(x):
    return x * x


@njit
def norm(x, y):
    return (square(x) + square(y)) ** 0.5


length = norm(3.0, 4.0)
""",
            proof=Raises("TypingError", "Untyped global name 'square'"),
        ),
    ),
)
