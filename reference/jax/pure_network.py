"""Pure network: parameters in, predictions out.

`init_network` takes a key and layer sizes and gives a list of `(w, b)`; `forward` maps `[batch, sizes[0]]` to
`[batch, sizes[-1]]`, relu between the layers and none after the last.
Each layer draws from a key of its own.

Source: docs.jax.dev, "Pseudorandom numbers" and "Key concepts".
"""

import jax
import jax.numpy as jnp


def init_network(key, sizes):
    keys = jax.random.split(key, len(sizes) - 1)
    params = []
    for layer_key, n_in, n_out in zip(keys, sizes[:-1], sizes[1:]):
        w = jax.random.normal(layer_key, (n_in, n_out)) * (2.0 / n_in) ** 0.5
        params.append((w, jnp.zeros(n_out)))
    return params


@jax.jit
def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)  # (batch, n_out)
    w, b = params[-1]
    return x @ w + b
