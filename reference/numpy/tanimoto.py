"""Tanimoto similarity of bit vectors, in batches.

`tanimoto` takes two vectors `[bits]` of bool, integers or 0/1 floats; `tanimoto_batch` takes `[q, bits]` and
`[n, bits]` and gives `[q, n]`. Two empty vectors give 0, never NaN.
The counts are taken in float64: uint8 would wrap around at 256 shared bits.

Source: Tanimoto, "An elementary mathematical theory of classification and prediction", 1958.
"""

import numpy as np


def tanimoto(a, b):
    return tanimoto_batch(a[None], b[None])[0, 0]


def tanimoto_batch(queries, library):
    queries, library = queries.astype(float), library.astype(float)
    shared = queries @ library.T  # (q, n)
    union = queries.sum(axis=1)[:, None] + library.sum(axis=1) - shared
    return np.where(union > 0, shared / np.maximum(union, 1), 0.0)
