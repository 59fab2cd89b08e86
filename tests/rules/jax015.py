# --- globals, dictionaries, loops
import jax

scale = 1.0
options = {"rate": 0.1}

@jax.jit
def f(x):
    y = scale * x
    return y * options["rate"]

f(1.0)
scale = 2.0
#^^^^^^^^^^ JAX015
options["rate"] = 0.2
#^^^^^^^^^^^^^^^^^^^^ JAX015
f(2.0)

def plain(x):
    return x + scale

g = jax.jit(plain)
for round in range(3):
    scale = scale + 1
#   ^^^^^^^^^^^^^^^^^ JAX015
    g(1.0)
def change(x):
    global scale
    a = f(x)
    scale = 5.0
#   ^^^^^^^^^^^ JAX015
    return a + f(x)
# --- the same program again, static arguments and all
import jax
from functools import partial

scale = 1.0

@partial(jax.jit, static_argnames="n")
def f(x, n=1):
    return scale * x * n

f(1.0, n=2)
scale = 2.0
#^^^^^^^^^^ JAX015
f(3.0, n=2)
# --- variables of a function, and the loop's own
import jax

def sweep(x):
    step = jax.jit(lambda v: v * rate)
    for rate in (0.1, 0.2):
#       ^^^^ JAX015
        x = step(x)
    return x
# --- silent: arguments, locals, and changes before the first call
import jax

scale = 1.0

@jax.jit
def f(x, scale):
    return scale * x

@jax.jit
def local(x):
    bias = x * 2
    return x + bias

f(1.0, scale)
scale = 2.0
f(1.0, scale)
bias = 1.0
local(1.0)
bias = 2.0
local(1.0)

@jax.jit
def g(x):
    return x * width

width = 1
width = 2
g(1.0)
g(2.0)
width = 3
# --- silent: made anew with its value
import jax

def make(rate):
    @jax.jit
    def step(x):
        return x * rate

    return step

def sweep(x):
    for rate in (0.1, 0.2):
        step = make(rate)
        x = step(x)

        @jax.jit
        def inner(y):
            return y * rate

        x = inner(x)
        x = jax.jit(lambda z: z + rate)(x)
    return x
# --- silent: not compiled, and keywords of the same name
import jax

scale = 1.0

def plain(x):
    return scale * x

@jax.jit
def jitted(x):
    return helper(x, scale=2.0) + x.scale

def helper(x, scale):
    return x * scale

plain(1.0)
jitted(1.0)
scale = 2.0
plain(1.0)
jax.grad(plain)(1.0)
jitted(1.0)
# --- silent: the function itself, and what it returns
import jax

def update(state):
    return state * 2

update = jax.jit(update)
state = 1.0
for _ in range(3):
    state = update(state)
update = jax.jit(update)
# --- silent: a loop that asks for the same number each time
import jax
from somewhere import load

def train(x):
    @jax.jit
    def step(x):
        return x / count

    for _ in range(3):
        count, data = load()
        x = step(x)
    return x
# --- silent: traced anew
import jax
from functools import partial

scale = 1.0

@partial(jax.jit, static_argnames="n")
def f(x, n=1):
    return scale * x * n

def g(x):
    return scale * x

one = jax.jit(g)
two = jax.jit(g, static_argnums=0)
f(1.0, n=1)
one(1.0)
scale = 2.0
f(1.0, n=2)
two(1.0)
scale = 3.0
one(2)
# --- silent: another variable of the same name
import jax

scale = 1.0

@jax.jit
def f(x):
    return scale * x

def use(x):
    scale = 2.0
    f(x)
    scale = 3.0
    return f(x) * scale
# --- silent: inside traced code
import jax

@jax.jit
def outer(x):
    y = x

    @jax.jit
    def inner(z):
        return z + y

    a = inner(x)
    y = x * 2
    return a + inner(x)
# --- silent: what the function only writes, and names that it binds in a function of its own
import jax

seen = []
count = [0]
losses = []

@jax.jit
def f(x):
    seen.append(None)
#   ^^^^^^^^^^^^^^^^^ JAX006
    count[0] = 1

    def inner(y):
        losses = y * 2
        return losses

    return jax.tree.map(lambda _: inner(x), x)

f(1.0)
seen = []
count[0] = 0
losses = []
for _ in range(3):
    f(2.0)
