# --- plain tensors, aliases and from imports
import tensorflow as tf
from tensorflow import zeros

x = tf.constant([1.0, 2.0])
x[0] = 5.0
#^^^^^^^^^ TF011
y = x
y[1:] *= 2
#^^^^^^^^^ TF011
z = (x + 1) / 2
z[0], other = 1, 2
#^^^ TF011
a = zeros((2, 3))
a[0, 1] -= 1.0
#^^^^^^^^^^^^^ TF011
b = tf.random.normal((3,))
del b[0]
#^^^^^^^ TF011
c = tf.cast(b > 0, tf.float32)
c[b > 0] = 2.0
#^^^^^^^^^^^^^ TF011
# --- layers, losses and reductions give tensors
import tensorflow as tf
from tensorflow import keras

dense = keras.layers.Dense(2)
hidden = dense(tf.ones((1, 2)))
hidden[:, 0] = 0.0
#^^^^^^^^^^^^^^^^^ TF011
probs = tf.nn.softmax(hidden)
probs[..., 0] = 0.0
#^^^^^^^^^^^^^^^^^^ TF011
ones = keras.ops.ones(3)
ones[0] = 2.0
#^^^^^^^^^^^^ TF011
shape = tf.shape(hidden)
shape[0] = 4
#^^^^^^^^^^^ TF011
# --- annotated, attributes, helpers, loops
import tensorflow as tf

def annotated(x: tf.Tensor):
    x[0] = 1
#   ^^^^^^^^ TF011

class Buffer:
    def __init__(self):
        self.data = tf.zeros(8)
        self.weights = tf.Variable(tf.zeros(8))

    def put(self, i, v):
        self.data[i] = v
#       ^^^^^^^^^^^^^^^^ TF011
        self.weights[i] = v
#       ^^^^^^^^^^^^^^^^^^^ TF011

def make():
    return tf.zeros(3)

def use():
    x = make()
    for i in range(3):
        x[i] = i
#       ^^^^^^^^ TF011
# --- arguments of a tf.function
import tensorflow as tf

@tf.function
def decorated(x):
    x[:, 0] = 0
#   ^^^^^^^^^^^ TF011
    return x

@tf.function(jit_compile=True)
def with_options(x):
    x[0] = 0
#   ^^^^^^^^ TF011
    return x

def plain(x):
    x[0] += 1
#   ^^^^^^^^^ TF011
    return x

plain = tf.function(plain)
# --- variables
import tensorflow as tf

v = tf.Variable([1.0, 2.0])
v[0] = 3.0
#^^^^^^^^^ TF011
v[0] += 3.0
#^^^^^^^^^^ TF011
# --- silent: variables assigned the right way
import tensorflow as tf

v = tf.Variable([1.0, 2.0])
v[0].assign(3.0)
v[1:].assign([0.0])
v.assign_add([1.0, 1.0])
v.scatter_nd_update([[0]], [1.0])
# --- silent: whole names rebound
import tensorflow as tf

x = tf.zeros(3)
x += 1
x = tf.tensor_scatter_nd_update(x, [[0]], [1.0])
x = tf.where(x > 0, 1.0, x)
# --- silent: lists, dicts and tuples of tensors
import tensorflow as tf

rows = [tf.zeros(3) for _ in range(3)]
rows[0] = tf.ones(3)
pair = [tf.zeros(3), tf.ones(3)]
pair[1] = tf.zeros(3)
features = {"image": tf.zeros(3)}
features["label"] = tf.ones(3)
parts = tf.split(tf.zeros(4), 2)
parts[0] = tf.ones(2)
cells = tf.unstack(tf.zeros((2, 2)))
cells[0] = tf.ones(2)
# --- silent: numpy arrays in a file that imports tensorflow
import numpy as np
import tensorflow as tf

a = np.zeros(3)
a[0] = 1
b = tf.zeros(3).numpy().copy()
b[0] = 1
c = np.array(tf.zeros(3))
c[1:] += 2

def table(n):
    t = np.zeros((n, n))
    t[0, :] = 1
    return tf.convert_to_tensor(t)
# --- silent: dicts given to a tf.function, and local lists
import tensorflow as tf

@tf.function
def collect(x, n):
    outputs = [None, None]
    outputs[0] = x
    named = {}
    named["x"] = x
    named[0] = x
    return outputs, named

@tf.function
def preprocess(features):
    features["image"] = features["image"] / 255.0
    return features
# --- silent: a shape as a list
import tensorflow as tf

def pad(x: tf.Tensor):
    shape = x.shape.as_list()
    shape[0] = 1
    sizes = list(x.shape)
    sizes[0] = 2
    return shape, sizes
# --- silent: TensorArray, and unknown objects
import tensorflow as tf

def fill(cells, i, v):
    cells[i] = v
    return cells

def run(x):
    ta = tf.TensorArray(tf.float32, size=3)
    ta = ta.write(0, x)
    return ta.stack()
# --- silent: a tensor or an array, by branch
import numpy as np
import tensorflow as tf

def either(flag):
    x = tf.zeros(3) if flag else np.zeros(3)
    x[0] = 1

def convert(x: tf.Tensor):
    if isinstance(x, np.ndarray):
        x[0] = 1
    x = x.numpy()
    x[0] = 2
    return x
# --- silent: the failure is expected
import pytest
import tensorflow as tf

def test_tensors_are_immutable():
    x = tf.zeros(3)
    with pytest.raises(TypeError):
        x[0] = 1
    try:
        x[1] = 1
    except TypeError:
        pass
# --- silent: models with several outputs
import tensorflow as tf
from tensorflow import keras

inputs = keras.Input((4,))
model = keras.Model(inputs, [keras.layers.Dense(1)(inputs), keras.layers.Dense(2)(inputs)])
outputs = model(tf.ones((1, 4)))
outputs[0] = outputs[0] * 2
named = keras.Model(inputs, {"a": keras.layers.Dense(1)(inputs)})(tf.ones((1, 4)))
named["a"] = named["a"] * 2
lstm = keras.layers.LSTM(2, return_state=True)
states = lstm(tf.ones((1, 2, 3)))
states[0] = tf.zeros((1, 2))
