"""A compiled function calls something of NumPy that numba does not have, or with an argument that it does not take.

numba has its own versions of NumPy's functions, and not of all of them: `np.einsum`, `np.pad`, `np.tile` and `np.fft`
stop the compilation with `Use of unsupported NumPy function`.
Those it has often take fewer arguments: `np.mean(x, axis=0)` fails with `TypingError: No implementation of function`,
as do `keepdims=`, `dtype=` of most reductions, `out=` of ufuncs by keyword, and `return_counts=` of `np.unique`
(numba 0.68.1).
Write the loop: it compiles to the same machine code; or call NumPy outside of the compiled function.

What is refused was found out by compiling some 900 calls, which is kept in `numba_support.json`; where numba compiles
a call, nothing is said.
`np.sum(x, axis=0)`, `np.argmax(x, axis=0)` and `np.concatenate(…, axis=1)` are such calls.

Source: numba documentation, "Supported NumPy features"; `numba_support.json`, made with numba 0.68.1 and NumPy 2.4.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity
from pattern_lsp.semantic.frameworks.numba_support import refused_functions, refused_keywords
from pattern_lsp.semantic.model import Call, Model


def check(model: Model) -> Iterator[Finding]:
    for call in model.of(Call):
        if call.context.nopython is None or not call.name.startswith("numpy.") or not _is_compiled(call):
            continue
        if call.name in refused_functions():
            shown = call.callee_place.text
            yield Finding(call.place, f"numba has no `{shown}`: write a loop, or call it outside of compiled code")
            continue
        for keyword in sorted(refused_keywords().get(call.name, ())):
            given = call.argument(keyword)
            if given is not None and given.value.name != "none":
                shown = call.callee_place.text
                yield Finding(call.place, f"numba's `{shown}` takes no `{keyword}`: write a loop instead")
                break


def _is_compiled(call: Call) -> bool:
    """An `objmode` block and what stands around the implementation of an `overload` run in the interpreter."""
    compiled = call.context.nopython
    in_object_mode = any(manager.name == "numba.objmode" for manager in call.context.managers)
    return compiled is not None and compiled.op not in ("overload", "stencil") and not in_object_mode


RULE = Rule(
    code="NUMBA010",
    name="unsupported-numpy-argument",
    severity=Severity.ERROR,
    message="NumPy function or argument that numba does not have",
    frameworks=frozenset({"numba"}),
    check=check,
    symptoms=(),
    examples=(
        Example(
            bad="""\
import numpy as np
from numba import njit


@njit
def column_means(x):
    return np.mean(x, axis=0)


result = column_means(np.ones((3, 2)))
""",
            good="""\
import numpy as np
from numba import njit


@njit
def column_means(x):
    return np.sum(x, axis=0) / x.shape[0]


result = column_means(np.ones((3, 2)))
""",
            proof=Raises("TypingError", "No implementation of function"),
        ),
        Example(
            bad="""\
import numpy as np
from numba import njit


@njit
def scores(a, b):
    return np.einsum("ij,ij->i", a, b)


result = scores(np.ones((3, 2)), np.ones((3, 2)))
""",
            good="""\
import numpy as np
from numba import njit


@njit
def scores(a, b):
    out = np.zeros(a.shape[0])
    for i in range(a.shape[0]):
        out[i] = np.sum(a[i] * b[i])
    return out


result = scores(np.ones((3, 2)), np.ones((3, 2)))
""",
            proof=Raises("TypingError", "unsupported NumPy function"),
        ),
    ),
)
