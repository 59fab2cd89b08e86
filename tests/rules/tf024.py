# What TF024 must report, and what it must not. Carets mark the exact place.
# --- functions that moved, in every part of the file
import tensorflow as tf

tf.set_random_seed(0)
#^^^^^^^^^^^^^^^^^ TF024
W = tf.Variable(tf.truncated_normal([2, 2], stddev=0.1))
#               ^^^^^^^^^^^^^^^^^^^ TF024

class Model:
    def loss(self, y, p):
        return -tf.reduce_sum(y * tf.log(tf.clip_by_value(p, 1e-7, 1.0)))
#                                 ^^^^^^ TF024

    def noise(self, x):
        return x + tf.random_normal(tf.shape(x)) - tf.matrix_inverse(x)
#                  ^^^^^^^^^^^^^^^^ TF024
#                                                  ^^^^^^^^^^^^^^^^^ TF024
# --- sessions, placeholders, optimizers, layers
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 784])
#   ^^^^^^^^^^^^^^ TF024
with tf.variable_scope("net"):
#    ^^^^^^^^^^^^^^^^^ TF024
    h = tf.layers.dense(x, 10)
#       ^^^^^^^^^ TF024
    w = tf.get_variable("w", [10, 10], initializer=tf.contrib.layers.xavier_initializer())
#       ^^^^^^^^^^^^^^^ TF024
#                                                  ^^^^^^^^^^ TF024
train = tf.train.AdamOptimizer(0.001).minimize(tf.reduce_mean(h))
#       ^^^^^^^^^^^^^^^^^^^^^^ TF024

def run():
    with tf.Session(config=tf.ConfigProto()) as sess:
#        ^^^^^^^^^^ TF024
#                          ^^^^^^^^^^^^^^ TF024
        sess.run(tf.global_variables_initializer())
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF024
# --- imports
import tensorflow.contrib.slim as slim
#      ^^^^^^^^^^^^^^^^^^^^^^^ TF024
from tensorflow import placeholder, constant
#                      ^^^^^^^^^^^ TF024
from tensorflow.contrib.layers import flatten
#    ^^^^^^^^^^^^^^^^^^^^^^^^^ TF024
# --- an argument that does nothing
import tensorflow as tf

def pick(x, indices, check):
    a = tf.gather(x, indices, validate_indices=False)
#                                              ^^^^^ TF024
    b = tf.gather(x, indices, check, 1)
#                             ^^^^^ TF024
    return a, b, tf.gather(x, indices, axis=1), tf.gather(x, indices, None, 1), tf.gather(x, indices)
# --- silent: the names of version 1, from where they are
import tensorflow as tf
import tensorflow.compat.v1 as tf1
from tensorflow.compat import v1

x = tf1.placeholder(tf1.float32)
y = v1.log(x) + tf.compat.v1.log(x)
with tf.compat.v1.Session() as session:
    session.run(y)
# --- silent: what is there
import tensorflow as tf

def forward(x, optimizer):
    y = tf.math.log(x) + tf.random.normal(tf.shape(x)) + tf.linalg.inv(x)
    for variable in tf.Module().trainable_variables:
        variable.assign(y)
    with tf.name_scope("net"), tf.device("CPU:0"), tf.Graph().as_default():
        return tf.add(y, tf.sqrt(x)), tf.train.Checkpoint(), tf.summary.scalar("loss", 0.0)
# --- silent: code for both versions
import tensorflow as tf

if hasattr(tf, "Session"):
    session = tf.Session()

if tf.__version__.startswith("1."):
    tf.set_random_seed(0)
else:
    tf.random.set_seed(0)

def seed(number):
    try:
        tf.set_random_seed(number)
    except AttributeError:
        tf.random.set_seed(number)
# --- silent: one name for both
try:
    import tensorflow.compat.v1 as tf
except ImportError:
    import tensorflow as tf

x = tf.placeholder(tf.float32)
# --- silent: objects with such attributes
import tensorflow as tf
from mylib import contrib, layers

def build(model, tf1, sess):
    return model.layers, layers.dense, contrib.layers, tf1.log, sess.placeholder, tf.keras.layers.Dense
