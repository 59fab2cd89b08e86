"""A count is divided by another count that can be 0.

A counter that starts at 0 and grows under a condition is still 0 when the condition never holds: a sequence of
unknown bases, a batch without a positive prediction, a filter that keeps nothing.
With plain numbers (and in `njit`) the division raises `ZeroDivisionError: division by zero`.
With arrays it gives NaN, with a RuntimeWarning in NumPy and without a word in torch, JAX and TensorFlow; one NaN in an
average over batches makes the average NaN.
Say what the ratio is when there is nothing to count: `gc / total if total else 0.0`.

Reported are divisors that the same function counts: under an `if`, by `len` of a filtered comprehension, or by the sum
of a comparison.
A divisor that is tested anywhere, bounded (`max(total, 1)`) or shifted (`total + 1e-8`) is not, nor is one that grows
with every round of a loop, such as the number of samples a loader gave.

Source: Python language reference, "Binary arithmetic operations"; IEEE 754, section 7.3.
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Assignment, Call, Model, Operand, Test
from pattern_lsp.semantic.queries import is_filtered, is_same, is_within, operands_of, subject_of
from pattern_lsp.semantic.values import Kind, Value

_COMPARISONS = frozenset({"<", ">", "<=", ">=", "==", "!="})


def check(model: Model) -> Iterator[Finding]:
    for ratio in model.calls(op="divide"):
        operands = operands_of(ratio)
        if len(operands) != 2 or ratio.context.handled:
            continue
        divisor = operands[1]
        why = _why_zero(model, ratio, divisor)
        if why and not _is_tested(model, divisor) and not _knows_of_nan(model, ratio):
            yield Finding(ratio.place, f"`{divisor.text}` is 0 {why}", _fix(ratio, divisor))


def _why_zero(model: Model, ratio: Call, divisor: Operand) -> str:
    """When the divisor is 0; empty if it is not known to be possible."""
    value = divisor.value
    if divisor.identifier and (value.is_unknown or value.name in ("int", "float")):
        if _is_conditional_counter(model, ratio, divisor.identifier):
            return "where its condition never holds"
    counted = _counted(value)
    if counted is not None and is_filtered(counted.value) and not _is_looped_over(counted, ratio):
        return "where the filter keeps nothing"
    return "where the comparison holds nowhere" if _counts_truths(value) else ""


def _counted(value: Value) -> Operand | None:
    """What `len` was taken of."""
    term = value.term
    return term.positional(0) if term is not None and term.name == "builtins.len" else None


def _is_looped_over(counted: Operand, ratio: Call) -> bool:
    """Whether the division happens once for each element of what is counted, so that there is one."""
    return any(is_same(loop.iterates, counted.value) for loop in ratio.context.loops)


def _is_conditional_counter(model: Model, ratio: Call, name: str) -> bool:
    """Whether a name starts at 0, and only grows, and only under an `if`."""
    here = ratio.context.function
    assigned = [
        one for one in model.of(Assignment)
        if one.name == name and one.target is None and one.context.function is here
    ]  # fmt: skip
    starts = [one for one in assigned if not one.operator]
    steps = [one for one in assigned if one.operator]
    if len(starts) != 1 or starts[0].value.value.constant != 0 or starts[0].context.loops != ratio.context.loops:
        return False
    tests = [one for one in model.of(Test) if one.kind == "if" and one.context.function is here and one.context.loops]
    return bool(steps) and all(
        step.operator == "+" and any(is_within(step, test) and not is_within(starts[0], test) for test in tests)
        for step in steps
    )


def _counts_truths(value: Value) -> bool:
    """Whether a value is the number of places where a comparison holds."""
    counted = subject_of(value, "sum", "count_nonzero")
    if counted is None or value.term is None or value.term.argument("axis") is not None:
        return False
    return counted.op in _COMPARISONS


def _is_tested(model: Model, divisor: Operand) -> bool:
    """Whether anything asks about the divisor, or about what it counts."""
    asked = [one for one in (divisor, _counted(divisor.value)) if one is not None]
    names = "|".join(re.escape(one.identifier) for one in asked if one.identifier)
    mentions = re.compile(rf"\b(?:{names})\b") if names else None
    compared = (operand for call in model.of(Call) if call.op in _COMPARISONS for operand in operands_of(call))
    if any(is_same(operand.value, one.value) for operand in compared for one in asked):
        return True
    return any(
        any(is_same(test.operand.value, one.value) for one in asked)
        or (mentions is not None and mentions.search(test.operand.text))
        for test in model.of(Test)
    )


def _knows_of_nan(model: Model, ratio: Call) -> bool:
    """Whether the code shows that it expects a division by 0."""
    if any(manager.term is not None and manager.term.name == "numpy.errstate" for manager in ratio.context.managers):
        return True
    return any(call.name.endswith((".nan_to_num", ".isnan", ".where", ".isfinite")) for call in model.calls())


def _fix(ratio: Call, divisor: Operand) -> Fix | None:
    if divisor.value.kind is Kind.ARRAY or not ratio.is_operator:
        return None
    guarded = f"{ratio.place.text} if {divisor.text} else 0.0"
    whole = ratio.line.piece.text[ratio.piece.span(ratio.statement).start : ratio.piece.span(ratio.statement).end]
    is_alone = whole in (f"return {ratio.place.text}",) or whole.endswith(f" = {ratio.place.text}")
    return Fix(f"Give 0.0 where `{divisor.text}` is 0", edit(ratio.place, guarded if is_alone else f"({guarded})"))


RULE = Rule(
    code="NUM011",
    name="unguarded-ratio",
    severity=Severity.WARNING,
    message="a division by a count that can be 0",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow", "numba"}),
    check=check,
    symptoms=(Symptom.NAN,),
    examples=(
        Example(
            bad="""\
import numpy as np


def gc_content(sequence):
    gc = 0
    total = 0
    for base in sequence:
        if base in "GCS":
            gc += 1
        if base != "N":
            total += 1
    return gc / total


result = np.array([gc_content(sequence) for sequence in ("ACGT", "NNNN")])
""",
            good="""\
import numpy as np


def gc_content(sequence):
    gc = 0
    total = 0
    for base in sequence:
        if base in "GCS":
            gc += 1
        if base != "N":
            total += 1
    return gc / total if total else 0.0


result = np.array([gc_content(sequence) for sequence in ("ACGT", "NNNN")])
""",
            proof=Raises("ZeroDivisionError", "division by zero"),
        ),
        Example(
            bad="""\
import numpy as np
from numba import njit


@njit
def gc_content(codes):
    gc = 0
    total = 0
    for code in codes:
        if code < 4:
            total += 1
            if code == 1 or code == 2:
                gc += 1
    return gc / total


result = gc_content(np.array([4, 4, 4]))
""",
            good="""\
import numpy as np
from numba import njit


@njit
def gc_content(codes):
    gc = 0
    total = 0
    for code in codes:
        if code < 4:
            total += 1
            if code == 1 or code == 2:
                gc += 1
    return gc / total if total else 0.0


result = gc_content(np.array([4, 4, 4]))
""",
            proof=Raises("ZeroDivisionError", "division by zero"),
        ),
        Example(
            bad="""\
import numpy as np


def mean_of_positive(numbers):
    kept = [number for number in numbers if number > 0]
    return np.sum(kept) / len(kept)


result = mean_of_positive([-1.0, -2.0])
""",
            good="""\
import numpy as np


def mean_of_positive(numbers):
    kept = [number for number in numbers if number > 0]
    return np.sum(kept) / len(kept) if len(kept) else 0.0


result = mean_of_positive([-1.0, -2.0])
""",
            proof=Shows("np.isnan(bad.result) and good.result == 0"),
        ),
        Example(
            bad="""\
import torch


def precision(predicted: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    hits = ((predicted > 0.5) & (labels > 0.5)).sum()
    return hits / (predicted > 0.5).sum()


result = precision(torch.tensor([0.1, 0.2]), torch.tensor([0.0, 1.0]))
""",
            good="""\
import torch


def precision(predicted: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    hits = ((predicted > 0.5) & (labels > 0.5)).sum()
    return hits / (predicted > 0.5).sum().clamp(min=1)


result = precision(torch.tensor([0.1, 0.2]), torch.tensor([0.0, 1.0]))
""",
            proof=Shows("bool(bad.result.isnan()) and float(good.result) == 0"),
        ),
    ),
)
