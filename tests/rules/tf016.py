# What TF016 must report, and what it must not. Carets mark the exact place.
# --- lists, layers added one by one, pooling, strides and borders that are cut off
import tensorflow as tf
from tensorflow.keras.layers import Conv1D, Conv2D, Dense, Dropout, Flatten, MaxPooling1D, MaxPooling2D
from tensorflow.keras.models import Sequential

a = Sequential([Conv2D(8, 3, padding="same"), MaxPooling2D(), Dropout(0.2), Dense(10, "softmax")])
#                                                                           ^^^^^^^^^^^^^^^^^^^^ TF016
a.compile(loss="categorical_crossentropy")
b = Sequential()
b.add(Conv2D(8, (3, 3), strides=2, padding="same", activation="relu"))
b.add(Dense(64, activation="relu"))
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF016
b.add(Dense(10))
b.compile(loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True))
c = Sequential([Conv1D(8, 3, activation="relu"), MaxPooling1D(2), Dense(1, activation="sigmoid")])
#                                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF016
c.compile(loss="binary_crossentropy")
# --- the functional style, and a loop by hand
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def build(classes):
    inputs = keras.Input((28, 28, 1))
    x = layers.Conv2D(8, 3, activation="relu")(inputs)
    x = layers.MaxPooling2D()(x)
    x = layers.Dense(64, activation="relu")(x)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF016
    model = keras.Model(inputs, layers.Dense(classes, activation="softmax")(x))
    model.compile(loss="categorical_crossentropy")
    return model

class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = layers.Conv2D(8, 3)
        self.out = layers.Dense(1)
#                  ^^^^^^^^^^^^^^^ TF016

    def call(self, x):
        return self.out(tf.nn.relu(self.conv(x)))

net = Net()
mse = keras.losses.MeanSquaredError()

@tf.function
def loss(x, y):
    return mse(y, net(x))
# --- silent: flattened, pooled globally, reshaped, or read by a recurrent layer
from tensorflow.keras import Sequential, layers

for last in (layers.Flatten(), layers.GlobalAveragePooling2D(), layers.GlobalMaxPool2D(), layers.Reshape((-1,))):
    pass
a = Sequential([layers.Conv2D(8, 3), layers.Flatten(), layers.Dense(2, "softmax")])
b = Sequential([layers.Conv2D(8, 3), layers.GlobalAveragePooling2D(), layers.Dropout(0.5), layers.Dense(2, "softmax")])
c = Sequential([layers.Conv2D(8, 3), layers.Reshape((-1, 8)), layers.LSTM(4), layers.Dense(2, "softmax")])
d = Sequential([layers.Conv1D(8, 3), layers.MaxPooling1D(), layers.GRU(4), layers.Dense(2, "softmax")])
for model in (a, b, c, d):
    model.compile(loss="categorical_crossentropy")
a.compile(loss="categorical_crossentropy")
b.compile(loss="categorical_crossentropy")
c.compile(loss="categorical_crossentropy")
d.compile(loss="categorical_crossentropy")
# --- silent: a class for each pixel, and for each step
from tensorflow.keras import Sequential, layers

pixels = Sequential([layers.Conv2D(8, 3, padding="same", activation="relu"), layers.Dense(4, activation="softmax")])
pixels.compile(loss="sparse_categorical_crossentropy")
net = Sequential(
    [
        layers.Conv2D(8, 3, padding="same"),
        layers.MaxPooling2D(),
        layers.UpSampling2D(),
        layers.Conv2D(8, 3, padding="same"),
        layers.Dense(1, activation="sigmoid"),
    ]
)
net.compile(loss="binary_crossentropy")
tagger = Sequential([layers.Conv1D(8, 3, padding="same"), layers.Conv1D(8, 3), layers.Dense(9, activation="softmax")])
tagger.compile(loss="sparse_categorical_crossentropy")
# --- silent: a dense layer among convolutions, a flattening at the end, layers that are not known
from layers_of_ours import Head
from tensorflow.keras import Sequential, layers

a = Sequential([layers.Conv2D(8, 3), layers.Dense(8, "relu"), layers.Conv2D(8, 3), layers.Flatten(), layers.Dense(1)])
a.compile(loss="mse")
b = Sequential([layers.Conv2D(8, 3), layers.Dense(8), Head(), layers.Dense(1)])
b.compile(loss="mse")
c = Sequential([layers.Conv2D(8, 3), layers.Dense(8), layers.Flatten()])
c.compile(loss="mse")
d = Sequential([layers.Conv2D(8, 3), layers.Lambda(lambda x: x[:, 0, 0]), layers.Dense(8)])
d.compile(loss="mse")
e = Sequential([layers.Conv2D(8, 3), layers.Dense(8)])
e.compile(loss=a.loss)
# --- silent: backbones that pool
from tensorflow import keras
from tensorflow.keras import layers

base = keras.applications.ResNet50(include_top=False, pooling="avg")
model = keras.Sequential([base, layers.Dense(2, activation="softmax")])
model.compile(loss="categorical_crossentropy")
