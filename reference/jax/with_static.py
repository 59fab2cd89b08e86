"""Compiled with a static argument.

`tanh`, `num_iterations` times. The count is static: it is a Python integer while the function is compiled, so that a
loop can run over it, and each new value is compiled anew.

Source: docs.jax.dev, "Just-in-time compilation".
"""

from functools import partial

import jax
import jax.numpy as jnp


@partial(jax.jit, static_argnums=(1,))
def with_static(data, num_iterations):
    for _ in range(num_iterations):
        data = jnp.tanh(data)
    return data
