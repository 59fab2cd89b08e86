"""Layer normalisation over the last axis.

`x` is of any rank >= 1, `gamma` and `beta` are as long as its last axis. A constant row gives `beta`.
The variance is the biased one, which `var` gives only if it is told so; the kept axis lets both broadcast.

Source: Ba, Kiros and Hinton, "Layer Normalization", 2016.
"""

import torch


def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)  # (..., 1)
    var = x.var(dim=-1, keepdim=True, unbiased=False)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
