# --- every way of asking for a number
import math
from math import sqrt
import jax
import jax.numpy as jnp

@jax.jit
def asks(x, n):
    y = x * 2
    a = float(y)
#       ^^^^^^^^ JAX011
    b = int(jnp.argmax(x))
#       ^^^^^^^^^^^^^^^^^^ JAX011
    c = bool(y.any())
#       ^^^^^^^^^^^^^ JAX011
    d = y.sum().item()
#       ^^^^^^^^^^^^^^ JAX011
    e = (x + 1).tolist()
#       ^^^^^^^^^^^^^^^^ JAX011
    f = math.exp(y[0])
#       ^^^^^^^^^^^^^^ JAX011
    g = sqrt(y)
#       ^^^^^^^ JAX011
    h = complex(y)
#       ^^^^^^^^^^ JAX011
    i = int(n)
#       ^^^^^^ JAX011
    j = n.item()
#       ^^^^^^^^ JAX011
    return a, b, c, d, e, f, g, h, i, j
# --- constants become tracers in jit, bodies of loops, helpers, lambdas, methods
import jax
import jax.numpy as jnp
from functools import partial

def helper(x):
    return float(x * 2)
#          ^^^^^^^^^^^^ JAX011

@jax.jit
def outer(x):
    k = int(jnp.sum(jnp.ones(3)))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ JAX011
    return helper(x + 1) + k

def body(carry, x):
    return carry + int(x), x
#                  ^^^^^^ JAX011

jax.lax.scan(body, 0, jnp.arange(3))
mapped = jax.vmap(lambda v: float(v))
#                           ^^^^^^^^ JAX011

class Model:
    @partial(jax.jit, static_argnums=0)
    def apply(self, x):
        return float(x[0] + 1)
#              ^^^^^^^^^^^^^^^ JAX011
# --- silent: shapes and static arguments
import math
import jax
import jax.numpy as jnp
import numpy as np
from functools import partial

@partial(jax.jit, static_argnames="n")
def static(x, n, scale=2.0):
    b = int(x.shape[0] * 0.5)
    c = float(len(x))
    d = math.sqrt(x.shape[-1])
    e = int(np.prod(x.shape))
    f = math.pi * x
    g = float(n)
    h = int(scale)
    i = math.prod(x.shape)
    j = x.astype(int)
    k = jnp.float32(x)
    return b, c, d, e, f, g, h, i, j, k, int(x.ndim), bool(n)
# --- silent: outside of traced code
import jax
import jax.numpy as jnp

@jax.jit
def step(w):
    return w * 2

def train(w, key):
    for _ in range(3):
        w = step(w)
        print(float(w.mean()), w.sum().item())
    return int(jnp.argmax(w)), w.tolist()

def loss(w):
    return int(w) * w

g = jax.grad(loss)(3.0)
# --- silent: trees, closures, and unknown results
import jax
import jax.numpy as jnp
from somewhere import size_of

@jax.jit
def trees(params, state, cfg):
    if bool(params):
        n = int(size_of(params))
    m = float(cfg.rate)
    return n, m, {name: int(value.ndim) for name, value in params.items()}

def make(rate):
    @jax.jit
    def step(x):
        return x * float(rate) + int(rate)

    return step
# --- silent: who asks first
import jax

@jax.jit
def careful(x):
    if isinstance(x, jax.core.Tracer):
        return x
    return float(x)

EAGER = False

def loop(upper, body, start):
    if EAGER:
        for i in range(int(upper)):
            start = body(i, start)
        return start
    return jax.lax.fori_loop(0, upper, body, start)

@jax.jit
def counts(n):
    return loop(n, lambda i, x: x + i, 0)

@jax.jit
def tries(x):
    try:
        return float(x)
    except Exception:
        return x
# --- silent: compile-time constants and host callbacks
import jax
import jax.numpy as jnp
import numpy as np

@jax.jit
def constant(x):
    with jax.ensure_compile_time_eval():
        n = int(jnp.sum(jnp.ones(3)))

    def host(y):
        return np.float32(float(y) + n)

    return jax.pure_callback(host, jax.ShapeDtypeStruct((), jnp.float32), x)
