"""Each element worked on in parallel.

`data` is `[n]`, float64; the result is `sqrt(|x|) + sin(x)` of each element.
Every turn of the loop writes an element of its own, and none reads what another writes: no race.

Source: docs of numba, "Automatic parallelization with @jit".
"""

import numpy as np
from numba import njit, prange


@njit(parallel=True)
def parallel_process(data):
    result = np.empty(len(data))
    for i in prange(len(data)):
        result[i] = np.sqrt(np.abs(data[i])) + np.sin(data[i])
    return result
