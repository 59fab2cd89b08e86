"""A model is trained in inference mode: it is called under a gradient tape without `training=True`.

Called by hand, a Keras model runs as for inference unless told otherwise (keras 3.15), also inside a `GradientTape` and
inside `train_step`. Dropout then drops nothing (of eight ones eight stay), and batch normalisation uses its moving
averages and never updates them: after a training step on 10 and 20 the moving mean is still 0 instead of 0.15.
Nothing fails; the model only learns as if these layers were not there.
Write `model(x, training=True)` in the training step, and `training=False` for evaluation.
Models without such layers, and gradients with respect to something else than the model's variables, are left alone.

Source: keras.io, "Writing a training loop from scratch in TensorFlow"; FAQ, "the `training` argument in `call`".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Class, Model
from pattern_lsp.semantic.queries import default_of, is_recorded_by, origins, tape_gradients, variable_owners
from pattern_lsp.semantic.values import Kind, Value

_MODE_LAYERS = frozenset(
    "Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D AlphaDropout GaussianDropout GaussianNoise "
    "BatchNormalization RandomBrightness RandomContrast RandomCrop RandomFlip RandomRotation RandomTranslation "
    "RandomZoom".split()
)


def check(model: Model) -> Iterator[Finding]:
    for gradient in tape_gradients(model):
        sources = gradient.argument("sources")
        if gradient.receiver is None or sources is None:
            continue
        trained = variable_owners(sources.value)
        for call in model.calls():
            if call.callee.ref not in trained or not is_recorded_by(call, gradient.receiver.value):
                continue
            if _tells_mode(call) or _is_inside_model(call) or not _depends_on_mode(model, call):
                continue
            yield Finding(
                call.place,
                f"`{call.operand.text}` is trained here without `training=True`: "
                "its dropout and normalisation layers run as for inference",
                fix=_fix(call),
            )


def _tells_mode(call: Call) -> bool:
    """Whether the call says in which mode it runs, or may."""
    return call.has_star or len(call.arguments) != 1 + sum(argument.keyword == "mask" for argument in call.arguments)


def _is_inside_model(call: Call) -> bool:
    """Whether this is a part of a model's own forward pass, which inherits the mode."""
    callers = [caller.value for caller in call.context.calls]
    return any(caller.kind is Kind.INSTANCE and "keras.layers.Layer" in caller.target.ancestors for caller in callers)


def _depends_on_mode(model: Model, call: Call) -> bool:
    callee = call.callee
    if callee.kind is Kind.INSTANCE:
        return _trains_by_default(callee.target) is False and any(
            _has_mode(inner.callee) and not _fixes_mode(inner)
            for inner in model.calls()
            if any(caller.node is call.node for caller in inner.context.calls)
        )
    return _has_mode(callee)


def _trains_by_default(made: Class) -> bool:
    method = made.methods.get("call")
    return method is not None and default_of(method, "training") == "True"


def _has_mode(layer: Value) -> bool:
    """Whether a layer or model surely behaves differently in training."""
    if layer.term is not None and layer.term.name.startswith("keras.applications."):
        return ".VGG" not in layer.term.name
    if layer.kind is not Kind.OBJECT:
        return False
    if layer.name.startswith("keras.layers.") and layer.name.rpartition(".")[2] in _MODE_LAYERS:
        return True
    given = [part for item in layer.items or () for part in (item.items or (item,))]
    if layer.name == "keras.Model":
        outputs = [*given, *(argument.value for argument in layer.term.arguments)] if layer.term else given
        return any(_has_mode(call.callee) and not _fixes_mode(call) for output in outputs for call in origins(output))
    return any(_has_mode(part) for part in given)


def _fixes_mode(call: Call) -> bool:
    """Whether a layer is told once and for all in which mode it runs."""
    return any(
        argument.keyword == "training" and isinstance(argument.value.constant, bool) for argument in call.arguments
    )


def _fix(call: Call) -> Fix | None:
    text = call.operand.text
    if not text.endswith(")") or text[:-1].rstrip().endswith(","):
        return None
    return Fix("Pass `training=True`", edit(call.place, f"{text[:-1].rstrip()}, training=True)"))


RULE = Rule(
    code="TF002",
    name="missing-training-flag",
    severity=Severity.WARNING,
    message="model trained without `training=True`",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    symptoms=(Symptom.WORSE,),
    examples=(
        Example(
            bad="""\
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((1,)), keras.layers.BatchNormalization(), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(0.01)
x, y = tf.constant([[10.0], [20.0]]), tf.constant([[1.0], [2.0]])
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x) - y))
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
moving_mean = float(model.layers[0].moving_mean[0])
""",
            good="""\
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((1,)), keras.layers.BatchNormalization(), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(0.01)
x, y = tf.constant([[10.0], [20.0]]), tf.constant([[1.0], [2.0]])
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x, training=True) - y))
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
moving_mean = float(model.layers[0].moving_mean[0])
""",
            proof=Shows("bad.moving_mean == 0 and abs(good.moving_mean - 0.15) < 1e-4"),
        ),
        Example(
            bad="""\
import tensorflow as tf
from tensorflow import keras


class Regressor(keras.Model):
    def __init__(self):
        super().__init__()
        self.dropout = keras.layers.Dropout(0.5)
        self.dense = keras.layers.Dense(1, kernel_initializer="ones")

    def call(self, x):
        return self.dense(self.dropout(x))


keras.utils.set_random_seed(0)
model = Regressor()
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(model(tf.ones((1, 8))))
(kernel, bias) = tape.gradient(loss, model.trainable_variables)
dropped = int(tf.reduce_sum(tf.cast(kernel == 0, tf.int32)))
""",
            good="""\
import tensorflow as tf
from tensorflow import keras


class Regressor(keras.Model):
    def __init__(self):
        super().__init__()
        self.dropout = keras.layers.Dropout(0.5)
        self.dense = keras.layers.Dense(1, kernel_initializer="ones")

    def call(self, x):
        return self.dense(self.dropout(x))


keras.utils.set_random_seed(0)
model = Regressor()
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(model(tf.ones((1, 8)), training=True))
(kernel, bias) = tape.gradient(loss, model.trainable_variables)
dropped = int(tf.reduce_sum(tf.cast(kernel == 0, tf.int32)))
""",
            proof=Shows("bad.dropped == 0 and good.dropped > 0"),
        ),
    ),
)
