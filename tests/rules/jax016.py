# --- logarithms, roots, ratios and powers
import jax
import jax.numpy as jnp

def loss(params, x):
    w = params["w"] * x
    a = jnp.where(w > 0, jnp.log(w), 0.0)
#                        ^^^^^^^^^^ JAX016
    b = jnp.where(w <= 0, 0.0, jnp.sqrt(w))
#                              ^^^^^^^^^^^ JAX016
    c = jnp.where(w != 0, x / w, 0.0)
#                         ^^^^^ JAX016
    d = jnp.where(w > 0, w**0.5, 0.0)
#                        ^^^^^^ JAX016
    root = jax.lax.rsqrt(w)
#          ^^^^^^^^^^^^^^^^ JAX016
    e = jnp.where(w > 1e-8, root * 2, 0.0)
    return (a + b + c + d + e).sum()

step = jax.jit(jax.value_and_grad(loss))
rows = jax.vmap(jax.grad(lambda v: jnp.where(0 < v, v * jnp.log(v), 0.0)))
#                                                       ^^^^^^^^^^ JAX016

def helper(p):
    return jnp.where(p == 0, 0.0, p * jnp.log(p))
#                                     ^^^^^^^^^^ JAX016

@jax.grad
def entropy(p):
    return -helper(p * 2).sum()
# --- silent: the argument is chosen or bounded too
import jax
import jax.numpy as jnp

def loss(w):
    safe = jnp.where(w > 0, w, 1.0)
    a = jnp.where(w > 0, jnp.log(safe), 0.0)
    b = jnp.where(w > 0, jnp.log(w + 1e-8), 0.0)
    c = jnp.where(w > 0, jnp.sqrt(jnp.maximum(w, 1e-8)), 0.0)
    d = jnp.where(w > 0, jnp.tanh(w), 0.0)
    e = jnp.where(jnp.isnan(w), 0.0, w)
    f = jnp.where(w > 0, w, jnp.expm1(w))
    h = jax.nn.relu(w)
    g = jnp.where(h > 0, jnp.log(h), 0.0)
    return (a + b + c + d + e + f + g).sum()

gradient = jax.grad(loss)
# --- silent: not differentiated
import jax
import jax.numpy as jnp
import numpy as np

@jax.jit
def metric(p):
    return jnp.where(p > 0, p * jnp.log(p), 0.0).sum()

def report(x):
    return np.where(x > 0, np.log(x), 0.0), jnp.where(x > 0, jnp.log(x), 0.0)
# --- silent: it depends on data alone
import jax
import jax.numpy as jnp

def loss(w, counts):
    scale = jnp.where(counts > 0, 1.0 / counts, 0.0)
    return jnp.sum(w * scale)

gradient = jax.grad(loss)
# --- silent: tested for something else
import jax
import jax.numpy as jnp

def loss(w, mask):
    a = jnp.where(mask, jnp.log(w), 0.0)
    b = jnp.where(w > 5, jnp.log(w), 0.0)
    c = jax.lax.cond(w[0] > 0, jnp.log, jnp.abs, w[0])
    return a.sum() + b.sum() + c

gradient = jax.grad(loss)
