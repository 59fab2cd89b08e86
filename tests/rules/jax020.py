# --- used after the call
import jax
import jax.numpy as jnp
from functools import partial

@partial(jax.jit, donate_argnums=(0, 1), static_argnums=2)
def step(params, state, n):
    return params, state

def run(params, state, batch):
    new, other = step(params, state, 3)
    print(params)
#         ^^^^^^ JAX020
    loss = jnp.sum(state)
#                  ^^^^^ JAX020
    return new, other, loss

def returned(params, state):
    out = step(params=params, state=state, n=2)
    if out is None:
        return out
    return params
#          ^^^^^^ JAX020

x = jnp.ones(3)
y = step(x, jnp.zeros(3), 1)
z = x + 1
#   ^ JAX020
# --- parts, methods, loops
import jax
import jax.numpy as jnp

class Trainer:
    def _step(self, state, batch):
        return state

    def run(self, state, batches):
        step = jax.jit(self._step, donate_argnums=0)
        new = step(state, batches)
        print(state["w"])
#             ^^^^^^^^^^ JAX020
        return new

fast = jax.jit(lambda x: x * 2, donate_argnums=0)

def repeat(x, n):
    for _ in range(n):
        y = fast(x)
#                ^ JAX020
    return y
# --- silent: the name has the result
import jax
import jax.numpy as jnp
from functools import partial

@partial(jax.jit, donate_argnums=0)
def step(state, x):
    return state + x

def train(state, batches):
    for batch in batches:
        state = step(state, batch)
        print(state)
    return state

def fresh(batches):
    for batch in batches:
        buffer = jnp.zeros(3)
        out = step(buffer, batch)
    for batch in batches:
        out = step(batch, 1.0)
    return out

def named(state, x):
    return step(state=state, x=x)
# --- silent: branches, and loops that end
import jax
from functools import partial

@partial(jax.jit, donate_argnums=0)
def step(state, x):
    return state + x

@jax.jit
def other(state, x):
    return state * x

def choose(state, x, fast):
    if fast:
        new = step(state, x)
    else:
        new = other(state, x)
    return new

def early(state, x, fast):
    if fast:
        return step(state, x)
    return other(state, x)

def first(state, xs):
    for x in xs:
        out = step(state, x)
        break
    return out
# --- silent: shapes, copies, what is not donated, NumPy, traced code
import jax
import jax.numpy as jnp
import numpy as np
from functools import partial

@partial(jax.jit, donate_argnums=0)
def step(state, x):
    return state + x

def use(state, x):
    old = jnp.copy(state)
    new = step(state, x)
    print(state.shape, x, old)
    return new, x

def host(x):
    state = np.zeros(3)
    new = step(state, x)
    return new + state + step(1.0, x)

@jax.jit
def outer(state, x):
    new = step(state, x)
    return new + state
# --- silent: attributes
import jax
from functools import partial

@partial(jax.jit, donate_argnums=0)
def step(state, x):
    return state + x

class Trainer:
    def run(self, x):
        self.state = step(self.state, x)
        return self.state
# --- silent: what is left of it
import jax
import pytest
from flax import nnx
from functools import partial

@partial(jax.jit, donate_argnums=0)
def step(state, x):
    return state + x

@nnx.jit(donate_argnums=0)
def update(model):
    model.count += 1

def test_donation(state, model):
    new = step(state, 1.0)
    assert state.is_deleted()
    print(jax.make_jaxpr(step)(model, 1.0), model)
    model.assertDeleted(state)
    step.lower(state, 1.0)
    with pytest.raises(RuntimeError):
        print(state)
    update(model)
    print(model)
    return new
