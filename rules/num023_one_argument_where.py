"""`where` is asked only for a condition, which is what `nonzero` is for.

`np.where(x)` returns the indices `np.nonzero(x)` returns, but not for every kind of array: it goes by the plain data,
so the hidden elements of a masked array are found too (NumPy 2.4).
In torch and JAX the two are the same, and `nonzero` says what is meant.
Write `np.nonzero(x)`, `jnp.nonzero(x)` or `torch.nonzero(x, as_tuple=True)`.

Optional: for plain arrays nothing changes.

Source: numpy.org, `numpy.where` ("using nonzero directly should be preferred").
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model

_NAMES = ("numpy.where", "jax.numpy.where", "torch.where")


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls(*_NAMES):
        if len(call.arguments) == 1 and not call.has_star and not call.arguments[0].keyword:
            yield Finding(call.place, "`where` with a condition alone is `nonzero`", _fix(call))


def _fix(call: Call) -> Fix | None:
    function, _, rest = call.place.text.partition("(")
    module, dot, last = function.rpartition(".")
    if not dot or last != "where":
        return None
    is_torch = call.name == "torch.where"
    ending = f"{rest[:-1]}, as_tuple=True)" if is_torch else rest
    safe = call.name != "numpy.where"  # masked arrays give another result, the right one
    return Fix("Use `nonzero`", edit(call.place, f"{module}.nonzero({ending}"), safe=safe)


RULE = Rule(
    code="NUM023",
    name="one-argument-where",
    severity=Severity.HINT,
    message="`where` with a condition alone instead of `nonzero`",
    frameworks=frozenset({"numpy", "torch", "jax"}),
    check=check,
    symptoms=(Symptom.WRONG,),
    is_optional=True,
    examples=(
        Example(
            bad="""\
import numpy as np

ages = np.ma.array([30, 999, 0], mask=[False, True, False])
(known,) = np.where(ages)
""",
            good="""\
import numpy as np

ages = np.ma.array([30, 999, 0], mask=[False, True, False])
(known,) = np.nonzero(ages)
""",
            proof=Shows("bad.known.tolist() == [0, 1] and good.known.tolist() == [0]"),
        ),
    ),
)
