# --- functions
import jax
import jax.numpy as jnp
import jax.numpy as np
from jax.numpy import dot

def f(x, values: list, pair: tuple):
    a = jnp.sum([1, 2])
#               ^^^^^^ JAX019
    b = np.mean(values)
#               ^^^^^^ JAX019
    c = jnp.maximum(x, [1, 2])
#                      ^^^^^^ JAX019
    d = dot([1, 2], x)
#           ^^^^^^ JAX019
    e = jnp.where(x > 0, [1, 2], 0)
#                        ^^^^^^ JAX019
    g = jnp.take(x, [0, 1])
#                   ^^^^^^ JAX019
    h = jax.nn.softmax([v * 2 for v in x])
#                      ^^^^^^^^^^^^^^^^^^ JAX019
    i = jnp.max(pair)
#               ^^^^ JAX019
    j = jnp.linalg.norm([x, x])
#                       ^^^^^^ JAX019
    k = jax.random.permutation(jax.random.key(0), list(range(3)))
#                                                 ^^^^^^^^^^^^^^ JAX019
    l = jnp.sqrt(sorted(values))
#                ^^^^^^^^^^^^^^ JAX019
    return a, b, c, d, e, g, h, i, j, k, l
# --- arithmetic
import jax
import jax.numpy as jnp

def f():
    x = jnp.ones(3)
    y = [1, 2, 3] * x
#       ^^^^^^^^^ JAX019
    z = x @ [1, 2, 3]
#           ^^^^^^^^^ JAX019
    return y / (4 - x) - [0, 0, 0], z
#                        ^^^^^^^^^ JAX019

@jax.jit
def g(x):
    return jnp.sin(x) + [1, 2]
#                       ^^^^^^ JAX019
# --- silent: what takes sequences
import jax
import jax.numpy as jnp
import numpy as np

def f(x, values: list, key):
    jnp.array([1, 2])
    jnp.stack([x, x])
    jnp.concatenate([x, x], axis=0)
    jnp.vstack(values)
    jnp.sum(x, axis=(0, 1))
    jnp.zeros((2, 3))
    jnp.reshape(x, (2, -1))
    jnp.transpose(x, (1, 0))
    jnp.tile(x, [2, 2])
    jnp.roll(x, [1], [0])
    jnp.split(x, [1, 2])
    jnp.select([x > 0], [x])
    jnp.einsum("ij,jk->ik", x, x)
    jax.random.normal(key, (3,))
    np.mean(values), sum(values), max(values), len(values)
    np.array(values) + [1, 2]
    jnp.sum(np.array([1, 2]))
    jnp.array([1, 2]) * 2
    return jax.tree.map(jnp.sum, [x, x])
# --- silent: what is not known, and trees
import jax
import jax.numpy as jnp
import optax

def f(x, values, shape):
    jnp.sum(values)
    jnp.mean(x["losses"])
    total = [] + [1]
    for value in values:
        total.append(jnp.sum(value))
    shape = shape + (3,)
    return jnp.zeros(shape), (1, 2) + tuple(values), [x] * 3, "a" * 3
# --- silent: annotations that say array
import jax
import jax.numpy as jnp

def f(x: jax.Array, y: jnp.ndarray):
    sizes = x.shape
    return jnp.sum(x) + y, jnp.ones(sizes[:-1] + (3,)), jnp.sum(jnp.array(sizes))
# --- silent: lists that go through jit
import jax
import jax.numpy as jnp

@jax.jit
def total(pair, extra):
    first, second = pair
    return sum(first + second + [extra["a"], extra["b"]])
