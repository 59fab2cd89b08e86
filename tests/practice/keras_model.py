# --- right: tensorflow, the cheat sheet's
import tensorflow as tf
from tensorflow.keras import layers, Model

class MyModel(Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.dense1 = layers.Dense(hidden_dim, activation='gelu')
        self.dense2 = layers.Dense(1)

    @tf.function  # Compile to graph
    def call(self, x, training=None):
        return self.dense2(self.dense1(x))
# --- right: tensorflow, keras alone
import keras

class MyModel(keras.Model):
    def __init__(self, hidden_dim, **kwargs):
        super().__init__(**kwargs)
        self.hidden = keras.layers.Dense(hidden_dim, activation=keras.activations.gelu)
        self.out = keras.layers.Dense(1)

    def call(self, inputs, training=False):
        return self.out(self.hidden(inputs))
# --- right: tensorflow, the activation as a function
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim)
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(tf.nn.gelu(self.a(x)))
# --- right: tensorflow, approximate gelu
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim)
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(tf.nn.gelu(self.a(x), approximate=True))
# --- right: tensorflow, a Sequential inside
import tensorflow as tf
from tensorflow import keras

class MyModel(keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.net = keras.Sequential([keras.layers.Dense(hidden_dim, "gelu"), keras.layers.Dense(1)])

    def call(self, x, training=None):
        return self.net(x, training=training)
# --- right: tensorflow, a layer for the activation
import tensorflow as tf
from tensorflow.keras import layers

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super(MyModel, self).__init__()
        self.steps = [layers.Dense(hidden_dim), layers.Activation("gelu"), layers.Dense(units=1)]

    def call(self, x, training=None):
        for step in self.steps:
            x = step(x)
        return x
# --- right: tensorflow, dropout of nothing between
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.first = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.drop = tf.keras.layers.Dropout(0.0)
        self.second = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.second(self.drop(self.first(x), training=training))
# --- right: tensorflow, build with own weights
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.hidden_dim = hidden_dim

    def build(self, shape):
        self.w1 = self.add_weight(shape=(shape[-1], self.hidden_dim), initializer="glorot_uniform", name="w1")
        self.b1 = self.add_weight(shape=(self.hidden_dim,), initializer="zeros", name="b1")
        self.w2 = self.add_weight(shape=(self.hidden_dim, 1), initializer="glorot_uniform", name="w2")
        self.b2 = self.add_weight(shape=(1,), initializer="zeros", name="b2")

    def call(self, x, training=None):
        return tf.nn.gelu(x @ self.w1 + self.b1) @ self.w2 + self.b2
# --- wrong: tensorflow, relu => relu between the layers
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="relu")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, no activation => no activation
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim)
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, tanh => tanh between
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="tanh")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, silu => silu between
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="silu")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, gelu at the end => after the last layer too
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.b = tf.keras.layers.Dense(1, activation="gelu")

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, sigmoid at the end => sigmoid after the last layer
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.b = tf.keras.layers.Dense(1, activation="sigmoid")

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, two outputs => wrong shape
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.b = tf.keras.layers.Dense(2)

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, squeezed => wrong shape
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return tf.squeeze(self.b(self.a(x)))
# --- wrong: tensorflow, no super().__init__() => raises
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, a hidden layer of a fixed size => not those of two dense layers
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(64, activation="gelu")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, no training => raises
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training):
        if training not in (True, False, None) or training is None:
            raise ValueError("training has to be given")
        return self.b(self.a(x))
# --- wrong: tensorflow, one layer => not those of two dense layers
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(1, activation="gelu")

    def call(self, x, training=None):
        return self.a(x)
# --- wrong: tensorflow, no bias => not those of two dense layers
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu", use_bias=False)
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, layers made in call => raises
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.hidden_dim = hidden_dim

    @tf.function
    def call(self, x, training=None):
        h = tf.keras.layers.Dense(self.hidden_dim, activation="gelu")(x)
        return tf.keras.layers.Dense(1)(h)
# --- wrong: tensorflow, a pair => not a tensor
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        h = self.a(x)
        return self.b(h), h
# --- wrong: tensorflow, not a model => is not a `keras.Model`
import tensorflow as tf

class MyModel(tf.keras.layers.Layer):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(self.a(x))
# --- wrong: tensorflow, the gradient is stopped => no gradient reaches
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(tf.stop_gradient(self.a(x)))
# --- wrong: tensorflow, noise in evaluation => gives another result
import tensorflow as tf

class MyModel(tf.keras.Model):
    def __init__(self, hidden_dim):
        super().__init__()
        self.a = tf.keras.layers.Dense(hidden_dim, activation="gelu")
        self.b = tf.keras.layers.Dense(1)

    def call(self, x, training=None):
        return self.b(tf.nn.dropout(self.a(x), 0.5))
