"""Layer normalisation over the last axis.

`x` is of any rank >= 1, `gamma` and `beta` are as long as its last axis. A constant row gives `beta`.
The variance is the biased one, and the kept axis lets both broadcast.

Source: Ba, Kiros and Hinton, "Layer Normalization", 2016.
"""

import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=-1, keepdims=True)  # (..., 1)
    var = x.var(axis=-1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
