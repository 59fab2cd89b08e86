# What NUMBA006 must report, and what it must not. Carets mark the exact place.
# --- sums in ordinary loops
import numba as nb
from numba import jit, njit

@nb.njit(parallel=True)
#        ^^^^^^^^^^^^^ NUMBA006
def total(values):
    result = 0.0
    for i in range(values.shape[0]):
        for j in range(values.shape[1]):
            result += values[i, j]
    return result / len(values)

@jit(nopython=True, parallel=True, cache=True)
#                   ^^^^^^^^^^^^^ NUMBA006
def squares(values):
    count = 0
    mean = 0.0
    for x in values:
        count += 1
        mean += (x - 1.0) ** 2 * 0.5
    return mean / count

# Missed: conditions on elements, calls of `math`, and what is compiled later.
@njit(parallel=True)
def positive(values):
    count = 0
    for x in values:
        if x > 0:
            count += 1
    return count

def later(values):
    result = 0.0
    for x in values:
        result += x
    return result

compiled = njit(parallel=True)(later)
# --- silent: anything numba may run in parallel
import numpy as np
from numba import njit, prange
from somewhere import helper

@njit(parallel=True)
def explicit(values):
    result = 0.0
    for i in prange(len(values)):
        result += values[i]
    return result

@njit(parallel=True)
def expression(values):
    result = 0.0
    for i in range(len(values)):
        result += values[i]
    return values * result

@njit(parallel=True)
def comparison(values):
    result = 0.0
    for i in range(len(values)):
        result += values[i]
    return values > result

@njit(parallel=True)
def rows(values, out):
    result = 0.0
    for i in range(len(values)):
        result += 1.0
        out[i] = values[i]

@njit(parallel=True)
def reduction(values):
    result = 0.0
    for row in values:
        result += row.sum()
    return result

@njit(parallel=True)
def numpy_call(values):
    result = 0.0
    for row in values:
        result += np.sum(row)
    return result

@njit(parallel=True)
def product(values):
    result = 0.0
    for row in values:
        result += row @ row
    return result

@njit(parallel=True)
def unknown_call(values):
    result = 0.0
    for row in values:
        result += helper(row)
    return result

@njit(parallel=True)
def builtin_reduction(values):
    result = 0.0
    for row in values:
        result += max(row)
    return result

@njit(parallel=True)
def new_in_each_round(values):
    for row in values:
        result = 0.0
        result += row
    return result

@njit(parallel=True)
def in_place(values):
    count = 0
    for row in values:
        count += 1
        row += 1.0
        row -= values

@njit(parallel=True)
def named_twice(values):
    count = 0
    for row in values:
        count += 1
    for count in values:
        count += 1
    return count

@njit(parallel=True)
def filled(values):
    count = 0
    for row in values:
        count += 1
    values[:] = 0.0
# --- silent: not asked for, or not known
from numba import njit

FLAG = True

@njit
def plain(values):
    result = 0.0
    for value in values:
        result += value
    return result

@njit(parallel=FLAG and False)
def by_flag(values):
    result = 0.0
    for value in values:
        result += value
    return result

@njit(parallel=True)
def one_number(x, y):
    return x * y
