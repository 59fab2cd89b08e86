# --- functions that need numbers
import jax
import jax.numpy as jnp
import numpy as onp
from numpy import sqrt

@jax.jit
def f(x, y):
    a = onp.exp(x)
#       ^^^^^^^^^^ JAX005
    b = sqrt(x * 2)
#       ^^^^^^^^^^^ JAX005
    c = onp.where(x > 0, x, 0)
#       ^^^^^^^^^^^^^^^^^^^^^^ JAX005
    d = onp.array([x * 1, 2.0])
#       ^^^^^^^^^^^^^^^^^^^^^^^ JAX005
    e = onp.linalg.norm(x - 1)
#       ^^^^^^^^^^^^^^^^^^^^^^ JAX005
    g = onp.float32(x + 1)
#       ^^^^^^^^^^^^^^^^^^ JAX005
    h = onp.maximum(0.0, y)
#       ^^^^^^^^^^^^^^^^^^^ JAX005
    i = onp.concatenate([x * 1, y * 2], axis=0)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX005
    j = onp.zeros_like(x)
#       ^^^^^^^^^^^^^^^^^ JAX005
    return a, b, c, d, e, g, h, i, j
# --- buffers, helpers, bodies, methods
import jax
import jax.numpy as jnp
import numpy as np
from functools import partial

def helper(x):
    return np.tanh(x * 2)
#          ^^^^^^^^^^^^^^ JAX005

@jax.jit
def outer(x):
    buffer = np.zeros(3)
    y = helper(x + 1)
    buffer[0] = y * 2
#   ^^^^^^^^^^^^^^^^^ JAX005
    return y + buffer

def body(carry, x):
    return carry + np.log(carry), x
#                  ^^^^^^^^^^^^^ JAX005

jax.lax.scan(body, 0.0, jnp.arange(3))

class Model:
    @partial(jax.jit, static_argnums=(0, 2))
    def apply(self, x, n):
        return np.dot(x, x) + np.sqrt(n)
#              ^^^^^^^^^^^^ JAX005
# --- silent: shapes, constants, static arguments
import jax
import jax.numpy as jnp
import numpy as np
from functools import partial

TABLE = np.sin(np.arange(10))

@partial(jax.jit, static_argnames=("n",))
def f(x, n, scale=2.0):
    a = x / np.sqrt(x.shape[-1])
    b = np.prod(x.shape)
    c = np.arange(x.shape[0])
    d = np.log(n) * np.pi
    e = np.float32(0.5) * x
    g = np.zeros((n, 3))
    g[:, 0::2] = np.sin(np.arange(n))[:, None]
    h = x.astype(np.float32)
    i = np.finfo(x.dtype).max
    j = jnp.asarray(TABLE) * np.exp(scale)
    k = x * np.ones(3)
    return a, b, c, d, e, g, h, i, j, k
# --- silent: what a method of the array does
import jax
import numpy as np

@jax.jit
def f(x):
    total = np.sum(x) + np.mean(x) + np.max(x)
    rows = np.reshape(x, (2, -1))
    o = np.zeros(3)
    o += x
    return total, rows.T, np.ndim(x), np.shape(x), o
# --- silent: numpy is jax.numpy here
import jax
import jax.numpy as np
import numpy

@jax.jit
def f(x):
    return np.sin(x) + np.array([x, x]).sum()
# --- silent: outside of traced code, host functions, gradients
import jax
import jax.numpy as jnp
import numpy as np

@jax.jit
def step(x):
    def host(y):
        return np.sin(y)

    return jax.pure_callback(host, x, x)

def train(x):
    y = step(x)
    return np.asarray(y), np.exp(y), np.concatenate([y, y])

def plain(x):
    return np.sqrt(x)

# Missed: under a gradient alone NumPy fails too.
g = jax.grad(lambda w: np.sin(w))
# --- silent: trees and closures
import jax
import numpy as np

def make(rate, steps):
    table = np.exp(rate)

    @jax.jit
    def step(params, batch):
        return {name: value * np.sqrt(rate) for name, value in params.items()}, batch * table

    return step
# --- silent: a list that a jitted function returned
import jax
import numpy as np

@jax.jit
def many(x):
    y = x + x
    return [y for _ in range(3)]

copies = [np.asarray(y) for y in many(np.ones(3))]
