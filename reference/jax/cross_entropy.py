"""Cross-entropy of logits, from scratch.

`pred` is `[batch, classes]` of any finite size, `target` is `[batch]` of class numbers; the result is a scalar mean.
`log_softmax` subtracts the maximum, so that logits of 1e4 do not overflow.

Source: docs.pytorch.org, `torch.nn.CrossEntropyLoss`.
"""

import jax
import jax.numpy as jnp


def cross_entropy(pred, target):
    log_probabilities = jax.nn.log_softmax(pred, axis=-1)  # (batch, classes)
    picked = jnp.take_along_axis(log_probabilities, target[:, None], axis=-1)  # (batch, 1)
    return -picked.mean()
