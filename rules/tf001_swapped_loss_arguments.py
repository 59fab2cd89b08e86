"""A Keras loss is given the predictions first, and takes the true values first.

Every Keras loss takes `(y_true, y_pred)`, and all but the distances treat the two differently.
`SparseCategoricalCrossentropy` raises `ValueError: Argument `output` must have rank (ndim) `target.ndim - 1``;
the others go on with a number that means nothing: `CategoricalCrossentropy` of (0.3, 0.7) and (0.8, 0.2) against the
classes 1 and 0 is 0.29, and swapped 4.03; `BinaryCrossentropy(from_logits=True)` of 2 and -3 against 1 and 0 is 0.088,
and swapped 0.003 (keras 3.15). A model trained on the swapped `BinaryCrossentropy` is only ever pushed towards class 1.
Write `loss(y_true, y_pred)`, or name the arguments.

Source: keras.io, "Losses", `keras.losses.Loss.__call__`.
"""

import re
from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import is_same
from pattern_lsp.semantic.values import Kind, Value

# These are the same either way round.
_SYMMETRIC = re.compile(
    r"\.(MeanSquaredError|MeanAbsoluteError|Huber|LogCosh|CosineSimilarity|Dice|mean_squared_error|"
    r"mean_absolute_error|huber|log_cosh|cosine_similarity|dice)(\.__call__)?$"
)
_PREDICTION = re.compile(r"(?:^|_)(?:y_?pred|preds?|predictions?|predicted|y_?hat|logits?|probs?)(?:_|\d|$)")
_LABEL = re.compile(
    r"^(?:ys?|y_?true|true_y|y_(?:train|test|val|valid|batch|real)|(?:train|test|val|batch)_y)$"
    r"|(?:^|_)(?:labels?|targets?|ground_truth|one_?hot)(?:_|$)"
)
_ACTIVATIONS = ("softmax", "log_softmax", "sigmoid")
_ENCODERS = ("tensorflow.one_hot", "keras.ops.one_hot", "keras.utils.to_categorical")


def check(model: Model) -> Iterator[Finding]:
    losses = [(call, *sides) for call in model.calls() if (sides := _sides(call)) is not None]
    for call, first, second in losses:
        if not _is_swapped(first, second):
            continue
        if any(_is_mirror(first, second, other) for other in losses):
            continue  # a symmetric loss takes both ways on purpose
        swap = (PlaceEdit(first.place, second.text), PlaceEdit(second.place, first.text))
        yield Finding(
            call.place,
            f"the loss takes the true values first, and here `{first.text}` is the prediction",
            fix=Fix("Swap the arguments", swap),
        )


def _sides(call: Call) -> tuple[Operand, Operand] | None:
    """What a Keras loss is given as true and as predicted values."""
    if not call.name.startswith("keras.losses.") or _SYMMETRIC.search(call.name):
        return None
    true, predicted = call.argument("y_true"), call.argument("y_pred")
    return (true, predicted) if true is not None and predicted is not None else None


def _is_swapped(true: Operand, predicted: Operand) -> bool:
    """Whether the first is surely a prediction, and the second surely what it should be."""
    if _is_computed_prediction(predicted.value) or _is_called(_PREDICTION, predicted):
        return False
    if _is_computed_prediction(true.value):
        return _is_label(predicted) or _is_input_of(true.value, predicted.value)
    return _is_called(_PREDICTION, true) and not _is_encoded(true.value) and _is_label(predicted)


def _is_label(operand: Operand) -> bool:
    return _is_encoded(operand.value) or _is_called(_LABEL, operand)


def _is_called(words: re.Pattern[str], operand: Operand) -> bool:
    """Whether a name, attribute or item is called like that: `y_pred`, `self.labels`, `batch["labels"]`."""
    match = re.fullmatch(r"(?:[\w.]*\.|[\w.]+\[[\"'])?(\w+?)(?:[\"']\])?", operand.text)
    return match is not None and words.search(match[1].lower()) is not None


def _is_encoded(value: Value) -> bool:
    return value.term is not None and value.term.name in _ENCODERS


def _is_computed_prediction(value: Value) -> bool:
    """Whether a model, a layer or a final activation made this."""
    term = value.term
    if term is None:
        return False
    if term.op in _ACTIVATIONS or term.method in ("predict", "predict_on_batch"):
        return True
    callee = term.callee
    if callee.kind is Kind.OBJECT:
        return "keras.layers.Layer" in knowledge.ancestors(callee.name)
    return callee.kind is Kind.INSTANCE and "keras.layers.Layer" in callee.target.ancestors


def _is_input_of(prediction: Value, value: Value) -> bool:
    """Whether a prediction was made from this: an autoencoder compares the two."""
    return prediction.term is not None and any(is_same(given.value, value) for given in prediction.term.arguments)


def _is_mirror(first: Operand, second: Operand, other: tuple[Call, Operand, Operand]) -> bool:
    _, true, predicted = other
    return true.text == second.text and predicted.text == first.text


RULE = Rule(
    code="TF001",
    name="swapped-loss-arguments",
    severity=Severity.ERROR,
    message="loss given the predictions before the true values",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.WRONG, Symptom.CHANCE),
    examples=(
        Example(
            bad="""\
import tensorflow as tf

loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
labels = tf.constant([1, 0])
logits = tf.constant([[-1.0, 2.0], [1.5, -0.5]])
loss = loss_fn(logits, labels)
""",
            good="""\
import tensorflow as tf

loss_fn = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
labels = tf.constant([1, 0])
logits = tf.constant([[-1.0, 2.0], [1.5, -0.5]])
loss = loss_fn(labels, logits)
""",
            proof=Raises("ValueError", "must have rank (ndim) `target.ndim - 1`"),
        ),
        Example(
            bad="""\
import tensorflow as tf
from tensorflow import keras

y = tf.constant([[0.0, 1.0], [1.0, 0.0]])
y_pred = tf.constant([[0.3, 0.7], [0.8, 0.2]])
loss = float(keras.losses.CategoricalCrossentropy()(y_pred, y))
""",
            good="""\
import tensorflow as tf
from tensorflow import keras

y = tf.constant([[0.0, 1.0], [1.0, 0.0]])
y_pred = tf.constant([[0.3, 0.7], [0.8, 0.2]])
loss = float(keras.losses.CategoricalCrossentropy()(y, y_pred))
""",
            proof=Shows("bad.loss > 10 * good.loss"),
        ),
        Example(
            bad="""\
import tensorflow as tf

tf.keras.utils.set_random_seed(0)
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
loss_fn = tf.keras.losses.BinaryCrossentropy(from_logits=True)
x = tf.constant([[1.0, 0.0], [0.0, 1.0]])
y = tf.constant([[1.0], [0.0]])
for step in range(20):
    with tf.GradientTape() as tape:
        loss = loss_fn(model(x, training=True), y)
    gradients = tape.gradient(loss, model.trainable_variables)
    for variable, gradient in zip(model.trainable_variables, gradients):
        variable.assign_sub(0.5 * gradient)
right = float(tf.reduce_mean(tf.cast((model(x) > 0) == (y > 0.5), tf.float32)))
""",
            good="""\
import tensorflow as tf

tf.keras.utils.set_random_seed(0)
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
loss_fn = tf.keras.losses.BinaryCrossentropy(from_logits=True)
x = tf.constant([[1.0, 0.0], [0.0, 1.0]])
y = tf.constant([[1.0], [0.0]])
for step in range(20):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    for variable, gradient in zip(model.trainable_variables, gradients):
        variable.assign_sub(0.5 * gradient)
right = float(tf.reduce_mean(tf.cast((model(x) > 0) == (y > 0.5), tf.float32)))
""",
            proof=Shows("bad.right == 0.5 and good.right == 1.0"),
        ),
    ),
)
