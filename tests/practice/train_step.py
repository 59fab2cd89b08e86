# --- right: tensorflow, the cheat sheet's
import tensorflow as tf

@tf.function
def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        pred = model(x, training=True)
        loss = loss_fn(y, pred)

    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
# --- right: tensorflow, not compiled
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    variables = model.trainable_variables
    optimizer.apply_gradients(list(zip(tape.gradient(loss, variables), variables)))
    return loss
# --- right: tensorflow, optimizer.apply
import tensorflow as tf

def train_step(net, inputs, targets, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(targets, net(inputs, training=True))
    optimizer.apply(tape.gradient(loss, net.trainable_weights), net.trainable_weights)
    return loss
# --- right: tensorflow, a tape that is told what to watch
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    variables = model.trainable_variables
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        for variable in variables:
            tape.watch(variable.value)
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, [variable.value for variable in variables])
    optimizer.apply_gradients(zip(grads, variables))
    return loss
# --- right: tensorflow, assigned by hand at the optimizer's rate
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    for variable, gradient in zip(model.trainable_variables, tape.gradient(loss, model.trainable_variables)):
        variable.assign_sub(tf.cast(optimizer.learning_rate, variable.dtype) * gradient)
    return loss
# --- right: tensorflow, a number
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        prediction = model(x, training=True)
        value = loss_fn(y_true=y, y_pred=prediction)
    gradients = tape.gradient(value, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return float(value)
# --- right: tensorflow, a persistent tape that is dropped
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape(persistent=True) as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = [tape.gradient(loss, variable) for variable in model.trainable_variables]
    del tape
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
# --- right: tensorflow, wrapped later, with a helper
import tensorflow as tf

def _loss(model, x, y, loss_fn):
    return loss_fn(y, model(x, training=True))

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = _loss(model, x, y, loss_fn)
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss

train_step = tf.function(train_step)
# --- wrong: tensorflow, no training=True => `training=True`
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
# --- wrong: tensorflow, training=False => `training=True`
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=False))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
# --- wrong: tensorflow, the model runs outside of the tape => raises
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    pred = model(x, training=True)
    with tf.GradientTape() as tape:
        loss = loss_fn(y, pred)
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
# --- wrong: tensorflow, the gradients are not applied => does not apply the gradients
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    tape.gradient(loss, model.trainable_variables)
    return loss
# --- wrong: tensorflow, applied twice => twice
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
# --- wrong: tensorflow, the wrong sign => wrong sign
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients([(-g, v) for g, v in zip(grads, model.trainable_variables)])
    return loss
# --- wrong: tensorflow, the loss after the step => does not return the loss before
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    moving = [w.numpy() for w in model.non_trainable_variables]
    after = loss_fn(y, model(x, training=True))
    for w, value in zip(model.non_trainable_variables, moving):
        w.assign(value)
    return after
# --- wrong: tensorflow, nothing is returned => is not a number
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
# --- wrong: tensorflow, the pair the wrong way round => raises
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(model.trainable_variables, grads))
    return loss
# --- wrong: tensorflow, only the first layer learns => not those of the plain step
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    variables = model.trainable_variables
    grads = tape.gradient(loss, variables)
    for i, (g, v) in enumerate(zip(grads, variables)):
        if i < 2:
            v.assign_sub(0.1 * g)
    return loss
# --- wrong: tensorflow, a second forward pass moves the statistics twice => not those of the plain step
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    before = loss_fn(y, model(x, training=True))
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return before
# --- wrong: tensorflow, NumPy cuts the tape => raises
import numpy as np
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        pred = np.asarray(model(x, training=True))
        loss = loss_fn(y, pred)
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
# --- wrong: tensorflow, clipped gradients that nobody asked for => not those of the plain step
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads, _ = tf.clip_by_global_norm(tape.gradient(loss, model.trainable_variables), 0.01)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
# --- wrong: tensorflow, the loss is scaled => does not return the loss
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss * len(x)
# --- wrong: tensorflow, a gradient of the predictions => not those of the plain step
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        pred = model(x, training=True)
        loss = loss_fn(y, pred)
    grads = tape.gradient(pred, model.trainable_variables) if False else None
    with tf.GradientTape() as tape:
        pred = model(x, training=False)
        total = tf.reduce_sum(pred)
    grads = tape.gradient(total, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
# --- wrong: tensorflow, the tape is asked inside and stopped => raises
import tensorflow as tf

def train_step(model, x, y, optimizer, loss_fn):
    with tf.GradientTape() as tape:
        loss = tf.stop_gradient(loss_fn(y, model(x, training=True)))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
    return loss
