"""A Keras loss takes probabilities and is given logits, or the other way round.

`from_logits` says which of the two the loss gets; without it, it takes probabilities.
Logits taken for probabilities are clipped to between 0 and 1: the gradient of a negative one is 0 (logit -4, label 1:
0 instead of -0.98), and three clusters that are learned to 1.00 with `from_logits=True` end between 0.64 and 1.00,
depending on the seed. Probabilities taken for logits go through softmax twice: logits (4, 0, 0) of the right class
give a loss of 0.57 instead of 0.036, and it cannot fall below 0.55 (tensorflow 2.21, keras 3.15).
Where Keras itself applied the softmax or sigmoid, it finds the logits again and only warns: said as information.
Pass `from_logits=True` and leave the last layer without activation, or have both the other way.
Silent: a `from_logits` or a last layer that is not known, and other activations.

Source: keras.io, `keras.losses.SparseCategoricalCrossentropy`, argument `from_logits`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.graphs import is_in_graph
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.networks import Layer, Scored, activation, is_linear, last_of, scored
from pattern_lsp.semantic.queries import spelled
from pattern_lsp.semantic.values import Kind

_ACTIVATION = {"categorical": "softmax", "binary": "sigmoid"}
_OBJECTS = {
    "sparse_categorical_crossentropy": "SparseCategoricalCrossentropy",
    "categorical_crossentropy": "CategoricalCrossentropy",
    "binary_crossentropy": "BinaryCrossentropy",
}


def check(model: Model) -> Iterator[Finding]:
    for loss in scored(model):
        wanted, last = _ACTIVATION.get(loss.loss), last_of(loss.chain)
        if wanted is None or last is None or not last.name.startswith(("keras.", "tensorflow.")):
            continue
        if loss.loss == "categorical" and last.units == 1:
            continue  # the loss itself does not fit
        if loss.from_logits is True and activation(last) == wanted:
            undone = _is_undone(loss, last)
            message = (
                f"Keras warns here and undoes the {wanted}: with `from_logits=True` the last layer needs no activation"
                if undone
                else f"this has been through {wanted} already, and the loss takes logits"
            )
            severity = Severity.INFORMATION if undone else None
            yield Finding(loss.place, message, _fix_of_logits(loss), _related(last), severity)
        elif loss.from_logits is False and is_linear(last):
            message = (
                f"these are logits, and the loss takes probabilities: pass `from_logits=True`, or end with {wanted}"
            )
            yield Finding(loss.place, message, _fix_of_probabilities(model, loss), _related(last))


def _related(last: Layer) -> tuple[Related, ...]:
    return (Related(last.operand.place, "the last layer"),)


def _is_undone(loss: Scored, last: Layer) -> bool:
    """Whether Keras finds the logits again: it marks what its own activations return, and can read a graph."""
    if loss.name.startswith("tensorflow."):
        return False
    given = last.made.argument("activation")
    applied = given.value.name if given is not None and given.value.kind is Kind.LIBRARY else last.name
    return loss.scores is None or is_in_graph(loss.call) or not applied.startswith("tensorflow.")


def _fix_of_logits(loss: Scored) -> Fix | None:
    given = loss.made.argument("from_logits") if loss.made is not None else None
    return Fix("Say that these are probabilities", edit(given.place, "False")) if given is not None else None


def _fix_of_probabilities(model: Model, loss: Scored) -> Fix | None:
    if loss.made is None:
        name = spelled(model, f"keras.losses.{_OBJECTS[loss.name]}") if loss.name in _OBJECTS else ""
        return Fix("Pass `from_logits=True`", edit(loss.place, f"{name}(from_logits=True)")) if name else None
    given = loss.made.argument("from_logits")
    if given is not None:
        return Fix("Pass `from_logits=True`", edit(given.place, "True"))
    text = loss.made.operand.text[:-1].rstrip()
    comma = "" if text.endswith("(") else " " if text.endswith(",") else ", "
    return Fix("Pass `from_logits=True`", edit(loss.made.operand.place, f"{text}{comma}from_logits=True)"))


RULE = Rule(
    code="TF008",
    name="from-logits-mismatch",
    severity=Severity.ERROR,
    message="logits where the loss takes probabilities, or the other way round",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.WORSE, Symptom.CHANCE),
    examples=(
        Example(
            bad="""\
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="ones")])
loss_fn = keras.losses.BinaryCrossentropy()
with tf.GradientTape() as tape:
    loss = loss_fn(tf.constant([[1.0]]), model(tf.constant([[-4.0]]), training=True))
gradient = float(tape.gradient(loss, model.trainable_variables)[1][0])
""",
            good="""\
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="ones")])
loss_fn = keras.losses.BinaryCrossentropy(from_logits=True)
with tf.GradientTape() as tape:
    loss = loss_fn(tf.constant([[1.0]]), model(tf.constant([[-4.0]]), training=True))
gradient = float(tape.gradient(loss, model.trainable_variables)[1][0])
""",
            proof=Shows("bad.gradient == 0 and abs(good.gradient + 0.982) < 1e-3"),
        ),
        Example(
            bad="""\
import numpy as np
from tensorflow import keras

labels = np.arange(90) % 3
x = np.random.randn(90, 2) + 3 * np.array([[1, 0], [-1, 1], [-1, -1]])[labels]
accuracies = []
for seed in range(3):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
    model.compile(
        optimizer=keras.optimizers.SGD(0.5),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    accuracies += model.fit(x, labels, epochs=5, verbose=0).history["accuracy"][-1:]
""",
            good="""\
import numpy as np
from tensorflow import keras

labels = np.arange(90) % 3
x = np.random.randn(90, 2) + 3 * np.array([[1, 0], [-1, 1], [-1, -1]])[labels]
accuracies = []
for seed in range(3):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
    model.compile(
        optimizer=keras.optimizers.SGD(0.5),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    accuracies += model.fit(x, labels, epochs=5, verbose=0).history["accuracy"][-1:]
""",
            proof=Shows("min(bad.accuracies) < 0.8 and min(good.accuracies) > 0.95"),
        ),
        Example(
            bad="""\
import tensorflow as tf

logits = tf.constant([[4.0, 0.0, 0.0], [0.0, 4.0, 0.0]])
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
loss = float(loss_fn(tf.constant([0, 1]), tf.nn.softmax(logits)))
""",
            good="""\
import tensorflow as tf

logits = tf.constant([[4.0, 0.0, 0.0], [0.0, 4.0, 0.0]])
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=False)
loss = float(loss_fn(tf.constant([0, 1]), tf.nn.softmax(logits)))
""",
            proof=Shows("bad.loss > 0.55 and good.loss < 0.04"),
        ),
        Example(
            bad="""\
import warnings

import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="softmax")])
model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    model.evaluate(np.ones((4, 2)), np.zeros(4), verbose=0)
""",
            good="""\
import warnings

import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="softmax")])
model.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=False))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    model.evaluate(np.ones((4, 2)), np.zeros(4), verbose=0)
""",
            proof=Shows("'does not represent logits' in str(bad.caught[0].message) and not good.caught"),
        ),
    ),
)
