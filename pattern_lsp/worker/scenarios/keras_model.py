"""What a model of two dense layers computes, beside its own weights put together."""

from __future__ import annotations

import math
from typing import Any


def keras_model(program: Any, features: int, hidden: int, batch: int) -> dict[str, Any]:
    import numpy as np
    import tensorflow as tf

    tf.keras.utils.set_random_seed(0)
    model = program.MyModel(hidden)
    seen: dict[str, Any] = {"is_model": isinstance(model, tf.keras.Model)}
    if not seen["is_model"]:
        return seen
    x = tf.random.normal([batch, features])
    out = model(x)
    seen["is_tensor"] = bool(tf.is_tensor(out))
    if not seen["is_tensor"]:
        return seen
    seen["shape"] = list(out.shape)
    variables = model.trainable_variables
    seen["sizes"] = [list(one.shape) for one in variables]
    try:
        evaluated = [model(x, training=flag) for flag in (False, None)]
        # Not without `training`: what `tf.function` has traced to build the model gives no gradients.
        with tf.GradientTape() as tape:
            total = tf.reduce_sum(model(x, training=True))
        seen["training"] = True
    except TypeError:
        seen["training"] = False
        return seen
    seen["without_gradient"] = sum(one is None for one in tape.gradient(total, variables)) if variables else 0
    seen["stays"] = bool(tf.reduce_all(tf.abs(evaluated[0] - out) < 1e-5))
    if seen["sizes"] == [[features, hidden], [hidden], [hidden, 1], [1]] and seen["shape"] == [batch, 1]:
        w1, b1, w2, b2 = (one.numpy().astype(float) for one in variables)
        h = np.asarray(x, float) @ w1 + b1
        erf = np.vectorize(math.erf)
        acts = {
            "gelu": 0.5 * h * (1 + erf(h / math.sqrt(2))),
            "gelu_tanh": 0.5 * h * (1 + np.tanh(math.sqrt(2 / math.pi) * (h + 0.044715 * h**3))),
            "relu": np.maximum(h, 0),
            "linear": h,
            "tanh": np.tanh(h),
            "silu": h / (1 + np.exp(-h)),
        }
        outs = {name: act @ w2 + b2 for name, act in acts.items()}
        outs["gelu_at_the_end"] = 0.5 * outs["gelu"] * (1 + erf(outs["gelu"] / math.sqrt(2)))
        outs["sigmoid_at_the_end"] = 1 / (1 + np.exp(-outs["gelu"]))
        got = np.asarray(out, float)
        seen["alike"] = [name for name, value in outs.items() if np.abs(value - got).max() < 1e-4]
    return seen
