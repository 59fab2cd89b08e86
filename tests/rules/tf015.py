# What TF015 must report, and what it must not. Carets mark the exact place.
# --- in a list, by keyword and by position, as a string and as a function
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras.layers import Conv2D, Dense, Flatten

a = keras.Sequential([Dense(8, activation="relu"), Dense(1, activation="softmax")])
#                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF015
b = keras.Sequential([Dense(8, "relu"), Dense(1, "softmax")], name="classifier")
#                                       ^^^^^^^^^^^^^^^^^^^ TF015
c = keras.Sequential([Flatten(), Dense(units=1, activation=tf.nn.softmax)])
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF015
d = keras.Sequential([Conv2D(1, 1, activation=keras.activations.softmax)])
#                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF015
# --- added one by one, also after a loop
from keras.models import Sequential
from keras.layers import Activation, Dense, Dropout

model = Sequential()
for size in (64, 32):
    model.add(Dense(size, activation="relu"))
model.add(Dropout(0.5))
model.add(Dense(1, kernel_initializer="uniform", activation="softmax"))
#         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF015
other = Sequential()
other.add(Dense(1))
other.add(Activation("softmax"))
#         ^^^^^^^^^^^^^^^^^^^^^ TF015
# --- the functional style
from tensorflow import keras
from tensorflow.keras import layers

def build(size):
    inputs = keras.Input((size,))
    hidden = layers.Dense(16, activation="relu")(inputs)
    outputs = layers.Dense(1, activation="softmax")(hidden)
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF015
    return keras.Model(inputs, outputs)
# --- a subclass, with the layer in another method, and functions
import tensorflow as tf

class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = tf.keras.layers.Dense(4, activation="relu")
        self.out = tf.keras.layers.Dense(1)

    def call(self, x):
        return tf.nn.softmax(self.out(self.hidden(x)))
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF015

class Head(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.out = tf.keras.layers.Dense(1, activation="softmax")
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF015

    def call(self, x):
        return self.out(x)
# --- silent: more units, other activations, sizes that are not known
from tensorflow import keras
from tensorflow.keras.layers import Dense

def build(classes):
    return keras.Sequential([Dense(1, activation="sigmoid"), Dense(2, activation="softmax"), Dense(classes, "softmax")])

linear = keras.Sequential([Dense(1, "tanh"), Dense(1, activation="relu"), Dense(10, "softmax")])
# --- silent: attention weights along the time steps
import tensorflow as tf

class Attention(tf.keras.layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.w = tf.keras.layers.Dense(units, activation="tanh")
        self.v = tf.keras.layers.Dense(1)

    def call(self, values):
        score = self.v(self.w(values))
        weights = tf.nn.softmax(score, axis=1)
        return tf.reduce_sum(weights * values, axis=1)
# --- silent: the same in the functional style, flattened before or with an axis
from keras import Input, Model
from keras.layers import LSTM, Activation, Dense, Flatten, Multiply, Permute, RepeatVector, Softmax

inputs = Input((20, 8))
states = LSTM(32, return_sequences=True)(inputs)
scores = Dense(1, activation="tanh")(states)
flat = Flatten()(scores)
weights = Activation("softmax")(flat)
others = Softmax(axis=1)(scores)
spread = Permute([2, 1])(RepeatVector(32)(weights))
model = Model(inputs, Multiply()([states, spread]))
# --- silent: channels first, where the axis is a row of the image
from keras.layers import Conv2D
from keras import Sequential

model = Sequential([Conv2D(1, 1, data_format="channels_first", activation="softmax")])
# --- silent: branches that are joined, and reshapes
import tensorflow as tf
from keras import layers

def pick(a, b):
    both = layers.Concatenate()([layers.Dense(1)(a), layers.Dense(1)(b)])
    row = tf.reshape(layers.Dense(1)(a), (-1, 8))
    return tf.nn.softmax(both), tf.nn.softmax(row), tf.nn.softmax(tf.squeeze(layers.Dense(1)(a), -1))
# --- known to be missed: the number of units in a constant of another function
from keras.layers import Dense

def head(units):
    return Dense(units, activation="softmax")

layer = head(1)
