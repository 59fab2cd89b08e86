"""K-mer encoding, two bits a base.

`encode_base` takes an ASCII code; `encode_kmer` takes a uint8 array and encodes the `k` bases from `start` on, the
first in the highest bits. A base that is not A, C, G or T gives -1.
32 bases would fill all 64 bits, and TTTT… would be -1, the mark of an unknown base: k > 31 is refused.

Source: Compeau, Pevzner and Tesler, "How to apply de Bruijn graphs to genome assembly", 2011.
"""

from numba import njit


@njit(cache=False)
def encode_base(base):
    if base == 65:  # A
        return 0
    if base == 67:  # C
        return 1
    if base == 71:  # G
        return 2
    if base == 84:  # T
        return 3
    return -1


@njit(cache=False)
def encode_kmer(seq, start, k):
    if k > 31:
        raise ValueError("more than 31 bases do not fit in 64 bits")
    kmer = 0
    for i in range(start, start + k):
        code = encode_base(seq[i])
        if code < 0:
            return -1
        kmer = kmer * 4 + code  # two bits further
    return kmer
