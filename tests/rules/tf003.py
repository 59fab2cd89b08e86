# --- the forward pass before the tape
import tensorflow as tf

loss_object = tf.keras.losses.BinaryCrossentropy()

@tf.function
def train_step(model, optimizer, x, y):
    predictions = model(x, training=True)
#                 ^^^^^^^^^^^^^^^^^^^^^^^ TF003
    with tf.GradientTape() as tape:
        loss = loss_object(y, predictions)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
# --- the loss after the tape
import tensorflow as tf

loss_object = tf.keras.losses.BinaryCrossentropy()

def train_step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        predictions = model(x, training=True)
    loss = loss_object(y, predictions)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF003
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))

def scaled(model, x, y):
    with tf.GradientTape() as tape:
        loss = loss_object(y, model(x, training=True))
    loss /= 2.0
#   ^^^^^^^^^^^ TF003
    return tape.gradient(loss, model.trainable_weights)

def inline(model, x, y):
    with tf.GradientTape() as tape:
        losses = tf.square(model(x, training=True) - y)
    return tape.gradient(tf.reduce_mean(losses), model.trainable_weights)
#                        ^^^^^^^^^^^^^^^^^^^^^^ TF003
# --- in a train_step, with self
import tensorflow as tf
from tensorflow import keras

class Custom(keras.Model):
    def train_step(self, data):
        x, y = data
        y_pred = self(x, training=True)
#                ^^^^^^^^^^^^^^^^^^^^^^ TF003
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(y - y_pred))
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {"loss": loss}

class Trainer:
    def __init__(self, model):
        self.model = model

    def step(self, x, y):
        logits = self.model(x, training=True)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF003
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(y - logits))
        return tape.gradient(loss, self.model.trainable_variables)
class WithLoss(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)
        self.bce = keras.losses.BinaryCrossentropy(from_logits=True)

    def call(self, x):
        return self.dense(x)

    def train_step(self, data):
        x, y = data
        y_pred = self(x, training=True)
#                ^^^^^^^^^^^^^^^^^^^^^^ TF003
        with tf.GradientTape() as tape:
            loss = self.bce(y, y_pred) + self.compute_loss(y=y, y_pred=y_pred)
        return {"gradients": tape.gradient(loss, self.trainable_variables)}
# --- in a loop at module level, from imports
import tensorflow as tf
from tensorflow import GradientTape
from tensorflow.keras import Sequential, layers

model = Sequential([layers.Dense(1)])
for step in range(10):
    out = model(tf.ones((2, 2)), training=True)
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF003
    with GradientTape() as t:
        loss = tf.reduce_mean(out)
    grads = t.gradient(loss, model.trainable_variables)
# --- the inner gradient outside the outer tape
import tensorflow as tf

x = tf.Variable(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x * x * x
first = inner.gradient(y, x)
#       ^^^^^^^^^^^^^^^^^^^^ TF003
second = outer.gradient(first, x)
# --- known to be missed: a loss made by a helper of the file, after the tape
import tensorflow as tf

def mean_loss(y, predictions):
    return tf.reduce_mean(tf.square(y - predictions))

def step(model, x, y):
    with tf.GradientTape() as tape:
        predictions = model(x, training=True)
    loss = mean_loss(y, predictions)
    return tape.gradient(loss, model.trainable_variables)
# --- silent: everything in the tape
import tensorflow as tf

loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)

@tf.function
def train_step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        predictions = model(x, training=True)
        loss = loss_object(y, predictions)
        loss += sum(model.losses)
    gradients = tape.gradient(loss, model.trainable_variables)
    gradients = [tf.clip_by_norm(g, 1.0) for g in gradients]
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss / 2.0
# --- silent: helpers compute the loss in the tape
import tensorflow as tf

def compute_loss(model, x, y):
    predictions = model(x, training=True)
    return tf.reduce_mean(tf.square(y - predictions))

def step(model, x, y):
    with tf.GradientTape() as tape:
        loss = compute_loss(model, x, y)
    return tape.gradient(loss, model.trainable_variables)

class Trainer:
    def loss(self, x, y):
        return tf.reduce_mean(tf.square(y - self.model(x, training=True)))

    def step(self, x, y):
        with tf.GradientTape() as tape:
            loss = self.loss(x, y)
        return tape.gradient(loss, self.model.trainable_variables)
# --- silent: a GAN with two tapes
import tensorflow as tf

bce = tf.keras.losses.BinaryCrossentropy(from_logits=True)

def train_step(generator, discriminator, images):
    noise = tf.random.normal([4, 100])
    with tf.GradientTape() as gen_tape, tf.GradientTape() as disc_tape:
        generated = generator(noise, training=True)
        real = discriminator(images, training=True)
        fake = discriminator(generated, training=True)
        gen_loss = bce(tf.ones_like(fake), fake)
        disc_loss = bce(tf.ones_like(real), real) + bce(tf.zeros_like(fake), fake)
    gen = gen_tape.gradient(gen_loss, generator.trainable_variables)
    disc = disc_tape.gradient(disc_loss, discriminator.trainable_variables)
    return gen, disc
# --- silent: a generator whose images are made before the discriminator's tape
import tensorflow as tf

class GAN(tf.keras.Model):
    def train_step(self, real):
        noise = tf.random.normal([4, 100])
        generated = self.generator(noise)
        images = tf.concat([generated, real], axis=0)
        with tf.GradientTape() as tape:
            predictions = self.discriminator(images, training=True)
            loss = self.loss_fn(tf.ones((8, 1)), predictions)
        grads = tape.gradient(loss, self.discriminator.trainable_weights)
        return grads
# --- silent: a teacher, a target network and frozen features before the tape
import tensorflow as tf

def distill(teacher, student, x):
    soft = teacher(x, training=False)
    baseline = student(x, training=False)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(soft - student(x, training=True))) + tf.reduce_mean(baseline)
    return tape.gradient(loss, student.trainable_variables)

def q_learning(model, target_model, states, rewards, next_states):
    future = tf.reduce_max(model(next_states), axis=1) + target_model(next_states)
    targets = rewards + 0.99 * future
    with tf.GradientTape() as tape:
        q = model(states, training=True)
        loss = tf.reduce_mean(tf.square(targets - q))
    return tape.gradient(loss, model.trainable_variables)
# --- silent: watched inputs
import tensorflow as tf

def saliency(model, image):
    image = tf.convert_to_tensor(image)
    with tf.GradientTape() as tape:
        tape.watch(image)
        scores = model(image)
        top = scores[:, 0]
    return tape.gradient(top, image)

def penalty(critic, real, fake):
    mixed = real + 0.5 * (fake - real)
    with tf.GradientTape() as tape:
        tape.watch(mixed)
        prediction = critic(mixed, training=True)
    return tape.gradient(prediction, [mixed])[0]
# --- silent: second derivatives, and a persistent tape
import tensorflow as tf

x = tf.Variable(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x * x * x
    first = inner.gradient(y, x)
second = outer.gradient(first, x)

with tf.GradientTape(persistent=True) as tape:
    a = x * x
    b = a * a
print(tape.gradient(a, x), tape.gradient(b, x))
del tape
# --- silent: aliases, parts and lists of what the tape recorded
import tensorflow as tf

def aliases(model, x, optimizer):
    with tf.GradientTape(persistent=True) as tape:
        outputs = {"loss": tf.reduce_mean(model(x, training=True))}
        losses = [outputs["loss"]]
        value = outputs["loss"]
    loss = outputs["loss"]
    other = losses[0]
    third = value
    return (
        tape.gradient(loss, model.trainable_variables),
        tape.gradient(other, model.trainable_variables),
        tape.gradient(third, model.trainable_variables),
    )
# --- silent: a tape opened by the caller
import tensorflow as tf

def grads_of(tape, loss, model):
    total = tf.reduce_sum(loss)
    return tape.gradient(total, model.trainable_variables)
# --- silent: the loss is set before and computed in the tape
import tensorflow as tf

def accumulate(model, batches):
    loss = tf.constant(0.0)
    with tf.GradientTape() as tape:
        for x, y in batches:
            loss += tf.reduce_mean(tf.square(model(x, training=True) - y))
    return tape.gradient(loss, model.trainable_variables)

def last_of_loop(model, batches):
    total = 0.0
    for x, y in batches:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(model(x, training=True) - y))
        grads = tape.gradient(loss, model.trainable_variables)
        total += loss
        loss = tf.sqrt(loss)
    return total, grads, loss
