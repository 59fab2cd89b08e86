# --- variables, layers, optimizers and metrics
import tensorflow as tf
from tensorflow import Variable
from tensorflow.keras import layers, metrics, optimizers

@tf.function
def variable(x):
    offset = Variable(tf.zeros(2), trainable=False)
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF006
    return x + offset

@tf.function(jit_compile=True)
def layer(x):
    return layers.Dense(4, activation="relu")(x)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF006

@tf.function
def stack(x):
    model = tf.keras.Sequential([layers.Dense(4), layers.ReLU()])
#                                ^^^^^^^^^^^^^^^ TF006
    return model(x)

@tf.function
def metric(y, p):
    accuracy = metrics.SparseCategoricalAccuracy()
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF006
    accuracy.update_state(y, p)
    return accuracy.result()

@tf.function
def optimize(v, g):
    optimizers.Adam(1e-3).apply_gradients([(g, v)])
#   ^^^^^^^^^^^^^^^^^^^^^ TF006
# --- wrapped later, as a lambda, in a helper, in a method
import tensorflow as tf

def later(x):
    return tf.Variable(1.0) * x
#          ^^^^^^^^^^^^^^^^ TF006

fast = tf.function(later)
also = tf.function(lambda x: tf.Variable(1.0) + x)
#                            ^^^^^^^^^^^^^^^^ TF006

def noisy(x):
    return tf.keras.layers.Dropout(0.5)(x, training=True)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF006

class Agent:
    @tf.function
    def act(self, x):
        self.steps = tf.Variable(0)
#                    ^^^^^^^^^^^^^^ TF006
        return noisy(x * 2.0)
# --- layers made in the call of a layer or model
import tensorflow as tf
from keras import Model, layers

class Net(Model):
    def call(self, inputs, training=None):
        x = layers.Conv2D(8, 3)(inputs)
#           ^^^^^^^^^^^^^^^^^^^ TF006
        x = layers.Flatten()(x)
        return layers.Dense(10)(x)
#              ^^^^^^^^^^^^^^^^ TF006

class Block(tf.keras.layers.Layer):
    def call(self, x):
        x = layers.Activation("relu")(x)
        if x.shape[-1] != 8:
            x = layers.Dense(8)(x)
        return x
# --- silent: made on the first call and kept
import tensorflow as tf

v = None

class Lazy:
    def __init__(self):
        self.w = None

    @tf.function
    def __call__(self, x):
        global v
        if self.w is None:
            self.w = tf.Variable(tf.random.normal([2]))
        if v is None:
            v = tf.Variable(1.0)
        return x * self.w * v
# --- silent: layers and losses without variables
import tensorflow as tf

@tf.function
def step(x, y):
    x = tf.keras.layers.ReLU()(x)
    x = tf.keras.layers.MaxPooling2D()(x)
    x = tf.keras.layers.Concatenate()([x, x])
    return tf.keras.losses.MeanSquaredError()(y, x)
# --- silent: made outside, lifted out, and assigned
import tensorflow as tf

layer = tf.keras.layers.Dense(2)
steps = tf.Variable(0)

@tf.function
def step(x):
    with tf.init_scope():
        start = tf.Variable(0)
    steps.assign_add(1)
    return layer(x)
# --- silent: builders, build, __init__ and functional models
import tensorflow as tf
from tensorflow import keras

def build():
    inputs = keras.Input((4,))
    hidden = keras.layers.Dense(8, activation="relu")(inputs)
    return keras.Model(inputs, keras.layers.Dense(1)(hidden))

class Dense(keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.inner = keras.layers.Dense(2)

    def build(self, shape):
        self.other = keras.layers.Dense(2)
        self.w = tf.Variable(tf.zeros(shape[-1:]))

    def call(self, x):
        return self.inner(x) + self.other(x)

    def get_config(self):
        return {}
# --- silent: a call of another kind, and the same names elsewhere
import tensorflow as tf
from mylib import Dense, Variable

class Command:
    def call(self, x):
        return tf.keras.layers.Dense(2)(x)

@tf.function
def step(x):
    return Dense(2)(x) + Variable(1.0)
# --- silent: the failure is expected
import pytest
import tensorflow as tf

def test_variables():
    @tf.function
    def f(x):
        try:
            return tf.Variable(1.0) * x
        except ValueError:
            return x
    f(tf.constant(1.0))
