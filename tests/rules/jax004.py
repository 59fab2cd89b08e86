# --- every way of asking for a truth
import jax
import jax.numpy as jnp

@jax.jit
def asks(x, y):
    if x > 0:
#      ^^^^^ JAX004
        y = y + 1
    while y < 3:
#         ^^^^^ JAX004
        y = y + 1
    z = 1 if jnp.any(x > 0) else 2
#            ^^^^^^^^^^^^^^ JAX004
    assert jnp.all(y == 0), "message"
#          ^^^^^^^^^^^^^^^ JAX004
    w = not x.any()
#           ^^^^^^^ JAX004
    v = 0 < x < 3
#       ^^^^^^^^^ JAX004
    u = [i for i in range(3) if x[i] > 0]
#                               ^^^^^^^^ JAX004
    return z, w, v, u
# --- both sides of and, or
import jax

@jax.jit
def sides(x, y):
    if x > 0 and y > 0:
#      ^^^^^ JAX004
#                ^^^^^ JAX004
        return x
    return y
# --- built-in functions
import jax

@jax.vmap
def clamp(x):
    return max(min(x * 2, 1.0), 0.0)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^ JAX004
#              ^^^^^^^^^^^^^^^ JAX004
# --- wrapped later, partial, methods, lambdas
import jax
from functools import partial

def later(x, n):
    if x.sum() > n:
#      ^^^^^^^^^^^ JAX004
        return x
    return -x

step = jax.jit(later, static_argnums=1)
sign = jax.jit(lambda x: 1 if x > 0 else -1)
#                             ^^^^^ JAX004

class Model:
    @partial(jax.jit, static_argnums=0)
    def apply(self, x):
        return x if x[0] > 0 else -x
#                   ^^^^^^^^ JAX004
# --- bodies of control flow and helpers of the file
import jax
import jax.numpy as jnp

def helper(x):
    return x if x > 0 else -x
#               ^^^^^ JAX004

@jax.jit
def outer(x):
    return helper(x * 2)

def body(i, total):
    if total > 3:
#      ^^^^^^^^^ JAX004
        return total
    return total + i

jax.lax.fori_loop(0, 3, body, 0.0)
# --- a jitted gradient
import jax

def loss(w, x):
    y = w * x
    if y > 0:
#      ^^^^^ JAX004
        return y
    return -y

train = jax.jit(jax.grad(loss))
# --- silent: shapes, dtypes, None, isinstance
import jax
import jax.numpy as jnp

@jax.jit
def static_facts(x, mask=None):
    if x.shape[0] > 2 and x.ndim == 2:
        x = x + 1
    if x.dtype == jnp.float32 or len(x) > 3:
        x = x * 2
    if mask is not None:
        x = jnp.where(mask, x, 0)
    if isinstance(x, jax.Array):
        x = x - 1
    b, n = x.shape
    if b == n:
        return x.T
    return x
# --- silent: static arguments, defaults, closures
import jax
from functools import partial

@partial(jax.jit, static_argnames=("n", "training"))
def static(x, n, training):
    if training and n > 2:
        return x * n
    return x

@jax.jit
def default(x, train=True):
    if train:
        return x
    return -x

def make_step(clip):
    @jax.jit
    def step(x):
        if clip > 0:
            return x / clip
        return x
    return step

bound = jax.jit(partial(lambda flag, x: x if flag else -x, True))
# --- silent: bare grad is concrete
import jax

def loss(w):
    if w > 0:
        return w
    return -w

g = jax.grad(loss)(3.0)
# --- silent: parameter trees
import jax

@jax.jit
def trees(params, state, names):
    if params:
        state = state
    if "w" in params:
        return params["w"]
    for w, b in params:
        state = state @ w + b
    return state
# --- silent: outside of traced code, and on its results
import jax
import jax.numpy as jnp

@jax.jit
def f(x):
    return x.sum()

y = f(jnp.ones(3))
if y > 2:
    print("large")

def plain(x):
    if x > 0:
        return x
    return -x
# --- silent: unmapped arguments, and values known at trace time
import jax
import jax.numpy as jnp

def scale(x, flag):
    return x * 2 if flag else x

out = jax.vmap(scale, in_axes=(0, None))(jnp.ones(3), True)

@jax.jit
def concrete(x):
    with jax.ensure_compile_time_eval():
        if jnp.ones(3).sum() > 2:
            x = x + 1
    if (x.shape[0] * 0.5) > 3:
        x = x - 1
    return x
# --- shapes are known while tracing
import jax
import jax.numpy as jnp


@jax.jit
def spread(n, p):
    if jnp.shape(n) != jnp.shape(p)[:-1]:
        n = jnp.broadcast_to(n, jnp.shape(p)[:-1])
    return n * p

# --- The keys of a traced dict are plain strings
import jax


@jax.jit
def shifted(batch, shapes):
    assert set(batch.keys()) == set(shapes.keys())
    return {name: value + 1 for name, value in batch.items()}
