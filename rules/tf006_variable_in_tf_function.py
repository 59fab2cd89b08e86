"""Variables are made on every call: inside a `tf.function`, or in the `call` of a Keras layer.

A `tf.function` may make variables only the first time it is traced, and has to keep them. A `tf.Variable`, a layer, an
optimizer or a metric that is made on every call raises `ValueError: tf.function only supports singleton tf.Variables
created on the first call` (tensorflow 2.21, keras 3.15); so does a layer made in `call` once `fit` runs it.
Called eagerly, such a layer has fresh random weights each time, and the model has nothing to train.
Make variables, layers, optimizers and metrics once, outside: in `__init__`, or before the function.
What is made once behind `if self.weight is None:` and layers without variables are left alone.

Source: tensorflow.org, guide "Better performance with tf.function", "Creating tf.Variables".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity, Shows
from pattern_lsp.semantic.graphs import is_in_graph, is_in_layer_call
from pattern_lsp.semantic.knowledge import ancestors
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.values import Kind

_WITH_VARIABLES = frozenset(
    "Dense EinsumDense Embedding Conv1D Conv2D Conv3D Conv1DTranspose Conv2DTranspose Conv3DTranspose Convolution1D "
    "Convolution2D SeparableConv1D SeparableConv2D DepthwiseConv1D DepthwiseConv2D LSTM GRU SimpleRNN LSTMCell GRUCell "
    "SimpleRNNCell ConvLSTM1D ConvLSTM2D ConvLSTM3D BatchNormalization LayerNormalization GroupNormalization "
    "RMSNormalization MultiHeadAttention GroupQueryAttention PReLU Dropout SpatialDropout1D SpatialDropout2D "
    "SpatialDropout3D AlphaDropout GaussianDropout GaussianNoise".split()
)
_MAKERS = frozenset({"keras.optimizers.Optimizer", "keras.metrics.Metric"})


def check(model: Model) -> Iterator[Finding]:
    # Of `Sequential([Dense(1)])(x)` the last call with variables in the statement is the outermost.
    made = {id(call.statement): call for call in model.calls() if _makes_variables(call)}
    for call in made.values():
        if call.context.conditional or call.context.handled:
            continue
        if is_in_graph(call):
            where = "of this `tf.function`"
        elif is_in_layer_call(call) and call.name.startswith("keras.layers."):
            where = "of this layer"
        else:
            continue
        what = call.operand.text.partition("(")[0]
        yield Finding(call.place, f"`{what}` makes variables on every call {where}; make it once, outside")


def _makes_variables(call: Call) -> bool:
    if call.callee.kind is not Kind.LIBRARY:
        return False
    last = call.name.rpartition(".")[2]
    if call.name.startswith("keras.layers."):
        return last in _WITH_VARIABLES
    return call.name == "tensorflow.Variable" or not _MAKERS.isdisjoint(ancestors(call.name))


RULE = Rule(
    code="TF006",
    name="variable-in-tf-function",
    severity=Severity.ERROR,
    message="variables made on every call of a tf.function or layer",
    frameworks=frozenset({"tensorflow"}),
    check=check,
    examples=(
        Example(
            bad="""\
import tensorflow as tf


@tf.function
def scaled(x):
    scale = tf.Variable(2.0)
    return scale * x


result = scaled(tf.constant(3.0))
""",
            good="""\
import tensorflow as tf

scale = tf.Variable(2.0)


@tf.function
def scaled(x):
    return scale * x


result = scaled(tf.constant(3.0))
""",
            proof=Raises("ValueError", "tf.function only supports singleton tf.Variables created on the first call"),
        ),
        Example(
            bad="""\
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
x, y = tf.ones((4, 2)), tf.ones((4, 1))


@tf.function
def train_step(x, y):
    optimizer = keras.optimizers.SGD(0.1)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model(x, training=True) - y))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


train_step(x, y)
""",
            good="""\
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(0.1)
x, y = tf.ones((4, 2)), tf.ones((4, 1))


@tf.function
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model(x, training=True) - y))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


train_step(x, y)
""",
            proof=Raises("ValueError", "tf.function only supports singleton tf.Variables created on the first call"),
        ),
        Example(
            bad="""\
import tensorflow as tf
from tensorflow import keras


class Head(keras.Model):
    def __init__(self):
        super().__init__()
        self.norm = keras.layers.UnitNormalization()

    def call(self, x):
        return keras.layers.Dense(1)(self.norm(x))


model = Head()
first, second = model(tf.ones((1, 2))), model(tf.ones((1, 2)))
trained = len(model.trainable_variables)
""",
            good="""\
import tensorflow as tf
from tensorflow import keras


class Head(keras.Model):
    def __init__(self):
        super().__init__()
        self.norm = keras.layers.UnitNormalization()
        self.dense = keras.layers.Dense(1)

    def call(self, x):
        return self.dense(self.norm(x))


model = Head()
first, second = model(tf.ones((1, 2))), model(tf.ones((1, 2)))
trained = len(model.trainable_variables)
""",
            proof=Shows(
                "bad.trained == 0 and good.trained == 2 and not np.array_equal(bad.first, bad.second) "
                "and np.array_equal(good.first, good.second)"
            ),
        ),
    ),
)
