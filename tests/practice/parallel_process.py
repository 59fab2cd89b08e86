# --- right: numba, prange into an empty array
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    n = data.shape[0]
    result = np.zeros(n)
    for i in prange(n):  # Parallel loop
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- right: numba, a compiled helper for each element
import math
import numpy as np
from numba import njit, prange

@njit
def expensive_compute(x):
    return math.sqrt(abs(x)) + math.sin(x)

@njit(parallel=True, cache=True)
def parallel_process(data):
    result = np.empty_like(data)
    for i in prange(data.size):
        result[i] = expensive_compute(data[i])
    return result
# --- right: numba, an array expression that numba fuses and shares out
import numpy as np
from numba import njit

@njit(parallel=True)
def parallel_process(data):
    return np.sqrt(np.abs(data)) + np.sin(data)
# --- right: numba, chunks
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    n = len(data)
    out = np.empty(n)
    size = 1000
    for chunk in prange((n + size - 1) // size):
        for i in range(chunk * size, min(n, (chunk + 1) * size)):
            out[i] = np.abs(data[i]) ** 0.5 + np.sin(data[i])
    return out
# --- right: numba, a local variable for each turn
import numpy as np
import numba

@numba.njit(parallel=True)
def parallel_process(values):
    result = np.empty(values.shape, dtype=np.float64)
    for i in numba.prange(len(values)):
        x = values[i]
        root = np.sqrt(x if x >= 0 else -x)
        result[i] = root + np.sin(x)
    return result
# --- right: numba, two loops, one after the other
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.empty(data.size)
    for i in prange(data.size):
        result[i] = np.sqrt(np.abs(data[i]))
    for i in prange(data.size):
        result[i] += np.sin(data[i])
    return result
# --- right: numba, jit with nopython
import numpy as np
from numba import jit, prange

@jit(nopython=True, parallel=True)
def parallel_process(data):
    result = np.empty(data.shape[0])
    for i in prange(data.shape[0]):
        result[i] = np.sin(data[i]) + np.sqrt(np.fabs(data[i]))
    return result
# --- right: numba, through a copy that is changed in place
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = data.copy()
    for i in prange(len(result)):
        result[i] = np.sqrt(np.abs(result[i])) + np.sin(result[i])
    return result
# --- right: numba, a plain function around the parallel one
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def _fill(data, result):
    for i in prange(data.size):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])

def parallel_process(data):
    result = np.empty(len(data))
    _fill(data, result)
    return result
# --- right: numba, a parallel kernel under a compiled function
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def _fill(data, result):
    for i in prange(data.size):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])

@njit
def parallel_process(data):
    result = np.empty(len(data))
    _fill(data, result)
    return result
# --- right: numba, vectorize for parallel
import math
from numba import float64, vectorize

@vectorize([float64(float64)], target="parallel")
def parallel_process(data):
    return math.sqrt(abs(data)) + math.sin(data)
# --- right: numba, types written out, fastmath
import numpy as np
from numba import njit, prange

@njit("float64[:](float64[:])", parallel=True, fastmath=True)
def parallel_process(data):
    result = np.empty(data.shape[0], np.float64)
    for i in prange(data.shape[0]):
        result[i] = abs(data[i]) ** 0.5 + np.sin(data[i])
    return result
# --- wrong: numba, a shared running index => race
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data))
    place = np.zeros(1, np.int64)
    for i in prange(len(data)):
        result[min(place[0], len(data) - 1)] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
        place[0] += 1
    return result
# --- wrong: numba, a shared buffer => race
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data))
    buffer = np.zeros(64)
    for i in prange(len(data)):
        for k in range(len(buffer)):
            buffer[k] = data[i] + k
        k = int(np.abs(data[i])) % 64
        x = buffer[k] - k
        result[i] = np.sqrt(np.abs(x)) + np.sin(x)
    return result
# --- wrong: numba, no parallel=True => is not parallel
import numpy as np
from numba import njit, prange

@njit
def parallel_process(data):
    result = np.empty(len(data))
    for i in prange(len(data)):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- wrong: numba, not compiled => is not compiled
import numpy as np
from numba import prange

def parallel_process(data):
    result = np.empty(len(data))
    for i in prange(len(data)):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- wrong: numba, changes its input => changes its input
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    for i in prange(len(data)):
        data[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return data
# --- wrong: numba, leaves out the last => leaves out the last element
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data))
    for i in prange(len(data) - 1):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- wrong: numba, leaves out the first => leaves out the first element
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data))
    for i in prange(1, len(data)):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- wrong: numba, no absolute value => is not
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data))
    for i in prange(len(data)):
        result[i] = np.sqrt(data[i]) + np.sin(data[i])
    return result
# --- wrong: numba, the cosine => is not
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data))
    for i in prange(len(data)):
        result[i] = np.sqrt(np.abs(data[i])) + np.cos(data[i])
    return result
# --- wrong: numba, a float32 result => less exact
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data), np.float32)
    for i in prange(len(data)):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- wrong: numba, the sum => is a
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    total = 0.0
    for i in prange(len(data)):
        total += np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return total
# --- wrong: numba, each turn reads what the one before wrote => is
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data) + 1)
    for i in prange(len(data)):
        result[i + 1] = result[i] * 1e-9 + np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result[1:]
# --- wrong: numba, an empty array => raises
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    if len(data) == 0:
        raise ValueError("nothing to do")
    result = np.zeros(len(data))
    for i in prange(len(data)):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- wrong: numba, a column => has the shape
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros((len(data), 1))
    for i in prange(len(data)):
        result[i, 0] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- wrong: numba, nothing is written => nothing is written
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data))
    for i in prange(len(data)):
        value = result[i]
        value = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- wrong: numba, a list of the lengths that fit four threads only => is
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data))
    quarter = len(data) // 4
    for t in prange(4):
        for i in range(t * quarter, (t + 1) * quarter):
            result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- wrong: numba, gives nothing back => is None
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data))
    for i in prange(len(data)):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
# --- wrong: numba, range instead of prange => no loop is shared out
import numpy as np
from numba import njit

@njit(parallel=True)
def parallel_process(data):
    n = data.shape[0]
    result = np.zeros(n)
    for i in range(n):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
# --- wrong: numba, prange in a helper, compiled without parallel => no loop is shared out
import numpy as np
from numba import njit, prange

@njit
def _fill(data, result):
    for i in prange(data.size):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(len(data))
    _fill(data, result)
    return result
# --- wrong: numba, NaN made zero => is not `sqrt
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def parallel_process(data):
    result = np.zeros(data.size)
    for i in prange(data.size):
        x = data[i]
        if np.isfinite(x):
            result[i] = np.sqrt(np.abs(x)) + np.sin(x)
    return result
