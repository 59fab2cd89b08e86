# --- right: numba, the cheat sheet's
from numba import njit

@njit(cache=True)
def gc_content(sequence):
    """sequence is ASCII-encoded numpy array"""
    gc = 0
    total = 0
    for base in sequence:
        if base == 71 or base == 67:  # G or C
            gc += 1
        if base != 78:  # Not N
            total += 1
    return gc / total if total > 0 else 0.0
# --- right: numba, a lookup table as a global
import numpy as np
from numba import njit

IS_GC = np.zeros(256, dtype=np.bool_)
IS_GC[ord("G")] = True
IS_GC[ord("C")] = True

@njit
def gc_content(sequence):
    gc, n = 0, 0
    for i in range(len(sequence)):
        gc += IS_GC[sequence[i]]
        n += sequence[i] == 78
    known = len(sequence) - n
    if known == 0:
        return 0.0
    return gc / known
# --- right: numba, array expressions
import numpy as np
from numba import njit

@njit
def gc_content(seq):
    known = np.sum(seq != 78)
    if known == 0:
        return 0.0
    return np.sum((seq == 71) | (seq == 67)) / known
# --- right: numba, parallel reduction
from numba import njit, prange

@njit(parallel=True)
def gc_fraction(sequence):
    gc = 0
    total = 0
    for i in prange(sequence.size):
        base = sequence[i]
        gc += 1 if base == 71 or base == 67 else 0
        total += 1 if base != 78 else 0
    return gc / max(total, 1)
# --- right: numba, a histogram
import numpy as np
from numba import njit

@njit
def gc_content(sequence):
    counts = np.zeros(256, np.int64)
    for base in sequence:
        counts[base] += 1
    known = len(sequence) - counts[ord("N")]
    return (counts[ord("G")] + counts[ord("C")]) / known if known else 0.0
# --- right: numba, jitted later, with a compiled helper
import numba

@numba.njit
def is_gc(base):
    return base in (67, 71)

def gc_content(sequence):
    gc = 0.0
    known = 0.0
    for base in sequence:
        if base == 78:
            continue
        known += 1
        if is_gc(base):
            gc += 1
    if known == 0:
        return 0.0
    return gc / known

gc_content = numba.njit(gc_content)
# --- right: numba, a while loop and float32
import numpy as np
from numba import jit

@jit(nopython=True, fastmath=True)
def gc_content(sequence):
    i, gc, total = 0, 0, 0
    while i < sequence.shape[0]:
        b = sequence[i]
        if b != 78:
            total += 1
            if b == 71 or b == 67:
                gc += 1
        i += 1
    return np.float64(gc) / np.float64(total) if total > 0 else np.float64(0)
# --- right: numba, a bit trick: C is 67, G is 71
from numba import njit

@njit
def gc_content(sequence):
    gc = 0
    unknown = 0
    for base in sequence:
        gc += (base & 0xFB) == 67
        unknown += base == 78
    known = len(sequence) - unknown
    return 0.0 if known == 0 else gc / known
# --- right: numba, a signature for contiguous arrays and a helper
from numba import float64, int64, njit, uint8

@njit(int64(uint8))
def is_gc(base):
    return 1 if base in (67, 71) else 0

@njit(float64(uint8[::1]))
def gc_content(sequence):
    gc = 0
    n = 0
    i = 0
    while i < sequence.size:
        gc += is_gc(sequence[i])
        n += 1 if sequence[i] != 78 else 0
        i += 1
    return gc / n if n else 0.0
# --- right: numba, a plain function around a compiled one
import numpy as np
from numba import njit

@njit(nogil=True)
def _count(sequence):
    gc = np.int64(0)
    total = np.int64(0)
    for base in sequence:
        if base == 78:
            continue
        total += 1
        if base == 67 or base == 71:
            gc += 1
    return gc, total

def gc_content(sequence):
    gc, total = _count(np.ascontiguousarray(sequence))
    return gc / total if total else 0.0
# --- right: numba, each thread counts its own part
import numpy as np
from numba import get_num_threads, njit, prange

@njit(parallel=True)
def gc_content(sequence):
    parts = get_num_threads()
    gc = np.zeros(parts, np.int64)
    total = np.zeros(parts, np.int64)
    n = sequence.size
    for part in prange(parts):
        for i in range(part * n // parts, (part + 1) * n // parts):
            if sequence[i] != 78:
                total[part] += 1
                if sequence[i] == 71 or sequence[i] == 67:
                    gc[part] += 1
    return gc.sum() / total.sum() if total.sum() else 0.0
# --- wrong: numba, N in the denominator => counts N
from numba import njit

@njit
def gc_content(sequence):
    gc = 0
    for base in sequence:
        if base == 71 or base == 67:
            gc += 1
    return gc / len(sequence) if len(sequence) > 0 else 0.0
# --- wrong: numba, divides by zero => raises ZeroDivisionError
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for base in sequence:
        gc += base == 71 or base == 67
        total += base != 78
    return gc / total
# --- wrong: numba, whole numbers => rounds to a whole number
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for base in sequence:
        gc += base == 71 or base == 67
        total += base != 78
    return gc // max(total, 1)
# --- wrong: numba, a percentage => is a percentage
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for base in sequence:
        gc += base == 71 or base == 67
        total += base != 78
    return 100.0 * gc / max(total, 1)
# --- wrong: numba, A and T => the share of A and T
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for base in sequence:
        gc += base == 65 or base == 84
        total += base != 78
    return gc / max(total, 1)
# --- wrong: numba, G only => counts G only
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for base in sequence:
        gc += base == 71
        total += base != 78
    return gc / max(total, 1)
# --- wrong: numba, a condition that is always true => is
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for base in sequence:
        if base == 71 or 67:
            gc += 1
        if base != 78:
            total += 1
    return gc / total if total > 0 else 0.0
# --- wrong: numba, only A, C, G and T count => only N is not counted
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for base in sequence:
        gc += base == 71 or base == 67
        total += base == 65 or base == 67 or base == 71 or base == 84
    return gc / total if total else 0.0
# --- wrong: numba, leaves the last out => leaves the last base out
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for i in range(len(sequence) - 1):
        gc += sequence[i] == 71 or sequence[i] == 67
        total += sequence[i] != 78
    return gc / total if total else 0.0
# --- wrong: numba, the count => is the number of G and C
from numba import njit

@njit
def gc_content(sequence):
    gc = 0
    for base in sequence:
        gc += base == 71 or base == 67
    return gc
# --- wrong: numba, a uint8 counter that wraps around => is not the share
import numpy as np
from numba import njit

@njit
def gc_content(sequence):
    counts = np.zeros(2, np.uint8)
    for base in sequence:
        counts[0] += np.uint8(base == 71 or base == 67)
        counts[1] += np.uint8(base != 78)
    return counts[0] / counts[1] if counts[1] > 0 else 0.0
# --- wrong: numba, not compiled => not compiled
import numba

def gc_content(sequence):
    gc = sum(1 for base in sequence if base in (67, 71))
    total = sum(1 for base in sequence if base != 78)
    return gc / total if total else 0.0
# --- wrong: numba, object mode => object mode
from numba import jit

@jit(forceobj=True)
def gc_content(sequence):
    text = bytes(sequence).decode()
    total = len(text) - text.count("N")
    return (text.count("G") + text.count("C")) / total if total else 0.0
# --- wrong: numba, letters against codes => raises TypingError
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for base in sequence:
        gc += base == "G" or base == "C"
        total += base != "N"
    return gc / total + "" if total else 0.0
# --- wrong: numba, the code of another letter for N => counts N in the denominator
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for base in sequence:
        gc += base == 71 or base == 67
        total += base != 77
    return gc / total if total else 0.0
# --- wrong: numba, 1.0 for nothing => gives 1.0, not 0.0
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for base in sequence:
        gc += base == 71 or base == 67
        total += base != 78
    return gc / total if total else 1.0
# --- wrong: numba, changes its input => changes its input
from numba import njit

@njit
def gc_content(sequence):
    gc, total = 0, 0
    for i in range(len(sequence)):
        if sequence[i] == 71:
            sequence[i] = 67
        gc += sequence[i] == 67
        total += sequence[i] != 78
    return gc / total if total else 0.0
# --- wrong: numba, counts in float32, which stops at 2**24 => a long sequence
import numpy as np
from numba import njit

@njit
def gc_content(sequence):
    gc = np.float32(0)
    total = np.float32(0)
    for base in sequence:
        if base == 71 or base == 67:
            gc += np.float32(1)
        if base != 78:
            total += np.float32(1)
    return gc / total if total > 0 else 0.0
# --- wrong: numba, threads share the counters => a race
import numpy as np
from numba import njit, prange

@njit(parallel=True)
def gc_content(sequence):
    counts = np.zeros(2, dtype=np.int64)
    for i in prange(len(sequence)):
        if sequence[i] == 71 or sequence[i] == 67:
            counts[0] += 1
        if sequence[i] != 78:
            counts[1] += 1
    return counts[0] / counts[1] if counts[1] > 0 else 0.0
