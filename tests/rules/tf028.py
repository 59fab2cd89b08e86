# What TF028 must report, and what it must not. Carets mark the exact place.
# --- at the end and at the front, in for and while, eager and traced
import tensorflow as tf

def predict(model, dataset):
    predictions = tf.zeros((0, 10))
    for x, y in dataset:
        predictions = tf.concat([predictions, model(x, training=False)], axis=0)
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF028
    return predictions

@tf.function
def collect(x, n):
    rows = x[:0]
    i = 0
    while i < n:
        rows = tf.concat((tf.sqrt(x[i : i + 1]), rows), 0)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF028
        i += 1
    for j in tf.range(n):
        x = tf.concat(values=[x, [j]], axis=0)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF028
    return rows, x

features = tf.constant([[1.0]])
for path in tf.io.gfile.glob("*.bin"):
    features = tf.concat([features, tf.io.parse_tensor(path, tf.float32)], axis=1)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF028
# --- silent: collected in a list, or joined once
import tensorflow as tf

def predict(model, dataset):
    parts = []
    for x, y in dataset:
        parts.append(model(x))
    return tf.concat(parts, axis=0)

def both(x):
    joined = x[:0]
    for scale in (1.0, 2.0):
        joined = tf.concat([joined, x * scale], axis=0)
    return joined

def skip(x, layers):
    for layer in layers:
        y = layer(x)
        joined = tf.concat([x, y], axis=-1)
    return joined
# --- silent: the round reads what has grown so far
import tensorflow as tf

def generate(model, tokens, steps):
    for _ in range(steps):
        logits = model(tokens)[:, -1]
        tokens = tf.concat([tokens, tf.argmax(logits, -1)[:, None]], axis=1)
    return tokens

def dense_block(x, layers):
    for layer in layers:
        x = tf.concat([x, layer(x)], axis=-1)
    return x
# --- silent: windows, and attributes that live on
import tensorflow as tf

class Memory:
    def push(self, rows):
        for row in rows:
            self.rows = tf.concat([self.rows[1:], row], axis=0)
        window = self.rows
        for row in rows:
            window = tf.concat([window[1:], row], axis=0)
        return window
# --- known to be missed: a first round that is told apart, and stack
import tensorflow as tf

def predict(model, dataset):
    predictions = None
    for x in dataset:
        if predictions is None:
            predictions = model(x)
        else:
            predictions = tf.concat([predictions, model(x)], axis=0)
    return predictions
