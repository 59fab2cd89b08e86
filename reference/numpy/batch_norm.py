"""Batch normalisation over the batch, with the biased variance.

`x` is `[batch, features]`, `gamma` and `beta` are `[features]`. A batch of one gives `beta`.
The variance divides by the batch size, which is what `var` does here, and `eps` stands under the root.

Source: Ioffe and Szegedy, "Batch Normalization", 2015, algorithm 1.
"""

import numpy as np


def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)  # (features,)
    var = x.var(axis=0)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
