# What NUM020 must report, and what it must not. Carets mark the exact place.
# --- reported
import numpy as np
from numpy import random
from numpy.random import rand


def draws(n):
    a = np.random.randn(n)
#       ^^^^^^^^^^^^^^^^^^ NUM020
    b = rand(n) + random.choice([1, 2])
#       ^^^^^^^ NUM020
#                 ^^^^^^^^^^^^^^^^^^^^^ NUM020
    c = np.random.RandomState(0)
#       ^^^^^^^^^^^^^^^^^^^^^^^^ NUM020
    return a, b, c


# --- silent
import random

import jax
import numpy as np
import torch


def of_a_generator(n, rng: np.random.Generator):
    own = np.random.default_rng(0)
    return own.normal(size=n), rng.choice([1, 2]), np.random.SeedSequence(1), np.random.Generator(np.random.PCG64())


def of_others(n, key):
    return random.random(), torch.rand(n), jax.random.normal(key, (n,))


def of_an_object(self, n):
    return self.random.rand(n)
