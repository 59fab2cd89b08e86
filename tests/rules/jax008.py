# --- by name and by number, decorated and wrapped later
import jax
import jax.numpy as jnp
import numpy as np
from functools import partial
from jax import jit

@partial(jit, static_argnames=("sizes", "names"))
def named(x, sizes, names=None):
    return x

@jax.jit(static_argnums=-1)
def last(x, table):
    return x

def plain(x, axes):
    return x

fast = jit(plain, static_argnums=1)

def use(x):
    named(x, [1, 2])
#            ^^^^^^ JAX008
    named(x, sizes=(1, 2), names={"a": 1})
#                                ^^^^^^^^ JAX008
    last(x, {1, 2})
#           ^^^^^^ JAX008
    fast(x, [i for i in range(3)])
#           ^^^^^^^^^^^^^^^^^^^^^ JAX008
    fast(x, axes=list(x.shape))
#                ^^^^^^^^^^^^^ JAX008
    fast(x, np.array([0, 1]))
#           ^^^^^^^^^^^^^^^^ JAX008
    fast(x, jnp.arange(2))
#           ^^^^^^^^^^^^^ JAX008
    fast(x, (1, [2]))
#            ^^^^^^ JAX008
    axes = [0]
    return fast(x, axes)
#                  ^^^^ JAX008
# --- inside traced code, and in a lambda
import jax

scale = jax.jit(lambda x, n: x * n, static_argnums=1)

@jax.jit
def outer(x):
    y = x + 1
    return scale(x, y)
#                   ^ JAX008
# --- methods: numbers count self only where the decorator sees it
import jax
from functools import partial

class Model:
    @partial(jax.jit, static_argnums=(0, 2))
    def apply(self, x, sizes):
        return x

    def step(self, x, sizes):
        return x

    def run(self, x):
        step = jax.jit(self.step, static_argnums=1)
        step(x, [1])
#               ^^^ JAX008
        return self.apply(x, [1])
#                            ^^^ JAX008

    def fine(self, x):
        return jax.jit(self.step, static_argnums=0)(2, [1])

def plain(x):
    return Model().apply(x, (1,))
# --- a static self that compares by value
import dataclasses
import jax
from functools import partial

@dataclasses.dataclass
class Layer:
    width: int

    @partial(jax.jit, static_argnums=0)
    def apply(self, x):
        return x * self.width

class Point:
    def __eq__(self, other):
        return True

@partial(jax.jit, static_argnums=1)
def at(x, point):
    return x

def use(x):
    layer = Layer(3)
    at(x, Point())
#         ^^^^^^^ JAX008
    return layer.apply(x)
#          ^^^^^ JAX008
# --- silent: what has a hash
import enum
import jax
import jax.numpy as jnp
import numpy as np
from dataclasses import dataclass
from functools import partial

@dataclass(frozen=True)
class Frozen:
    width: int = 3

@dataclass(eq=False)
class ByIdentity:
    width: int = 3

@dataclass
class WithHash:
    width: int = 3

    def __hash__(self):
        return 1

class Plain:
    pass

class Mode(enum.Enum):
    TRAIN = 1

@partial(jax.jit, static_argnames="n")
def f(x, n=[1, 2]):
    return x

def use(x, config, activation):
    f(x)
    f(x, (1, 2))
    f(x, x.shape)
    f(x, tuple([1, 2]))
    f(x, frozenset([1]))
    f(x, "relu")
    f(x, None)
    f(x, config["sizes"])
    f(x, activation)
    f(x, jax.nn.relu)
    f(x, np.float32(3))
    f(x, np.sum(x))
    f(x, int(jnp.sum(x)))
    for thing in (Frozen(), ByIdentity(), WithHash(), Plain()):
        f(x, thing)
    f(x, Frozen())
    f(x, ByIdentity())
    f(x, WithHash())
    f(x, Plain())
    return f(x, Mode.TRAIN)
# --- silent: traced arguments, bound ones, and other functions
import jax
from functools import partial

@partial(jax.jit, static_argnums=(1,))
def f(xs, n):
    return xs

def sizes_of(x, sizes):
    return x

bound = jax.jit(partial(sizes_of, sizes=[1, 2]))
later = partial(f, n=3)

def use(x):
    f([x, x], 3)
    f({"a": x}, n=3)
    bound(x)
    later([x])
    sizes_of(x, [1, 2])
    args = (x, [1])
    return f(*args)
# --- silent: flax's dataclasses freeze what they make
import jax
from flax import struct
from functools import partial

@struct.dataclass
class State:
    step: int

@partial(jax.jit, static_argnums=0)
def f(state, x):
    return x

def use(x):
    return f(State(1), x)
