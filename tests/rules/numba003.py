# What NUMBA003 must report, and what it must not. Carets mark the exact place.
# --- decorators, aliases, call forms
import numba
import numba as nb
from numba import jit
from numba import jit as compile_it

class Kernels:
    @numba.jit(forceobj=True)
#    ^^^^^^^^^^^^^^^^^^^^^^^^ NUMBA003
    def first(x):
        return x

    @compile_it(forceobj=True, looplift=False)
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUMBA003
    def second(x):
        return x

    @jit(nopython=False, cache=True)
#    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUMBA003
    def fourth(x):
        return x

def third(x):
    return x

third_compiled = jit(third, forceobj=True)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^ NUMBA003
object_jit = nb.jit(forceobj=True)
#            ^^^^^^^^^^^^^^^^^^^^^ NUMBA003

# Missed: options in a dictionary.
options = {"forceobj": True}

@jit(**options)
def fifth(x):
    return x
# --- methods and nested functions
from numba import jit

class Solver:
    @staticmethod
    @jit(forceobj=True)
#    ^^^^^^^^^^^^^^^^^^ NUMBA003
    def step(x):
        return x

def make(scale):
    @jit(nopython=False)
#    ^^^^^^^^^^^^^^^^^^^ NUMBA003
    def inner(x):
        return scale * x
    return inner

def without_either(function):
    return jit(function, nopython=False, forceobj=False)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUMBA003
# --- silent: nopython mode, njit, objmode, unknown options
from numba import jit, njit, objmode

@jit
def bare(x):
    return x

@jit()
def empty(x):
    return x

@jit(nopython=True, forceobj=False)
def strict(x):
    return x

@njit(cache=True)
def cached(x):
    return x

@njit
def block(x):
    with objmode(y="float64"):
        y = float(x)
    return y

def build(function, debug):
    return jit(function, forceobj=debug, nopython=not debug)

def object_mode_after_all(function, debug, options):
    return jit(function, nopython=False, forceobj=debug), jit(function, nopython=False, **options)
# --- silent: jit of others
import jax
import numba
from toolbox import jit

@jax.jit
def traced(x):
    return x

@jit(forceobj=True)
def own(x):
    return x
