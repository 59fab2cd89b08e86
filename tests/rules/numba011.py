# What NUMBA011 must report, and what it must not. Carets mark the exact place.
# --- masks of k-mers, in either order, wrapped later
import numba as nb
import numpy as np
from numba import njit


@njit
def encode(codes, k):
    mask = (1 << (2 * k)) - 1
#           ^^^^^^^^^^^^ NUMBA011
    out = np.zeros(codes.size, np.int64)
    value = 0
    for i in range(codes.size):
        value = ((value << 2) | codes[i]) & mask
        out[i] = value
    return out


def table(bits):
    return np.zeros(1 << (bits * 3), np.int64)
#                   ^^^^^^^^^^^^^^^ NUMBA011


fast_table = nb.njit(table)
# --- silent: tested, bounded, constant, interpreted, other shifts
import numpy as np
from numba import njit


@njit
def tested(k):
    if k > 31:
        raise ValueError("k is too large")
    return (1 << (2 * k)) - 1


@njit
def asserted(k):
    assert 0 < k < 32
    return (1 << (2 * k)) - 1


@njit
def bounded(k):
    size = min(k, 31)
    return 1 << (2 * size), 1 << (2 * 15), 1 << 40


@njit
def other(codes, k):
    return codes[0] << 2, 1 << k, k << 1


def interpreted(k):
    return (1 << (2 * k)) - 1
