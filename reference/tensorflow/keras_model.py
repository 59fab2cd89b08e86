"""Keras model by subclassing.

`x` is `[batch, features]`; the result is `[batch, 1]`. gelu stands between the layers, and nothing after the last.
The layers are made in `__init__`, where Keras finds their variables; `training` is for layers that want it.
`@tf.function` belongs on the training step: on `call`, the trace that has built the model gives gradients of None.

Source: keras.io, guide "Making new layers and models via subclassing".
"""

from keras import Model, layers


class MyModel(Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.hidden = layers.Dense(hidden_dim, activation="gelu")
        self.out = layers.Dense(1)

    def call(self, x, training=None):
        return self.out(self.hidden(x))  # (batch, 1)
