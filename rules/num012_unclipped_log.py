"""The logarithm of a probability that can be 0 or 1 is multiplied by 0.

In `y * log(p) + (1 - y) * log(1 - p)` a certain and right prediction, `p = 1` for `y = 1`, gives `0 * log(0)`, which is
`0 * -inf`: NaN.
A sigmoid rounds to exactly 1 from a score of 17 on in float32, so a model that gets good arrives there.
The entropy `-(p * log(p)).sum()` of counts is NaN as soon as one class was never seen.
Keep `p` away from the ends, `p = np.clip(p, 1e-7, 1 - 1e-7)`, take `scipy.special.xlogy` for `p * log(p)`, or compute
the loss from the scores: `binary_cross_entropy_with_logits`.

Reported are cross-entropies of a parameter of the function that nothing clips or tests, and entropies of
`bincount(…, minlength=…)`.
A logarithm that adds a small number first is silent.

Source: docs.pytorch.org, `torch.nn.BCELoss` (clamps its logarithms for this reason).
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model, Operand, Test
from pattern_lsp.semantic.queries import is_parameter, is_same, operands_of, origins, other_operand
from pattern_lsp.semantic.values import Value

_CLEANS = re.compile(r"nan_to_num|isnan|is_nan|isfinite|where|xlogy|multiply_no_nan")


def check(model: Model) -> Iterator[Finding]:
    logs = [(product, log) for product in model.calls(op="multiply") for log in _logarithms_in(product)]
    if not logs or any(_CLEANS.search(call.name or call.method) for call in model.calls()):
        return
    for product, log in logs:
        p = operands_of(log)[0]
        if _is_tested(model, p) or any(argument.keyword == "where" for argument in log.arguments):
            continue
        if _is_cross_entropy(p.value, [other for _, other in logs]):
            yield Finding(log.place, f"`{log.place.text}` is `-inf` where `{p.text}` is 0, and 0 times that is NaN")
        elif _has_empty_classes(p.value) and any(is_same(one.value, p.value) for one in operands_of(product)):
            yield Finding(product.place, f"`{product.place.text}` is NaN for a class that was never seen: `0 * log(0)`")


def _logarithms_in(product: Call) -> Iterator[Call]:
    for operand in operands_of(product):
        if operand.value.term is not None and operand.value.op == "log" and operands_of(operand.value.term):
            yield operand.value.term


def _complemented(value: Value) -> Value | None:
    """`p` of `1 - p`."""
    term = value.term
    other = other_operand(term, 1) if term is not None and term.op == "subtract" else None
    return other.value if other is not None else None


def _is_cross_entropy(inside: Value, logs: list[Call]) -> bool:
    """Whether logarithms are taken of a parameter and of 1 minus it, and this is one of the two."""
    others = [operands_of(log)[0].value for log in logs]
    if is_parameter(inside):
        return any(p is not None and is_same(p, inside) for p in map(_complemented, others))
    p = _complemented(inside)
    return p is not None and is_parameter(p) and any(is_same(other, p) for other in others)


def _has_empty_classes(value: Value) -> bool:
    """Whether a value is the shares of classes, counted with `minlength`: there may be none of one."""
    term = value.term
    if term is None or term.op != "divide":
        return False
    return any(
        call.name.endswith(".bincount") and any(argument.keyword == "minlength" for argument in call.arguments)
        for call in origins(operands_of(term)[0].value)
    )


def _is_tested(model: Model, p: Operand) -> bool:
    """Whether anything asks about the probability."""
    names = [word for word in re.findall(r"[A-Za-z_]\w*", p.text) if word]
    mention = re.compile(rf"\b(?:{'|'.join(names)})\b") if names else None
    return mention is not None and any(mention.search(test.operand.text) for test in model.of(Test))


RULE = Rule(
    code="NUM012",
    name="unclipped-log",
    severity=Severity.WARNING,
    message="0 times the logarithm of a probability that can be 0",
    frameworks=frozenset({"numpy", "torch", "jax", "tensorflow"}),
    check=check,
    symptoms=(Symptom.NAN,),
    examples=(
        Example(
            bad="""\
import numpy as np


def cross_entropy(y, p):
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


loss = cross_entropy(np.array([1.0, 0.0]), np.array([1.0, 0.5]))
""",
            good="""\
import numpy as np


def cross_entropy(y, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


loss = cross_entropy(np.array([1.0, 0.0]), np.array([1.0, 0.5]))
""",
            proof=Shows("np.isnan(bad.loss) and np.isclose(good.loss, np.log(2) / 2)"),
        ),
        Example(
            bad="""\
import torch


def cross_entropy(p: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


loss = cross_entropy(torch.sigmoid(torch.tensor([20.0])), torch.tensor([1.0]))
""",
            good="""\
import torch
import torch.nn.functional as F


def cross_entropy(scores: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return F.binary_cross_entropy_with_logits(scores, y)


loss = cross_entropy(torch.tensor([20.0]), torch.tensor([1.0]))
""",
            proof=Shows("bool(bad.loss.isnan()) and float(good.loss) < 1e-8"),
        ),
        Example(
            bad="""\
import numpy as np

labels = np.array([0, 0, 2, 2])
shares = np.bincount(labels, minlength=3) / len(labels)
entropy = -np.sum(shares * np.log(shares))
""",
            good="""\
import numpy as np
from scipy.special import xlogy

labels = np.array([0, 0, 2, 2])
shares = np.bincount(labels, minlength=3) / len(labels)
entropy = -np.sum(xlogy(shares, shares))
""",
            proof=Shows("np.isnan(bad.entropy) and np.isclose(good.entropy, np.log(2))"),
        ),
    ),
)
