# --- longer than the signature
import jax
from functools import partial

def f(x, y):
    return x + y

three = jax.vmap(f, in_axes=(0, 0, None))
#                            ^^^^^^^^^^ JAX014
by_position = jax.vmap(f, [0, None, 0])
#                         ^^^^^^^^^^^^ JAX014

@partial(jax.vmap, in_axes=(0, None))
#                           ^^^^^^^ JAX014
def g(x):
    return x

class Model:
    @partial(jax.vmap, in_axes=(None, 0))
    def right(self, x):
        return x

    @partial(jax.vmap, in_axes=(None, 0, 0))
#                               ^^^^^^^^^^ JAX014
    def wrong(self, x):
        return x

    def step(self, x):
        return x

    def use(self, x):
        self.right(x)
        return jax.vmap(self.step, in_axes=(0, 0))(x), jax.vmap(self.step, in_axes=(0,))(x)
#                                           ^^^^ JAX014
# --- another number than the call passes
import jax
import jax.numpy as jnp

def f(x, y, z=1.0):
    return x + y + z

def use(a, b, params, model):
    mapped = jax.vmap(f, in_axes=(0, None))
    fast = jax.jit(jax.vmap(f, in_axes=(0, None)))
    mapped(a, b, 2.0)
#   ^^^^^^^^^^^^^^^^^ JAX014
    fast(a)
#   ^^^^^^^ JAX014
    mapped(a, y=b)
#   ^^^^^^^^^^^^^^ JAX014
    jax.jit(jax.vmap(jax.grad(f), in_axes=(0, 0, 0)))(a, b)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX014
    jax.vmap(jax.vmap(f, in_axes=(0,)), in_axes=(0, None))(a, b)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX014
    jax.vmap(model.apply, in_axes=(None, 0, 0))(params, a)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX014
    jax.jit(jax.vmap(jnp.dot, in_axes=(0,)))(a, b)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ JAX014
    return jax.vmap(lambda pair: pair[0], in_axes=(0, None))((a, b))
#                                                  ^^^^^^^ JAX014
# --- nothing to map over
import jax

def f(x, y):
    return x + y

def use(a, b):
    return jax.vmap(f, in_axes=(None, None))(a, b)
#                               ^^^^^^^^^^ JAX014
# --- silent: as many entries as arguments
import jax
from functools import partial

def f(x, y, z=1.0):
    return x + y + z

def use(a, b, axes, n):
    jax.vmap(f, in_axes=(0, None))(a, b)
    jax.vmap(f, in_axes=(0, None, None))(a, b, 2.0)
    jax.vmap(f, in_axes=(0,))(a, y=b)
    jax.vmap(f, in_axes=1)(a, b)
    jax.vmap(f)(a, b)
    jax.vmap(f, in_axes=axes)(a, b)
    jax.vmap(f, in_axes=(0,) * n)(a, b)
    jax.vmap(lambda pair, c: pair[0], in_axes=((0, None), None))((a, b), a)
    jax.vmap(lambda d: d["x"], in_axes=({"x": 0, "y": None},))({"x": a, "y": b})
    jax.vmap(f, in_axes=(None, None), axis_size=3)(a, b)
    return jax.vmap(f, in_axes=[0, None], out_axes=1)(a, b)
# --- silent: spread and bound arguments
import jax
from functools import partial

def many(*args):
    return args[0]

def f(w, x):
    return w * x

mapped = jax.vmap(many, in_axes=(0, None, 0))
bound = jax.vmap(partial(f, 3.0), in_axes=(0,))
later = partial(jax.vmap(f, in_axes=(None, 0)), 3.0)

def use(a, args, kwargs):
    mapped(*args)
    jax.vmap(f, in_axes=(None, 0))(*args)
    jax.vmap(f, in_axes=(None, 0))(a, **kwargs)
    bound(a)
    return later(a)
# --- silent: decorated methods, and flax's own vmap
import functools
import jax
import flax.linen as nn

class Model:
    @functools.partial(jax.vmap, in_axes=(None, 0, None))
    def apply(self, x, y):
        return x * y

    @functools.partial(jax.jit, static_argnums=0)
    @functools.partial(jax.vmap, in_axes=(None, 0))
    def jitted(self, x):
        return x

    def use(self, x):
        Model.apply(self, x, 2)
        return self.apply(x, 2), self.jitted(x)

Dense = nn.vmap(nn.Dense, in_axes=0, variable_axes={"params": 0}, split_rngs={"params": True})
