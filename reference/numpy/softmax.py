"""Softmax along an axis, stable for any finite input.

`x` is an array of any rank >= 1; `-inf` entries get 0.
The maximum is subtracted first: `exp` of 89 already overflows in float32.

Source: Goodfellow, Bengio and Courville, "Deep Learning", section 4.1.
"""

import numpy as np


def softmax(x, axis=-1):
    shifted = x - np.max(x, axis=axis, keepdims=True)
    e = np.exp(shifted)
    return e / np.sum(e, axis=axis, keepdims=True)
