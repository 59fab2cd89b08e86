"""The kernel of a hidden layer starts as a constant, so its units learn the same thing, or nothing.

Units that start equal and get equal gradients stay equal. With zeros before a ReLU no gradient comes through at all:
after 20 epochs the kernel is still 0, and the accuracy on three clusters 0.32 instead of 1.00. Two layers in a row that
start as constants keep their units equal for ever, and reach 0.66 (keras 3.15).
Leave the initialiser away: Keras starts kernels with `glorot_uniform`.
Silent: the last layer of a network, a single layer, biases, a constant layer before one that starts with random
numbers (which makes its units differ from the first step on), zeros behind which no ReLU comes.

Source: NeuraLint (Nikanjam et al., 2021), rule on initialisation; Goodfellow et al., "Deep Learning", 8.4.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.networks import Chain, Layer, activation, is_passing, successions
from pattern_lsp.semantic.values import Kind, Value

_WORDS = frozenset({"zeros", "zero", "ones", "one", "constant", "Zeros", "Ones", "Constant"})
_DEAD_AT_ZERO = frozenset({"relu", "relu6"})
_HAS_KERNEL = ("Dense", "Conv1D", "Conv2D", "Conv3D")


def check(model: Model) -> Iterator[Finding]:
    for before, layer in successions(model):
        if layer.word not in _HAS_KERNEL or not layer.name.startswith("keras.layers."):
            continue
        previous, applied = _previous(before)
        if previous is None or previous.units == 1 or applied is None:
            continue
        start, given = _constant(previous), previous.made.argument("kernel_initializer")
        if start is None or given is None:
            continue
        is_dead = start == 0 and applied in _DEAD_AT_ZERO
        if is_dead or (_constant(layer) is not None and layer.word == previous.word):
            what = "no gradient comes through its ReLU" if is_dead else "so does the next, and its units stay equal"
            yield Finding(
                given.place,
                f"this hidden layer starts as a constant: {what}",
                Fix("Start with random numbers", edit(given.place, '"glorot_uniform"')),
            )


def _previous(before: Chain) -> tuple[Layer | None, str | None]:
    """The layer with a kernel before this one, and the activation behind it; None for what is not known."""
    applied: str | None = ""
    for layer in reversed(before):
        if layer is None:
            return None, None
        if layer.word in _HAS_KERNEL:
            own = activation(layer)
            return layer, own if own != "" else applied
        if not is_passing(layer):
            applied = activation(layer)
            if not applied:
                return None, None
    return None, None


def _constant(layer: Layer) -> float | None:
    """The number that a kernel surely starts with; 1 where it is some other than 0."""
    given = layer.made.argument("kernel_initializer")
    word = _word(given.value) if given is not None else ""
    return None if word not in _WORDS else float(not word.lower().startswith("zero"))


def _word(value: Value) -> str:
    if value.kind is Kind.PYTHON:
        return str(value.constant)
    if value.kind in (Kind.LIBRARY, Kind.OBJECT):
        return value.name.rpartition(".")[2] if ".initializers." in value.name else ""
    called = value.term.name if value.term is not None else ""
    if called.rpartition(".")[2] == "Constant" and value.term is not None:
        given = value.term.argument("value") or value.term.positional(0)
        number = given.value.constant if given is not None else 0
        return "" if not isinstance(number, (int, float)) else "Constant" if number else "zeros"
    return called.rpartition(".")[2] if ".initializers." in called else ""


RULE = Rule(
    code="TF025",
    name="constant-initializer",
    severity=Severity.WARNING,
    message="hidden layer that starts as a constant",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.CHANCE, Symptom.WORSE, Symptom.NO_GRADIENT),
    examples=(
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
labels = np.arange(90) % 3
x = np.random.randn(90, 2) + 3 * np.array([[1, 0], [-1, 1], [-1, -1]])[labels]
model = keras.Sequential([
    keras.Input((2,)),
    layers.Dense(4, activation="relu", kernel_initializer="zeros"),
    layers.Dense(3, activation="softmax"),
])
model.compile(keras.optimizers.SGD(0.5), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
accuracy = model.fit(x, labels, epochs=10, verbose=0).history["accuracy"][-1]
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
labels = np.arange(90) % 3
x = np.random.randn(90, 2) + 3 * np.array([[1, 0], [-1, 1], [-1, -1]])[labels]
model = keras.Sequential([
    keras.Input((2,)),
    layers.Dense(4, activation="relu", kernel_initializer="glorot_uniform"),
    layers.Dense(3, activation="softmax"),
])
model.compile(keras.optimizers.SGD(0.5), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
accuracy = model.fit(x, labels, epochs=10, verbose=0).history["accuracy"][-1]
""",
            proof=Shows("bad.accuracy < 0.4 and not bad.model.layers[0].kernel.numpy().any() and good.accuracy > 0.95"),
        ),
        Example(
            bad="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
labels = np.arange(90) % 3
x = np.random.randn(90, 2) + 3 * np.array([[1, 0], [-1, 1], [-1, -1]])[labels]
model = keras.Sequential([
    keras.Input((2,)),
    layers.Dense(4, activation="tanh", kernel_initializer="ones"),
    layers.Dense(3, activation="softmax", kernel_initializer="ones"),
])
model.compile(keras.optimizers.SGD(0.5), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
accuracy = model.fit(x, labels, epochs=10, verbose=0).history["accuracy"][-1]
apart = float(np.ptp(model.layers[0].kernel.numpy(), axis=1).max())
""",
            good="""\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

keras.utils.set_random_seed(0)
labels = np.arange(90) % 3
x = np.random.randn(90, 2) + 3 * np.array([[1, 0], [-1, 1], [-1, -1]])[labels]
model = keras.Sequential([
    keras.Input((2,)),
    layers.Dense(4, activation="tanh", kernel_initializer="glorot_uniform"),
    layers.Dense(3, activation="softmax", kernel_initializer="ones"),
])
model.compile(keras.optimizers.SGD(0.5), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
accuracy = model.fit(x, labels, epochs=10, verbose=0).history["accuracy"][-1]
apart = float(np.ptp(model.layers[0].kernel.numpy(), axis=1).max())
""",
            proof=Shows("bad.apart == 0 and bad.accuracy < 0.9 and good.apart > 0.1 and good.accuracy > 0.95"),
        ),
    ),
)
