# What NUMBA009 must report, and what it must not. Carets mark the exact place.
# --- a number or an array, a string or a number, tuples of two lengths
import numba as nb
import numpy as np
from numba import njit


@njit
def by_branch(n, wanted):
    total = 0.0
    if wanted:
        total = np.ones(n)
#       ^^^^^^^^^^^^^^^^^^ NUMBA009
    return total


@nb.jit
def by_else(x):
    if x > 0:
        span = (0, 1)
    elif x < 0:
        print(x)
    else:
        span = (0, 1, 2)
#       ^^^^^^^^^^^^^^^^ NUMBA009
    return span


def later(x):
    name = 1
    if x > 0:
        name = "one"
#       ^^^^^^^^^^^^ NUMBA009
    return name


fast = njit(later)
# --- silent: what unifies, new variables, names used in their branch alone, interpreted code
import numpy as np
from numba import njit


@njit
def numbers(x, wanted):
    a = 0
    if wanted:
        a = 1.5
    b = None
    if wanted:
        b = np.zeros(3)
    return a, b is None


@njit
def again(n):
    y = n + 1
    y = np.zeros(3)
    z = 0
    z = "text"
    return y, z


@njit
def apart(x):
    y = 0
    if x > 0:
        y = "text"
        print(y)
    return x


@njit
def reduced(x, wanted):
    total = 0.0
    if wanted:
        total = np.sum(x)
    return total


def interpreted(n, wanted):
    y = 0
    if wanted:
        y = np.zeros(n)
    return y
