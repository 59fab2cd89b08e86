# What TF025 must report, and what it must not. Carets mark the exact place.
# --- zeros before a ReLU: by name, class and object, in every style
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

a = keras.Sequential([layers.Dense(8, "relu", kernel_initializer="zeros"), layers.Dropout(0.5), layers.Dense(3)])
#                                                                ^^^^^^^ TF025
b = keras.Sequential()
b.add(layers.Conv2D(8, 3, kernel_initializer=keras.initializers.Zeros()))
#                                            ^^^^^^^^^^^^^^^^^^^^^^^^^^ TF025
b.add(layers.ReLU())
b.add(layers.Flatten())
b.add(layers.Dense(10))

def build(classes):
    inputs = keras.Input((4,))
    hidden = layers.Dense(8, activation=tf.nn.relu, kernel_initializer=tf.keras.initializers.Constant(0))(inputs)
#                                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF025
    return keras.Model(inputs, layers.Dense(classes)(hidden))
# --- two constants in a row
import tensorflow as tf
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

model = Sequential()
model.add(Dense(12, kernel_initializer="ones", activation="relu"))
#                                      ^^^^^^ TF025
model.add(Dense(8, kernel_initializer="ones", activation="relu"))
#                                     ^^^^^^ TF025
model.add(Dense(1, kernel_initializer="ones", activation="sigmoid"))
c = Sequential([Dense(8, "tanh", kernel_initializer="zeros"), Dense(1, kernel_initializer=tf.ones_initializer())])
# --- silent: random, the last layer, one layer alone, biases, no ReLU
from tensorflow import keras
from tensorflow.keras import layers

a = keras.Sequential([layers.Dense(8, "relu", bias_initializer="zeros"), layers.Dense(3, kernel_initializer="zeros")])
b = keras.Sequential([layers.Dense(1, kernel_initializer="zeros")])
c = keras.Sequential([layers.Dense(8, "tanh", kernel_initializer="zeros"), layers.Dense(3)])
d = keras.Sequential([layers.Dense(8, "relu", kernel_initializer="ones"), layers.Dense(3)])
e = keras.Sequential([layers.Dense(8, "relu", kernel_initializer="he_normal"), layers.Dense(3)])
f = keras.Sequential([layers.Dense(8, "relu", kernel_initializer=keras.initializers.Constant(0.1)), layers.Dense(3)])
# --- silent: one unit, and kernels that are set by hand
from tensorflow import keras
from tensorflow.keras import layers

a = keras.Sequential([layers.Dense(1, "relu", kernel_initializer="ones"), layers.Dense(1, kernel_initializer="ones")])
# --- silent: what is not known
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

def build(start, norm, activation):
    a = keras.Sequential([layers.Dense(8, "relu", kernel_initializer=start), layers.Dense(3)])
    b = keras.Sequential([layers.Dense(8, activation, kernel_initializer="zeros"), layers.Dense(3)])
    c = keras.Sequential([layers.Dense(8, kernel_initializer="zeros"), norm, layers.ReLU(), layers.Dense(3)])
    values = keras.initializers.Constant(np.eye(4))
    d = keras.Sequential([layers.Dense(4, "relu", kernel_initializer=values), layers.Dense(4, kernel_initializer=values)])
    return a, b, c, d
# --- silent: a branch that starts at zero and is added
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((8,))
branch = layers.Dense(8, kernel_initializer="zeros")(layers.Dense(8, activation="relu")(inputs))
outputs = layers.Dense(3)(layers.Add()([inputs, branch]))
