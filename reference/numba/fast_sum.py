"""Compiled sum of an array.

`arr` is a one-dimensional array of floats; the result is a float64, 0.0 for an empty array.
The sum starts from a float, so that it is one whatever the array holds; without `fastmath`, NaN and infinities count.

Source: docs of numba, "A 5 minute guide to Numba".
"""

from numba import njit


@njit(cache=False)
def fast_sum(arr):
    total = 0.0
    for x in arr:
        total += x
    return total
