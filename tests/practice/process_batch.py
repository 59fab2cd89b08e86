# --- right: jax, in_axes
import jax.numpy as jnp
from jax import vmap

def process_one(x, w):
    return jnp.sum(w * x ** 2)

def process_batch(xs, w):
    return vmap(process_one, in_axes=(0, None))(xs, w)
# --- right: jax, vmap at the top level, jitted
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.dot(w, x * x)

process_batch = jax.jit(jax.vmap(process_one, in_axes=(0, None)))
# --- right: jax, a closure over w
import jax
import jax.numpy as jnp

def process_one(x, w):
    return (w * jnp.square(x)).sum()

def process_batch(xs, w):
    return jax.vmap(lambda x: process_one(x, w))(xs)
# --- right: jax, partial
from functools import partial
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.einsum("i,i,i->", w, x, x)

def process_batch(batch, weights):
    return jax.vmap(partial(process_one, w=weights))(batch)
# --- right: jax, a matrix product
import jax.numpy as jnp

def process_one(x, w):
    return jnp.vdot(w, x**2)

def process_batch(xs, w):
    return (xs**2) @ w
# --- right: jax, sum over the last axis
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(x * x * w, axis=-1)

def process_batch(xs, w):
    return process_one(xs, w)
# --- right: jax, lax.map
import jax
import jax.numpy as jnp

@jax.jit
def process_one(x, w):
    return jnp.sum(w * jnp.power(x, 2))

def process_batch(xs, w):
    return jax.lax.map(lambda x: process_one(x, w), xs)
# --- right: jax, in_axes as a list, out_axes said
import jax
import jax.numpy as jnp

def process_one(x, w):
    return (x**2 * w).sum()

def process_batch(xs, w):
    mapped = jax.vmap(process_one, in_axes=[0, None], out_axes=0)
    return mapped(xs, w)
# --- wrong: jax, no in_axes => raises
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(w * x**2)

def process_batch(xs, w):
    return jax.vmap(process_one)(xs, w)
# --- wrong: jax, the axes the other way => has the shape
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(w * x**2)

def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(None, 0))(xs, w)
# --- wrong: jax, over the features => has the shape
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(w * x**2)

def process_batch(xs, w):
    return jax.vmap(lambda x, one: jnp.sum(one * x**2), in_axes=(1, 0))(xs, w)
# --- wrong: jax, the sum over everything => has the shape
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(w * x**2)

def process_batch(xs, w):
    return process_one(xs, w)
# --- wrong: jax, sums over the batch too => sums over the batch
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(w * x**2)

def process_batch(xs, w):
    return jnp.full(len(xs), process_one(xs, w))
# --- wrong: jax, no weights => leaves out `w`
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(x**2)

def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(0, None))(xs, w)
# --- wrong: jax, no square => does not square
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(w * x)

def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(0, None))(xs, w)
# --- wrong: jax, the weights too => squares `w` too
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum((w * x) ** 2)

def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(0, None))(xs, w)
# --- wrong: jax, the mean => is the mean
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.mean(w * x**2)

def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(0, None))(xs, w)
# --- wrong: jax, a Python list => not an array
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(w * x**2)

def process_batch(xs, w):
    return [process_one(x, w) for x in xs]
# --- wrong: jax, an empty batch => raises
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(w * x**2)

def process_batch(xs, w):
    return jnp.stack([process_one(x, w) for x in xs])
# --- wrong: jax, float on a traced value => raises
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.asarray(float(jnp.sum(w * x**2)))

def process_batch(xs, w):
    return (xs**2) @ w
# --- wrong: jax, a branch on a traced value => raises
import jax
import jax.numpy as jnp

def process_one(x, w):
    total = jnp.sum(w * x**2)
    if total < 0:
        return -(-total)
    return total

def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(0, None))(xs, w)
# --- wrong: jax, keeps the features => has the shape
import jax
import jax.numpy as jnp

def process_one(x, w):
    return w * x**2

def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(0, None))(xs, w)
# --- wrong: jax, a column => has the shape
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sum(w * x**2)

def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(0, None))(xs, w)[:, None]
# --- wrong: jax, the absolute value => is not the sum
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.abs(jnp.sum(w * x**2))

def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(0, None))(xs, w)
# --- wrong: jax, the root => is the root
import jax
import jax.numpy as jnp

def process_one(x, w):
    return jnp.sqrt(jnp.abs(jnp.sum(w * x**2)))

def process_batch(xs, w):
    return jax.vmap(process_one, in_axes=(0, None))(xs, w)
