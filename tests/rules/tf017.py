# --- in graphs, loops, methods and eagerly
import tensorflow as tf
from tensorflow import TensorArray

@tf.function
def graph(x):
    ta = TensorArray(tf.float32, size=0, dynamic_size=True)
    for i in tf.range(3):
        ta.write(i, x[i])
#       ^^^^^^^^^^^^^^^^^ TF017
    return ta.stack()

def eager(x):
    rows = tf.TensorArray(dtype=tf.float32, size=3)
    rows.unstack(x)
#   ^^^^^^^^^^^^^^^ TF017
    rows.scatter([0], x[:1])
#   ^^^^^^^^^^^^^^^^^^^^^^^^ TF017
    rows = rows.write(1, x[1])
    rows.write(2, x[2])
#   ^^^^^^^^^^^^^^^^^^^ TF017
    return rows.concat()

class Decoder:
    def decode(self, x):
        self.outputs = tf.TensorArray(tf.int64, size=1)
        self.outputs.write(0, x)
#       ^^^^^^^^^^^^^^^^^^^^^^^^ TF017
        return self.outputs.stack()
# --- given to a helper, and kept outside
import tensorflow as tf

def put(array, x):
    array.write(0, x)
#   ^^^^^^^^^^^^^^^^^ TF017

@tf.function
def step(x):
    array = tf.TensorArray(tf.float32, size=1)
    put(array, x)
    return array.stack()

log = tf.TensorArray(tf.float32, size=0, dynamic_size=True)

@tf.function
def record(x):
    log.write(0, x)
#   ^^^^^^^^^^^^^^^ TF017
    return x
# --- known to be missed: arrays that are arguments of nobody known
import tensorflow as tf

@tf.function
def step(array, x):
    array.write(0, x)
    return array.stack()
# --- silent: kept, returned, chained
import tensorflow as tf

@tf.function
def step(x):
    ta = tf.TensorArray(tf.float32, size=2)
    ta = ta.write(0, x).write(1, x)
    first, second = ta.unstack(x), ta.split(x, [1, 1])
    return ta.write(1, x).stack(), first, second
# --- silent: reading, and marked as used
import tensorflow as tf

def read(x):
    ta = tf.TensorArray(tf.float32, size=2, clear_after_read=False)
    ta = ta.unstack(x)
    ta.read(0)
    ta.close()
    ta.size()
    return ta.gather([0, 1])
# --- silent: in a while_loop
import tensorflow as tf

def loop(x):
    ta = tf.TensorArray(tf.float32, size=3)
    _, ta = tf.while_loop(lambda i, ta: i < 3, lambda i, ta: (i + 1, ta.write(i, x[i])), [0, ta])
    return ta.stack()
# --- silent: files and other writers
import tensorflow as tf

def save(path, example):
    with tf.io.TFRecordWriter(path) as writer:
        writer.write(example)
    with open(path, "wb") as file:
        file.write(example)
    tf.io.gfile.GFile(path, "w").write("x")
# --- silent: lists of tensors
import tensorflow as tf

@tf.function
def collect(x):
    rows = []
    for i in range(3):
        rows.append(x[i])
    return tf.stack(rows)
