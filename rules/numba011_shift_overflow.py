"""A shift by a multiple of a parameter leaves int64 without a word.

Compiled integers have 64 bits: `(1 << (2 * k)) - 1`, the mask of a k-mer at two bits a base, is right up to k = 31;
a shift by 64 or more is not defined (for k = 32 it gave 1, and a mask of 0; for k = 33 a mask of 3; numba 0.68.1).
Python's integers grow instead.
Nothing is raised, and different k-mers get the same code.
Refuse a `k` that does not fit, or spread the code over two integers.

Reported are shifts of 1 by a multiple of a parameter that nothing in the function tests or bounds.

Source: numba documentation, "Deviations from Python semantics", integer width.
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model, Operand, Test
from pattern_lsp.semantic.queries import is_constant, is_parameter, operands_of


def check(model: Model) -> Iterator[Finding]:
    for shift in model.of(Call):
        if shift.context.nopython is None or not shift.is_operator or shift.op not in ("<<", "left_shift"):
            continue
        operands = operands_of(shift)
        size = _scaled(operands[1]) if len(operands) == 2 and is_constant(operands[0].value, 1) else None
        if size is not None and not _is_bounded(model, size.identifier):
            yield Finding(
                shift.place,
                f"`{shift.place.text}` leaves int64 for large `{size.identifier}`, and nothing is raised",
            )


def _scaled(amount: Operand) -> Operand | None:
    """The parameter `k` in `2 * k`."""
    product = amount.value.term
    if product is None or product.op != "multiply" or not product.is_operator:
        return None
    left, right = operands_of(product)[:2]
    for constant, size in ((left, right), (right, left)):
        factor = constant.value.constant
        if type(factor) is int and factor >= 2 and size.identifier and is_parameter(size.value):
            return size
    return None


def _is_bounded(model: Model, name: str) -> bool:
    """Whether the code tests a size anywhere, or takes a minimum of it."""
    mention = re.compile(rf"\b{re.escape(name)}\b")
    if any(mention.search(test.operand.text) for test in model.of(Test)):
        return True
    return any(
        mention.search(argument.operand.text)
        for call in model.of(Call)
        if call.name in ("builtins.min", "numpy.minimum", "numpy.clip")
        for argument in call.arguments
    )


RULE = Rule(
    code="NUMBA011",
    name="shift-overflow",
    severity=Severity.WARNING,
    message="shift that leaves int64 for a large parameter",
    frameworks=frozenset({"numba"}),
    check=check,
    symptoms=(Symptom.WRONG,),
    examples=(
        Example(
            bad="""\
from numba import njit


@njit
def mask(k):
    return (1 << (2 * k)) - 1


results = [mask(31), mask(32), mask(33)]
""",
            good="""\
from numba import njit


@njit
def mask(k):
    if k > 31:
        raise ValueError("k-mers of more than 31 bases do not fit into 64 bits")
    return (1 << (2 * k)) - 1


results = [mask(31)]
try:
    mask(32)
except ValueError as error:
    results.append(str(error))
""",
            proof=Shows(
                "bad.results[0] == 4**31 - 1 and bad.results[1:] != [4**32 - 1, 4**33 - 1]"
                " and good.results[0] == 4**31 - 1 and 'do not fit' in good.results[1]"
            ),
        ),
    ),
)
