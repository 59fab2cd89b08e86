# --- numbers and names that do not exist
import jax
from functools import partial

@partial(jax.jit, static_argnums=(1, 2))
#                                 ^^^^ JAX018
def f(x, n):
    return x

@jax.jit(static_argnames="m")
#                        ^^^ JAX018
def g(x, n):
    return x

@partial(jax.jit, static_argnames=["n", "m"], donate_argnums=5)
#                                                            ^ JAX018
def h(x, n, *, m):
    return x

square = jax.jit(lambda x: x * x, static_argnums=-2)
#                                                ^^ JAX018
wrong = jax.jit(f, static_argnums="n")
#                                 ^^^ JAX018

def keyword_only(x, *, n):
    return x

number = jax.jit(keyword_only, static_argnums=1)
#                                             ^ JAX018
# --- positional-only, one string for two names
import jax

def f(x, n, /, m):
    return x

one = jax.jit(f, static_argnames="n")
#                                ^^^ JAX018
two = jax.jit(f, static_argnames="m n")
#                                ^^^^^ JAX018
three = jax.jit(jax.grad(f), static_argnums=3)
#                                           ^ JAX018
# --- methods and nested functions
import jax
from functools import partial

class Model:
    @partial(jax.jit, static_argnums=(0, 2))
    def apply(self, x, train):
        return x

    @partial(jax.jit, static_argnums=3)
#                                    ^ JAX018
    def wrong(self, x, train):
        return x

    def step(self, x, train):
        return x

    def compiled(self):
        right = jax.jit(self.step, static_argnums=1)
        return right, jax.jit(self.step, static_argnums=2)
#                                                       ^ JAX018

    @staticmethod
    @partial(jax.jit, static_argnums=2)
#                                    ^ JAX018
    def free(x, train):
        return x

def make():
    @partial(jax.jit, donate_argnames="carry")
#                                     ^^^^^^^ JAX018
    def step(state, x):
        return state

    return step
# --- silent: right ones
import jax
from functools import partial

@partial(jax.jit, static_argnums=(0, -1), static_argnames=("m",))
def f(x, n, *, m=3):
    return x

@partial(jax.jit, static_argnames="n", donate_argnums=(0,))
def g(x, n):
    return x

@jax.jit
def h(x):
    return x

empty = jax.jit(lambda x: x, static_argnums=())
# --- silent: any arguments
import jax

def many(*args, **kwargs):
    return args[0]

number = jax.jit(many, static_argnums=(3,))
name = jax.jit(many, static_argnames="n")
# --- silent: what is not known
import functools
import jax
from somewhere import imported, decorate

STATIC = tuple(range(imported.count))

def f(x, n):
    return x

@decorate
def g(x):
    return x

first = jax.jit(imported, static_argnums=3)
second = jax.jit(f, static_argnums=STATIC)
third = jax.jit(g, static_argnums=3)

def make(function, names):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    @functools.wraps(function)
    def fixed(x):
        return function(x)

    jax.jit(fixed, static_argnums=3)
    return jax.jit(wrapper, static_argnums=2), jax.jit(f, static_argnames=names)
# --- silent: bound arguments and other libraries
import jax
import numba
from functools import partial

def f(x, n, m):
    return x

bound = jax.jit(partial(f, m=3), static_argnums=1)
mapped = jax.pmap(f, static_broadcasted_argnums=(1, 2))

class Model:
    def apply(self, x, train):
        return x

unbound = jax.jit(Model.apply, static_argnums=(0, 2))
bound_method = jax.jit(Model().apply, static_argnums=1)
