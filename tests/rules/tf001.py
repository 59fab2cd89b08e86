# --- a loss object, in a custom loop
import tensorflow as tf

loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)

@tf.function
def train_step(model, images, labels):
    with tf.GradientTape() as tape:
        predictions = model(images, training=True)
        loss = loss_object(predictions, labels)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF001
    return tape.gradient(loss, model.trainable_variables)
# --- called at once, functions, keywords and from imports
import keras
import tensorflow as tf
from tensorflow.keras.losses import BinaryCrossentropy, categorical_crossentropy as cce

def losses(y_true, y_pred, logits, batch):
    a = BinaryCrossentropy()(y_pred, y_true)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF001
    b = cce(y_pred, y_true, from_logits=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF001
    c = keras.losses.binary_crossentropy(y_true=y_pred, y_pred=y_true)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF001
    d = tf.keras.losses.sparse_categorical_crossentropy(logits, batch["labels"])
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF001
    e = keras.losses.KLDivergence()(y_hat(logits), y_true)
    return a, b, c, d, e

def scaled(x, y, logits):
    return cce(tf.nn.softmax(logits), tf.one_hot(y, 10))
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF001
# --- models and layers that are known
import tensorflow as tf
from tensorflow import keras

class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.out = keras.layers.Dense(1)
        self.bce = keras.losses.BinaryCrossentropy(from_logits=True)

    def call(self, x):
        return self.out(x)

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = self.bce(self(x, training=True), y)
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF001
        return {"loss": loss, "gradients": tape.gradient(loss, self.trainable_variables)}

model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
focal = keras.losses.BinaryFocalCrossentropy()

def evaluate(dataset):
    for x, y in dataset:
        yield focal(model(x), y)
#             ^^^^^^^^^^^^^^^^^^ TF001
        yield focal(model.predict(x), y)
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^ TF001

def reconstruct(x):
    return keras.losses.binary_crossentropy(model(x), x)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF001
# --- known to be missed: names that say nothing
import tensorflow as tf

loss = tf.keras.losses.BinaryCrossentropy()

def step(a, b, outputs, expected):
    return loss(a, b) + loss(outputs, expected)
# --- silent: the right order, in every way it is written
import tensorflow as tf
from tensorflow import keras

loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model = keras.Sequential([keras.layers.Dense(10)])

def step(x, y, labels, batch):
    predictions = model(x, training=True)
    a = loss_object(y, predictions)
    b = loss_object(y_true=labels, y_pred=predictions)
    c = loss_object(y_pred=predictions, y_true=labels)
    d = loss_object(batch["labels"], batch["logits"])
    e = keras.losses.sparse_categorical_crossentropy(y, model(x), from_logits=True)
    return a + b + c + d + e
# --- silent: symmetric losses
import tensorflow as tf

mse = tf.keras.losses.MeanSquaredError()
huber = tf.keras.losses.Huber()

def step(y, y_pred, target_q, q):
    a = mse(y_pred, y) + huber(y_pred, y) + tf.keras.losses.MeanAbsoluteError()(y_pred, y)
    b = tf.keras.losses.mean_squared_error(y_pred, y) + tf.keras.losses.CosineSimilarity()(y_pred, y)
    return a + b + huber(target_q, q)
# --- silent: GAN losses
import tensorflow as tf

cross_entropy = tf.keras.losses.BinaryCrossentropy(from_logits=True)

def discriminator_loss(real_output, fake_output):
    real = cross_entropy(tf.ones_like(real_output), real_output)
    fake = cross_entropy(tf.zeros_like(fake_output), fake_output)
    return real + fake

def generator_loss(discriminator, generated, misleading_labels):
    predictions = discriminator(generated)
    return cross_entropy(misleading_labels, predictions)
# --- silent: distillation compares two predictions
import tensorflow as tf
from tensorflow import keras

kl = keras.losses.KLDivergence()

def distill(teacher_logits, student_logits, teacher_predictions, student_predictions, temperature):
    a = kl(tf.nn.softmax(teacher_logits / temperature), tf.nn.softmax(student_logits / temperature))
    return a + kl(teacher_predictions, student_predictions)

teacher = keras.Sequential([keras.layers.Dense(2)])
student = keras.Sequential([keras.layers.Dense(2)])

def soft(x):
    return kl(teacher(x), student(x))
# --- silent: a symmetric cross entropy takes both ways
import tensorflow as tf
from tensorflow import keras

def symmetric(y_true, y_pred):
    return keras.losses.categorical_crossentropy(y_true, y_pred) + keras.losses.categorical_crossentropy(y_pred, y_true)
# --- silent: custom losses
import tensorflow as tf
from tensorflow import keras

def weighted(y_true, y_pred):
    return keras.losses.binary_crossentropy(y_true, y_pred) * 2.0

class Weighted(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return tf.reduce_mean(y_true * tf.math.log(y_pred))

def masked_loss(predictions, labels):
    return tf.reduce_mean(tf.square(predictions - labels))

def use(labels, predictions):
    return masked_loss(predictions, labels) + Weighted()(labels, predictions)
# --- silent: predictions turned into labels, and one-hot labels
import tensorflow as tf

ce = tf.keras.losses.CategoricalCrossentropy(from_logits=True)

def pseudo(logits_weak, logits_strong, labels):
    pseudo_labels = tf.one_hot(tf.argmax(logits_weak, -1), 10)
    predicted_one_hot = tf.one_hot(tf.argmax(logits_weak, -1), 10)
    return ce(pseudo_labels, logits_strong) + ce(predicted_one_hot, logits_strong) + ce(tf.one_hot(labels, 10), logits_strong)
# --- silent: metrics, compile and torch's order
import tensorflow as tf
import torch

accuracy = tf.keras.metrics.SparseCategoricalAccuracy()
criterion = torch.nn.CrossEntropyLoss()

def others(model, y, predictions):
    accuracy.update_state(y, predictions)
    model.compile(loss=tf.keras.losses.BinaryCrossentropy(), optimizer="adam")
    return criterion(predictions, y)
# --- silent: autoencoders in the right order
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, activation="sigmoid")])
bce = keras.losses.BinaryCrossentropy()

def reconstruct(x):
    reconstruction = model(x)
    return bce(x, reconstruction) + keras.losses.binary_crossentropy(x, model(x))
