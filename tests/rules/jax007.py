# --- sizes
import jax
import jax.numpy as jnp
from functools import partial
from jax import random

@jax.jit
def sizes(x, n, key):
    a = jnp.zeros(n)
#                 ^ JAX007
    b = jnp.ones((n, 3))
#                 ^^^^ JAX007
    c = jnp.eye(n)
#               ^ JAX007
    d = jnp.arange(0, n)
#                     ^ JAX007
    e = jnp.linspace(0, 1, num=n)
#                              ^ JAX007
    f = x.reshape(n, -1)
#                 ^ JAX007
    g = jnp.reshape(x, (n, -1))
#                       ^^^^^ JAX007
    h = jnp.repeat(x, n)
#                     ^ JAX007
    i = jnp.tile(x, n * 2)
#                   ^^^^^ JAX007
    j = jnp.pad(x, n)
#                  ^ JAX007
    k = jax.nn.one_hot(x, n)
#                         ^ JAX007
    l = jnp.bincount(x, length=n)
#                              ^ JAX007
    m = random.split(random.key(0), n)
#                                   ^ JAX007
    o = random.normal(key, shape=(n,))
#                                 ^^ JAX007
    p = jax.lax.top_k(x, n)
#                        ^ JAX007
    q = jax.lax.dynamic_slice(x, (0,), (n,))
#                                       ^^ JAX007
    r = jnp.zeros(jnp.prod(jnp.array(x.shape)))
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX007
    s = jax.ops.segment_sum(x, x, num_segments=n)
#                                              ^ JAX007
    return a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r, s
# --- axes, ranges, slices, lists
import jax
import jax.numpy as jnp
import numpy as np

@jax.jit
def places(x, n):
    a = jnp.sum(x, axis=n)
#                       ^ JAX007
    b = x.mean(n)
#              ^ JAX007
    c = jax.nn.softmax(x, axis=n)
#                              ^ JAX007
    d = jnp.expand_dims(x, n)
#                          ^ JAX007
    for i in range(n):
#                  ^ JAX007
        x = x + i
    e = [i for i in range(0, n)]
#                            ^ JAX007
    f = x[:n]
#       ^^^^^ JAX007
    g = x[n:n + 2]
#       ^^^^^^^^^^ JAX007
    h = x[:, ::n]
#       ^^^^^^^^^ JAX007
    k = x.at[:n].set(0.0)
#       ^^^^^^^^ JAX007
    l = [1, 2, 3][n]
#       ^^^^^^^^^^^^ JAX007
    m = [x, x][n + 1]
#       ^^^^^^^^^^^^^ JAX007
    o = np.arange(3)[:n]
#       ^^^^^^^^^^^^^^^^ JAX007
    return a, b, c, d, e, f, g, h, k, l, m, o
# --- bodies, helpers, methods
import jax
import jax.numpy as jnp
from functools import partial

layers = [jnp.ones(2), jnp.ones(2)]

def body(i, x):
    return x + layers[i]
#              ^^^^^^^^^ JAX007

jax.lax.fori_loop(0, 2, body, jnp.ones(2))

def helper(n):
    return jnp.zeros(n)
#                    ^ JAX007

@jax.jit
def outer(n):
    return helper(n * 2)

class Model:
    @partial(jax.jit, static_argnums=0)
    def apply(self, x, n):
        return x + jnp.arange(n)
#                             ^ JAX007
# --- silent: static arguments and shapes
import jax
import jax.numpy as jnp
import math
from functools import partial

@partial(jax.jit, static_argnames=("n",))
def f(x, n, k=3):
    b, t = x.shape
    a = jnp.zeros(n)
    c = jnp.arange(x.shape[0])
    d = x.reshape(b * t, -1)
    e = x[:n], x[: x.shape[0] // 2]
    for i in range(len(x)):
        a = a + i
    g = jnp.ones(math.prod(x.shape))
    h = jnp.zeros_like(x)
    j = jnp.arange(k)
    return a, c, d, e, g, h, j, jnp.zeros(x.shape), jnp.sum(x, axis=-1)

def by_number(x, n):
    return jnp.arange(n)

fast = jax.jit(by_number, static_argnums=1)
fast(1, n=3)
# --- silent: traced values that may be traced
import jax
import jax.numpy as jnp

@jax.jit
def g(x, i, n, key):
    a = x[i]
    b = jnp.roll(x, n)
    c = jnp.full((2,), n)
    d = jnp.linspace(0, n, 3)
    e = jax.lax.fori_loop(0, n, lambda j, y: y + x[j], 0.0)
    f = jax.lax.dynamic_slice_in_dim(x, i, 2)
    h = jnp.repeat(x, n, total_repeat_length=6)
    k = x.at[i].set(0.0)
    l = jax.random.randint(jax.random.key(0), (3,), 0, n)
    m = jax.random.fold_in(key, i)
    o = x[i, :2]
    p = jnp.take(x, i)
    q = jax.random.permutation(key, x)
    return a, b, c, d, e, f, h, k, l, m, o, p, q
# --- silent: closures, factories, trees, eager code
import jax
import jax.numpy as jnp
from functools import partial

def make(n):
    @jax.jit
    def step(x):
        return x + jnp.zeros(n) + jnp.arange(n)

    return step

def eager(x, n):
    return jnp.zeros(n), x[:n], range(n)

@jax.jit
def trees(params, index):
    first = params["layers"][0]
    for w, b in params["layers"]:
        first = first @ w + b
    return first, [p for p in params][0]

bound = jax.jit(partial(eager, n=3))
gradient = jax.grad(lambda x: x[:2].sum())(jnp.ones(3))
# --- silent: random orders and mapped arguments
import jax
import jax.numpy as jnp

def rows(x, n):
    return x + jnp.zeros(n)

out = jax.vmap(rows, in_axes=(0, None))(jnp.ones(3), 2)

@jax.jit
def shuffled(key, x):
    order = jax.random.permutation(key, x.shape[0])
    return x[order], {"a": x}["a"]
