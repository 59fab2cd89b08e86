# What NUMBA004 must report, and what it must not. Carets mark the exact place.
# --- reported
import numba as nb
import numpy as np
from numba import jit, njit, prange


@njit(parallel=True)
def one_element(a):
    c = np.zeros(1)
    for i in prange(a.size):
        c[0] += a[i]
#       ^^^^ NUMBA004
    return c[0]


@nb.njit(parallel=True)
def columns(x, out):
    for i in nb.prange(x.shape[0]):
        for j in range(x.shape[1]):
            out[j] += x[i, j]
#           ^^^^^^ NUMBA004


@jit(nopython=True, parallel=True)
def looked_up(codes, weights, h):
    for i in prange(codes.size):
        code = codes[i]
        h[code] += weights[i]
#       ^^^^^^^ NUMBA004


@njit(parallel=True)
def found(a, needle):
    result = False
    where = -1
    for i in prange(a.size):
        if a[i] == needle:
            result = True
#           ^^^^^^^^^^^^^ NUMBA004
            where = i
#           ^^^^^^^^^ NUMBA004
    return result, where


@njit(parallel=True)
def smoothed(a):
    for i in prange(1, a.size - 1):
        a[i] = (a[i - 1] + a[i] + a[i + 1]) / 3
#               ^^^^^^^^ NUMBA004
#                                 ^^^^^^^^ NUMBA004


@njit(parallel=True)
def spread(a):
    for i in prange(1, a.shape[0]):
        for j in range(1, a.shape[1]):
            a[i, j] = a[i - 1, j - 1] + a[i - 1, j]
#                     ^^^^^^^^^^^^^^^ NUMBA004
#                                       ^^^^^^^^^^^ NUMBA004


@njit(parallel=True)
def scratch(x, out):
    row = np.empty(x.shape[1])
    for i in prange(x.shape[0]):
        for j in range(x.shape[1]):
            row[j] = x[i, j] * 2
#           ^^^^^^ NUMBA004
        out[i] = row.sum()


@njit(parallel=True)
def whole(x, y):
    for i in prange(x.shape[0]):
        y[:] += x[i]
#       ^^^^ NUMBA004


def later(a, c):
    for i in prange(a.size):
        c[0] += a[i]
#       ^^^^ NUMBA004


later = njit(parallel=True)(later)


# --- silent
import numba
import numpy as np
from numba import get_thread_id, njit, prange


@njit(parallel=True)
def reductions(a, rows):
    total = 0.0
    product = 1.0
    largest = a[0]
    acc = np.zeros(rows.shape[1])
    for i in prange(a.size):
        total += a[i]
        product *= a[i]
        largest = max(largest, a[i])
        if a[i] > 0:
            total = total + 1
        acc += rows[i]
    return total, product, largest, acc


@njit(parallel=True)
def own_elements(x, out):
    for i in prange(x.shape[0]):
        out[i, 0] = 0.0
        for j in range(1, x.shape[1]):
            out[i, j] = out[i, j - 1] + x[i, j]
            out[i, 0] += x[i, j]


@njit(parallel=True)
def own_scratch(x, out):
    for i in prange(x.shape[0]):
        row = np.empty(x.shape[1])
        view = out[i]
        for j in range(x.shape[1]):
            row[j] = x[i, j] * 2
            view[j] = row[j]


@njit(parallel=True)
def reads_one_writes_another(a, out):
    for i in prange(1, a.size - 1):
        out[i] = a[i - 1] + a[i + 1]


@njit(parallel=True)
def diagonals(a, n):
    for d in range(2, 2 * n):
        for i in prange(max(1, d - n), min(n, d - 1)):
            j = d - i
            a[i, j] = max(a[i - 1, j - 1], a[i - 1, j], a[i, j - 1])


@njit(parallel=True)
def steps_in_time(a):
    for t in range(1, a.shape[0]):
        for i in prange(1, a.shape[1]):
            a[t, i] = a[t - 1, i - 1] + a[t - 1, i]


@njit(parallel=True)
def own_ranges(starts, values, out):
    for i in prange(starts.size - 1):
        for j in range(starts[i], starts[i + 1]):
            out[j] = values[j] * 2


@njit(parallel=True)
def by_thread(a, counts):
    for i in prange(a.size):
        counts[get_thread_id()] += 1


@njit(parallel=True)
def blocks(a, part, size):
    for b in prange(part.shape[0]):
        start = b * size
        for k in range(size):
            part[b, k] += a[start + k]
            a[start + k] = 0


@njit(parallel=True)
def permuted(a, order, out):
    for i in prange(a.size):
        out[order[i]] = a[i]


@njit(parallel=True)
def same_for_all(a, flag):
    for i in prange(a.size):
        if a[i] < 0:
            flag[0] = 1


@njit(parallel=True)
def private(a, out):
    t = 0.0
    for i in prange(a.size):
        t = a[i] * 2
        out[i] = t
    t = 1.0
    return t


@njit
def serial(a, c):
    for i in range(a.size):
        c[0] += a[i]


@njit(parallel=True)
def plain_loop(a, c):
    for i in range(a.size):
        c[0] += a[i]
    for i in prange(a.size):
        a[i] = c[0]


# Missed: an index computed from the loop variable that repeats (`i // 2`), an array behind another name.
