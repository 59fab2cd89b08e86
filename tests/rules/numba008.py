# What NUMBA008 must report, and what it must not. Carets mark the exact place.
# --- literals and names, positional and keyword
import numba as nb

@nb.jit(nopython=True)
def kernel(values, scale=1.0):
    return values[0] * scale

def plain(values):
    return values[0]

later = nb.njit(plain)
kernel([1.0, 2.0])
#      ^^^^^^^^^^ NUMBA008
kernel(values=[[1], [2]])
#             ^^^^^^^^^^ NUMBA008
kernel([1, 2.5], scale=2.0)
#      ^^^^^^^^ NUMBA008
kernel([])
#      ^^ NUMBA008

def main():
    points = [1.0, 2.0]
    return kernel(points)
#                 ^^^^^^ NUMBA008
# --- silent: arrays, tuples, typed lists, unknown, lists of compiled code, plain functions
import numpy as np
from numba import njit
from numba.typed import List

@njit
def kernel(values):
    return values[0]

@njit
def outer(n):
    return kernel([1.0, 2.0]) + n

def plain(values):
    return values[0]

def main(unknown, *args):
    kernel(np.array([1, 2.5]))
    kernel((1, 2))
    kernel(List([1, 2]))
    kernel(unknown)
    kernel(*args)
    plain([[1], [2]])
    kernel.py_func([[1], [2]])
# --- silent: object mode, and a decorator nobody knows
from numba import njit
from toolbox import convert_lists

@convert_lists
@njit
def kernel(values):
    return values[0]

kernel([1, 2])
