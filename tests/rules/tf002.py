# --- a Sequential at module level, in a tf.function
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(8, "relu"), keras.layers.Dropout(0.2), keras.layers.Dense(1)])
optimizer = keras.optimizers.Adam()
loss_object = keras.losses.MeanSquaredError()

@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        predictions = model(images)
#                     ^^^^^^^^^^^^^ TF002
        loss = loss_object(labels, predictions)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
# --- built with add, by a function, and functionally
import tensorflow as tf
from tensorflow.keras import Input, Model, Sequential, layers

added = Sequential()
added.add(layers.Dense(8))
added.add(layers.BatchNormalization())

def make_model():
    return Sequential([layers.Conv2D(8, 3), layers.SpatialDropout2D(0.1), layers.Flatten()])

made = make_model()
inputs = Input((4,))
hidden = layers.Dense(8, activation="relu")(inputs)
hidden = layers.Dropout(0.5)(hidden)
outputs = layers.Dense(1)(hidden)
functional = Model(inputs=inputs, outputs=outputs)
pretrained = tf.keras.applications.ResNet50(weights=None)

def train(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(added(x))
#                             ^^^^^^^^ TF002
    a = tape.gradient(loss, added.trainable_weights)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(made(x))
#                             ^^^^^^^ TF002
    b = tape.gradient(loss, made.trainable_weights)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(functional(x))
#                             ^^^^^^^^^^^^^ TF002
    c = tape.gradient(loss, functional.trainable_variables)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(pretrained(x))
#                             ^^^^^^^^^^^^^ TF002
    d = tape.gradient(loss, pretrained.trainable_variables)
    return a, b, c, d
# --- a subclass of Model, outside and in its train_step
import tensorflow as tf
from tensorflow import keras

class Block(keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.norm = keras.layers.BatchNormalization()

    def call(self, x):
        return tf.nn.relu(self.norm(x))

class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.block = Block()
        self.out = keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.out(self.block(x, training=training))

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            y_pred = self(x)
#                    ^^^^^^^ TF002
            loss = self.compute_loss(y=y, y_pred=y_pred)
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {"loss": loss}

net = Net()

def step(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(net(x))
#                             ^^^^^^ TF002
    return tape.gradient(loss, net.trainable_variables)
# --- attributes of a trainer, helpers that compute the loss, two networks
import tensorflow as tf
from tensorflow import keras

class Trainer:
    def __init__(self):
        self.encoder = keras.Sequential([keras.layers.Dense(8), keras.layers.GaussianNoise(0.1)])
        self.decoder = keras.Sequential([keras.layers.Dense(8)])

    def loss(self, x):
        return tf.reduce_mean(tf.square(self.decoder(self.encoder(x)) - x))
#                                                    ^^^^^^^^^^^^^^^ TF002

    def step(self, x):
        with tf.GradientTape() as tape:
            loss = self.loss(x)
        variables = self.encoder.trainable_variables + self.decoder.trainable_variables
        return tape.gradient(loss, variables)
# --- known to be missed: models that come from outside, and functional models with a train_step of their own
import tensorflow as tf
from tensorflow import keras

def step(model, x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(x))
    return tape.gradient(loss, model.trainable_variables)

class Custom(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = self.compute_loss(y=y, y_pred=self(x))
        return {"gradients": tape.gradient(loss, self.trainable_variables)}
# --- silent: the mode is said
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Dropout(0.2), keras.layers.Dense(1)])

def train_step(x, training, options):
    with tf.GradientTape() as tape:
        a = model(x, training=True)
        b = model(x, training=training)
        c = model(x, training=False)
        d = model(x, **options)
        loss = tf.reduce_mean(a + b + c + d)
    return tape.gradient(loss, model.trainable_variables)
# --- silent: nothing in the model depends on the mode
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(8), keras.layers.LayerNormalization()])

class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)

    def call(self, x):
        return self.dense(x)

net = Net()

def train_step(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(net(model(x)))
    return tape.gradient(loss, model.trainable_variables + net.trainable_variables)
# --- silent: gradients with respect to the input
import tensorflow as tf
from tensorflow import keras

model = keras.applications.MobileNetV2(weights=None)

def saliency(image):
    with tf.GradientTape() as tape:
        tape.watch(image)
        top = model(image)[:, 0]
    return tape.gradient(top, image)

def style(image):
    image = tf.Variable(image)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(image))
    return tape.gradient(loss, [image])
# --- silent: a frozen extractor, a teacher, and the other network of a GAN
import tensorflow as tf
from tensorflow import keras

base = keras.applications.ResNet50(include_top=False)
head = keras.Sequential([keras.layers.Dense(10)])
teacher = keras.Sequential([keras.layers.Dropout(0.2), keras.layers.Dense(1)])
student = keras.Sequential([keras.layers.Dense(1)])

def finetune(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(head(base(x)))
    return tape.gradient(loss, head.trainable_variables)

def distill(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(teacher(x) - student(x)))
    return tape.gradient(loss, student.trainable_variables)
# --- silent: evaluation, and calls outside the tape
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Dropout(0.2), keras.layers.Dense(1)])

def train_step(x):
    before = model(x)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    return before, gradients, model(x), model.predict(x)

@tf.function
def test_step(x):
    return model(x)
# --- silent: layers that are always on, or always off
import tensorflow as tf
from tensorflow import keras

class MonteCarlo(keras.Model):
    def __init__(self):
        super().__init__()
        self.dropout = keras.layers.Dropout(0.5)
        self.norm = keras.layers.BatchNormalization()

    def call(self, x):
        return self.norm(self.dropout(x, training=True), training=False)

class Default(keras.Model):
    def __init__(self):
        super().__init__()
        self.dropout = keras.layers.Dropout(0.5)

    def call(self, x, training=True):
        return self.dropout(x, training=training)

inputs = keras.Input((8, 8, 3))
base = keras.applications.ResNet50(include_top=False)
frozen = keras.Model(inputs, keras.layers.Dense(1)(base(inputs, training=False)))
monte_carlo = MonteCarlo()
default = Default()

def train_step(x):
    with tf.GradientTape(persistent=True) as tape:
        a = monte_carlo(x)
        b = default(x)
        c = frozen(x)
    return (
        tape.gradient(a, monte_carlo.trainable_variables),
        tape.gradient(b, default.trainable_variables),
        tape.gradient(c, frozen.trainable_variables),
    )
# --- silent: fit takes care
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Dropout(0.2), keras.layers.Dense(1)])
model.compile(loss="mse", optimizer="adam")
model.fit(tf.ones((4, 2)), tf.ones((4, 1)))
