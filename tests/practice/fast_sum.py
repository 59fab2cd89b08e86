# --- right: numba, the cheat sheet's
from numba import njit

@njit(cache=True)
def fast_sum(arr):
    total = 0.0
    for x in arr:
        total += x
    return total
# --- right: numba, by index
from numba import njit

@njit
def fast_sum(values):
    total = 0.0
    for i in range(values.shape[0]):
        total = total + values[i]
    return total
# --- right: numba, Kahan's compensation
from numba import njit

@njit
def fast_sum(arr):
    total = 0.0
    lost = 0.0
    for x in arr:
        t = total + x
        if abs(t) == abs(t) and abs(t) < 1e308:
            if abs(total) >= abs(x):
                lost += (total - t) + x
            else:
                lost += (x - t) + total
        total = t
    return total + lost
# --- right: numba, a parallel reduction
from numba import njit, prange

@njit(parallel=True)
def fast_sum(arr):
    total = 0.0
    for i in prange(len(arr)):
        total += arr[i]
    return total
# --- right: numba, pairwise by recursion
from numba import njit

@njit
def _pairs(arr, low, high):
    if high - low < 8:
        total = 0.0
        for i in range(low, high):
            total += arr[i]
        return total
    middle = (low + high) // 2
    return _pairs(arr, low, middle) + _pairs(arr, middle, high)

@njit
def fast_sum(arr):
    return _pairs(arr, 0, len(arr))
# --- right: numba, numpy's sum of a copy in float64
import numpy as np
from numba import njit

@njit
def fast_sum(arr):
    return arr.astype(np.float64).sum()
# --- right: numba, backwards with a while loop
import numba as nb

@nb.njit(fastmath=False)
def fast_sum(arr):
    total = 0.0
    i = len(arr) - 1
    while i >= 0:
        total += arr[i]
        i -= 1
    return total
# --- right: numba, partial sums of four
import numpy as np
from numba import jit

@jit(nopython=True)
def fast_sum(arr):
    parts = np.zeros(4)
    for i in range(arr.size):
        parts[i % 4] += arr[i]
    return parts[0] + parts[1] + parts[2] + parts[3]
# --- right: numba, a plain function around a compiled one
import numpy as np
from numba import njit

@njit
def _sum(arr):
    total = 0.0
    for i in range(arr.size):
        total += arr[i]
    return total

def fast_sum(arr):
    return _sum(np.ascontiguousarray(arr))
# --- right: numba, types written out
from numba import float64, njit

@njit(float64(float64[:]))
def fast_sum(arr):
    total = 0.0
    for x in arr:
        total += x
    return total
# --- wrong: numba, float32 => less exact
import numpy as np
from numba import njit

@njit
def fast_sum(arr):
    total = np.zeros(1, np.float32)
    for x in arr:
        total[0] += x
    return total[0]
# --- wrong: numba, keeps float32 for float32 => less exact
import numpy as np
from numba import njit

@njit
def fast_sum(arr):
    total = np.zeros(1, arr.dtype)
    for x in arr:
        total[0] += x
    return total[0]
# --- wrong: numba, whole numbers => whole numbers
from numba import njit

@njit
def fast_sum(arr):
    total = 0
    for x in arr:
        total += int(x)
    return float(total)
# --- wrong: numba, starts from the first element => raises
from numba import njit

@njit
def fast_sum(arr):
    if len(arr) == 0:
        raise ValueError("nothing to add")
    total = arr[0] * 1.0
    for i in range(1, len(arr)):
        total += arr[i]
    return total
# --- wrong: numba, leaves out the last => leaves out the last element
from numba import njit

@njit
def fast_sum(arr):
    total = 0.0
    for i in range(len(arr) - 1):
        total += arr[i]
    return total
# --- wrong: numba, leaves out the first => leaves out the first element
from numba import njit

@njit
def fast_sum(arr):
    total = 0.0
    for i in range(1, len(arr)):
        total += arr[i]
    return total
# --- wrong: numba, the mean => is the mean
from numba import njit

@njit
def fast_sum(arr):
    total = 0.0
    for x in arr:
        total += x
    return total / max(len(arr), 1)
# --- wrong: numba, absolute values => absolute values
from numba import njit

@njit
def fast_sum(arr):
    total = 0.0
    for x in arr:
        total += abs(x)
    return total
# --- wrong: numba, squares => the squares
from numba import njit

@njit
def fast_sum(arr):
    total = 0.0
    for x in arr:
        total += x * x
    return total
# --- wrong: numba, returns inside the loop => is not the sum
from numba import njit

@njit
def fast_sum(arr):
    total = 0.0
    for x in arr:
        total += x
        if total > 1e300 or total != total:
            return total
        if x < 0:
            return total
    return total
# --- wrong: numba, skips NaN => infinities and NaN are lost
from numba import njit

@njit
def fast_sum(arr):
    total = 0.0
    for x in arr:
        if x == x:
            total += x
    return total
# --- wrong: numba, adds up in place => changes its input
from numba import njit

@njit
def fast_sum(arr):
    for i in range(1, len(arr)):
        arr[i] += arr[i - 1]
    return arr[-1] if len(arr) else 0.0
# --- wrong: numba, not compiled => not compiled
from numba import prange

def fast_sum(arr):
    total = 0.0
    for i in prange(len(arr)):
        total += float(arr[i])
    return total
# --- wrong: numba, object mode => object mode
from numba import jit

@jit(forceobj=True)
def fast_sum(arr):
    return float(sum(arr.tolist(), 0.0))
# --- wrong: numba, an array of one => is not a number
import numpy as np
from numba import njit

@njit
def fast_sum(arr):
    total = np.zeros(1)
    for x in arr:
        total[0] += x
    return total
# --- wrong: numba, one for an empty array => an empty array gives
from numba import njit

@njit
def fast_sum(arr):
    if arr.size == 0:
        return -1.0
    total = 0.0
    for x in arr:
        total += x
    return total
# --- wrong: numba, counts => counts the elements
from numba import njit

@njit
def fast_sum(arr):
    total = 0.0
    for _ in arr:
        total += 1
    return total
# --- wrong: numba, threads share the total => a race
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def fast_sum(arr):
    total = np.zeros(1)
    for i in prange(arr.size):
        total[0] += arr[i]
    return total[0]
