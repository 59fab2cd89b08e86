"""Conv1D classifier for sequences of any length.

The model takes `[batch, len, 4]`, any length from 1 on, and gives logits `[batch, 3]`.
`padding="same"` lets a kernel of 7 see sequences that are shorter; pooling over all places makes the length vanish.

Source: keras.io, `Conv1D` and `GlobalAveragePooling1D`.
"""

from keras import Sequential, layers


def build():
    return Sequential(
        [
            layers.Conv1D(64, 7, activation="relu", padding="same"),  # (batch, len, 64)
            layers.Conv1D(128, 5, activation="relu", padding="same"),
            layers.GlobalAveragePooling1D(),  # (batch, 128)
            layers.Dense(3),
        ]
    )
