# --- a pair without has_aux
import jax
import jax.numpy as jnp
from functools import partial
from jax import value_and_grad

def loss(w, x):
    return jnp.sum(w * x), x

def helper(w):
    return loss(w, 3.0)

def make():
    @jax.value_and_grad
#    ^^^^^^^^^^^^^^^^^^ JAX013
    def decorated(w):
        return w.sum(), {"w": w}

    return decorated

class Model:
    def loss(self, params, x):
        error = (params - x) ** 2
        return [error.mean(), error]

    def step(self, params, x):
        return jax.grad(self.loss)(params, x)
#              ^^^^^^^^^^^^^^^^^^^ JAX013

first = jax.grad(loss)(1.0, 2.0)
#       ^^^^^^^^^^^^^^ JAX013
second = jax.jit(value_and_grad(loss, argnums=(0, 1)))
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX013
third = jax.grad(lambda w: (w.sum(), w, w))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX013
fourth = jax.grad(helper)
#        ^^^^^^^^^^^^^^^^ JAX013
fifth = jax.grad(jax.jit(loss), has_aux=False)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX013
sixth = jax.grad(partial(loss, x=3.0))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX013
# --- has_aux without a pair
import jax
import jax.numpy as jnp
from functools import partial

def loss(w):
    return jnp.sum(w)

def make():
    @partial(jax.grad, has_aux=True)
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX013
    def three(w):
        if w is None:
            return 1.0, 2.0, 3.0
        return w.sum(), w, w

    return three

value = jax.value_and_grad(loss, has_aux=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX013
gradient = jax.grad(lambda w: {"a": w}, has_aux=True)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX013
positional = jax.grad(loss, 0, True)
#            ^^^^^^^^^^^^^^^^^^^^^^^ JAX013
# --- silent: they agree
import jax
import jax.numpy as jnp
from functools import partial

def loss(w):
    return jnp.sum(w)

def pair(w):
    logits = w * 2
    return logits.mean(), (logits, w)

@partial(jax.value_and_grad, has_aux=True)
def decorated(w):
    return w.sum(), w

@jax.grad
def scalar(w):
    return w.sum()

first = jax.grad(loss)
second = jax.value_and_grad(pair, has_aux=True)
third = jax.grad(lambda w: pair(w)[0])
fourth = jax.grad(pair, 0, True)
fifth = jax.value_and_grad(loss, argnums=(0,))
# --- silent: what is not known
import jax
from somewhere import imported

def loss(w, model, with_logits):
    return model.loss(w)

def either(w, with_logits):
    if with_logits:
        return w.sum(), w
    return w.sum()

def listed(w, model):
    return tuple(model(w))

def make(flag, options):
    a = jax.grad(loss)
    b = jax.grad(loss, has_aux=True)
    c = jax.grad(either)
    d = jax.grad(imported, has_aux=True)
    e = jax.grad(lambda w: (w, w), has_aux=flag)
    f = jax.grad(lambda w: (w, w), **options)
    g = jax.grad(listed)
    return a, b, c, d, e, f, g
# --- silent: Jacobians of tuples, and mapped functions
import jax

def pair(w):
    return w * 2, w

first = jax.jacrev(pair)
second = jax.vmap(pair)
third = jax.hessian(lambda w: (w, w))
_, pullback = jax.vjp(pair, 1.0)
fourth = jax.jacrev(pair, has_aux=True)
# --- silent: helpers inside return tuples of their own
import jax

@jax.jit
def step(params, x):
    def forward(p):
        def split(y):
            return y, y

        a, b = split(p * x)
        return (a + b).mean()

    return jax.value_and_grad(forward)(params)
