# --- printing
import jax
import jax.numpy as jnp

@jax.jit
def prints(x):
    y = x * 2
    print(y)
#   ^^^^^^^^ JAX006
    print(f"y is {y}")
#   ^^^^^^^^^^^^^^^^^^ JAX006
    return y

def body(c, x):
    print("carry", c)
#   ^^^^^^^^^^^^^^^^^ JAX006
    return c, x

jax.lax.scan(body, 0.0, jnp.ones(3))
# --- containers from outside
import jax

history = []
seen = {}

@jax.jit
def grows(x):
    history.append(x)
#   ^^^^^^^^^^^^^^^^^ JAX006
    seen.update(last=x)
#   ^^^^^^^^^^^^^^^^^^^ JAX006
    return x

def make():
    log = []

    @jax.jit
    def inner(x):
        log.append(x)
#       ^^^^^^^^^^^^^ JAX006
        return x

    return inner, log
# --- globals and self
import jax
from functools import partial

step_count = 0

@jax.jit
def counts(x):
    global step_count
    step_count += 1
#   ^^^^^^^^^^^^^^^ JAX006
    return x

class Trainer:
    @partial(jax.jit, static_argnums=0)
    def step(self, x):
        self.last = x
#       ^^^^^^^^^^^^^ JAX006
        return x
# --- silent: what the function makes itself
import jax

@jax.jit
def own(xs):
    out = []
    for x in xs:
        out.append(x * 2)
    table = dict(a=1)
    table.update(b=xs)
    rows = [x for x in xs]
    rows.extend(out)
    return out, table, rows
# --- silent: static facts and the debugging functions
import jax

@jax.jit
def told(x):
    print("tracing", x.shape)
    print("compiling")
    jax.debug.print("{}", x)
    return x
# --- silent: outside of traced code
import jax

losses = []

@jax.jit
def step(x):
    return x * 2

def fit(xs):
    global best
    for x in xs:
        loss = step(x)
        losses.append(float(loss))
        print(loss)
    best = min(losses)

class Trainer:
    def fit(self, x):
        self.state = step(x)
# --- silent: modules that handle their state
import jax
import flax.linen as nn
from flax import nnx

class Block(nn.Module):
    def setup(self):
        self.dense = nn.Dense(3)

    @nn.compact
    def __call__(self, x):
        self.sow("intermediates", "x", x)
        return self.dense(x)

class Counter(nnx.Module):
    @nnx.jit
    def __call__(self, x):
        self.count = x
        return x
# --- silent: sets and updates of arrays
import jax
import jax.numpy as jnp
import optax

@jax.jit
def update(params, grads, optimizer, state):
    updates, state = optimizer.update(grads, state)
    x = params["w"].at[0].add(1)
    return optax.apply_updates(params, updates), state, x
