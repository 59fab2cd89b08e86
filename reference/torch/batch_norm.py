"""Batch normalisation over the batch, with the biased variance.

`x` is `[batch, features]`, `gamma` and `beta` are `[features]`. A batch of one gives `beta`.
`var` of a tensor divides by n - 1 unless it is told otherwise: a third more for four rows, and NaN for one.

Source: Ioffe and Szegedy, "Batch Normalization", 2015, algorithm 1.
"""

import torch


def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=0)  # (features,)
    var = x.var(dim=0, unbiased=False)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
