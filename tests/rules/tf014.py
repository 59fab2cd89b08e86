# --- random and numpy.random, in every spelling
import random
import numpy as np
import tensorflow as tf
from numpy.random import uniform
from random import choice

rng = np.random.default_rng(0)

@tf.function
def augment(x):
    if random.random() < 0.5:
#      ^^^^^^^^^^^^^^^ TF014
        x = tf.reverse(x, [1])
    angle = uniform(-1, 1)
#           ^^^^^^^^^^^^^^ TF014
    shift = random.randint(0, 3)
#           ^^^^^^^^^^^^^^^^^^^^ TF014
    noise = np.random.randn(3)
#           ^^^^^^^^^^^^^^^^^^ TF014
    more = rng.normal(size=3)
#          ^^^^^^^^^^^^^^^^^^ TF014
    return x + angle + shift + noise + more + choice([1, 2])
#                                             ^^^^^^^^^^^^^^ TF014
# --- wrapped later, lambdas, methods, helpers
import random
import numpy as np
import tensorflow as tf

def plain(x):
    return x * np.random.rand()
#              ^^^^^^^^^^^^^^^^ TF014

fast = tf.function(plain, jit_compile=True)
also = tf.function(lambda x: x + random.gauss(0, 1))
#                                ^^^^^^^^^^^^^^^^^^ TF014

def noise(shape):
    return np.random.normal(size=shape)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF014

class Agent:
    @tf.function
    def act(self, x):
        return x + noise((2,))
# --- in a layer's call
import numpy as np
from tensorflow import keras

class Noisy(keras.layers.Layer):
    def call(self, x, training=False):
        if training:
            x = x + np.random.normal(0.0, 1.0, x.shape[1:])
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF014
        return x
# --- known to be missed: what Dataset.map traces
import random
import tensorflow as tf

def augment(x):
    return x + random.random()

dataset = tf.data.Dataset.range(3).map(augment)
# --- silent: numbers of TensorFlow and Keras
import keras
import tensorflow as tf

generator = tf.random.Generator.from_seed(0)

@tf.function
def step(x):
    return x + tf.random.normal([]) + generator.uniform([]) + keras.random.normal(())
# --- silent: seeds and generators, and numbers that are passed in
import random
import numpy as np
import tensorflow as tf

@tf.function
def step(x, noise):
    return x + noise

random.seed(0)
np.random.seed(0)
for _ in range(3):
    step(tf.zeros(3), np.random.randn(3))
    step(tf.zeros(3), random.random())

@tf.function
def seeded(x):
    np.random.seed(0)
    rng = np.random.default_rng(1)
    return x
# --- silent: numbers that start a variable
import numpy as np
import tensorflow as tf

class Lazy:
    def __init__(self):
        self.w = None

    @tf.function
    def __call__(self, x):
        if self.w is None:
            self.w = tf.Variable(np.random.randn(3).astype("float32"))
        return self.w * x
# --- silent: __init__ and build
import numpy as np
from tensorflow import keras

class Fixed(keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.table = np.random.randn(8, 8)

    def build(self, shape):
        self.seed = np.random.randint(100)
# --- silent: py_function, init_scope and data
import random
import numpy as np
import tensorflow as tf

def rotate(x):
    return x * random.random()

@tf.function
def step(x):
    with tf.init_scope():
        start = np.random.rand()
    return tf.py_function(rotate, [x], tf.float32) + start

def batches(data):
    random.shuffle(data)
    yield np.random.permutation(data)
# --- silent: other modules called random
import tensorflow as tf
from mylib import random

@tf.function
def step(x):
    return x + random.random() + random.normal(3)
