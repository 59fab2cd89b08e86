"""Pure network: parameters in, predictions out.

`init_layer` takes a key of its own and gives `(w, b)`, `[in_dim, out_dim]` and `[out_dim]`; `params` is a list of them.
`forward` maps `[batch, in]` to `[batch, out]`, relu between the layers and none after the last.
Two layers that are drawn with one key would be alike: `jax.random.split` makes a key for each.

Source: docs.jax.dev, "Pseudorandom numbers" and "Key concepts"; He et al., 2015, for the scale.
"""

import jax
import jax.numpy as jnp


def init_layer(key, in_dim, out_dim):
    w = jax.random.normal(key, (in_dim, out_dim)) * (2 / in_dim) ** 0.5
    return w, jnp.zeros(out_dim)


@jax.jit
def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)  # (batch, out_dim)
    w, b = params[-1]
    return x @ w + b
