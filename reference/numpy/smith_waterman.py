"""Smith-Waterman local alignment score with a linear gap penalty.

`seq1` and `seq2` are integer arrays (ASCII codes); empty ones score 0. Time O(nm), memory O(m).
Cells of one anti-diagonal depend on the two before it only, so each is computed at once.

Source: Smith and Waterman, "Identification of common molecular subsequences", 1981.
"""

import numpy as np


def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    n, m = len(seq1), len(seq2)
    before = np.zeros(n + 1, dtype=np.int64)  # the diagonal before the last, by row
    last = np.zeros(n + 1, dtype=np.int64)
    best = 0
    for diagonal in range(2, n + m + 1):
        rows = np.arange(max(1, diagonal - m), min(n, diagonal - 1) + 1)
        same = seq1[rows - 1] == seq2[diagonal - rows - 1]
        scores = before[rows - 1] + np.where(same, match, mismatch)
        scores = np.maximum(scores, np.maximum(last[rows - 1], last[rows]) + gap)
        before, last = last, np.zeros(n + 1, dtype=np.int64)
        last[rows] = np.maximum(scores, 0)
        best = max(best, int(last.max()))
    return best
