"""Tanimoto similarity of bit vectors, batched with vmap.

`tanimoto` takes two vectors `[bits]` of bool, int or 0/1 floats; `tanimoto_batch` takes `[q, bits]` and `[n, bits]` and
gives `[q, n]`. Two empty vectors give 0, never NaN.

Source: docs.jax.dev, "Automatic vectorization".
"""

import jax
import jax.numpy as jnp


def tanimoto(a, b):
    a, b = a.astype(bool), b.astype(bool)
    shared = jnp.sum(a & b)
    union = jnp.sum(a | b)
    return jnp.where(union > 0, shared / jnp.maximum(union, 1), 0.0)


def tanimoto_batch(queries, library):
    one_query = jax.vmap(tanimoto, in_axes=(None, 0))  # (n,)
    return jax.vmap(one_query, in_axes=(0, None))(queries, library)  # (q, n)
