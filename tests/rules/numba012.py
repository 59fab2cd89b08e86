# What NUMBA012 must report, and what it must not. Carets mark the exact place.
# --- aliases, later wrapping, keyword arguments
import numba as nb

def helper(x, y=1):
    return x + y

@nb.njit(cache=True)
def first(x):
    return helper(x, y=2)
#          ^^^^^^ NUMBA012

@nb.jit(nopython=True, parallel=True)
def second(values):
    total = 0.0
    for i in nb.prange(len(values)):
        total += helper(values[i])
#                ^^^^^^ NUMBA012
    return total

# Missed: what is called by a function that is compiled later.
def third(x):
    return helper(x)

third = nb.njit(third)
# --- compiled too, by a decorator or later
from numba import njit, vectorize

@njit
def square(x):
    return x * x

@vectorize
def double(x):
    return 2 * x

def cube(x):
    return x * x * x

cube = njit(cube)

@njit
def total(x):
    return square(x) + double(x) + cube(x)
# --- nested functions, parameters, object mode
from numba import njit, objmode

def report(x):
    print(x)

@njit
def outer(x, function):
    def inner(y):
        return y + 1
    twice = lambda y: 2 * y
    with objmode():
        report(x)
    return inner(x) + twice(x) + function(x)
# --- functions that numba is taught
from numba import njit
from numba.extending import overload

def clamp(x):
    return max(x, 0)

@overload(clamp)
def clamp_overload(x):
    return lambda x: max(x, 0)

@njit
def use(x):
    return clamp(x)
# --- called from the interpreter, and what is imported from nobody knows where
from numba import njit
from somewhere import helper

def plain(x):
    return x

def main(x):
    return plain(x)

@njit
def unknown(x):
    return helper(x)
