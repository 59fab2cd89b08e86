# What TF023 must report, and what it must not. Carets mark the exact place.
# --- without and with keywords that are passed on, from a base, and to the base
from tensorflow import keras
from tensorflow.keras import Model, layers

class Plain(Model):
    def __init__(self, units):
        super().__init__()
        self.dense = layers.Dense(units)

class Open(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

class Derived(Open):
    def call(self, x):
        return x

class Told(keras.Model):
    def __init__(self):
        super().__init__(input_shape=(28, 28), name="told")
#                                     ^^^^^^ TF023

class Bare(keras.Sequential):
    pass

plain = Plain(8, input_shape=(3,))
#                             ^^ TF023
model = Open(input_shape=(3,))
#                         ^^ TF023
derived = Derived(input_dim=3)
#                           ^ TF023

def build(shape):
    return Plain(units=8, input_shape=shape)
#                                     ^^^^^ TF023
# --- silent: a parameter of its own, also by position and as keyword only
from tensorflow import keras

class Net(keras.Model):
    def __init__(self, input_shape, *, input_dim=3):
        super().__init__()
        self.shape_in = input_shape

class Deeper(Net):
    pass

a = Net(input_shape=(3,))
b = Deeper(input_shape=(3,), input_dim=4)
c = Net((3,))
# --- silent: the first part of a Sequential
from tensorflow import keras

class Encoder(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

model = keras.Sequential([Encoder(input_shape=(3,)), keras.layers.Dense(1)])
other = keras.Sequential()
other.add(Encoder(input_shape=(3,)))
encoder = Encoder(input_shape=(3,))
third = keras.Sequential([encoder])
# --- silent: layers, library models, functions, and bases that are not known
from tensorflow import keras
from tensorflow.keras import layers
from zoo import Backbone

class Block(layers.Layer):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)

class Mine(Backbone, keras.Model):
    pass

def make(input_shape):
    return keras.Sequential([layers.Dense(3, input_shape=input_shape)])

block = Block(input_shape=(3,))
mine = Mine(input_shape=(3,))
resnet = keras.applications.ResNet50(input_shape=(224, 224, 3))
model = make(input_shape=(3,))
# --- silent: a class that is no model
import tensorflow as tf

class Config:
    def __init__(self, **kwargs):
        self.options = kwargs

config = Config(input_shape=(3,))
