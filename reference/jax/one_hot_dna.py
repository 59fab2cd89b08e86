"""One-hot encoding of DNA.

`sequence` is a string; the result is `[len, 4]`, float, with the columns A, C, G, T.
An unknown base is a row of zeros: with `mapping.get(base, 0)` it would be an A.
An empty sequence gives `[0, 4]`, because its indices are integers by declaration.

Source: docs.jax.dev, `jax.nn.one_hot`.
"""

import jax
import jax.numpy as jnp


def one_hot_dna(sequence):
    indices = ["ACGT".find(base) for base in sequence]  # -1 where unknown
    return jax.nn.one_hot(jnp.array(indices, dtype=jnp.int32), 4)  # (len, 4)
