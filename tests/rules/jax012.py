# --- arrays whatever comes in
import jax
import jax.numpy as jnp
from functools import partial
from jax import grad

def probabilities(w, x):
    return jax.nn.softmax(w * x)
#          ^^^^^^^^^^^^^^^^^^^^^ JAX012

def first(w):
    return jnp.sin(w)[:1]
#          ^^^^^^^^^^^^^^ JAX012

def kept(w):
    return jnp.mean(w, axis=-1, keepdims=True)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX012

def stacked(w):
    return jnp.stack([w, w]), w
#          ^^^^^^^^^^^^^^^^^^^^ JAX012

@jax.value_and_grad
def flat(params):
    x = params["w"]
    return -jax.nn.log_softmax(x)
#          ^^^^^^^^^^^^^^^^^^^^^^ JAX012

a = grad(probabilities)
b = jax.value_and_grad(first)
c = jax.jit(jax.grad(kept))
d = jax.grad(stacked, has_aux=True)
e = jax.grad(lambda w: jnp.concatenate([w, w]))
#                      ^^^^^^^^^^^^^^^^^^^^^^^ JAX012
# --- arrays whose shape is in sight
import jax
import jax.numpy as jnp
import numpy as np

def elementwise(w, x):
    return jnp.tanh(w * x)
#          ^^^^^^^^^^^^^^^ JAX012

def rows(w, x):
    return jnp.sum((x - w) ** 2, axis=1)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX012

def product(w, x):
    return x @ w
#          ^^^^^ JAX012

def use(key):
    x = jax.random.normal(key, (4, 3))
    jax.grad(elementwise)(jnp.ones(3), 2.0)
    jax.grad(rows)(1.0, x)
    return jax.grad(product)(jnp.ones(3), np.zeros((4, 3)))
# --- silent: numbers
import jax
import jax.numpy as jnp

def mean(w, x):
    return jnp.mean((w * x) ** 2)

def vectors(w, x):
    return w @ x

def indexed(w):
    return w[0] ** 2

def squeezed(w):
    return jnp.sum(w, keepdims=True).squeeze()

def scalar(x):
    return jnp.tanh(x) ** 2

def nll(w, label):
    return -jax.nn.log_softmax(w)[label]

def picked(w):
    return jax.nn.softmax(w)[0]

def traced(w):
    return jnp.einsum("i,i->", w, w)

def helper(w):
    return mean(w, w)

use = [
    jax.grad(mean)(jnp.ones(3), jnp.ones(3)),
    jax.grad(vectors)(jnp.ones(3), jnp.ones(3)),
    jax.grad(indexed)(jnp.ones(3)),
    jax.grad(squeezed)(jnp.ones(3)),
    jax.grad(scalar)(0.5),
    jax.grad(nll)(jnp.ones(3), 1),
    jax.grad(picked)(jnp.ones(3)),
    jax.grad(traced)(jnp.ones(3)),
    jax.grad(helper)(jnp.ones(3)),
]
# --- silent: per row, and Jacobians
import jax
import jax.numpy as jnp

def square(x):
    return x**2

def loss(w, x):
    return (w * x) ** 2

def softmax(w):
    return jax.nn.softmax(w)

rows = jax.vmap(jax.grad(square))(jnp.ones(3))
mapped = jax.vmap(jax.grad(loss), in_axes=(None, 0))(2.0, jnp.ones(3))
jitted = jax.jit(jax.vmap(jax.value_and_grad(square)))(jnp.ones(3))
jacobian = jax.jacrev(softmax)(jnp.ones(3))
total = jax.grad(lambda w: softmax(w).max())(jnp.ones(3))

def per_example(x):
    def inner(w):
        return w * x

    return jax.grad(inner)(2.0)

rows = jax.vmap(per_example)(jnp.ones(3))
# --- silent: parameters of unknown shape
import jax
import jax.numpy as jnp
import optax

def error(w, x, y):
    return (w * x - y) ** 2

def entropy(logits, labels):
    return optax.softmax_cross_entropy(logits, labels)

def train(w, x, y, model):
    jax.grad(error)(w, x, y)
    jax.grad(entropy)(x, y)
    jax.grad(lambda p: model(p, x))(w)
    return jax.grad(lambda p, i: p[i])(w, 0)
# --- silent: called with arrays elsewhere
import jax
import jax.numpy as jnp
import numpy as np

def square(x):
    return jnp.sum(x, axis=0) ** 2

many = square(np.ones((3, 4)))
one = jax.grad(square)(np.ones(3))

def loss(params, scale):
    w, b = params
    return scale * w * b

def gradient(params):
    return jax.grad(loss)(params, 2.0)

gradients = jax.vmap(gradient)((jnp.array([2.0]), jnp.array([3.0])))
