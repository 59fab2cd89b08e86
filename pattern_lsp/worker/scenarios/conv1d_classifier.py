"""What a classifier of sequences gives for sequences of several lengths, and whether their order counts."""

from __future__ import annotations

from typing import Any


def conv1d_classifier(program: Any, lengths: list[int]) -> dict[str, Any]:
    import tensorflow as tf

    tf.keras.utils.set_random_seed(0)
    model = program.build()
    seen: dict[str, Any] = {"is_model": isinstance(model, tf.keras.Model)}
    if not seen["is_model"]:
        return seen
    seen["shapes"] = []
    for length in lengths:
        out = model(tf.random.normal([2, length, 4]))
        if not tf.is_tensor(out):
            seen["is_tensor"] = False
            return seen
        seen["shapes"].append(list(out.shape))
    seen["is_tensor"] = True
    if any(shape != [2, 3] for shape in seen["shapes"]):
        return seen
    x = tf.random.normal([8, 20, 4])
    with tf.GradientTape() as tape:
        out = model(x, training=True)
        total = tf.reduce_sum(out * tf.random.normal(out.shape))
    variables = model.trainable_variables
    gradients = tape.gradient(total, variables)
    seen["variables"] = len(variables)
    seen["without_gradient"] = sum(one is None for one in gradients)
    seen["has_convolution"] = any(len(one.shape) == 3 for one in variables)
    base = model(x)
    seen["rows_are_alone"] = bool(tf.reduce_all(tf.abs(model(x[:1]) - base[:1]) < 1e-4))
    order = tf.gather(x, tf.random.shuffle(tf.range(20)), axis=1)
    seen["order_counts"] = bool(tf.reduce_max(tf.abs(model(order) - base)) > 1e-7)
    seen["is_constant"] = bool(tf.reduce_max(tf.abs(base - base[:1])) < 1e-7)
    seen["is_deterministic"] = bool(tf.reduce_all(model(x) == base))
    seen["is_positive"] = bool(tf.reduce_all(model(x * 30) >= 0))
    seen["sums_to_one"] = bool(tf.reduce_all(tf.abs(tf.reduce_sum(model(x * 30), -1) - 1) < 1e-3))
    return seen
