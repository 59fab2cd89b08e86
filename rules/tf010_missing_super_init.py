"""A Keras layer, model, metric, loss or optimizer does not call `super().__init__()`.

Keras keeps its bookkeeping in what `__init__` of the base class makes. Without it, using a layer or model raises
`RuntimeError: In layer 'Net', you forgot to call `super().__init__()` as the first statement` (keras 3.15); a metric
and an optimizer say the same, and a loss raises `AttributeError: 'Weighted' object has no attribute 'name'` when it is
called. `super().__init__` without parentheses is no call either.
Begin `__init__` with `super().__init__()`.
Attributes that are set before the call work in Keras 3, and callbacks do without it: both are left alone.

Source: keras.io, "Making new layers and models via subclassing".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Raises, Rule, Severity
from pattern_lsp.semantic.model import Call, Function, Model
from pattern_lsp.semantic.values import Kind

_BASES = frozenset({"keras.layers.Layer", "keras.metrics.Metric", "keras.losses.Loss", "keras.optimizers.Optimizer"})


def check(model: Model) -> Iterator[Finding]:
    function = model.function
    if function is None or function.name != "__init__" or function.owner is None:
        return
    owner = function.owner
    if _BASES.isdisjoint(owner.ancestors) or not owner.is_complete:
        return
    if any(_initialises(call) for call in model.calls()):
        return
    yield Finding(
        function.place,
        f"`{owner.name}` does not call `super().__init__()`, which Keras needs",
        fix=_fix(model, function),
    )


def _initialises(call: Call) -> bool:
    """`super().__init__()`, `Base.__init__(self)`, or a method of the class that mentions it."""
    if call.method in ("__init__", "__setstate__") or call.name.endswith(".__init__"):
        return True
    return call.callee.kind is Kind.FUNCTION and "__init__" in call.callee.target.piece.words


def _fix(model: Model, function: Function) -> Fix | None:
    first = next((event for event in model.events if not event.context.calls), None)
    if first is None or any(model.calls("builtins.super")) or first.context.conditional or first.context.managers:
        return None
    if not first.is_in_simple_statement or len(first.indentation) <= len(function.place.indentation):
        return None
    line = f"{first.indentation}super().__init__()\n"
    return Fix("Call `super().__init__()` first", (PlaceEdit(first.line, line),), safe=True)


RULE = Rule(
    code="TF010",
    name="missing-super-init",
    severity=Severity.ERROR,
    message="Keras class without `super().__init__()`",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    examples=(
        Example(
            bad="""\
import tensorflow as tf
from tensorflow import keras


class Net(keras.Model):
    def __init__(self):
        self.dense = keras.layers.Dense(1)

    def call(self, x):
        return self.dense(x)


output = Net()(tf.ones((1, 2)))
""",
            good="""\
import tensorflow as tf
from tensorflow import keras


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)

    def call(self, x):
        return self.dense(x)


output = Net()(tf.ones((1, 2)))
""",
            proof=Raises("RuntimeError", "In layer 'Net', you forgot to call `super().__init__()`"),
        ),
        Example(
            bad="""\
import keras


class Hits(keras.metrics.Metric):
    def __init__(self, name="hits"):
        self.hits = self.add_weight(name=name, initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.hits.assign_add(keras.ops.sum(y_true * y_pred))

    def result(self):
        return self.hits


metric = Hits()
""",
            good="""\
import keras


class Hits(keras.metrics.Metric):
    def __init__(self, name="hits"):
        super().__init__()
        self.hits = self.add_weight(name=name, initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        self.hits.assign_add(keras.ops.sum(y_true * y_pred))

    def result(self):
        return self.hits


metric = Hits()
""",
            proof=Raises("RuntimeError", "You forgot to call `super().__init__()` in the `__init__()` method"),
        ),
        Example(
            bad="""\
import tensorflow as tf


class Weighted(tf.keras.losses.Loss):
    def __init__(self, weight):
        self.weight = weight

    def call(self, y_true, y_pred):
        return self.weight * tf.square(y_true - y_pred)


loss = Weighted(2.0)(tf.ones((2,)), tf.zeros((2,)))
""",
            good="""\
import tensorflow as tf


class Weighted(tf.keras.losses.Loss):
    def __init__(self, weight):
        super().__init__()
        self.weight = weight

    def call(self, y_true, y_pred):
        return self.weight * tf.square(y_true - y_pred)


loss = Weighted(2.0)(tf.ones((2,)), tf.zeros((2,)))
""",
            proof=Raises("AttributeError", "'Weighted' object has no attribute 'name'"),
        ),
    ),
)
