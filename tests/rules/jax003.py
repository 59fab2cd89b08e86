# --- twice in a row, under every import
import jax
import jax.random as jr
from jax import random
from jax.random import normal, split

def rows():
    key = jax.random.key(0)
    a = jr.normal(key, (3,))
    b = random.uniform(key, (3,))
#                      ^^^ JAX003
    return a, b

def legacy():
    rng = random.PRNGKey(0)
    a = normal(rng)
    k1, k2 = split(rng)
#                  ^^^ JAX003
    return a, k1, k2
# --- after split, and through an alias
import jax

key = jax.random.key(0)
k1, k2 = jax.random.split(key)
x = jax.random.normal(key)
#                     ^^^ JAX003
same = k1
a = jax.random.normal(k1)
b = jax.random.normal(same)
#                     ^^^^ JAX003
# --- in loops
import jax

def draw(key):
    out = []
    for _ in range(3):
        out.append(jax.random.normal(key))
#                                    ^^^ JAX003
    return out

def always_the_same_part(key):
    while True:
        _, sub = jax.random.split(key)
#                                 ^^^ JAX003
        if jax.random.normal(sub) > 0:
            return sub

xs = [jax.random.normal(k) for k in jax.random.split(jax.random.key(0), 3)]
key = jax.random.key(1)
ys = [jax.random.normal(key) for _ in range(3)]
#                       ^^^ JAX003
# --- parameters, constant indices and helpers
import jax

def twice(key):
    return jax.random.normal(key) + jax.random.uniform(key)
#                                                      ^^^ JAX003

def constant_index(key):
    keys = jax.random.split(key, 3)
    return jax.random.normal(keys[0]) + jax.random.normal(keys[0])
#                                                         ^^^^^^^ JAX003

def noise(key, x):
    return x + jax.random.normal(key, x.shape)
#                                ^^^ JAX003

def caller(key, x):
    x = noise(key, x)
    return noise(key, x)
# --- under jit and in a scan body
import jax
import jax.numpy as jnp

@jax.jit
def step(key, x):
    a = jax.random.normal(key)
    return a * jax.random.bernoulli(key)
#                                   ^^^ JAX003

def body(carry, x):
    return carry, x + jax.random.normal(shared)
#                                       ^^^^^^ JAX003

shared = jax.random.key(3)
jax.lax.scan(body, 0.0, jnp.ones(4))
# --- one use on each of some branches, then another
import jax

def later(key, flag):
    if flag:
        x = jax.random.normal(key)
    else:
        x = 0.0
    return x + jax.random.uniform(key)
#                                 ^^^ JAX003
# --- silent: chains of splits
import jax

key = jax.random.key(0)
key, sub = jax.random.split(key)
a = jax.random.normal(sub)
key, sub = jax.random.split(key)
b = jax.random.normal(sub)
key, *subs = jax.random.split(key, 4)
last = jax.random.normal(key)
for _ in range(3):
    last, sub = jax.random.split(last) if False else jax.random.split(jax.random.key(1))
    c = jax.random.normal(sub)
# --- silent: loops that advance the key
import jax

def run(key, n):
    total = 0.0
    for i in range(n):
        key, sub = jax.random.split(key)
        total += jax.random.normal(sub)
    while total > 0:
        key, sub = jax.random.split(key)
        total -= jax.random.uniform(sub)
    return total
# --- silent: parts of a split, and folding in
import jax

def parts(key, n):
    keys = jax.random.split(key, n)
    a = [jax.random.normal(keys[i]) for i in range(n)]
    b = jax.random.normal(keys[0])
    return a, b

def constants(key):
    keys = jax.random.split(key, 3)
    return jax.random.normal(keys[0]) + jax.random.normal(keys[1])

def folded(key):
    out = []
    for i in range(3):
        out.append(jax.random.normal(jax.random.fold_in(key, i)))
    return out, jax.random.fold_in(key, 1)

def each(key):
    for k in jax.random.split(key, 3):
        print(jax.random.normal(k))
# --- silent: exclusive branches and early exits
import jax

def branches(key, kind):
    if kind == "normal":
        return jax.random.normal(key)
    if kind == "uniform":
        return jax.random.uniform(key)
    x = jax.random.gumbel(key) if kind == "gumbel" else jax.random.laplace(key)
    return x

def matched(key, kind):
    match kind:
        case "a":
            return jax.random.normal(key)
        case "b":
            return jax.random.uniform(key)

def first(key, items):
    for item in items:
        if item:
            return jax.random.normal(key)
# --- silent: other keys, other generators
import jax
import numpy as np
import random

rng = np.random.default_rng(0)
a, b = rng.normal(), rng.normal()
c, d = random.random(), random.random()
ordered = sorted([3, 1], key=lambda v: -v)

def attention(query, key, value):
    return query @ key.T, key @ value

def method(self, nnx):
    rngs = nnx.Rngs(0)
    return rngs.params(), rngs.params()
# --- silent: the class that advances its key, and clone on purpose
import jax

class Sampler:
    def __init__(self, seed):
        self.key = jax.random.key(seed)

    def sample(self):
        self.key, sub = jax.random.split(self.key)
        return jax.random.normal(sub)

def again(key):
    return jax.random.normal(jax.random.clone(key)), jax.random.normal(key)

def seeds():
    return jax.random.normal(jax.random.key(0)), jax.random.normal(jax.random.key(0))

def test_same_key_gives_same_numbers():
    key = jax.random.key(0)
    assert jax.random.normal(key) == jax.random.normal(key)
# --- silent: vmapped over the parts
import jax

@jax.vmap
def one(key, x):
    return x + jax.random.normal(key)

def many(key, xs):
    key, sub = jax.random.split(key)
    return one(jax.random.split(sub, len(xs)), xs), key
# --- carried through a loop of jax.lax
import jax.numpy as jnp
from jax import lax, random


def draw(key, n):
    def body(state):
        i, key, total = state
        key, subkey = random.split(key)
        return i + 1, key, total + random.uniform(subkey)

    return lax.while_loop(lambda state: state[0] < n, body, (0, key, 0.0))


def rename(keys_of, key, names):
    for name in names:
        key, *rest = keys_of(key, name)
        print(random.normal(key), rest)

# --- A state that a jitted step returns is another one in each round
from collections import namedtuple

import jax
from jax import random

State = namedtuple("State", ["parameters", "key"])


class Trainer:
    def update(self, state, *batch):
        key, step_key = random.split(state.key)
        parameters = self.optimizer.step(state.parameters, step_key, *batch)
        return State(parameters, key), 0.0

    def fit(self, key, rounds, *batch):
        def step(state, _):
            state, loss = self.update(state, *batch)
            return state, loss

        state = self.begin(key)
        compiled = jax.jit(step)
        for _ in range(rounds):
            state, loss = compiled(state, None)
        return state


# --- A helper that is called twice with one key draws the same numbers twice
from jax import random


def batches(key):
    first, second = random.split(key)
    #                            ^^^ JAX003
    return random.normal(first, (4,)), random.normal(second, (4,))


key = random.key(0)
train = batches(key)
test = batches(key)

# --- silent: a generator draws where it is iterated
from jax import random


def batches(key):
    for part in random.split(key, 3):
        yield random.normal(part, (4,))


key = random.key(0)
whole = list(batches(key))
for batch in batches(key):
    print(batch)
