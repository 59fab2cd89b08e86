"""`attention`: scaled dot-product attention with a mask."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.inputs import arrays
from pattern_lsp.practice.task import (
    DIFFERENTIABLE,
    EPSILON,
    Array,
    Case,
    Run,
    Task,
    Tensor,
    Wrong,
    array_of,
    check_gradients,
    judge_values,
    tensor,
)


def scores_of(q: Array, k: Array, scale: float | None = None) -> Array:
    scale = 1 / np.sqrt(q.shape[-1]) if scale is None else scale
    return np.asarray(q @ np.swapaxes(k, -1, -2) * scale)


def weigh(scores: Array, mask: Array | None, axis: int = -1) -> Array:
    """The weights; a row where everything is hidden is NaN."""
    if mask is not None:
        scores = np.where(np.broadcast_to(mask, scores.shape) != 0, scores, -np.inf)
    with np.errstate(all="ignore"):
        e = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
        return np.asarray(e / e.sum(axis=axis, keepdims=True))


def oracle(q: Array, k: Array, v: Array, mask: Array | None) -> Array:
    return weigh(scores_of(q, k), mask) @ v


_RULES = {
    "does not divide the scores by √dim": "NUM008",
    "divides by the square root of another axis than dim": "NUM015",
    "takes the softmax over the queries instead of the keys": "NUM010",
}


def check(run: Run, case: Case) -> None:
    q, k, v, *rest = case.arguments
    mask = rest[0].values if rest and rest[0] is not None else None
    got = run(*case.arguments)
    values = array_of(run, got, (*q.values.shape[:-1], v.values.shape[-1])).astype(np.float64)
    if got.dtype != q.dtype and run.framework != "numpy":
        raise Wrong(f"the result of {q.dtype} is {got.dtype}", got=got)
    given: tuple[Tensor, ...] = (q, k, v)
    q64, k64, v64 = (one.values.astype(np.float64) for one in given)
    scores = scores_of(q64, k64)
    expected = weigh(scores, mask) @ v64
    hidden = np.zeros(expected.shape, bool)
    if mask is not None:
        # A row where everything is hidden may be anything.
        hidden = np.broadcast_to((np.broadcast_to(mask, scores.shape) == 0).all(-1, keepdims=True), expected.shape)
    precision = EPSILON[q.dtype]
    # A score is a sum of `dim` products, each rounded; what it is off, each weight is off, relative to itself.
    width = q64.shape[-1]
    off = (
        precision
        * (width + 4)
        * (np.abs(q64) @ np.swapaxes(np.abs(k64), -1, -2)).max(-1, keepdims=True)
        / np.sqrt(width)
    )
    largest = np.max(np.abs(v64), axis=-2, keepdims=True, initial=0)
    tolerance = np.minimum(2 * off + precision * (k64.shape[-2] + 16), 2.0) * largest + 1e-30
    shown = np.where(hidden, 0, values)
    expected = np.where(hidden, 0, expected)

    def if_it_were(weights: Array) -> Array:
        return np.where(hidden, 0, weights @ v64)

    mistakes = {
        "does not divide the scores by √dim": if_it_were(weigh(scores_of(q64, k64, 1.0), mask)),
        "divides the scores by dim instead of √dim": if_it_were(weigh(scores_of(q64, k64, 1 / width), mask)),
        "divides by the square root of another axis than dim": if_it_were(
            weigh(scores_of(q64, k64, 1 / np.sqrt(q64.shape[-2])), mask)
        ),
        "takes the softmax over the queries instead of the keys": if_it_were(weigh(scores, mask, -2)),
        "takes no softmax": if_it_were(scores),
    }
    if mask is not None:
        seen = np.broadcast_to(mask, scores.shape) != 0
        opposite = np.where(seen, 0, 1)
        mistakes |= {
            "ignores the mask": if_it_were(weigh(scores, None)),
            "hides what the mask shows, and shows what it hides": if_it_were(weigh(scores, opposite)),
            "hides after the softmax: the weights do not sum to 1": if_it_were(weigh(scores, None) * seen),
            "sets hidden scores to 0, which is a score like others": if_it_were(weigh(np.where(seen, scores, 0), None)),
            "adds the mask to the scores": if_it_were(weigh(scores + mask, None)),
        }
    complaint = "the result is not that of the oracle"
    largest_score = np.max(np.abs(scores))
    if largest_score > 80 and (mask is None or not np.isfinite(shown).all()):
        complaint = "is not stable for large scores"
    elif largest_score > 1000:
        complaint, mistakes = "hidden keys are seen where the scores are large: the mask value is not low enough", {}
    elif hidden.any() and not np.isfinite(shown).all():
        complaint = "a row with everything hidden makes other rows NaN"
    judge_values(run, shown, expected, tolerance, q.dtype, complaint, mistakes, _RULES)
    if "weights" in case.options:
        check_gradients(run, case.arguments, "QKV", case.options["weights"], lambda q, k, v: oracle(q, k, v, mask))


def _random(seed: int, *shape: int, dtype: str = "float32", scale: float = 1.0) -> Tensor:
    return tensor(np.random.default_rng(seed).normal(size=shape) * scale, dtype)


def cases(framework: str) -> Sequence[Case]:
    q, k, v = _random(0, 1, 1, 2, 3), _random(1, 1, 1, 4, 3), _random(2, 1, 1, 4, 3)
    many = _random(3, 2, 2, 3, 4), _random(4, 2, 2, 3, 4), _random(5, 2, 2, 3, 4)
    causal = np.tril(np.ones((3, 3)))
    kind = "int32" if framework == "jax" else "int64"
    padding = np.array([1, 1, 0]).reshape(1, 1, 1, 3) * np.ones((2, 1, 1, 1))
    one_hidden = np.array([[1, 0, 0], [0, 0, 0], [1, 1, 1]])
    half = tuple(_random(6 + i, 1, 1, 3, 4, dtype="float16") for i in range(3))
    low = tensor(np.array([[-200.0]]).reshape(1, 1, 1, 1)), tensor(np.array([200.0, 50.0]).reshape(1, 1, 2, 1))
    return [
        Case((q, k, v, None)),
        Case((*many, None)),
        Case((q, k, v)),
        Case((*many, tensor(causal, "bool"))),
        Case((*many, tensor(causal, kind))),
        Case((*many, tensor(padding, kind))),
        Case((*many, tensor(padding, "bool"))),
        Case((*many, tensor(one_hidden, "bool"))),
        Case((*half, None)),
        Case((*half, tensor(causal, "bool"))),
        Case((*low, tensor(np.array([1.0, 2.0]).reshape(1, 1, 2, 1)), tensor([[True, False]], "bool"))),
        Case((_random(7, 1, 1, 2, 4, scale=30), _random(8, 1, 1, 2, 4, scale=30), _random(9, 1, 1, 2, 4), None)),
        Case((q, k, v, None), {"weights": _random(10, 1, 1, 2, 3)}),
        Case((*many, tensor(causal, "bool")), {"weights": _random(11, 2, 2, 3, 4)}),
    ]


def inputs(framework: str) -> st.SearchStrategy[Case]:
    sizes = st.sampled_from([(1, 1, 1, 1, 1), (1, 1, 2, 1, 2), (1, 1, 1, 2, 2), (1, 2, 2, 3, 2), (2, 1, 2, 2, 3)])
    dtypes = ("float32", "float64") if framework != "jax" else ("float32",)

    @st.composite
    def build(draw: Any) -> Case:
        batch, heads, queries, keys, width = draw(sizes)
        dtype = draw(st.sampled_from(dtypes))

        def some(length: int) -> Any:
            return draw(arrays(framework, [dtype], shape=(batch, heads, length, width), largest=30))

        q, k, v = some(queries), some(keys), some(keys)
        if not draw(st.booleans()):
            return Case((q, k, v, None))
        shown = draw(st.lists(st.booleans(), min_size=queries * keys, max_size=queries * keys))
        return Case((q, k, v, tensor(np.array(shown).reshape(queries, keys), "bool")))

    return build()


def timed(framework: str) -> tuple[Any, ...]:
    return (*(_random(i, 2, 4, 64, 32) for i in range(3)), None)


_LIBRARY = {
    "torch": """
import torch


def attention(Q, K, V, mask=None):
    if mask is not None:
        mask = mask != 0
    return torch.nn.functional.scaled_dot_product_attention(Q, K, V, attn_mask=mask)
""",
    "jax": """
import jax
import jax.numpy as jnp


def attention(Q, K, V, mask=None):
    if mask is not None:
        mask = jnp.broadcast_to(mask != 0, (*Q.shape[:-1], K.shape[-2]))
    swapped = (jnp.swapaxes(one, 1, 2) for one in (Q, K, V))
    return jnp.swapaxes(jax.nn.dot_product_attention(*swapped, mask=mask), 1, 2)
""",
}

TASK = Task(
    title="Scaled dot-product attention with a mask",
    forms={
        "torch": "attention(Q, K, V, mask=None)",
        "numpy": "attention(Q, K, V, mask=None)",
        "jax": "attention(Q, K, V, mask=None)",
    },
    docstrings={
        "attention": """Scaled dot-product attention.

`Q` is `[batch, heads, queries, dim]`, `K` and `V` are `[batch, heads, keys, dim]`; the result has the shape of `Q`.
The scores are scaled by 1 / √dim; the softmax runs over the keys. Where `mask == 0` (or False) a key is hidden; the
mask broadcasts against `[batch, heads, queries, keys]`. It works in float16 too.
"""
    },
    properties=(
        "equal to the float64 oracle, with queries and keys of different lengths",
        "hidden keys have no influence, whatever the scores",
        "the mask broadcasts, as bool and as integers",
        "float16 works",
        "a row with everything hidden leaves the others alone",
        ("the gradients are right", DIFFERENTIABLE),
        "the input is left alone",
    ),
    hints=(
        "Scores are `Q @ Kᵀ`, where only the last two axes of K change places; then divide by √dim.",
        "Hide keys before the softmax: a score of -inf has the weight 0. Any finite value is a guess about the scores.",
        "`-1e9` does not exist in float16. `masked_fill(mask == 0, float('-inf'))`, then softmax over the last axis.",
    ),
    names=("scaled_dot_product_attention", "dot_product_attention", "sdpa"),
    check=check,
    cases=cases,
    inputs=inputs,
    examples=40,
    timed=timed,
    library=_LIBRARY,
)
