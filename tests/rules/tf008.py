# What TF008 must report, and what it must not. Carets mark the exact place.
# --- compile, by name and by object, of lists and of layers added one by one
import tensorflow as tf
from tensorflow.keras import Sequential, layers

a = Sequential([layers.Dense(64, activation="relu"), layers.Dense(10)])
a.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF008
a.compile("adam", tf.keras.losses.CategoricalCrossentropy())
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF008
b = Sequential()
for size in (64, 32):
    b.add(layers.Dense(size, activation="relu"))
b.add(layers.Dropout(0.5))
b.add(layers.Dense(1, activation="linear"))
b.compile(loss=tf.keras.losses.binary_crossentropy, optimizer="adam")
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF008
b.compile(loss=tf.keras.losses.BinaryCrossentropy(from_logits=False), optimizer="adam")
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF008
c = Sequential([layers.Dense(3, activation="softmax")])
c.compile(loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), optimizer="adam")
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF008
d = Sequential([layers.Dense(1), layers.Activation("sigmoid")])
d.compile(loss=tf.keras.losses.BinaryCrossentropy(True), optimizer="adam")
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF008
# --- the functional style, in a function
from tensorflow import keras
from tensorflow.keras import layers

def build(classes):
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, 3, activation="relu")(inputs)
    x = layers.GlobalAveragePooling2D()(x)
    outputs = layers.Dense(classes)(x)
    model = keras.Model(inputs=inputs, outputs=outputs)
    model.compile(loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1), optimizer="adam")
#                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF008
    return model
# --- a loop by hand: objects, functions, and tf.nn
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(10)])
ending = tf.keras.Sequential([tf.keras.layers.Dense(10, activation="softmax")])
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy()
with_logits = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)

def train(x, y):
    with tf.GradientTape() as tape:
        scores = model(x, training=True)
        loss = loss_fn(y, scores)
#                         ^^^^^^ TF008
    grads = tape.gradient(loss, model.trainable_variables)
    probabilities = tf.nn.softmax(scores)
    double = with_logits(y, probabilities)
#                           ^^^^^^^^^^^^^ TF008
    warned = with_logits(y, ending(x))
#                           ^^^^^^^^^ TF008
    other = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=ending(x))
#                                                                           ^^^^^^^^^ TF008
    binary = tf.nn.sigmoid_cross_entropy_with_logits(y, tf.sigmoid(scores))
#                                                       ^^^^^^^^^^^^^^^^^^ TF008
    function = tf.keras.losses.categorical_crossentropy(y, probabilities, from_logits=True)
#                                                          ^^^^^^^^^^^^^ TF008
    return grads, double, warned, other, binary, function
# --- a subclass, through its call
import tensorflow as tf

class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.flatten = tf.keras.layers.Flatten()
        self.out = tf.keras.layers.Dense(10)

    def call(self, x):
        return self.out(self.flatten(x))

net = Net()
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy()

@tf.function
def step(x, y):
    return loss_fn(y, net(x))
#                     ^^^^^^ TF008
# --- silent: they fit
import tensorflow as tf
from tensorflow.keras import Sequential, layers

logits = Sequential([layers.Dense(64, activation="relu"), layers.Dense(10)])
logits.compile(loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), optimizer="adam")
probabilities = Sequential([layers.Dense(64, activation="relu"), layers.Dense(10, activation="softmax")])
probabilities.compile(loss="sparse_categorical_crossentropy", optimizer="adam")
binary = Sequential([layers.Dense(1), layers.Activation("sigmoid")])
binary.compile(loss="binary_crossentropy", optimizer="adam")
regression = Sequential([layers.Dense(1)])
regression.compile(loss="mse", optimizer="adam")

def loss(x, y):
    scores = logits(x)
    shown = tf.nn.softmax(scores)
    return tf.nn.softmax_cross_entropy_with_logits(y, scores), tf.keras.losses.categorical_crossentropy(y, shown)
# --- silent: what is not known
import tensorflow as tf
from tensorflow.keras import Sequential, layers

def build(classes, activation, from_logits, last, options):
    a = Sequential([layers.Dense(classes, activation=activation)])
    a.compile(loss="categorical_crossentropy")
    b = Sequential([layers.Dense(classes)])
    b.compile(loss=tf.keras.losses.CategoricalCrossentropy(from_logits=from_logits))
    c = Sequential([layers.Dense(classes), last])
    c.compile(loss="categorical_crossentropy")
    d = Sequential([layers.Dense(classes, **options)])
    d.compile(loss="categorical_crossentropy")
    e = Sequential([layers.Dense(classes)])
    if activation:
        e.add(layers.Activation(activation))
    e.compile(loss="categorical_crossentropy")
    f = Sequential([layers.Dense(classes), layers.Lambda(lambda x: tf.nn.softmax(x))])
    f.compile(loss="categorical_crossentropy")
    return a, b, c, d, e, f
# --- silent: probabilities computed by hand, and by layers of one's own
import tensorflow as tf

class Temperature(tf.keras.layers.Layer):
    def call(self, x):
        return tf.nn.softmax(x / 2.0)

dense = tf.keras.layers.Dense(10)
model = tf.keras.Sequential([dense, Temperature()])
model.compile(loss="categorical_crossentropy")

def loss(x, y):
    scores = dense(x)
    e = tf.exp(scores - tf.reduce_max(scores, -1, keepdims=True))
    p = e / tf.reduce_sum(e, -1, keepdims=True)
    return tf.keras.losses.categorical_crossentropy(y, p)
# --- silent: a mixture of heads, each with a loss of its own
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((4,))
model = keras.Model(inputs, [layers.Dense(3)(inputs), layers.Dense(1)(inputs)])
model.compile(loss=["categorical_crossentropy", "mse"])
model.compile(loss={"a": "categorical_crossentropy", "b": "mse"})
# --- known to be missed: compile of a subclass, and functions that take the model
import tensorflow as tf

class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.out = tf.keras.layers.Dense(10)

    def call(self, x):
        return self.out(x)

net = Net()
net.compile(loss="sparse_categorical_crossentropy")

def prepare(model):
    model.compile(loss="sparse_categorical_crossentropy")
