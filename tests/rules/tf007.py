# --- NumPy functions of every kind
import numpy as np
import tensorflow as tf
from numpy import linalg, sum as total

@tf.function
def step(x, y):
    z = x @ y
    a = np.sqrt(tf.reduce_sum(x))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ TF007
    b = total(z)
#       ^^^^^^^^ TF007
    c = np.concatenate([tf.zeros(2), tf.ones(2)], axis=0)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF007
    d = linalg.norm(tf.cast(x, tf.float32))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF007
    e = np.array(tf.nn.relu(x))
#       ^^^^^^^^^^^^^^^^^^^^^^^ TF007
    f = np.argmax(x, axis=-1)
#       ^^^^^^^^^^^^^^^^^^^^^ TF007
    return a, b, c, d, e, f
# --- values asked for
import tensorflow as tf

class Trainer(tf.keras.Model):
    @tf.function
    def train(self, x):
        y = tf.reduce_mean(x)
        print_ = x.numpy()
#                ^^^^^^^^^ TF007
        number = y.numpy().item()
#                ^^^^^^^^^ TF007
        return tf.abs(y).tolist()
#              ^^^^^^^^^^^^^^^^^^ TF007

later = tf.function(lambda x: tf.exp(x).numpy())
#                             ^^^^^^^^^^^^^^^^^ TF007
# --- helpers that the function calls
import numpy as np
import tensorflow as tf

def normalise(v):
    return v / np.max(v)
#              ^^^^^^^^^ TF007

@tf.function
def step(x):
    return normalise(tf.abs(x))
# --- known to be missed: operations on arguments that are not annotated
import numpy as np
import tensorflow as tf

@tf.function
def step(x, n):
    return np.sqrt(x), np.array([x, n])

@tf.function
def annotated(x: tf.Tensor):
    return np.sqrt(x)
#          ^^^^^^^^^^ TF007
# --- silent: shapes, constants, dtypes
import numpy as np
import tensorflow as tf

TABLE = np.ones((2, 2))

@tf.function
def step(x, n):
    size = np.prod(x.shape)
    other = np.prod(x.get_shape().as_list())
    scale = np.float32(1 / np.sqrt(n))
    noise = tf.constant(np.arange(3))
    rank = np.ndim(x)
    bound = np.log(np.pi)
    return x * scale * size * noise + tf.cast(TABLE, tf.float32) + rank + bound + np.array([0.5, 0.5]) * tf.zeros(2)
# --- silent: eager code
import numpy as np
import tensorflow as tf

def evaluate(model, data):
    losses = []
    for x in data:
        y = tf.reduce_mean(model(x))
        losses.append(y.numpy())
    return np.mean(losses), np.mean(tf.zeros(3))
# --- silent: py_function and numpy_function
import numpy as np
import tensorflow as tf

def rank(values):
    return np.argsort(values.numpy())

@tf.function
def step(x):
    def inner(v):
        return np.sort(v)
    return tf.py_function(rank, [x], tf.int64), tf.numpy_function(inner, [x], tf.float32)
# --- silent: code that asks whether it is eager
import numpy as np
import tensorflow as tf

@tf.function
def step(x):
    if tf.executing_eagerly():
        return np.mean(x) + tf.abs(x).numpy()
    return x
# --- silent: lifted, handled, and other things with numpy()
import numpy as np
import tensorflow as tf

@tf.function
def step(x, batch):
    with tf.init_scope():
        start = np.mean(tf.zeros(3))
    try:
        value = tf.abs(x).numpy()
    except AttributeError:
        value = 0
    return value, batch.table.numpy(), start
# --- silent: jax in the same file
import jax
import numpy as np
import tensorflow as tf

def load(name):
    return np.asarray(tf.io.read_file(name))

def pipeline(x):
    return np.stack([tf.ones(2).numpy(), np.zeros(2)])
