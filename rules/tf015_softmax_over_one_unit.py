"""A softmax is taken over a single unit: it is 1.0 whatever goes in.

A softmax divides each number by the sum of all; of one number that is 1. `Dense(1, activation="softmax")` predicts
1.0 for everything, its gradient is 0, and nothing is ever learned: the accuracy stays at the share of the ones
(keras 3.15, which warns `The softmax operation will always return the value 1`; `tf.nn.softmax` does not warn).
For two classes write `sigmoid` with one unit, or `softmax` with two; for weights over time steps give the axis.
Silent: a softmax along another axis, and one behind a `Flatten` or `Reshape`.

Source: keras.io, API documentation of `keras.activations.softmax`; stackoverflow.com/questions/45378493.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.networks import Chain, Layer, activation, is_activation, successions

_KEEPS_UNITS = frozenset({"Dropout", "dropout", "cast", "Identity", "Activation"})


def check(model: Model) -> Iterator[Finding]:
    for before, layer in successions(model):
        if activation(layer) != "softmax" or layer.made.argument("axis") is not None:
            continue
        producer = _producer(before) if is_activation(layer) else layer
        if producer is None or producer.units != 1 or not producer.name.startswith("keras."):
            continue
        if producer.made.argument("data_format") is None:
            yield Finding(
                layer.operand.place,
                "a softmax over one unit is always 1.0: use `sigmoid`, or one unit for each class",
                fix=_fix(layer),
            )


def _producer(before: Chain) -> Layer | None:
    """The layer whose units an activation is taken over."""
    return next((layer for layer in reversed(before) if layer is None or layer.word not in _KEEPS_UNITS), None)


def _fix(layer: Layer) -> Fix | None:
    given = layer.made.argument("activation")
    place = given.place if given is not None else layer.made.callee_place
    if not place.text.strip("\"'").endswith("softmax") or (layer.is_function and len(layer.made.arguments) != 1):
        return None
    return Fix("Use `sigmoid`", edit(place, place.text.replace("softmax", "sigmoid")))


RULE = Rule(
    code="TF015",
    name="softmax-over-one-unit",
    severity=Severity.ERROR,
    message="softmax over one unit, which is always 1.0",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.CHANCE, Symptom.NO_GRADIENT),
    examples=(
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
x = np.array([[0.0, 1.0], [1.0, 0.0], [0.2, 0.9], [0.9, 0.1]])
y = np.array([0.0, 1.0, 0.0, 1.0])
model = keras.Sequential([keras.Input((2,)), layers.Dense(1, activation="softmax")])
model.compile(optimizer=keras.optimizers.SGD(1.0), loss="binary_crossentropy")
model.fit(x, y, epochs=50, verbose=0)
predictions = model.predict(x, verbose=0).ravel()
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
x = np.array([[0.0, 1.0], [1.0, 0.0], [0.2, 0.9], [0.9, 0.1]])
y = np.array([0.0, 1.0, 0.0, 1.0])
model = keras.Sequential([keras.Input((2,)), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer=keras.optimizers.SGD(1.0), loss="binary_crossentropy")
model.fit(x, y, epochs=50, verbose=0)
predictions = model.predict(x, verbose=0).ravel()
""",
            proof=Shows("bad.predictions.tolist() == [1] * 4 and ((good.predictions > 0.5) == (good.y > 0.5)).all()"),
        ),
        Example(
            bad="""\
import tensorflow as tf

score = tf.keras.layers.Dense(1)
with tf.GradientTape() as tape:
    probability = tf.nn.softmax(score(tf.constant([[1.0, 2.0], [3.0, 4.0]])))
    loss = tf.reduce_sum(probability)
steepest = float(tf.reduce_max(tf.abs(tape.gradient(loss, score.kernel))))
""",
            good="""\
import tensorflow as tf

score = tf.keras.layers.Dense(1)
with tf.GradientTape() as tape:
    probability = tf.nn.sigmoid(score(tf.constant([[1.0, 2.0], [3.0, 4.0]])))
    loss = tf.reduce_sum(probability)
steepest = float(tf.reduce_max(tf.abs(tape.gradient(loss, score.kernel))))
""",
            proof=Shows("bad.steepest == 0 < good.steepest"),
        ),
    ),
)
