# What TF030 must report, and what it must not. Carets mark the exact place.
# --- built in a loop, by a helper, by class
import tensorflow as tf
from tensorflow import keras


def build(units):
    return keras.Sequential([keras.layers.Dense(units)])


def search(sizes):
    for units in sizes:
        model = tf.keras.Sequential([keras.layers.Dense(units)])
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF030
    while sizes:
        other = build(sizes.pop())
#               ^^^^^^^^^^^^^^^^^^ TF030
    return model, other
# --- silent: cleared, built once, layers in a loop
import keras


def search(sizes):
    for units in sizes:
        keras.backend.clear_session()
        model = keras.Sequential([keras.layers.Dense(units)])
    return model


def deep(sizes):
    model = keras.Sequential()
    for units in sizes:
        model.add(keras.layers.Dense(units, activation="relu"))
    return model


def ensemble(sizes):
    return [keras.Sequential([keras.layers.Dense(units)], name=f"net_{units}") for units in sizes]
