"""A kernel that nopython mode cannot compile."""

from collections import Counter

from numba import njit


@njit
def count_bases(sequence):
    counts = Counter()
    for base in sequence:
        counts[base] += 1
    return counts
