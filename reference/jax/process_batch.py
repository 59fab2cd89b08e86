"""One item's function, vectorised with vmap.

`process_one` takes `x` and `w`, both `[features]`, and gives a scalar; `process_batch` takes `[batch, features]` and
gives `[batch]`. `None` in `in_axes` shares `w` with all rows.

Source: docs.jax.dev, "Automatic vectorization".
"""

import jax
import jax.numpy as jnp


def process_one(x, w):
    return jnp.sum(w * x**2)


def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(0, None))(xs, w)  # (batch,)
