"""A name is used that NumPy has no more.

`np.float`, `np.int`, `np.object`, `np.complex` and `np.str` went with 1.24; `np.float_`, `np.NaN`, `np.Inf`,
`np.product`, `np.alltrue`, `np.mat` and many more with 2.0; `np.in1d` and `np.trapz` with 2.4.
Reading them raises, for instance, "`np.NaN` was removed in the NumPy 2.0 release. Use `np.nan` instead." (NumPy 2.4.6),
but only when the line is reached.
The old aliases were the plain Python types: `np.float` was `float`, which as a dtype is float64.

Silent are `np.bool` and `np.long`, which came back with 2.0, and names behind `hasattr`, a version test or `try`.

Source: numpy.org, "NumPy 2.0 migration guide"; release notes of 1.24.0 and 2.4.0.
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Symptom, edit
from pattern_lsp.semantic.model import Assignment, Model, Reference, Test

_ASKS = re.compile(r"hasattr|version", re.IGNORECASE)


def check(model: Model) -> Iterator[Finding]:
    seen = set()
    for reference in model.of(Reference):
        if reference.context.handled or id(reference.node) in seen or _is_provided(model, reference):
            continue
        seen.add(id(reference.node))
        name, instead = reference.name.removeprefix("numpy."), reference.instead.replace(".", "np.", 1)
        if reference.name.startswith("numpy."):
            advice = f": use `{instead if reference.instead else 'something else'}`" if instead else ""
            yield Finding(reference.place, f"`np.{name}` was removed from NumPy{advice}", _fix(reference))


def _is_provided(model: Model, reference: Reference) -> bool:
    """Whether the code asks which NumPy this is, or puts the name back."""
    last = reference.name.rpartition(".")[2]
    if any(one.name == last and one.target is not None for one in model.of(Assignment)):
        return True
    return any(_ASKS.search(test.operand.text) for test in model.of(Test))


def _fix(reference: Reference) -> Fix | None:
    """`np.float_` becomes `np.float64`; an import is left alone."""
    module, dot, _ = reference.place.text.rpartition(".")
    if not dot or not reference.instead:
        return None
    if reference.instead.startswith("-"):
        text = f"-{module}{reference.instead[1:]}"
    else:
        text = f"{module}{reference.instead}" if reference.instead.startswith(".") else reference.instead
    return Fix(f"Use `{text}`", edit(reference.place, text), safe=True)


RULE = Rule(
    code="NUM021",
    name="removed-numpy-name",
    severity=Severity.ERROR,
    message="a name that NumPy has no more",
    frameworks=frozenset({"numpy"}),
    check=check,
    symptoms=(Symptom.VERSION,),
    examples=(
        Example(
            bad="""\
import numpy as np

x = np.zeros(3, dtype=np.float)
""",
            good="""\
import numpy as np

x = np.zeros(3, dtype=float)
""",
            proof=Raises("AttributeError", "`np.float` was a deprecated alias for the builtin `float`"),
        ),
        Example(
            bad="""\
import numpy as np


def fill(values):
    return np.where(np.isnan(values), np.NINF, values.astype(np.float_))


result = fill(np.array([1.0]))
""",
            good="""\
import numpy as np


def fill(values):
    return np.where(np.isnan(values), -np.inf, values.astype(np.float64))


result = fill(np.array([1.0]))
""",
            proof=Raises("AttributeError", "was removed in the NumPy 2.0 release"),
        ),
        Example(
            bad="""\
import numpy as np

area = np.trapz([1.0, 2.0, 3.0])
""",
            good="""\
import numpy as np

area = np.trapezoid([1.0, 2.0, 3.0])
""",
            proof=Raises("AttributeError", "has no attribute 'trapz'"),
        ),
    ),
)
