# --- new functions in every round
import jax
import jax.numpy as jnp
from functools import partial
from jax import jit

def loss(w, x):
    return (w * x).sum()

def train(w, batches, model):
    for x in batches:
        w = w - jax.jit(jax.grad(loss))(w, x)
#               ^^^^^^^^^^^^^^^^^^^^^^^ JAX009
        step = jit(partial(loss, 3.0))
#              ^^^^^^^^^^^^^^^^^^^^^^^ JAX009
        step(x)
        both = jax.jit(jax.value_and_grad(model.loss))
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX009
        both(w, x)
        w = jit(lambda x: x * 2)(x)
#           ^^^^^^^^^^^^^^^^^^^^ JAX009
        w = jit(jax.vmap(lambda x, y: x * y))(x, x)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX009

        def half(x):
            return x / 2

        w = jax.jit(half)(w)
#           ^^^^^^^^^^^^^ JAX009
    rows = [jax.jit(lambda x: x + 1)(x) for x in batches]
#           ^^^^^^^^^^^^^^^^^^^^^^^^ JAX009
    while w.sum() > 0:
        with jax.default_device(jax.devices()[0]):
            w = jax.jit(lambda v: v - 1)(w)
#               ^^^^^^^^^^^^^^^^^^^^^^^^ JAX009
    return w, rows
# --- bound methods
import jax

class Model:
    def apply(self, x):
        return x

    def run(self, xs):
        for x in xs:
            x = jax.jit(self.apply)(x)
#               ^^^^^^^^^^^^^^^^^^^ JAX009
        return x

model = Model()
for i in range(3):
    jax.jit(model.apply)(i)
#   ^^^^^^^^^^^^^^^^^^^^ JAX009
# --- silent: once, above the loop
import jax

def loss(w, x):
    return (w * x).sum()

gradient = jax.jit(jax.grad(loss))

def train(w, batches):
    step = jax.jit(lambda x: x * 2)
    for x in batches:
        w = step(w) - gradient(w, x)
    return w

class Model:
    def __init__(self):
        self._step = jax.jit(self.apply)

    def apply(self, x):
        return x

    def run(self, xs):
        return [self._step(x) for x in xs]
# --- silent: a plain function is found again
import jax

def f(x):
    return x

@jax.jit
def g(x):
    return x

for i in range(3):
    jax.jit(f)(i)
    jax.jit(g)(i)
    jax.jit(jax.checkpoint(f))(i)
# --- silent: variants that depend on the loop
import jax
from functools import partial

def f(n, x):
    return x[:n]

sizes = {n: jax.jit(partial(f, n)) for n in (1, 2, 3)}
steps = [jax.jit(lambda x: x * 2) for _ in range(3)]

def sweep(x):
    for n in (1, 2, 3):
        g = jax.jit(lambda x: x[:n])
        g(x)
        h = jax.jit(partial(f, n))
        h(x)
        width = n * 2

        def cut(x):
            return x[:width]

        def twice(x):
            return cut(cut(x))

        jax.jit(lambda x: twice(x))(x)
        jax.jit(cut)(x)
        jax.jit(jax.grad(lambda x: cut(x).sum()))(x)
# --- silent: made once in a loop, only lowered, or inside traced code
import jax

def f(x):
    return x.sum()

cache = {}

def run(xs):
    step = None
    for x in xs:
        if step is None:
            step = jax.jit(jax.grad(f))
        step(x)
        if x.shape not in cache:
            cache[x.shape] = jax.jit(jax.grad(f))
        jax.jit(jax.grad(f)).lower(x).compile()
        compiled = jax.jit(jax.grad(f))
        compiled.lower(x)
        g = jax.grad(f)(x)

@jax.jit
def outer(x):
    for _ in range(3):
        x = jax.jit(jax.grad(f))(x)
    return x
