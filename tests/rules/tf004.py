# --- two gradients, two models, a jacobian
import tensorflow as tf

def gan(generator, discriminator, g_loss, d_loss, noise, images):
    with tf.GradientTape() as tape:
        fake = generator(noise, training=True)
        one, two = g_loss(fake), d_loss(images, fake)
    first = tape.gradient(one, generator.trainable_variables)
    second = tape.gradient(two, discriminator.trainable_variables)
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF004
    return first, second

def both(x):
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * x
    return tape.gradient(y, x), tape.jacobian(y, x)
#                               ^^^^^^^^^^^^^^^^^^^ TF004
# --- from imports, a name, a tape that says it is not persistent
from tensorflow import GradientTape, Variable

v = Variable(1.0)
tape = GradientTape(persistent=False)
with tape:
    y = v * v
a = tape.gradient(target=y, sources=v)
b = tape.gradient(target=y, sources=v)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF004
# --- in a loop, in a comprehension, in a tf.function
import tensorflow as tf

def loop(model, losses, x):
    with tf.GradientTape() as tape:
        values = [loss(model(x, training=True)) for loss in losses]
    for value in values:
        grads = tape.gradient(value, model.trainable_variables)
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF004
    return grads

@tf.function
def listed(variables, x):
    with tf.GradientTape() as tape:
        y = x * variables[0] * variables[1]
    return [tape.gradient(y, variable) for variable in variables]
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^ TF004
# --- on one of two paths
import tensorflow as tf

def clipped(loss_fn, variables, clip):
    with tf.GradientTape() as tape:
        loss = loss_fn()
    if clip:
        norm = tf.linalg.global_norm(tape.gradient(loss, variables))
    return tape.gradient(loss, variables)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF004
# --- in a method, inside and after the block, and in a helper
import tensorflow as tf

def gradients(tape, loss, variables):
    return tape.gradient(loss, variables)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF004

class Trainer:
    def step(self, x):
        with tf.GradientTape() as tape:
            loss = self.loss(x)
            inner = tape.gradient(loss, x)
            loss = loss + tf.reduce_sum(inner)
        return tape.gradient(loss, self.variables)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF004

    def twice(self, x, loss):
        with tf.GradientTape() as tape:
            value = loss(x)
        tape.gradient(value, x)
        return gradients(tape, value, x)
# --- silent: a persistent tape
import tensorflow as tf

def persistent(x, y, options):
    with tf.GradientTape(persistent=True) as tape:
        z = x * y
    a, b = tape.gradient(z, x), tape.gradient(z, y)
    with tf.GradientTape(True) as tape:
        z = x * y
    a, b = tape.gradient(z, x), tape.gradient(z, y)
    with tf.GradientTape(persistent=options.persistent) as tape:
        z = x * y
    a, b = tape.gradient(z, x), tape.gradient(z, y)
    with tf.GradientTape(**options) as tape:
        z = x * y
    return tape.gradient(z, x), tape.gradient(z, y)
# --- silent: a tape for each step
import tensorflow as tf

def train(model, data, loss_fn, optimizer):
    for x, y in data:
        with tf.GradientTape() as tape:
            loss = loss_fn(y, model(x, training=True))
        grads = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(grads, model.trainable_variables))
# --- silent: two tapes, one inside the other, and one name for both
import tensorflow as tf

def second(x):
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = x * x * x
        slope = inner.gradient(y, x)
    return outer.gradient(slope, x)

def both(model, critic, x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(x, training=True))
    first = tape.gradient(loss, model.trainable_variables)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(critic(x, training=True))
    return first, tape.gradient(loss, critic.trainable_variables)
# --- silent: either this or that
import tensorflow as tf

def either(variables, loss_fn, scaled):
    with tf.GradientTape() as tape:
        loss = loss_fn()
    if scaled:
        return tape.gradient(loss, variables)
    else:
        gradients = tape.gradient(loss, variables)
    return gradients
# --- silent: a tape whose block is entered again
import tensorflow as tf

v = tf.Variable(1.0)
tape = tf.GradientTape()
for step in range(3):
    with tape:
        y = v * v
    v.assign_sub(tape.gradient(y, v))
# --- silent: sources in a list, and a failure that is expected
import pytest
import tensorflow as tf

def test_reuse():
    x = tf.Variable(1.0)
    with tf.GradientTape() as tape:
        y = x * x
    one, two = tape.gradient(y, [x, x])
    with pytest.raises(RuntimeError):
        tape.gradient(y, x)
# --- silent: other things called tape
import tensorflow as tf

def play(recorder, loss, x):
    tape = recorder.open()
    return tape.gradient(loss, x), tape.gradient(loss, x)
