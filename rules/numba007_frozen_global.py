"""An njit function reads a Python variable that is given another value later: it goes on with the first one.

Numba compiles what a global or a variable of the function around holds at the first call into the machine code, as a
constant. `rate = 2.0`, a call, `rate = 5.0`, and the next call still multiplies by 2.0; nothing is raised
(numba 0.68.1). For arguments of another type it is compiled again, and then sees 5.0.
Pass what changes as an argument.
Silent: variables that are set before the first call and stay, and what the function binds itself.

Source: numba documentation, "Deviations from Python Semantics", "Global and Closure Variables".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.captures import captured_changes
from pattern_lsp.semantic.model import Model


def check(model: Model) -> Iterator[Finding]:
    for function, read, change in captured_changes(model, "njit", "vectorize", "guvectorize"):
        yield Finding(
            read.place,
            f"`{read.identifier}` is frozen when `{function.name}` is compiled, and its later values are ignored",
            related=(Related(change.place, "the later value"),),
        )


RULE = Rule(
    code="NUMBA007",
    name="frozen-global",
    severity=Severity.WARNING,
    message="njit function that reads a global which changes",
    frameworks=frozenset({"numba"}),
    check=check,
    symptoms=(Symptom.STALE, Symptom.WRONG),
    examples=(
        Example(
            bad="""\
from numba import njit

rate = 2.0


@njit
def scale(x):
    return x * rate


first = scale(1.0)
rate = 5.0
second = scale(1.0)
""",
            good="""\
from numba import njit

rate = 2.0


@njit
def scale(x, rate):
    return x * rate


first = scale(1.0, rate)
rate = 5.0
second = scale(1.0, rate)
""",
            proof=Shows("(bad.first, bad.second) == (2.0, 2.0) and (good.first, good.second) == (2.0, 5.0)"),
        ),
    ),
)
