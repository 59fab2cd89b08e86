"""Floating-point numbers are compared for being exactly equal.

0.1 has no exact binary form, so `np.array([0.1]) * 3 == 0.3` is False, and in float32 and float64 different
comparisons fail: `torch.tensor(0.1) * 3 == 0.3` is True, and False in float64 (torch 2.13).
Any computation in between, another order of a sum, another machine, changes the last digit.
Ask whether they are close: `np.isclose(x, 0.3)`, `torch.isclose(x, y)`, `jnp.isclose(x, 0.3)`.

Reported are `==` and `!=` of an array with a literal that is not exact (0.5 is), and of two arrays that both were
computed by means, exponentials, roots, ratios and the like.
Optional: exact comparisons are sometimes meant.

Source: numpy.org, `numpy.isclose`; Goldberg, "What Every Computer Scientist Should Know About Floating-Point
Arithmetic".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import operands_of
from pattern_lsp.semantic.values import Value

_COMPUTES = frozenset("exp log log1p expm1 sqrt rsqrt mean std var norm softmax sigmoid tanh divide logsumexp".split())
_MODULES = {"numpy": "numpy", "jax": "jax.numpy"}


def check(model: Model) -> Iterator[Finding]:
    for comparison in model.calls(op=("==", "!=")):
        operands = operands_of(comparison)
        if len(operands) != 2:
            continue
        values = [operand.value for operand in operands]
        is_to_literal = any(_is_inexact(one) for one in values) and any(one.is_array() for one in values)
        if is_to_literal or all(one.is_array() and one.op in _COMPUTES for one in values):
            yield Finding(
                comparison.place,
                f"`{comparison.place.text}` asks for every digit: ask whether they are close",
                _fix(model, comparison, values),
            )


def _is_inexact(value: Value) -> bool:
    """Whether a number is a literal that has no short binary form."""
    number = value.constant
    return isinstance(number, float) and abs(number) < 2**30 and not (number * 1024).is_integer()


def _fix(model: Model, comparison: Call, values: list[Value]) -> Fix | None:
    framework = next(one.name for one in values if one.is_array())
    module = model.names.get(_MODULES.get(framework, ""))
    left, right = (operand.text for operand in operands_of(comparison))
    if module is None:
        return None
    sign = "~" if comparison.op == "!=" else ""
    return Fix("Ask with `isclose`", edit(comparison.place, f"{sign}{module}.isclose({left}, {right})"))


RULE = Rule(
    code="NUM017",
    name="float-equality",
    severity=Severity.INFORMATION,
    message="`==` between floating-point numbers",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow"}),
    check=check,
    symptoms=(Symptom.WRONG,),
    is_optional=True,
    examples=(
        Example(
            bad="""\
import numpy as np

sizes = np.array([0.1, 0.2]) * 3
matches = sizes == 0.3
""",
            good="""\
import numpy as np

sizes = np.array([0.1, 0.2]) * 3
matches = np.isclose(sizes, 0.3)
""",
            proof=Shows("bad.matches.tolist() == [False, False] and good.matches.tolist() == [True, False]"),
        ),
        Example(
            bad="""\
import torch

x = torch.tensor([0.1, 0.2, 0.3])
same = x.mean() == x.flip(0).exp().log().mean()
""",
            good="""\
import torch

x = torch.tensor([0.1, 0.2, 0.3])
same = torch.isclose(x.mean(), x.flip(0).exp().log().mean())
""",
            proof=Shows("bool(bad.same) is False and bool(good.same) is True"),
        ),
    ),
)
