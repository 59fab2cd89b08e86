# --- models, layers, metrics, losses, optimizers
import keras
from keras import Model
from tensorflow.keras import layers, losses, metrics
from tensorflow.keras.layers import Layer

class Net(Model):
    def __init__(self, units):
#       ^^^^^^^^ TF010
        self.units = units
        self.dense = layers.Dense(units)

class Scale(Layer):
    def __init__(self):
#       ^^^^^^^^ TF010
        "Scales."
        self.factor = 2.0

class Stack(keras.Sequential):
    def __init__(self):
#       ^^^^^^^^ TF010
        self.add(layers.Dense(2))

class Hits(metrics.Metric):
    def __init__(self, name="hits", **kwargs):
#       ^^^^^^^^ TF010
        self.total = self.add_weight(name=name)

class Focal(losses.Loss):
    def __init__(self, gamma=2.0):
#       ^^^^^^^^ TF010
        self.gamma = gamma

class Slow(keras.optimizers.Optimizer):
    def __init__(self): self.rate = 0.1
#       ^^^^^^^^ TF010
# --- super without parentheses, another method of super, a base of this file
import tensorflow as tf

class Base(tf.keras.Model):
    def __init__(self):
        super().__init__()

class Child(Base):
    def __init__(self):
#       ^^^^^^^^ TF010
        self.dense = tf.keras.layers.Dense(1)

class NoCall(tf.keras.Model):
    def __init__(self):
#       ^^^^^^^^ TF010
        super().__init__
        self.dense = tf.keras.layers.Dense(1)

class Builds(tf.keras.layers.Layer):
    def __init__(self, shape):
#       ^^^^^^^^ TF010
        super().build(shape)
# --- known to be missed: classes in functions
import tensorflow as tf

def make(units):
    class Inner(tf.keras.layers.Layer):
        def __init__(self):
            self.units = units
    return Inner()
# --- silent: called first, last, by name, with arguments
import tensorflow as tf
from tensorflow import keras

class First(keras.Model):
    def __init__(self, **kwargs):
        super(First, self).__init__(**kwargs)
        self.dense = keras.layers.Dense(1)

class Last(keras.layers.Layer):
    def __init__(self, units):
        self.units = units
        self.dense = keras.layers.Dense(units)
        super().__init__(name="last")

class Named(keras.Model):
    def __init__(self):
        keras.Model.__init__(self)

class Functional(keras.Model):
    def __init__(self):
        inputs = keras.Input((3,))
        super().__init__(inputs=inputs, outputs=keras.layers.Dense(1)(inputs))
# --- silent: no __init__, and callbacks, modules, plain classes
import tensorflow as tf

class Net(tf.keras.Model):
    def call(self, x):
        return x

class History(tf.keras.callbacks.Callback):
    def __init__(self):
        self.losses = []

class Linear(tf.Module):
    def __init__(self):
        self.w = tf.Variable(1.0)

class Trainer:
    def __init__(self, model):
        self.model = model

class Schedule(tf.keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, rate):
        self.rate = rate

class Start(tf.keras.initializers.Initializer):
    def __init__(self, value):
        self.value = value
# --- silent: bases that are not known, and mixins
import tensorflow as tf
from mylib import Base, Mixin

class Net(Base):
    def __init__(self):
        self.dense = tf.keras.layers.Dense(1)

class Mixed(Mixin, tf.keras.Model):
    def __init__(self):
        self.dense = tf.keras.layers.Dense(1)
# --- silent: on some path, or in a helper
import tensorflow as tf

class Net(tf.keras.Model):
    def __init__(self, name=None):
        if name:
            super().__init__(name=name)
        else:
            super().__init__()
        self.dense = tf.keras.layers.Dense(1)

class Helped(tf.keras.Model):
    def __init__(self):
        self._setup("x")
        self.dense = tf.keras.layers.Dense(1)

    def _setup(self, name):
        super().__init__(name=name)
