"""Custom training step with a gradient tape.

`x` and `y` are one batch; returns the loss before the step.
The forward pass and the loss stand inside the tape, with `training=True` for dropout and batch norm.

Source: tensorflow.org, guide "Writing a training loop from scratch".
"""

import tensorflow as tf


@tf.function
def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        pred = model(x, training=True)
        loss = loss_fn(y, pred)
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
