# What TF018 must report, and what it must not. Carets mark the exact place.
# --- the prediction, the loss, and what a variable went into
import numpy as np
import tensorflow as tf

def train(model, x, y):
    with tf.GradientTape() as tape:
        prediction = model(x, training=True)
        loss = tf.reduce_mean(tf.square(prediction.numpy() - y))
#                                       ^^^^^^^^^^^^^^^^^^ TF018
    return tape.gradient(loss, model.trainable_variables)

layer = tf.keras.layers.Dense(3)

def other(x, y):
    with tf.GradientTape() as tape:
        loss = np.mean((layer(x) - y) ** 2)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF018
    a = tape.gradient(loss, layer.trainable_weights)
    with tf.GradientTape() as tape:
        loss = tf.convert_to_tensor(tf.nn.relu(layer(x)).numpy().sum())
#                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF018
    return a, tape.gradient(loss, layer.trainable_weights)

w = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = w.numpy() * 3.0
#       ^^^^^^^^^ TF018
    loss = tf.constant(y) ** 2
print(tape.gradient(loss, w), tape.gradient(loss, [w]))
#                             ^^^^^^^^^^^^^^^^^^^^^^^^ TF004
# --- a loop over a dataset, and a loss object
import tensorflow as tf

def fit(model, dataset, optimizer):
    loss_fn = tf.keras.losses.MeanSquaredError()
    for x, y in dataset:
        with tf.GradientTape() as tape:
            scores = model(x, training=True)
            loss = loss_fn(y, scores.numpy())
#                             ^^^^^^^^^^^^^^ TF018
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
# --- a method, with a helper that computes the loss
import tensorflow as tf
from tensorflow import keras

class Trainer:
    def __init__(self):
        self.model = keras.Sequential([keras.layers.Dense(2)])

    def loss(self, x, y):
        return tf.reduce_mean(tf.abs(self.model(x).numpy() - y))
#                                    ^^^^^^^^^^^^^^^^^^^^^ TF018

    def step(self, x, y):
        with tf.GradientTape() as tape:
            loss = self.loss(x, y)
        return tape.gradient(loss, self.model.trainable_variables)
# --- silent: shown and logged only, also inside the block
import numpy as np
import tensorflow as tf

layer = tf.keras.layers.Dense(3)

def step(x, y, history):
    with tf.GradientTape() as tape:
        prediction = layer(x)
        loss = tf.reduce_mean(tf.square(prediction - y))
        print(prediction.numpy(), np.mean(prediction))
        history.append(loss.numpy())
    print(loss.numpy())
    return tape.gradient(loss, layer.trainable_variables)
# --- silent: data and labels
import numpy as np
import tensorflow as tf

layer = tf.keras.layers.Dense(3)
data = tf.constant([[1.0, 2.0]])

def step(x, y):
    with tf.GradientTape() as tape:
        scale = np.max(data)
        labels = np.eye(3)[y.numpy()]
        loss = tf.reduce_mean((layer(x.numpy() / scale) - labels) ** 2)
    return tape.gradient(loss, layer.trainable_variables)
# --- silent: a part that is held constant on purpose
import tensorflow as tf

layer = tf.keras.layers.Dense(3)

def step(x):
    with tf.GradientTape() as tape:
        prediction = layer(x)
        loss = tf.reduce_mean(prediction * prediction.numpy())
    return tape.gradient(loss, layer.trainable_variables)

def advantage(actor, critic, states, rewards):
    with tf.GradientTape() as tape:
        values = critic(states)
        gain = rewards - values.numpy()
        loss = -tf.reduce_mean(tf.math.log(actor(states)) * gain)
    return tape.gradient(loss, actor.trainable_variables)
# --- silent: functions and models that are not known carry on
import tensorflow as tf
from losses import distance

def step(model, head, x, y):
    with tf.GradientTape() as tape:
        features = model(x).numpy()
        loss = distance(head(features), y)
    a = tape.gradient(loss, head.trainable_variables)
    with tf.GradientTape() as tape:
        loss = distance(model(x).numpy(), y)
    return a, tape.gradient(loss, model.trainable_variables)
# --- silent: a gradient of the function itself
import tensorflow as tf

@tf.custom_gradient
def clip(x):
    return x, lambda upstream: tf.clip_by_value(upstream, -1.0, 1.0)

def step(w, x):
    with tf.GradientTape() as tape:
        tape.watch(w)
        loss = tf.reduce_sum(clip(w) * x.numpy())
    return tape.gradient(loss, w)
