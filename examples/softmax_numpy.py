"""A softmax that overflows for scores above 88 in float32."""

import numpy as np


def softmax(scores):
    e = np.exp(scores)
    return e / e.sum(axis=-1, keepdims=True)
