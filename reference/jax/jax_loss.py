"""Loss function and its gradient.

`params` is `(w, b)`, `[features, outputs]` and `[outputs]`; `x` is `[batch, features]`, `y` is `[batch, outputs]`.
`loss` is a scalar, as `jax.grad` asks; `loss_and_gradient` gives it with the gradients, which are a pair like `params`.

Source: docs.jax.dev, "Automatic differentiation".
"""

import jax
import jax.numpy as jnp


def loss(params, x, y):
    w, b = params
    pred = x @ w + b  # (batch, outputs)
    return jnp.mean((pred - y) ** 2)


def loss_and_gradient(params, x, y):
    return jax.value_and_grad(loss)(params, x, y)
