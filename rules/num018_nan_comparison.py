"""A value is compared with NaN, which equals nothing, not even itself.

`x == np.nan` is False for every `x`, and so are `<` and `>`; `x != np.nan` is True for every `x`.
A filter `x[x != np.nan]` keeps the NaNs, and a count `(x == np.nan).sum()` is 0 (NumPy 2.4, torch 2.13, JAX 0.10).
Ask with `np.isnan(x)`, `jnp.isnan(x)`, `torch.isnan(x)`, `tf.math.is_nan(x)`, or `math.isnan(x)` for a plain number.

Silent is `x is np.nan`, which asks whether a default argument was given.

Source: IEEE 754, section 5.11; numpy.org, "Constants", `numpy.nan`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import operands_of
from pattern_lsp.semantic.values import Kind, is_nan

_ALWAYS = {"==": "False", "!=": "True", "<": "False", ">": "False", "<=": "False", ">=": "False"}


def check(model: Model) -> Iterator[Finding]:
    for comparison in model.calls(op=tuple(_ALWAYS)):
        operands = operands_of(comparison)
        nans = [operand for operand in operands if is_nan(operand.value)]
        others = [operand for operand in operands if operand not in nans]
        if nans:
            yield Finding(
                comparison.place,
                f"`{comparison.place.text}` is always {_ALWAYS[comparison.op]}: NaN equals nothing, ask with `isnan`",
                _fix(comparison, nans[0], others[0]) if others else None,
            )


def _fix(comparison: Call, nan: Operand, other: Operand) -> Fix | None:
    """`x == np.nan` becomes `np.isnan(x)`."""
    module, dot, _ = nan.text.rpartition(".")
    if not dot or nan.value.kind is not Kind.LIBRARY or comparison.op not in ("==", "!="):
        return None
    if comparison.place.text.count(comparison.op) != 1:
        return None
    negated = "not " if nan.value.name == "math.nan" else "~"
    sign = negated if comparison.op == "!=" else ""
    return Fix("Ask with `isnan`", edit(comparison.place, f"{sign}{module}.isnan({other.text})"))


RULE = Rule(
    code="NUM018",
    name="nan-comparison",
    severity=Severity.ERROR,
    message="a comparison with NaN, which is never true",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow"}),
    check=check,
    symptoms=(Symptom.WRONG, Symptom.NO_EFFECT),
    examples=(
        Example(
            bad="""\
import numpy as np

ages = np.array([30.0, np.nan, 50.0])
known = ages[ages != np.nan]
missing = int((ages == np.nan).sum())
""",
            good="""\
import numpy as np

ages = np.array([30.0, np.nan, 50.0])
known = ages[~np.isnan(ages)]
missing = int((np.isnan(ages)).sum())
""",
            proof=Shows(
                "np.isnan(bad.known).any() and bad.missing == 0 and good.known.tolist() == [30, 50] "
                "and good.missing == 1"
            ),
        ),
        Example(
            bad="""\
import torch

loss = torch.tensor(float("inf")) - torch.tensor(float("inf"))
diverged = bool(loss == float("nan"))
""",
            good="""\
import torch

loss = torch.tensor(float("inf")) - torch.tensor(float("inf"))
diverged = bool(torch.isnan(loss))
""",
            proof=Shows("bad.diverged is False and good.diverged is True"),
        ),
        Example(
            bad="""\
import jax.numpy as jnp


def without_nan(x):
    return jnp.where(x == jnp.nan, 0.0, x)


result = without_nan(jnp.array([1.0, jnp.nan]))
""",
            good="""\
import jax.numpy as jnp


def without_nan(x):
    return jnp.where(jnp.isnan(x), 0.0, x)


result = without_nan(jnp.array([1.0, jnp.nan]))
""",
            proof=Shows("np.isnan(bad.result[1]) and good.result.tolist() == [1, 0]"),
        ),
    ),
)
