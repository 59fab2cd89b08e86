"""Immutable updates with `.at`.

`arr` and the bool `mask` are `[n]`; the result is a new array, and the old one stays as it was.
Each update gives a new array that has to be kept; inside `jit` the compiler does them in place.
`arr.at[mask].set(0)` does what the last line does, but not inside `jit`, where a mask has no values yet.

Source: docs.jax.dev, `jax.numpy.ndarray.at`.
"""

import jax.numpy as jnp


def apply_update(arr, mask):
    arr = arr.at[0].set(5)
    arr = arr.at[1:3].add(1)
    return jnp.where(mask, 0, arr)
