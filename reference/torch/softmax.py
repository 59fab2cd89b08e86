"""Softmax along an axis, stable for any finite input.

`x` is a tensor of any rank >= 1; `-inf` entries get 0, a row of nothing else is NaN.
The maximum is subtracted first: `exp` of 89 already overflows in float32.
Integers become float32: `exp` needs them so.

Source: Goodfellow, Bengio and Courville, "Deep Learning", section 4.1.
"""

import torch


def softmax(x, dim=-1):
    x = x if x.is_floating_point() else x.float()
    if x.numel() == 0:
        return x  # `amax` of nothing is an error
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
