# --- right: numba, the cheat sheet's
import numpy as np
from numba import njit

@njit(cache=True)
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m+1, n+1), dtype=np.int32)
    max_score = 0

    for i in range(1, m+1):
        for j in range(1, n+1):
            diag = H[i-1,j-1] + (match if seq1[i-1]==seq2[j-1] else mismatch)
            H[i,j] = max(0, diag, H[i-1,j]+gap, H[i,j-1]+gap)
            max_score = max(max_score, H[i,j])

    return max_score
# --- right: numba, two rows
import numpy as np
from numba import njit

@njit
def smith_waterman(a, b, match=2, mismatch=-1, gap=-2):
    row = np.zeros(len(b) + 1, np.int64)
    best = 0
    for x in a:
        diagonal = 0
        for j in range(1, len(b) + 1):
            here = diagonal + (match if x == b[j - 1] else mismatch)
            here = max(here, row[j] + gap, row[j - 1] + gap, 0)
            diagonal = row[j]
            row[j] = here
            if here > best:
                best = here
    return best
# --- right: numba, anti-diagonals in parallel
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    n, m = len(seq1), len(seq2)
    H = np.zeros((n + 1, m + 1), np.int64)
    for d in range(2, n + m + 1):
        for i in prange(max(1, d - m), min(n, d - 1) + 1):
            j = d - i
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
    return H.max()
# --- right: numba, a float table
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    H = np.zeros((len(seq1) + 1, len(seq2) + 1))
    for i in range(len(seq1)):
        for j in range(len(seq2)):
            s = match if seq1[i] == seq2[j] else mismatch
            H[i + 1, j + 1] = max(0.0, H[i, j] + s, H[i, j + 1] + gap, H[i + 1, j] + gap)
    return np.max(H)
# --- right: numpy, a table in plain loops
import numpy as np

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    H = np.zeros((len(seq1) + 1, len(seq2) + 1), dtype=int)
    for i, a in enumerate(seq1, 1):
        for j, b in enumerate(seq2, 1):
            H[i, j] = max(0, H[i - 1, j - 1] + (match if a == b else mismatch), H[i - 1, j] + gap, H[i, j - 1] + gap)
    return H.max()
# --- right: numpy, a row at a time, gaps by a running maximum
import numpy as np

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    seq2 = np.asarray(seq2)
    row = np.zeros(len(seq2) + 1, dtype=np.int64)
    steps = gap * np.arange(len(seq2) + 1)
    best = 0
    for a in seq1:
        fresh = np.zeros_like(row)
        fresh[1:] = np.maximum(0, np.maximum(row[:-1] + np.where(seq2 == a, match, mismatch), row[1:] + gap))
        row = np.maximum.accumulate(fresh - steps) + steps
        best = max(best, row.max())
    return int(best)
# --- right: numpy, memory in a dictionary
import numpy as np

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    first, second = np.asarray(seq1).tolist(), np.asarray(seq2).tolist()
    table = {}
    best = 0
    for i in range(len(first)):
        for j in range(len(second)):
            step = match if first[i] == second[j] else mismatch
            value = max(
                0,
                table.get((i - 1, j - 1), 0) + step,
                table.get((i - 1, j), 0) + gap,
                table.get((i, j - 1), 0) + gap,
            )
            table[i, j] = value
            best = max(best, value)
    return best
# --- right: numpy, keyword-only scores
import numpy as np

def smith_waterman(seq1, seq2, *, match=2, mismatch=-1, gap=-2):
    previous = np.zeros(len(seq2) + 1)
    best = 0.0
    for a in seq1:
        current = [0.0]
        for j, b in enumerate(seq2):
            current.append(max(0.0, previous[j] + (match if a == b else mismatch), previous[j + 1] + gap, current[-1] + gap))
        best = max(best, *current)
        previous = current
    return best
# --- right: numpy, strings alone
import numpy as np

def smith_waterman(seq1: str, seq2: str, match: int = 2, mismatch: int = -1, gap: int = -2) -> int:
    if not seq1 or not seq2:
        return 0
    codes = [ord(letter) for letter in seq2]
    row = np.zeros(len(codes) + 1, dtype=np.int64)
    best = 0
    for letter in seq1:
        new = np.zeros_like(row)
        for j, code in enumerate(codes, 1):
            step = match if ord(letter) == code else mismatch
            new[j] = max(0, row[j - 1] + step, row[j] + gap, new[j - 1] + gap)
        best = max(best, int(new.max()))
        row = new
    return best
# --- right: numba, from the ends to the beginnings, a plain function around it
import numpy as np
from numba import njit

@njit
def _best(x, y, match, mismatch, gap):
    below = np.zeros(len(y) + 1, np.int64)
    best = 0
    for i in range(len(x) - 1, -1, -1):
        here = np.zeros(len(y) + 1, np.int64)
        for j in range(len(y) - 1, -1, -1):
            here[j] = max(0, below[j + 1] + (match if x[i] == y[j] else mismatch), below[j] + gap, here[j + 1] + gap)
            best = max(best, here[j])
        below = here
    return best

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    """Sequences may be strings too."""
    if isinstance(seq1, str):
        seq1 = np.frombuffer(seq1.encode(), np.uint8)
    if isinstance(seq2, str):
        seq2 = np.frombuffer(seq2.encode(), np.uint8)
    return _best(seq1, seq2, match, mismatch, gap)
# --- wrong: numba, Needleman-Wunsch => is the score of a global alignment
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m + 1, n + 1), np.int64)
    H[:, 0] = np.arange(m + 1) * gap
    H[0, :] = np.arange(n + 1) * gap
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
    return H[m, n] if m and n else 0
# --- wrong: numba, the last cell => in the last cell
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m + 1, n + 1), np.int64)
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
    return H[m, n]
# --- wrong: numba, no floor => is not the best
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m + 1, n + 1), np.int64)
    best = 0
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
            best = max(best, H[i, j])
    return best
# --- wrong: numba, the scores are constants => ignores the scores
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m + 1, n + 1), np.int64)
    best = 0
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            s = 2 if seq1[i - 1] == seq2[j - 1] else -1
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] - 2, H[i, j - 1] - 2)
            best = max(best, H[i, j])
    return best
# --- wrong: numba, int8 => do not fit
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m + 1, n + 1), np.int8)
    best = 0
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
            best = max(best, H[i, j])
    return best
# --- wrong: numba, int16 => do not fit
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m + 1, n + 1), np.int16)
    best = 0
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
            best = max(best, H[i, j])
    return best
# --- wrong: numba, the letter before => the first letters
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m + 1, n + 1), np.int64)
    best = 0
    for i in range(1, m):
        for j in range(1, n):
            s = match if seq1[i] == seq2[j] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
            best = max(best, H[i, j])
    return best
# --- wrong: numba, gaps in one sequence only => is not the best
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m + 1, n + 1), np.int64)
    best = 0
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap)
            best = max(best, H[i, j])
    return best
# --- wrong: numba, no gaps => has no gaps
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m + 1, n + 1), np.int64)
    best = 0
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            H[i, j] = max(0, H[i - 1, j - 1] + (match if seq1[i - 1] == seq2[j - 1] else mismatch))
            best = max(best, H[i, j])
    return best
# --- wrong: numba, the gap with the wrong sign => wrong sign
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    m, n = len(seq1), len(seq2)
    H = np.zeros((m + 1, n + 1), np.int64)
    best = 0
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] - gap, H[i, j - 1] - gap)
            best = max(best, H[i, j])
    return best
# --- wrong: numba, not compiled => not compiled
import numpy as np
from numba import prange

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    H = np.zeros((len(seq1) + 1, len(seq2) + 1), int)
    for i in prange(1, len(seq1) + 1):
        for j in range(1, len(seq2) + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
    return H.max()
# --- wrong: numpy, the table is the answer => not a number
import numpy as np

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    H = np.zeros((len(seq1) + 1, len(seq2) + 1), int)
    for i in range(1, len(seq1) + 1):
        for j in range(1, len(seq2) + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
    return H
# --- wrong: numpy, empty sequences => raises
import numpy as np

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    H = np.zeros((len(seq1), len(seq2)), int)
    for i in range(len(seq1)):
        for j in range(len(seq2)):
            s = match if seq1[i] == seq2[j] else mismatch
            d = H[i - 1, j - 1] if i and j else 0
            u = H[i - 1, j] if i else 0
            l = H[i, j - 1] if j else 0
            H[i, j] = max(0, d + s, u + gap, l + gap)
    return H.max()
# --- wrong: numpy, equality by difference, which wraps around for uint8 => is not the best
import numpy as np

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    H = np.zeros((len(seq1) + 1, len(seq2) + 1), int)
    for i in range(1, len(seq1) + 1):
        for j in range(1, len(seq2) + 1):
            with np.errstate(over="ignore"):
                s = match if seq1[i - 1] - seq2[j - 1] < 1 or seq1[i - 1] - seq2[j - 1] > 250 else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
    return H.max()
# --- wrong: numpy, a mismatch of 0 is taken for none => not the best
import numpy as np

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    mismatch = mismatch or -1
    H = np.zeros((len(seq1) + 1, len(seq2) + 1), int)
    for i in range(1, len(seq1) + 1):
        for j in range(1, len(seq2) + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
    return H[-1].max() if len(seq1) else 0
# --- wrong: numpy, gaps cost nothing => for gaps
import numpy as np

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    H = np.zeros((len(seq1) + 1, len(seq2) + 1), int)
    for i in range(1, len(seq1) + 1):
        for j in range(1, len(seq2) + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j], H[i, j - 1])
    return H.max()
# --- wrong: numba, a band of 20 around the diagonal => best local score
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    n, m = len(seq1), len(seq2)
    H = np.zeros((n + 1, m + 1), np.int64)
    best = 0
    for i in range(1, n + 1):
        for j in range(max(1, i - 20), min(m, i + 20) + 1):
            s = match if seq1[i - 1] == seq2[j - 1] else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
            best = max(best, H[i, j])
    return best
# --- wrong: numba, N is taken to match anything => best local score
import numpy as np
from numba import njit

@njit
def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    n, m = len(seq1), len(seq2)
    H = np.zeros((n + 1, m + 1), np.int64)
    best = 0
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            same = seq1[i - 1] == seq2[j - 1] or seq1[i - 1] == 78 or seq2[j - 1] == 78
            s = match if same else mismatch
            H[i, j] = max(0, H[i - 1, j - 1] + s, H[i - 1, j] + gap, H[i, j - 1] + gap)
            best = max(best, H[i, j])
    return best
# --- wrong: numpy, rows at once, where a gap after a gap is lost => best local score
import numpy as np

def smith_waterman(seq1, seq2, match=2, mismatch=-1, gap=-2):
    row = np.zeros(len(seq2) + 1, np.int64)
    best = 0
    for base in seq1:
        new = np.zeros_like(row)
        new[1:] = np.maximum(0, np.maximum(row[:-1] + np.where(seq2 == base, match, mismatch), row[1:] + gap))
        new[1:] = np.maximum(new[1:], new[:-1] + gap)
        best = max(best, int(new.max()))
        row = new
    return best
