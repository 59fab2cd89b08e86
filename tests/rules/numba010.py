# What NUMBA010 must report, and what it must not. Carets mark the exact place.
# --- functions and arguments that numba does not have
import numba as nb
import numpy as np
from numba import njit
from numpy import tile


@njit
def features(x, counts):
    a = np.std(x, axis=0)
#       ^^^^^^^^^^^^^^^^^ NUMBA010
    b = np.mean(x, 1)
#       ^^^^^^^^^^^^^ NUMBA010
    c = np.unique(counts, return_counts=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUMBA010
    d = tile(x, 2)
#       ^^^^^^^^^^ NUMBA010
    e = np.fft.fft(x)
#       ^^^^^^^^^^^^^ NUMBA010
    f = np.zeros(3).tolist()
#       ^^^^^^^^^^^^^^^^^^^^ NUMBA010
    return a, b, c, d, e, f


def spread(x):
    return np.median(x, axis=0)
#          ^^^^^^^^^^^^^^^^^^^^ NUMBA010


fast_spread = nb.njit(spread)
# --- silent: what numba compiles
import numpy as np
from numba import njit


@njit
def features(x, v):
    a = np.sum(x, axis=0)
    b = np.argmax(x, axis=1)
    c = np.concatenate((x, x), axis=1)
    d = np.mean(x)
    e = np.linalg.norm(v, 2)
    f = np.zeros((2, 3), dtype=np.int64)
    g = np.mean(x, axis=None)
    return a, b, c, d, e, f, g, np.where(x > 0, x, 0.0), np.stack((v, v), axis=0)
# --- silent: interpreted code, other libraries, objmode
import jax
import jax.numpy as jnp
import numpy as np
from numba import njit, objmode


def interpreted(x):
    return np.mean(x, axis=0), np.einsum("ij->i", x)


@jax.jit
def traced(x):
    return jnp.mean(x, axis=0)


@njit
def mixed(x):
    with objmode(y="float64[:]"):
        y = np.mean(x, axis=0)
    return y
# --- silent: the implementation of an overload is chosen in the interpreter
import numpy as np
from numba.extending import overload


def column_means(x):
    return np.mean(x, axis=0)


@overload(column_means)
def _column_means(x):
    sizes = np.unique(np.ones(3), return_counts=True)

    def implementation(x):
        return x

    return implementation
