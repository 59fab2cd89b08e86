# --- long loops
import jax
import jax.numpy as jnp

STEPS = 1000

@jax.jit
def f(x, y):
    y = y * 2
    for i in range(100):
#            ^^^^^^^^^^ JAX021
        y = y + x * i
    for _ in range(0, STEPS, 2):
#            ^^^^^^^^^^^^^^^^^^ JAX021
        y += jnp.sin(y)
    return y

def loss(w):
    total = w * 0.0
    for t in range(64):
#            ^^^^^^^^^ JAX021
        total = total + w**t
    return total

gradient = jax.jit(jax.grad(loss))

class Model:
    @jax.jit
    def apply(self, x):
        state = jnp.zeros(3)
        for _ in range(50):
#                ^^^^^^^^^ JAX021
            state = jnp.tanh(state + x)
        return state
# --- silent: short loops, layers, static numbers
import jax
import jax.numpy as jnp
from functools import partial

@partial(jax.jit, static_argnames="depth")
def f(x, layers, depth):
    for w in layers:
        x = x @ w
    for _ in range(depth):
        x = x * 2
    for i in range(8):
        x = x + i
    for axis in range(x.ndim):
        x = x.sum(axis)
    return x
# --- silent: nothing traced goes from round to round
import jax
import jax.numpy as jnp
import numpy as np

@jax.jit
def f(x):
    table = np.zeros(100)
    rows = []
    for i in range(100):
        table[i] = np.sin(i)
        rows.append(i)
    return x * table + jnp.array(rows)
# --- silent: outside of traced code
import jax

@jax.jit
def step(x):
    return x * 2

def train(x):
    for _ in range(1000):
        x = step(x)
    return x

for _ in range(100):
    y = step(3.0)

@jax.jit
def update(w, x):
    error = w * x
    error = error * 2
    return w - error

w = 1.0
for _ in range(200):
    w = update(w, w + 1)
# --- silent: the loop is JAX's own
import jax
import jax.numpy as jnp

@jax.jit
def f(x):
    return jax.lax.fori_loop(0, 1000, lambda i, y: y + jnp.sin(y), x)
