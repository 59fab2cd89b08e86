"""Attention takes the softmax of `q @ k.T` without dividing by the square root of their width.

The product of two random vectors of width d has a standard deviation of √d: 16 for d = 256.
The softmax of such scores is all but one-hot, and its gradient all but zero.
For random queries and keys of width 256 and 32 keys the largest weight is 0.91 on average without the scale, and 0.16
with it (torch 2.13).
Divide the scores: `q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])`, or use `scaled_dot_product_attention`.

Reported is a softmax of the product of what is called queries and keys that mixes what is called values, where nothing
scales any of them.
Models whose weights were trained without the scale (T5, GPT-Neo) need it left out, and for their sake the rule is off
unless selected.

Source: Vaswani et al., "Attention Is All You Need", section 3.2.1.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.attention import is_key, is_query, is_unscaled, is_value, label, mixtures, scores
from pattern_lsp.semantic.model import Model


def check(model: Model) -> Iterator[Finding]:
    for found in scores(model):
        if found.factors or not is_query(label(found.queries)) or not is_key(label(found.keys)):
            continue
        if not (is_unscaled(found.queries.value) and is_unscaled(found.keys.value)):
            continue
        if any(is_value(label(mixed)) for _, mixed in mixtures(model, found.softmax)):
            yield Finding(
                found.product.place,
                f"These scores are not divided by the square root of the width of `{label(found.queries)}`",
                related=(Related(found.softmax.place, "the softmax of the scores"),),
            )


RULE = Rule(
    code="NUM008",
    name="unscaled-attention",
    severity=Severity.WARNING,
    is_optional=True,
    message="attention without the scale 1 / √width",
    frameworks=frozenset({"torch", "jax", "tensorflow", "numpy"}),
    check=check,
    symptoms=(Symptom.WORSE,),
    examples=(
        Example(
            bad="""\
import torch
import torch.nn.functional as F


def attention(q, k, v):
    scores = q @ k.transpose(-2, -1)
    weights = F.softmax(scores, dim=-1)
    return weights @ v, weights


q, k, v = torch.randn(3, 32, 256, generator=torch.Generator().manual_seed(0)).unbind(0)
largest = attention(q, k, v)[1].amax(dim=-1).mean()
""",
            good="""\
import math

import torch
import torch.nn.functional as F


def attention(q, k, v):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    weights = F.softmax(scores, dim=-1)
    return weights @ v, weights


q, k, v = torch.randn(3, 32, 256, generator=torch.Generator().manual_seed(0)).unbind(0)
largest = attention(q, k, v)[1].amax(dim=-1).mean()
""",
            proof=Shows("bad.largest > 0.9 and good.largest < 0.3"),
        ),
        Example(
            bad="""\
import jax
import jax.numpy as jnp


def attention(query, key, value):
    scores = jnp.einsum("qd,kd->qk", query, key)
    weights = jax.nn.softmax(scores)
    return jnp.einsum("qk,kd->qd", weights, value), weights


x = jax.random.normal(jax.random.key(0), (3, 32, 256))
largest = attention(*x)[1].max(axis=-1).mean()
""",
            good="""\
import jax
import jax.numpy as jnp


def attention(query, key, value):
    scores = jnp.einsum("qd,kd->qk", query, key) / jnp.sqrt(query.shape[-1])
    weights = jax.nn.softmax(scores)
    return jnp.einsum("qk,kd->qd", weights, value), weights


x = jax.random.normal(jax.random.key(0), (3, 32, 256))
largest = attention(*x)[1].max(axis=-1).mean()
""",
            proof=Shows("bad.largest > 0.9 and good.largest < 0.3"),
        ),
        Example(
            bad="""\
import numpy as np
from scipy.special import softmax


def attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray):
    weights = softmax(Q @ K.T, axis=-1)
    return weights @ V, weights


Q, K, V = np.random.default_rng(0).normal(size=(3, 32, 256))
largest = attention(Q, K, V)[1].max(axis=-1).mean()
""",
            good="""\
import numpy as np
from scipy.special import softmax


def attention(Q: np.ndarray, K: np.ndarray, V: np.ndarray):
    weights = softmax(Q @ K.T / np.sqrt(Q.shape[-1]), axis=-1)
    return weights @ V, weights


Q, K, V = np.random.default_rng(0).normal(size=(3, 32, 256))
largest = attention(Q, K, V)[1].max(axis=-1).mean()
""",
            proof=Shows("bad.largest > 0.9 and good.largest < 0.3"),
        ),
    ),
)
