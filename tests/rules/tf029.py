# What TF029 must report, and what it must not. Carets mark the exact place.
# --- loops and comprehensions
import tensorflow as tf

x = tf.random.normal((100, 3))
norms = []
for row in x:
#          ^ TF029
    squared = tf.square(row)
    norms.append(tf.sqrt(tf.reduce_sum(squared)))
means = tf.stack([tf.reduce_mean(row) * 2.0 for row in tf.sqrt(x)])
#                                                      ^^^^^^^^^^ TF029

def scale(x: tf.Tensor):
    return [row / tf.reduce_max(row) for row in tf.unstack(x)]
#                                               ^^^^^^^^^^^^^ TF029
# --- silent: one operation, and tf.map_fn
import tensorflow as tf

x = tf.random.normal((100, 3))
norms = tf.norm(x, axis=1)
scaled = tf.vectorized_map(lambda row: row / tf.reduce_max(row), x)
# --- silent: rounds that need the one before
import tensorflow as tf

def running(x: tf.Tensor):
    state = tf.zeros(3)
    states = []
    for row in x:
        state = 0.9 * state + row
        states.append(state)
    total = tf.zeros(3)
    for row in x:
        total += tf.sqrt(row)
    previous = x[0]
    for row in x:
        states.append(row - previous)
        previous = row * 1.0
    return states, total
# --- silent: models, functions, conditions, printing, and plain iteration
import tensorflow as tf

def show(model, x: tf.Tensor, f):
    outputs = [model(row) for row in x] + [row for row in tf.sqrt(x) if row < 3.0]
    for row in x:
        print(tf.reduce_sum(row))
    for row in x:
        if tf.reduce_sum(row) > 0:
            outputs.append(tf.sqrt(row))
    for row in x:
        outputs.append(f(tf.sqrt(row)))
    for row in x:
        outputs.append(row)
    return outputs
# --- silent: datasets, lists, ranges, layers
import tensorflow as tf

def total(dataset, parts, variables):
    a = [tf.reduce_sum(x) for x in dataset]
    b = [tf.sqrt(part) for part in parts]
    c = [tf.sqrt(tf.cast(i, tf.float32)) for i in range(3)]
    d = [tf.reduce_sum(tf.square(variable)) for variable in variables]
    return a, b, c, d
