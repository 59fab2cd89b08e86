# --- masks
import jax
import jax.numpy as jnp
from functools import partial

@jax.jit
def masks(x, y):
    mask = x > 0
    a = x[mask]
#       ^^^^^^^ JAX010
    b = y[~mask]
#       ^^^^^^^^ JAX010
    c = x[(x > 0) & (x < 3)]
#       ^^^^^^^^^^^^^^^^^^^^ JAX010
    d = x[jnp.isnan(x)]
#       ^^^^^^^^^^^^^^^ JAX010
    e = x[:, mask]
#       ^^^^^^^^^^ JAX010
    f = x.at[mask].set(0.0)
#       ^^^^^^^^^^^^^^^^^^^ JAX010
    g = y.at[y > 1].add(2.0)
#       ^^^^^^^^^^^^^^^^^^^^ JAX010
    h = x.at[0, y > 1].set(1.0)
#       ^^^^^^^^^^^^^^^^^^^^^^^ JAX010
    return a, b, c, d, e, f, g, h

def body(carry, x):
    return carry, carry[carry > x]
#                 ^^^^^^^^^^^^^^^^ JAX010

jax.lax.scan(body, jnp.ones(3), jnp.ones(2))
rows = jax.vmap(lambda v: v[v > 0].sum())
#                         ^^^^^^^^ JAX010

class Model:
    @partial(jax.jit, static_argnums=0)
    def apply(self, x):
        return x[x != 0]
#              ^^^^^^^^^ JAX010
# --- functions that count
import jax
import jax.numpy as jnp

@jax.jit
def counts(x, ids):
    a = jnp.nonzero(x)
#       ^^^^^^^^^^^^^^ JAX010
    b = jnp.where(x > 0)
#       ^^^^^^^^^^^^^^^^ JAX010
    c = jnp.unique(x)
#       ^^^^^^^^^^^^^ JAX010
    d = jnp.argwhere(x > 0)
#       ^^^^^^^^^^^^^^^^^^^ JAX010
    e = jnp.bincount(ids)
#       ^^^^^^^^^^^^^^^^^ JAX010
    f = jax.ops.segment_sum(x, ids)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX010
    g = (x * 2).nonzero()
#       ^^^^^^^^^^^^^^^^^ JAX010
    h = jnp.compress(x > 0, x)
#       ^^^^^^^^^^^^^^^^^^^^^^ JAX010
    i = jnp.setdiff1d(x, ids)
#       ^^^^^^^^^^^^^^^^^^^^^ JAX010
    return a, b, c, d, e, f, g, h, i
# --- silent: the size is said, or does not change
import jax
import jax.numpy as jnp
import numpy as np

MASK = np.array([True, False])
CONCRETE = jnp.array([True, False])

@jax.jit
def sized(x, ids):
    a = jnp.nonzero(x, size=3)
    b = jnp.where(x > 0, x, 0)
    c = jnp.unique(x, size=4, fill_value=0)
    d = jnp.bincount(ids, length=5)
    e = jax.ops.segment_sum(x, ids, num_segments=3)
    f = jax.ops.segment_sum(x, ids, 3)
    g = jnp.mean(x, where=x > 0)
    h = x[ids]
    i = x[MASK], x[CONCRETE]
    j = x.at[ids].add(1.0)
    k = jnp.where(x > 0, size=3)
    m = jnp.delete(x, 0)
    n = x[jnp.argsort(x)], x[x.argmax()]
    o = x[x.shape[0] > 2]
    return a, b, c, d, e, f, g, h, i, j, k, m, n, o
# --- silent: outside of traced code
import jax
import jax.numpy as jnp
import numpy as np

@jax.jit
def f(x):
    return x

def plain(x):
    y = f(x)
    return y[y > 0], jnp.unique(y), y.at[y > 0].set(0.0), np.where(x > 0)

g = jax.grad(lambda w: w[w > 0].sum())(jnp.ones(3))
# --- silent: tables, static arguments, dictionaries
import jax
import jax.numpy as jnp
from functools import partial

@partial(jax.jit, static_argnames="keep")
def f(params, x, keep):
    names = ["a", "b"]
    chosen = x[keep]
    scale = (1.0, 2.0)[x.ndim > 1]
    return params["w"], names[0], chosen * scale
# --- silent: NumPy on the host
import jax
import jax.numpy as jnp
import numpy as np

@jax.jit
def f(x):
    def host(y):
        return np.unique(y)[:1]

    return jax.pure_callback(host, x[:1], x)
