"""GC content of an ASCII-encoded sequence, N left out.

`sequence` is a uint8 array; the result is the share of G and C among what is not N, and 0.0 if nothing is.

Source: docs of numba, `njit`.
"""

from numba import njit


@njit(cache=False)
def gc_content(sequence):
    gc = 0
    total = 0
    for base in sequence:
        if base == 71 or base == 67:  # G or C
            gc += 1
        if base != 78:  # N
            total += 1
    return gc / total if total > 0 else 0.0
