# --- constants, random tensors, casts, jacobians
import tensorflow as tf
from tensorflow import GradientTape

def saliency(model, index):
    x = tf.random.normal((1, 8))
    with GradientTape() as tape:
        score = model(x)[0, index]
    return tape.gradient(score, x)
#                               ^ TF013

def cast(images, model):
    images = tf.cast(images, tf.float32)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(images))
    return tape.jacobian(loss, sources=images)
#                                      ^^^^^^ TF013

x = tf.constant(3.0)
with tf.GradientTape() as tape:
    y = x * x
dy = tape.gradient(y, x)
#                     ^ TF013
# --- one of several
import tensorflow as tf

def both(w):
    v = tf.Variable(1.0)
    a, b = tf.zeros(3), tf.ones(3)
    with tf.GradientTape() as tape:
        tape.watch(a)
        loss = tf.reduce_sum(a * b * v)
    return tape.gradient(loss, [a, b, v])
#                              ^^^^^^^^^ TF013
# --- the inner tape watches, the outer one does not
import tensorflow as tf

def second():
    x = tf.constant(2.0)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            inner.watch(x)
            y = x * x * x
        slope = inner.gradient(y, x)
    return outer.gradient(slope, x)
#                                ^ TF013
# --- in a tf.function, in a method
import tensorflow as tf

class Attack:
    @tf.function
    def step(self, batch):
        image = tf.image.convert_image_dtype(batch, tf.float32)
        with tf.GradientTape(persistent=True) as tape:
            loss = tf.reduce_sum(self.model(image))
        return tf.sign(tape.gradient(loss, image))
#                                          ^^^^^ TF013
# --- silent: watched, alone, in lists, in loops
import tensorflow as tf

def watched():
    x, y = tf.constant(1.0), tf.constant(2.0)
    with tf.GradientTape() as tape:
        tape.watch([x, y])
        z = x * y
    return tape.gradient(z, [x, y])

def one_by_one():
    x, y = tf.constant(1.0), tf.constant(2.0)
    with tf.GradientTape(persistent=True, watch_accessed_variables=False) as tape:
        for tensor in (x, y):
            tape.watch(tensor)
        z = x * y
    return tape.gradient(z, x), tape.gradient(z, y)
# --- silent: variables, and what is computed in the block
import tensorflow as tf

def grad_cam(model, image, index):
    with tf.GradientTape() as tape:
        features, scores = model(image)
        hidden = tf.nn.relu(features)
        loss = tf.reduce_sum(hidden) * scores[:, index]
    return tape.gradient(loss, hidden)

v = tf.Variable(tf.ones(3))
w = tf.convert_to_tensor(v)
with tf.GradientTape() as tape:
    h = v * 2.0
    loss = tf.reduce_sum(h)
dh, dv = tape.gradient(loss, [h, v])
# --- silent: arguments may be variables
import tensorflow as tf

def gradient(x, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(x)
    return tape.gradient(loss, x)

@tf.function
def traced(x):
    with tf.GradientTape() as tape:
        y = x * x
    return tape.gradient(y, x)
# --- silent: None is asked for, or made a zero
import pytest
import tensorflow as tf

def zero():
    x = tf.constant(1.0)
    with tf.GradientTape() as tape:
        y = x * x
    return tape.gradient(y, x, unconnected_gradients=tf.UnconnectedGradients.ZERO)
# --- silent: the tape is given to somebody else
import tensorflow as tf
from mylib import watch_all

def shared():
    x = tf.constant(1.0)
    with tf.GradientTape() as tape:
        watch_all(tape, x)
        y = x * x
    return tape.gradient(y, x)
# --- silent: other gradients
import tensorflow as tf

def others(recorder, model):
    x = tf.ones(3)
    g = recorder.gradient(x, x)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(x, training=True))
    return tape.gradient(loss, model.trainable_variables), tf.gradients(loss, x)
