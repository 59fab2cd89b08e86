# --- methods of at, on names and attributes
import jax.numpy as jnp

x = jnp.zeros((3, 3))
x.at[0].set(1)
#^^^^^^^^^^^^^ JAX002
x.at[1:, 0].add(1)
#^^^^^^^^^^^^^^^^^ JAX002
x.at[0].multiply(2, mode="drop")
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX002

class State:
    def __init__(self):
        self.x = jnp.zeros(3)

    def touch(self):
        self.x.at[0].max(1)
#       ^^^^^^^^^^^^^^^^^^^ JAX002
# --- under jit, on parameters of no known type
import jax

@jax.jit
def step(x, i):
    x.at[i].set(0)
#   ^^^^^^^^^^^^^^ JAX002
    return x
# --- other functions that return a new array
import jax
import optax
import jax.numpy as jnp

def update(params, updates, x):
    optax.apply_updates(params, updates)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX002
    jax.lax.dynamic_update_slice(x, jnp.zeros(1), (0,))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX002
    return params, x
# --- silent: kept, returned, passed on, chained
import jax.numpy as jnp

def fine(x: jnp.ndarray):
    x = x.at[0].set(1)
    print(x.at[0].set(2))
    y = x.at[0].set(1).at[1].set(2)
    pair = (x.at[0].get(), y)
    f = lambda: x.at[0].set(3)
    return x.at[1].add(1), pair, f
# --- silent: pandas, sets, events and classes of one's own
import jax
import pandas as pd
import threading

df = pd.DataFrame()
df.at[0, "a"] = 3
seen = set()
seen.add(3)
event = threading.Event()
event.set()

class Grid:
    def at(self):
        return self

def own(grid, rows):
    grid.at[0].set(1)
    rows.at(0).set(1)
# --- silent: a check that an update raises
import jax.numpy as jnp
import pytest

def test_bounds():
    x = jnp.zeros(3)
    with pytest.raises(TypeError):
        x.at["a"].set(1)
