# What NUMBA013 must report, and what it must not. Carets mark the exact place.
# --- globals, however they are written
import numba as nb
import numpy as np

table = np.zeros((4, 4))
flags = np.ones(8, dtype=np.bool_)

@nb.njit(parallel=True)
def fill(n):
    for i in nb.prange(n):
        table[i, 0] = 1.0
#       ^^^^^^^^^^^^^^^^^ NUMBA013

@nb.jit(nopython=True)
def clear():
    flags[:] = False
#   ^^^^^^^^^^^^^^^^ NUMBA013
# --- wrapped later: missed
import numpy as np
from numba import njit

seen = np.zeros(10)

def mark(i):
    seen[i] = 1.0

mark = njit(mark)
# --- passed, made, or shadowed
import numpy as np
from numba import njit

table = np.zeros(4)

@njit
def passed(table, i):
    table[i] = 1.0

@njit
def made(n):
    table = np.zeros(n)
    table[0] = 1.0
    return table

@njit
def read(i):
    local = table.copy()
    local[i] = table[i]
    return local
# --- plain functions, object mode, and what is not known
import numpy as np
from numba import njit, objmode
from somewhere import buffer

table = np.zeros(4)

def plain(i):
    table[i] = 1.0

@njit
def leaves(i):
    with objmode():
        table[i] = 1.0

@njit
def unknown(i):
    buffer[i] = 1.0
