"""Cross-entropy of logits, from scratch.

`pred` is `[batch, classes]` of any finite size, `target` is `[batch]` of class numbers; the result is a scalar mean.
The maximum is subtracted before `exp`, so that logits of 1e4 do not overflow.

Source: docs.pytorch.org, `torch.nn.CrossEntropyLoss`.
"""

import numpy as np


def cross_entropy(pred, target):
    shifted = pred - pred.max(axis=-1, keepdims=True)
    log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))  # (batch, classes)
    return -log_probabilities[np.arange(len(target)), target].mean()
