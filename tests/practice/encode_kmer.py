# --- right: numba, refuses k > 31
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    elif base == 67: return 1
    elif base == 71: return 2
    elif base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError("k is at most 31")
    kmer = 0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer = (kmer << 2) | code
    return kmer
# --- right: numba, a lookup table
import numpy as np
from numba import njit

CODES = np.full(256, -1, dtype=np.int64)
for i, letter in enumerate(b"ACGT"):
    CODES[letter] = i

@njit
def encode_base(base):
    return CODES[base]

@njit
def encode_kmer(seq, start, k):
    assert k < 32
    kmer = 0
    for i in range(start, start + k):
        if encode_base(seq[i]) < 0:
            return -1
        kmer = kmer * 4 + encode_base(seq[i])
    return kmer
# --- right: numba, a bit trick of ASCII
from numba import njit

@njit
def encode_base(base):
    code = (base >> 1) & 3  # A 0, C 1, T 2, G 3
    code = code ^ (code >> 1)
    if base == 65 or base == 67 or base == 71 or base == 84:
        return code
    return -1

@njit
def encode_kmer(seq, start, k):
    if k >= 32:
        raise OverflowError
    value = 0
    for b in seq[start : start + k]:
        c = encode_base(b)
        if c == -1:
            return -1
        value = (value << 2) ^ c
    return value
# --- right: numba, weights of powers of four, checks first
from numba import njit

@njit
def encode_base(base):
    return {65: 0, 67: 1, 71: 2, 84: 3}.get(base, -1) if False else _code(base)

@njit
def _code(base):
    for i, letter in enumerate((65, 67, 71, 84)):
        if base == letter:
            return i
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError("too long")
    for i in range(k):
        if _code(seq[start + i]) < 0:
            return -1
    total = 0
    for i in range(k):
        total += _code(seq[start + i]) * 4 ** (k - 1 - i)
    return total
# --- right: numba, other parameter names, jit
from numba import jit

@jit(nopython=True)
def encode_base(b):
    if b == ord("A"):
        return 0
    if b == ord("C"):
        return 1
    if b == ord("G"):
        return 2
    return 3 if b == ord("T") else -1

@jit(nopython=True)
def encode_kmer(sequence, position, length):
    if length > 31:
        raise ValueError("length must be below 32")
    code = 0
    i = position
    while i < position + length:
        c = encode_base(sequence[i])
        if c == -1:
            return -1
        code = (code << 2) + c
        i += 1
    return code
# --- right: numba, recursion
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError("more than 62 bits")
    if k == 0:
        return 0
    head = encode_kmer(seq, start, k - 1)
    last = encode_base(seq[start + k - 1])
    if head < 0 or last < 0:
        return -1
    return 4 * head + last
# --- right: numba, njit applied later
import numba

def encode_base(base):
    if base == 65:
        return 0
    if base == 67:
        return 1
    if base == 71:
        return 2
    if base == 84:
        return 3
    return -1

encode_base = numba.njit(encode_base)

@numba.njit(cache=True)
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    out = 0
    bad = False
    for j in range(k):
        c = encode_base(seq[start + j])
        bad = bad or c < 0
        out = (out << 2) | (c & 3)
    return -1 if bad else out
# --- right: numba, int64 throughout, named mapping
import numpy as np
from numba import njit

@njit
def encode_base(base):
    code = -1
    if base == 65:
        code = 0
    elif base == 67:
        code = 1
    elif base == 71:
        code = 2
    elif base == 84:
        code = 3
    return np.int64(code)

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError("2 * k bits")
    kmer = np.int64(0)
    for offset in range(k):
        code = encode_base(seq[start + offset])
        if code == -1:
            return np.int64(-1)
        kmer |= code << np.int64(2 * (k - 1 - offset))
    return kmer
# --- right: numba, the sheet, which shifts, and says how far it goes
from numba import njit

@njit(cache=True)
def encode_base(base):
    # ASCII: A=65, C=67, G=71, T=84
    if base == 65:   return 0
    elif base == 67: return 1
    elif base == 71: return 2
    elif base == 84: return 3
    return -1  # N

@njit(cache=True)
def encode_kmer(seq, start, k):
    """k must be at most 31: with 32, T...T would be -1."""
    kmer = 0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer = (kmer << 2) | code  # Shift 2 bits, add base
    return kmer
# --- right: numba, unsigned where there are 32, by a plain function around the compiled one
import numpy as np
from numba import njit

@njit
def encode_base(base: int) -> int:
    for code, letter in enumerate((65, 67, 71, 84)):
        if base == letter:
            return code
    return -1

@njit
def _encode(seq, start, k):
    kmer = np.uint64(0)
    for i in range(start, start + k):
        code = encode_base(seq[i])
        if code < 0:
            return kmer, False
        kmer = (kmer << np.uint64(2)) | np.uint64(code)
    return kmer, True

def encode_kmer(seq, start, k):
    kmer, known = _encode(seq, start, k)
    return int(kmer) if known else -1
# --- right: numba, a rolling mask over 64 bits, its limit in a comment
from numba import njit

@njit
def encode_base(base):
    return (base == 67) + 2 * (base == 71) + 3 * (base == 84) - (base != 65 and base != 67 and base != 71 and base != 84)

@njit
def encode_kmer(seq, start, k):
    # An int64 holds 31 bases, no more.
    mask = (1 << (2 * k)) - 1
    kmer = 0
    for i in range(start, start + k):
        code = encode_base(seq[i])
        if code < 0:
            return -1
        kmer = ((kmer << 2) | code) & mask
    return kmer
# --- wrong: numba, the cheat sheet's, which is -1 for 32 times T => overflows at k = 32
from numba import njit

@njit(cache=True)
def encode_base(base):
    if base == 65:   return 0
    elif base == 67: return 1
    elif base == 71: return 2
    elif base == 84: return 3
    return -1

@njit(cache=True)
def encode_kmer(seq, start, k):
    kmer = 0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer = (kmer << 2) | code
    return kmer
# --- wrong: numba, the first base lowest => lowest bits
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer |= code << (2 * i)
    return kmer
# --- wrong: numba, ignores start => ignores `start`
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(k):
        code = encode_base(seq[i])
        if code < 0:
            return -1
        kmer = (kmer << 2) | code
    return kmer
# --- wrong: numba, C and G change places => `encode_base` of C is not 1
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 71: return 1
    if base == 67: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer = (kmer << 2) | code
    return kmer
# --- wrong: numba, everything unknown is T => `encode_base` of N is not -1
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    return 3

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(k):
        kmer = (kmer << 2) | encode_base(seq[start + i])
    return kmer
# --- wrong: numba, the unknown base is not looked for => does not give -1
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(k):
        kmer = (kmer << 2) + encode_base(seq[start + i])
    return kmer
# --- wrong: numba, 32 bits => overflows: 32 bits do not fit
import numpy as np
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = np.zeros(1, np.int32)
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer[0] = (kmer[0] << 2) | code
    return kmer[0]
# --- wrong: numba, one base too many => is not the number
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(min(k + 1, len(seq) - start)):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer = (kmer << 2) | code
    return kmer
# --- wrong: numba, three bits => is not the number
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer = (kmer << 3) | code
    return kmer
# --- wrong: numba, looks at the whole sequence for unknown bases => gives -1 although
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(len(seq)):
        code = encode_base(seq[i])
        if code < 0:
            return -1
        if start <= i < start + k:
            kmer = (kmer << 2) | code
    return kmer
# --- wrong: numba, lower case counts => `encode_base` of a is not -1
from numba import njit

@njit
def encode_base(base):
    if base == 65 or base == 97: return 0
    if base == 67 or base == 99: return 1
    if base == 71 or base == 103: return 2
    if base == 84 or base == 116: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer = (kmer << 2) | code
    return kmer
# --- wrong: numba, refuses too early => raises ValueError
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 16:
        raise ValueError("too long")
    kmer = 0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer = (kmer << 2) | code
    return kmer
# --- wrong: numba, a float => do not fit
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0.0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1.0
        kmer = kmer * 4 + code
    return kmer
# --- wrong: numba, the helper is not compiled => `encode_base` is not compiled
from numba import njit

def encode_base(base):
    return "ACGT".find(chr(base))

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(k):
        b = seq[start + i]
        code = 0 if b == 65 else 1 if b == 67 else 2 if b == 71 else 3 if b == 84 else -1
        if code < 0:
            return -1
        kmer = (kmer << 2) | code
    return kmer
# --- wrong: numba, or without a shift => is not the number
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer = kmer << 2 | code << 2
    return kmer
# --- wrong: numba, shifts once too often, which is too much for 31 bases => do not fit
from numba import njit

@njit
def encode_base(base):
    if base == 65: return 0
    if base == 67: return 1
    if base == 71: return 2
    if base == 84: return 3
    return -1

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError()
    kmer = 0
    for i in range(k):
        code = encode_base(seq[start + i])
        if code < 0:
            return -1
        kmer += code
        kmer <<= 2
    return kmer >> 2
# --- wrong: numba, the decorator is missing on one => `encode_base` is not compiled
import numpy as np
from numba import njit

CODES = np.full(256, -1)
CODES[[65, 67, 71, 84]] = range(4)

def encode_base(base):
    return int(CODES[base])

@njit
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError("k > 31")
    kmer = 0
    for i in range(k):
        code = CODES[seq[start + i]]
        if code < 0:
            return -1
        kmer = (kmer << 2) | code
    return kmer
