# --- decorators without parallel, and every import
import numba
import numba as nb
from numba import jit, njit, prange
from numba import prange as pr

@njit
def bare(n):
    for i in prange(n):
#            ^^^^^^^^^ NUMBA005
        pass

@nb.jit(nopython=True, parallel=False)
def off(n):
    for i in nb.prange(n):
#            ^^^^^^^^^^^^ NUMBA005
        pass

def later(n):
    for i in pr(n):
#            ^^^^^ NUMBA005
        pass

compiled = njit(later)
# --- silent: parallel, wherever it is said
import numba
from numba import njit, prange

@njit(parallel=True)
def on(n):
    for i in prange(n):
        pass

def later(n):
    for i in prange(n):
        pass

compiled = njit(parallel=True)(later)
FLAG = True

@njit(parallel=FLAG)
def by_variable(n):
    for i in prange(n):
        pass

options = {"parallel": True}

@njit(**options)
def by_options(n):
    for i in prange(n):
        pass
# --- silent: plain Python, and somebody else's prange
from numba import njit

def prange(n):
    return range(n)

@njit
def own(n):
    for i in prange(n):
#            ^^^^^^ NUMBA012
        pass
# --- silent: not compiled
from numba import prange

def plain(n):
    for i in prange(n):
        pass
