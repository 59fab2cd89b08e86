"""Log-softmax along an axis, with its far tail.

`x` is a tensor of any rank >= 1; the `exp` of the result sums to 1 along the axis.
No share is computed on the way: `log(softmax(x))` is -inf wherever the share underflows, 104 below the maximum in
float32.

Source: Goodfellow, Bengio and Courville, "Deep Learning", section 4.1.
"""

import tensorflow as tf


def log_softmax(x, axis=-1):
    x = x if x.dtype.is_floating else tf.cast(x, tf.float32)
    shifted = x - tf.reduce_max(x, axis=axis, keepdims=True)
    return shifted - tf.math.log(tf.reduce_sum(tf.exp(shifted), axis=axis, keepdims=True))
