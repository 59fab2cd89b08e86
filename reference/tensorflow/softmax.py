"""Softmax along an axis, stable for any finite input.

`x` is a tensor of any rank >= 1; `-inf` entries get 0, a row of nothing else is NaN.
The maximum is subtracted first: `exp` of 89 already overflows in float32.
Integers become float32: `tf.exp` refuses them.

Source: Goodfellow, Bengio and Courville, "Deep Learning", section 4.1.
"""

import tensorflow as tf


def softmax(x, axis=-1):
    x = x if x.dtype.is_floating else tf.cast(x, tf.float32)
    e = tf.exp(x - tf.reduce_max(x, axis=axis, keepdims=True))
    return e / tf.reduce_sum(e, axis=axis, keepdims=True)
