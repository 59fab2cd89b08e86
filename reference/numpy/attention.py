"""Scaled dot-product attention with a mask.

`Q` is `[batch, heads, queries, dim]`, `K` and `V` are `[batch, heads, keys, dim]`; the result is shaped like `Q`.
Where `mask == 0` (or False) a key is hidden; the mask broadcasts against `[batch, heads, queries, keys]`.
Hidden scores are -inf: -1e9 does not exist in float16, and no finite value is below every score.
A row with everything hidden is NaN, and leaves the others alone.

Source: Vaswani et al., "Attention Is All You Need", 2017, section 3.2.1.
"""

import numpy as np


def attention(Q, K, V, mask=None):
    scores = Q @ np.swapaxes(K, -1, -2) / np.sqrt(Q.shape[-1])  # (batch, heads, queries, keys)
    if mask is not None:
        scores = np.where(mask == 0, -np.inf, scores)
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = weights / weights.sum(axis=-1, keepdims=True)
    return weights @ V  # (batch, heads, queries, dim)
