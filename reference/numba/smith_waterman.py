"""Smith-Waterman local alignment score with a linear gap penalty.

`seq1` and `seq2` are integer arrays (ASCII codes); empty ones score 0. Time O(nm), memory O(m).

Source: Smith and Waterman, "Identification of common molecular subsequences", 1981.
"""

import numpy as np
from numba import njit


@njit(cache=False)
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    previous = np.zeros(len(seq2) + 1, dtype=np.int64)
    best = 0
    for i in range(len(seq1)):
        current = np.zeros(len(seq2) + 1, dtype=np.int64)
        for j in range(len(seq2)):
            diagonal = previous[j] + (match if seq1[i] == seq2[j] else mismatch)
            current[j + 1] = max(0, diagonal, previous[j + 1] + gap, current[j] + gap)
            best = max(best, current[j + 1])
        previous = current
    return best
