# --- nothing waits
import time
from time import perf_counter
import jax
import jax.numpy as jnp

@jax.jit
def f(x):
    return x @ x

def plain(x):
    return x * 2

g = jax.jit(plain)

def bench(x, n):
    start = time.time()
    y = f(x)
#       ^^^^ JAX017
    print("took", time.time() - start)
    t0 = perf_counter()
    for _ in range(n):
        x = g(x)
#           ^^^^ JAX017
    t1 = perf_counter()
    elapsed = t1 - t0
    begin = time.monotonic()
    z = jnp.sum(f(x))
#               ^^^^ JAX017
    seconds = time.monotonic() - begin
    return y, z, elapsed, seconds

x = jnp.ones(3)
start = time.time()
y = f(x) + 1
#   ^^^^ JAX017
duration = time.time() - start
# --- silent: something waits
import time
import jax
import jax.numpy as jnp
import numpy as np

@jax.jit
def f(x):
    return x @ x

def wait(y):
    y.block_until_ready()

def bench(x, n, log):
    start = time.time()
    f(x).block_until_ready()
    a = time.time() - start
    start = time.time()
    jax.block_until_ready(f(x))
    b = time.time() - start
    start = time.time()
    y = float(f(x))
    c = time.time() - start
    start = time.time()
    y = np.asarray(f(x))
    d = time.time() - start
    start = time.time()
    y = f(x)
    print(y)
    e = time.time() - start
    start = time.time()
    y = f(x)
    wait(y)
    g = time.time() - start
    start = time.time()
    y = f(x)
    log.write(y)
    h = time.time() - start
    start = time.time()
    y = f(x)
    if y.sum() > 0:
        x = y
    i = time.time() - start
    start = time.time()
    for _ in range(n):
        y = f(x)
    y.block_until_ready()
    return a, b, c, d, e, g, h, i, time.time() - start
# --- silent: deadlines, and other work
import time
import jax
import numpy as np

@jax.jit
def f(x):
    return x @ x

def until(x, budget):
    start = time.time()
    while time.time() - start < budget:
        x = f(x)
        if time.time() - start > 10:
            break
    return x

def host(x):
    y = f(x)
    start = time.time()
    z = np.linalg.inv(x)
    return y, z, time.time() - start

def before(x):
    start = time.time()
    elapsed = time.time() - start
    return f(x), elapsed
# --- silent: not jitted, or not timed
import time
import jax
import jax.numpy as jnp

def f(x):
    return x @ x

def bench(x):
    start = time.time()
    y = f(x)
    elapsed = time.time() - start
    lowered = jax.jit(f).lower(x)
    return y, elapsed, lowered, start - 3
# --- silent: epochs whose loss is read
import time
import jax

@jax.jit
def step(w, x):
    return w - x, w

def train(w, batches):
    for epoch in range(3):
        start = time.time()
        losses = []
        for x in batches:
            w, loss = step(w, x)
            losses.append(loss)
        mean = sum(float(loss) for loss in losses) / len(losses)
        print(epoch, mean, time.time() - start)
    return w
