"""Cross-entropy of logits, from scratch.

`pred` is `[batch, classes]` of any finite size, `target` is `[batch]` of class numbers; the result is a scalar mean.
`log_softmax` subtracts the maximum, so that logits of 1e4 do not overflow.

Source: docs.pytorch.org, `torch.nn.CrossEntropyLoss`.
"""

import tensorflow as tf


def cross_entropy(pred, target):
    log_probabilities = tf.nn.log_softmax(pred, axis=-1)  # (batch, classes)
    picked = tf.gather(log_probabilities, target, axis=-1, batch_dims=1)  # (batch,)
    return -tf.reduce_mean(picked)
