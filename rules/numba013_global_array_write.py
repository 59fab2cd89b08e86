"""An njit function writes into an array that it finds outside: a global, or a variable of the function around.

Numba takes such an array as a constant of the compiled code, which cannot be changed:
`TypingError: Cannot modify readonly array` (numba 0.68.1).
Pass the array as an argument; then what is written is seen by the caller.
Silent: arrays that are passed or made in the function, and lists and dicts, which NUMBA001 and numba itself judge.

Source: numba documentation, "Deviations from Python Semantics"; numba/numba#7723.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity
from pattern_lsp.semantic.model import ItemAssignment, Model
from pattern_lsp.semantic.queries import free_reads


def check(model: Model) -> Iterator[Finding]:
    outside: frozenset[str] | None = None
    for write in model.of(ItemAssignment):
        function = write.context.function
        if write.context.nopython is None or write.context.calls or function is None or function is not model.function:
            continue
        if not write.target.value.is_array("numpy") or not write.target.identifier:
            continue
        if any(manager.name == "numba.objmode" for manager in write.context.managers):
            continue
        outside = outside or frozenset(read.identifier for read in free_reads(function))
        if write.target.identifier in outside:
            name = write.target.identifier
            message = f"`{name}` is a constant of the compiled code and cannot be written: pass it as an argument"
            yield Finding(write.place, message)


RULE = Rule(
    code="NUMBA013",
    name="global-array-write",
    severity=Severity.ERROR,
    message="njit function that writes into a global array",
    frameworks=frozenset({"numba"}),
    check=check,
    examples=(
        Example(
            bad="""\
import numpy as np
from numba import njit

counts = np.zeros(3)


@njit
def count(i):
    counts[i] += 1.0


count(0)
""",
            good="""\
import numpy as np
from numba import njit

counts = np.zeros(3)


@njit
def count(counts, i):
    counts[i] += 1.0


count(counts, 0)
""",
            proof=Raises("TypingError", "Cannot modify readonly array"),
        ),
    ),
)
