import jax
import jax.numpy as jnp

scores = jnp.zeros(8)
scores[0] = 1.0


@jax.jit
def masked(scores, mask):
    best = jnp.max(scores)
    return jnp.where(mask, scores - best, -jnp.inf)
