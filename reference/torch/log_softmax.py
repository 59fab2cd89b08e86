"""Log-softmax along an axis, with its far tail.

`x` is a tensor of any rank >= 1; the `exp` of the result sums to 1 along the axis.
No share is computed on the way: `log(softmax(x))` is -inf wherever the share underflows, 104 below the maximum in
float32.

Source: Goodfellow, Bengio and Courville, "Deep Learning", section 4.1.
"""

import torch


def log_softmax(x, dim=-1):
    x = x if x.is_floating_point() else x.float()
    if x.numel() == 0:
        return x  # `amax` of nothing is an error
    shifted = x - x.amax(dim=dim, keepdim=True)
    return shifted - torch.log(torch.exp(shifted).sum(dim=dim, keepdim=True))
