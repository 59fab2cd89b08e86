"""Log-softmax along an axis, with its far tail.

`x` is an array of any rank >= 1; the `exp` of the result sums to 1 along the axis.
No share is computed on the way: `log(softmax(x))` is -inf wherever the share underflows, 104 below the maximum in
float32.

Source: Goodfellow, Bengio and Courville, "Deep Learning", section 4.1.
"""

import jax.numpy as jnp


def log_softmax(x, axis=-1):
    shifted = x - jnp.max(x, axis=axis, keepdims=True)
    return shifted - jnp.log(jnp.sum(jnp.exp(shifted), axis=axis, keepdims=True))
