# --- plain and aliased arrays
import jax.numpy as jnp

x = jnp.zeros(3)
x[0] = 1
#^^^^^^^ JAX001
y = x
y[1:] *= 2
#^^^^^^^^^ JAX001
z = (x + 1) / 2
z[0], other = 1, 2
#^^^ JAX001
w = jnp.ones((2, 2)).T
del w[0]
#^^^^^^^ JAX001
# --- jax.numpy under the name of numpy
import jax.numpy as np

x = np.arange(3)
x[0] = 1
#^^^^^^^ JAX001
# --- from imports and random arrays
from jax import random
from jax.numpy import zeros

a = zeros((2, 3))
a[0, 1] -= 1.0
#^^^^^^^^^^^^^ JAX001
b = random.normal(random.key(0), (3,))
b[0] = 0
#^^^^^^^ JAX001
# --- annotated parameters
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

def annotated(x: jax.Array, y: jnp.ndarray, z: Float[Array, "b t"]):
    x[0] = 1
#   ^^^^^^^^ JAX001
    y[0] = 1
#   ^^^^^^^^ JAX001
    z[0] = 1
#   ^^^^^^^^ JAX001
# --- traced parameters, decorated and wrapped later
import jax
from functools import partial

@jax.jit
def decorated(x):
    x[:, 0] = 0
#   ^^^^^^^^^^^ JAX001
    return x

@partial(jax.jit, static_argnums=(1,))
def with_static(x, table):
    table[0] = 1
    return x * 2

def plain(x):
    y = x * 2
    y[0] = 0
#   ^^^^^^^^ JAX001
    return y

plain = jax.jit(plain)
# --- attributes, helpers and loops
import jax.numpy as jnp

class Buffer:
    def __init__(self):
        self.data = jnp.zeros(8)

    def put(self, i, v):
        self.data[i] = v
#       ^^^^^^^^^^^^^^^^ JAX001

def make():
    return jnp.zeros(3)

def use():
    x = make()
    for i in range(3):
        x[i] = i
#       ^^^^^^^^ JAX001
# --- bodies of scan, vmapped functions and lambdas
import jax
import jax.numpy as jnp

def body(carry, x):
    total = carry + x
    total[0] = 0
#   ^^^^^^^^^^^^ JAX001
    return total, x

carry, ys = jax.lax.scan(body, jnp.zeros(3), jnp.ones((4, 3)))

@jax.vmap
def each(row):
    row = row / 2
    row[0] = 1
#   ^^^^^^^^^^ JAX001
    return row
# --- silent: rebinding the whole name
import jax.numpy as jnp

x = jnp.zeros(3)
x += 1
x -= 0.1 * x
x = x.at[0].set(1)
# --- silent: dicts and lists of arrays
import jax
import jax.numpy as jnp

params = {"w": jnp.zeros(3)}
params["b"] = jnp.ones(3)
rows = [jnp.zeros(3) for _ in range(3)]
rows[0] = jnp.ones(3)

@jax.jit
def update(params, grads):
    params["w"] = params["w"] - grads["w"]
    return params
# --- silent: numpy in a file that imports jax
import jax
import numpy as np
import jax.numpy as jnp

a = np.array(jnp.zeros(3))
a[0] = 1
b = np.zeros(3)
b[0] += jnp.float32(2)

def table(n):
    t = np.zeros((n, n))
    t[0, :] = 1
    return jnp.asarray(t)
# --- silent: numpy called jnp, and torch
import jax
import numpy as jnp
import torch

x = jnp.zeros(3)
x[0] = 1
t = torch.zeros(3)
t[0] = 1
# --- silent: mutable references and pallas kernels
import jax
import jax.numpy as jnp
from jax.experimental import pallas as pl

ref = jax.new_ref(jnp.zeros(3))
ref[0] = 1.0
ref[0] += 1.0

def kernel(x_ref, o_ref):
    o_ref[...] = x_ref[...] * 2

out = pl.pallas_call(kernel, out_shape=jax.ShapeDtypeStruct((3,), jnp.float32))
# --- silent: unknown objects and untraced parameters
import jax

def fill(cells, i, v):
    cells[i] = v
    return cells

class Grid:
    def set(self, i, v):
        self.cells[i] = v
# --- silent: an array or a list, by branch
import jax.numpy as jnp
import numpy as np

def either(flag):
    x = jnp.zeros(3) if flag else np.zeros(3)
    x[0] = 1
# --- silent: isinstance decides
import jax
import jax.numpy as jnp
import numpy as np

def convert(x: jax.Array):
    if isinstance(x, np.ndarray):
        x[0] = 1
    return x

# --- What NumPy's arrays do in place, JAX's do not
import jax.numpy as jnp
import numpy as np

x = jnp.zeros(3)
x.fill(1.0)
#^^^^^^^^^^ JAX001
np.copyto(x, 1.0)
#^^^^^^^^^^^^^^^^ JAX001
np.add.at(x, [0], 1.0)
#^^^^^^^^^^^^^^^^^^^^^ JAX001
np.add(x, 1.0, out=x)
#^^^^^^^^^^^^^^^^^^^^ JAX001
jnp.put(x, jnp.array([0]), 1.0)
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX001
np.random.default_rng(0).shuffle(x)
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX001

y = jnp.put(x, jnp.array([0]), 1.0, inplace=False)
z = np.zeros(3)
z.fill(1.0)
np.add(x, 1.0, out=z)
np.copyto(z, x)
