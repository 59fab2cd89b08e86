# --- a custom loop in a tf.function
import tensorflow as tf

optimizer = tf.keras.optimizers.Adam()

@tf.function
def train_step(model, x, y, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(model.trainable_variables, grads))
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF009
    return loss
# --- through variables, lists and weights
import tensorflow as tf

def step(model, optimizer, tape, loss):
    variables = model.trainable_weights
    grads = tape.gradient(loss, variables)
    pairs = list(zip(variables, grads))
#                ^^^^^^^^^^^^^^^^^^^^^ TF009
    optimizer.apply_gradients(pairs)
    optimizer.apply_gradients(grads_and_vars=zip(variables, grads))
#                                            ^^^^^^^^^^^^^^^^^^^^^ TF009
# --- train_step of a model
import tensorflow as tf
from tensorflow import keras

class Custom(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(y=y, y_pred=y_pred)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(self.trainable_variables, gradients))
#                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF009
        return {"loss": loss}
# --- two networks and their sum
import tensorflow as tf

def joint(encoder, decoder, optimizer, loss, tape):
    variables = encoder.trainable_variables + decoder.trainable_variables
    grads = tape.gradient(loss, variables)
    optimizer.apply_gradients(zip(variables, grads))
#                             ^^^^^^^^^^^^^^^^^^^^^ TF009
    clipped, _ = tf.clip_by_global_norm(grads, 1.0)
    optimizer.apply_gradients(zip(encoder.trainable_variables + decoder.trainable_variables, clipped))
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF009
# --- plain variables
import tensorflow as tf

w, b = tf.Variable(1.0), tf.Variable(0.0)
optimizer = tf.optimizers.SGD(0.1)
with tf.GradientTape() as tape:
    loss = (w * 2.0 + b) ** 2
dw, db = tape.gradient(loss, [w, b])
optimizer.apply_gradients([(w, dw), (b, db)])
#                         ^^^^^^^^^^^^^^^^^^ TF009
optimizer.apply_gradients(zip([w, b], [dw, db]))
#                         ^^^^^^^^^^^^^^^^^^^^^ TF009
# --- known to be missed: pairs made by a comprehension, and sources given as a call
import tensorflow as tf

def pairs(model, optimizer, grads):
    optimizer.apply_gradients([(v, g) for g, v in zip(grads, model.trainable_variables)])
    optimizer.apply_gradients(zip(get_variables(model), grads))
# --- silent: the right order, in every way it is written
import tensorflow as tf

def step(model, optimizer, loss, tape):
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    optimizer.apply_gradients(list(zip(grads, model.trainable_weights)))
    pairs = zip(grads, model.trainable_variables)
    optimizer.apply_gradients(pairs)
    optimizer.apply_gradients((g, v) for g, v in zip(grads, model.trainable_variables))
    optimizer.apply_gradients([(tf.clip_by_norm(g, 1.0), v) for g, v in zip(grads, model.trainable_variables)])
    optimizer.apply_gradients([(g, v) for v, g in zip(model.trainable_variables, grads) if g is not None])
    optimizer.apply(grads, model.trainable_variables)
# --- silent: clipped gradients
import tensorflow as tf

def clipped(model, optimizer, loss, tape):
    variables = model.trainable_variables
    gradients, _ = tf.clip_by_global_norm(tape.gradient(loss, variables), 5.0)
    optimizer.apply_gradients(zip(gradients, variables))
    gradients = [tf.clip_by_value(g, -1.0, 1.0) for g in gradients]
    optimizer.apply_gradients(zip(gradients, variables))
# --- silent: a GAN with two tapes
import tensorflow as tf

class GAN(tf.keras.Model):
    def train_step(self, images):
        with tf.GradientTape() as gen_tape, tf.GradientTape() as disc_tape:
            fake = self.generator(images, training=True)
            gen_loss = self.g_loss(fake)
            disc_loss = self.d_loss(images, fake)
        gen = gen_tape.gradient(gen_loss, self.generator.trainable_variables)
        disc = disc_tape.gradient(disc_loss, self.discriminator.trainable_variables)
        self.g_optimizer.apply_gradients(zip(gen, self.generator.trainable_variables))
        self.d_optimizer.apply_gradients(zip(disc, self.discriminator.trainable_variables))
# --- silent: zips that are not given to apply_gradients
import tensorflow as tf

def by_hand(model, tape, loss, rate):
    grads = tape.gradient(loss, model.trainable_variables)
    for variable, grad in zip(model.trainable_variables, grads):
        variable.assign_sub(rate * grad)
    for target, source in zip(model.trainable_variables, model.trainable_variables):
        target.assign(source)
    return dict(zip(model.trainable_variables, grads))
# --- silent: variables called gradients, and copies of a model's variables
import tensorflow as tf

def odd(student, teacher, optimizer, gradients, variables):
    optimizer.apply_gradients(zip(variables, gradients))
    optimizer.apply_gradients(zip(teacher.trainable_variables, student.trainable_variables))
# --- silent: another method of this name
import tensorflow as tf

class Server:
    def apply_gradients(self, pairs):
        for variable, gradient in pairs:
            variable.assign_sub(gradient)

def serve(model, grads):
    server = Server()
    server.apply_gradients(zip(model.trainable_variables, grads))
# --- silent: three columns, stars, and the whole pairs from elsewhere
import tensorflow as tf

def others(model, optimizer, grads, columns, loss):
    optimizer.apply_gradients(zip(*columns))
    optimizer.apply_gradients(optimizer.compute_gradients(loss))
    optimizer.apply_gradients(make_pairs(model.trainable_variables, grads))
    w = tf.Variable(1.0)
    optimizer.apply_gradients([(grads, w)])
    optimizer.minimize(loss, model.trainable_variables)
