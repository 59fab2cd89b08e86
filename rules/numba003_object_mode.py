"""`jit` is told to use object mode, or not to insist on nopython mode.

With `forceobj=True` every value stays a Python object, and the function is as slow as without numba: only loops that
touch nothing but numbers are compiled on their own.
`nopython=False` has had no effect since numba 0.59: the function is compiled in nopython mode or fails, and numba
prints a NumbaDeprecationWarning, "The keyword argument 'nopython=False' was supplied" (seen on 0.68.1).
Write `@njit` and keep Python objects out of the function; what must stay Python goes into a block of `objmode`.
Silent: bare `@jit`, `@njit`, which ignores both options, `objmode` blocks, and options that are not in sight.

Source: numba documentation, "Deprecation Notices", object mode fall-back; "Compiling Python code with @jit".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls("numba.jit"):
        options = {argument.keyword: argument.value.constant for argument in call.arguments}
        if options.get("forceobj") is True:
            message = (
                "`forceobj=True` keeps every value a Python object: nothing but plain loops over numbers is compiled"
            )
            yield Finding(call.place, message, _fix(call, is_safe=False))
        elif options.get("nopython") is False and options.get("forceobj", False) is False and not call.has_star:
            message = "`nopython=False` has no effect since numba 0.59: nopython mode is used all the same"
            yield Finding(call.place, message, _fix(call, is_safe=True), severity=Severity.INFORMATION)


def _fix(call: Call, is_safe: bool) -> Fix | None:
    """Leave the options out, where there are no others."""
    if len(call.arguments) != 1:
        return None
    name = call.callee_place.text
    return Fix(f"Write `{name}` without it", edit(call.place, name), safe=is_safe)


RULE = Rule(
    code="NUMBA003",
    name="object-mode",
    severity=Severity.WARNING,
    message="`jit` with `forceobj=True` or `nopython=False`",
    frameworks=frozenset({"numba"}),
    check=check,
    symptoms=(Symptom.SLOW, Symptom.VERSION),
    examples=(
        Example(
            bad="""\
import numpy as np
from numba import jit


@jit(forceobj=True)
def total(values):
    result = 0.0
    for value in values:
        result += value
    return result


value = total(np.ones(4))
is_compiled = bool(total.nopython_signatures)
""",
            good="""\
import numpy as np
from numba import jit


@jit
def total(values):
    result = 0.0
    for value in values:
        result += value
    return result


value = total(np.ones(4))
is_compiled = bool(total.nopython_signatures)
""",
            proof=Shows("bad.value == good.value == 4.0 and good.is_compiled and not bad.is_compiled"),
        ),
        Example(
            bad="""\
import warnings

from numba import jit

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")

    @jit(nopython=False)
    def double(x):
        return 2 * x


value = double(4)
is_compiled = bool(double.nopython_signatures)
warned = [str(warning.message) for warning in caught]
""",
            good="""\
import warnings

from numba import jit

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")

    @jit
    def double(x):
        return 2 * x


value = double(4)
is_compiled = bool(double.nopython_signatures)
warned = [str(warning.message) for warning in caught]
""",
            proof=Shows("bad.is_compiled and any('no effect' in one for one in bad.warned) and not good.warned"),
        ),
    ),
)
