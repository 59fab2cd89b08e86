"""`prange` is used in a function that is not compiled with `parallel=True`.

Without it `prange` is an ordinary `range`: the loop runs on one core, and nothing says so (numba 0.68.1).
Add `parallel=True` to the decorator, after looking for values that the iterations share; or write `range`.

Source: numba documentation, "Automatic parallelization with @jit", explicit parallel loops.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.values import Kind


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(op="prange"):
        compiled = call.context.nopython
        if compiled is None or compiled.op != "njit" or not call.name.startswith("numba."):
            continue
        parallel = compiled.options.get("parallel")
        is_serial = parallel is None or parallel.constant is False
        if is_serial and "" not in compiled.options:
            yield Finding(call.place, "This loop runs on one core: the decorator lacks `parallel=True`", fix=_fix(call))


def _fix(call: Call) -> Fix | None:
    if call.callee.kind is not Kind.LIBRARY or not call.place.text.startswith("prange("):
        return None
    return Fix("Write `range`", edit(call.place, call.place.text.removeprefix("p")), safe=True)


RULE = Rule(
    code="NUMBA005",
    name="prange-without-parallel",
    severity=Severity.INFORMATION,
    message="`prange` without `parallel=True`",
    frameworks=frozenset({"numba"}),
    check=check,
    symptoms=(Symptom.SLOW,),
    examples=(
        Example(
            bad="""\
from numba import njit, prange


@njit
def total(n):
    result = 0.0
    for i in prange(n):
        result += i
    return result


value = total(4)
is_parallel = "parallel" in total.targetoptions
""",
            good="""\
from numba import njit, prange


@njit
def total(n):
    result = 0.0
    for i in range(n):
        result += i
    return result


value = total(4)
is_parallel = "parallel" in total.targetoptions
""",
            proof=Shows("bad.value == good.value == 6.0 and not bad.is_parallel"),
        ),
    ),
)
