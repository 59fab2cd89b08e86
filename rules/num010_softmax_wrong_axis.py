"""Attention takes its softmax along the queries, and not along the keys.

The weights `softmax(q @ k.T)` are multiplied by the values, which sums over their last axis: the keys.
Each row of the weights must be 1 in sum along that axis. After a softmax over another one it is not: for three random
queries the rows sum to 0.31, 1.65 and 1.03 with `dim=-2`, and every key's weights are shared out among the queries,
so the result of one query depends on the others (torch 2.13).
Nothing is raised, since the shape is the same.
Write `softmax(dim=-1)`.

Reported is an axis that is surely not the last: a negative one other than -1, or a positive one where `bmm`,
`transpose` or `view` shows how many there are.
Silent are slot attention, which divides by the sum over the keys after it, and weights that are multiplied from the
right.

Source: Vaswani et al., "Attention Is All You Need", section 3.2.1; docs.pytorch.org, `torch.matmul`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.attention import mixtures, scores
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import least_rank, operands_of
from pattern_lsp.semantic.values import Value


def check(model: Model) -> Iterator[Finding]:
    for found in scores(model):
        axis = _axis(found.softmax)
        if axis is None or not _is_inner(axis.value, _rank(found.product)):
            continue
        for product, _ in mixtures(model, found.softmax):
            if product.op == "matmul":
                yield Finding(
                    axis.place,
                    f"The weights are summed over their last axis, the keys, but normalised along axis {axis.text}",
                    Fix("Take the softmax along the last axis", edit(axis.place, "-1")),
                    (Related(product.place, "the sum over the keys"),),
                )
                break


def _axis(softmax: Call) -> Operand | None:
    if not softmax.op:
        # A method of something that is not known to be an array.
        return softmax.argument("dim") or softmax.argument("axis") or softmax.positional(0)
    made = softmax.callee.term
    return softmax.argument("axis") or (made.argument("axis") if made is not None else None)


def _is_inner(axis: Value, rank: int) -> bool:
    """Whether an axis is surely not the last of an array with at least `rank` axes."""
    if type(axis.constant) is not int:
        return False
    return axis.constant < -1 or 0 <= axis.constant < rank - 1


def _rank(product: Call) -> int:
    """How many axes a product has at least."""
    if product.name.endswith("bmm"):
        return 3
    if product.op != "matmul":
        return 0
    return max((_rank_of(operand.value) for operand in operands_of(product)[:2]), default=0)


def _rank_of(value: Value) -> int:
    term = value.term
    if term is None:
        return 0
    word = term.op or term.method
    numbers = [argument.value.constant for argument in term.arguments]
    axes = [number for number in numbers if isinstance(number, int)]
    if word == "transpose" and axes and len(axes) == len(numbers):
        return max(axis + 1 if axis >= 0 else -axis for axis in axes)
    if word in ("view", "permute", "reshape") and term.receiver is not None:
        return len(numbers) if len(numbers) > 1 and not term.has_star else 0
    return least_rank(value)


RULE = Rule(
    code="NUM010",
    name="softmax-wrong-axis",
    severity=Severity.ERROR,
    message="attention weights that are normalised along the queries",
    frameworks=frozenset({"torch", "jax", "tensorflow", "numpy"}),
    check=check,
    symptoms=(Symptom.WRONG, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import math

import torch


def attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.softmax(dim=-2)
    return weights @ v


q, k = torch.randn(2, 1, 3, 4, generator=torch.Generator().manual_seed(0)).unbind(0)
rows = attention(q, k, torch.ones(1, 3, 1)).flatten()
""",
            good="""\
import math

import torch


def attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = scores.softmax(dim=-1)
    return weights @ v


q, k = torch.randn(2, 1, 3, 4, generator=torch.Generator().manual_seed(0)).unbind(0)
rows = attention(q, k, torch.ones(1, 3, 1)).flatten()
""",
            proof=Shows("not np.allclose(bad.rows, 1, atol=0.1) and np.allclose(good.rows, 1)"),
        ),
        Example(
            bad="""\
import torch
import torch.nn.functional as F


def attention(q, k, v):
    weights = F.softmax(torch.bmm(q, k.transpose(1, 2)) / q.shape[-1] ** 0.5, dim=1)
    return torch.bmm(weights, v)


x = torch.randn(2, 3, 4, generator=torch.Generator().manual_seed(0))
alone = attention(x[:, :1], x, x)[:, 0]
among_others = attention(x, x, x)[:, 0]
""",
            good="""\
import torch
import torch.nn.functional as F


def attention(q, k, v):
    weights = F.softmax(torch.bmm(q, k.transpose(1, 2)) / q.shape[-1] ** 0.5, dim=-1)
    return torch.bmm(weights, v)


x = torch.randn(2, 3, 4, generator=torch.Generator().manual_seed(0))
alone = attention(x[:, :1], x, x)[:, 0]
among_others = attention(x, x, x)[:, 0]
""",
            proof=Shows(
                "not np.allclose(bad.alone, bad.among_others, atol=0.1) and np.allclose(good.alone, good.among_others)"
            ),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def attention(q, k, v):
    weights = jax.nn.softmax(jnp.matmul(q, k.swapaxes(-1, -2)) / 2, axis=-2)
    return jnp.matmul(weights, v)


q, k = jax.random.normal(jax.random.key(0), (2, 1, 3, 4))
rows = attention(q, k, jnp.ones((1, 3, 1)))
""",
            good="""\
import jax
import jax.numpy as jnp


def attention(q, k, v):
    weights = jax.nn.softmax(jnp.matmul(q, k.swapaxes(-1, -2)) / 2, axis=-1)
    return jnp.matmul(weights, v)


q, k = jax.random.normal(jax.random.key(0), (2, 1, 3, 4))
rows = attention(q, k, jnp.ones((1, 3, 1)))
""",
            proof=Shows("not np.allclose(bad.rows, 1, atol=0.1) and np.allclose(good.rows, 1, atol=1e-4)"),
        ),
    ),
)
