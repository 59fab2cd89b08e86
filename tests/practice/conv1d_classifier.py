# --- right: tensorflow, the cheat sheet's
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([
        layers.Conv1D(64, 7, activation='relu', padding='same'),
        layers.Conv1D(128, 5, activation='relu', padding='same'),
        layers.GlobalAveragePooling1D(),
        layers.Dense(3)  # 3 classes
    ])
# --- right: tensorflow, the functional API, probabilities
import keras

def build():
    inputs = keras.Input((None, 4))
    x = keras.layers.Conv1D(16, 3, activation="relu", padding="same")(inputs)
    x = keras.layers.GlobalMaxPooling1D()(x)
    return keras.Model(inputs, keras.layers.Dense(3, activation="softmax")(x))
# --- right: tensorflow, a subclass
import tensorflow as tf

class Classifier(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = tf.keras.layers.Conv1D(8, 5, padding="causal", activation="gelu")
        self.head = tf.keras.layers.Dense(3)

    def call(self, x, training=None):
        return self.head(tf.reduce_mean(self.conv(x), axis=1))

def build():
    return Classifier()
# --- right: tensorflow, dilated, with batch norm and dropout
from tensorflow import keras
from tensorflow.keras import layers

def build_model():
    model = keras.Sequential()
    for rate in (1, 2, 4):
        model.add(layers.Conv1D(16, 3, dilation_rate=rate, padding="same"))
        model.add(layers.BatchNormalization())
        model.add(layers.ReLU())
    model.add(layers.GlobalAveragePooling1D())
    model.add(layers.Dropout(0.2))
    model.add(layers.Dense(3))
    return model
# --- right: tensorflow, padding by hand
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential(
        [layers.ZeroPadding1D(3), layers.Conv1D(32, 7, activation="relu"), layers.GlobalMaxPooling1D(), layers.Dense(3)]
    )
# --- right: tensorflow, strided with same padding
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([
        layers.Conv1D(16, 5, strides=2, padding="same", activation="relu"),
        layers.Conv1D(16, 3, padding="same", activation="relu"),
        layers.GlobalAveragePooling1D(),
        layers.Dense(8, activation="relu"),
        layers.Dense(3),
    ])
# --- right: tensorflow, a residual block
import keras
from keras import layers

def build():
    inputs = keras.Input(shape=(None, 4))
    x = layers.Conv1D(12, 3, padding="same", activation="relu")(inputs)
    y = layers.Conv1D(12, 3, padding="same")(x)
    x = layers.Activation("relu")(layers.Add()([x, y]))
    x = layers.GlobalAveragePooling1D()(x)
    return keras.Model(inputs, layers.Dense(3)(x))
# --- right: tensorflow, separable
import tensorflow as tf

def build():
    k = tf.keras.layers
    return tf.keras.Sequential(
        [k.SeparableConv1D(32, 7, padding="same", activation="relu"), k.GlobalAveragePooling1D(), k.Dense(3)]
    )
# --- wrong: tensorflow, no padding => raises
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([
        layers.Conv1D(64, 7, activation="relu"),
        layers.Conv1D(128, 5, activation="relu"),
        layers.GlobalAveragePooling1D(),
        layers.Dense(3),
    ])
# --- wrong: tensorflow, Flatten fixes the length => raises
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([
        layers.Conv1D(64, 7, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3),
    ])
# --- wrong: tensorflow, no pooling => give the shape
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([layers.Conv1D(64, 7, activation="relu", padding="same"), layers.Dense(3)])
# --- wrong: tensorflow, two classes => give the shape
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential(
        [layers.Conv1D(8, 7, padding="same", activation="relu"), layers.GlobalAveragePooling1D(), layers.Dense(2)]
    )
# --- wrong: tensorflow, no convolution => no convolution
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([layers.Dense(64, activation="relu"), layers.GlobalAveragePooling1D(), layers.Dense(3)])
# --- wrong: tensorflow, kernels of one place => order of the bases does not count
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential(
        [layers.Conv1D(64, 1, activation="relu"), layers.GlobalAveragePooling1D(), layers.Dense(3)]
    )
# --- wrong: tensorflow, relu at the end => neither logits nor probabilities
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([
        layers.Conv1D(64, 7, activation="relu", padding="same"),
        layers.GlobalAveragePooling1D(),
        layers.Dense(3, activation="relu"),
    ])
# --- wrong: tensorflow, sigmoid at the end => neither logits nor probabilities
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([
        layers.Conv1D(64, 7, activation="relu", padding="same"),
        layers.GlobalAveragePooling1D(),
        layers.Dense(3, activation="sigmoid"),
    ])
# --- wrong: tensorflow, the shape of 1000 places is fixed => raises
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([
        tf.keras.Input((1000, 4)),
        layers.Conv1D(8, 7, activation="relu", padding="same"),
        layers.Flatten(),
        layers.Dense(3),
    ])
# --- wrong: tensorflow, pooling that needs two places => raises
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([
        layers.Conv1D(8, 7, activation="relu", padding="same"),
        layers.MaxPooling1D(4),
        layers.Conv1D(8, 3, activation="relu"),
        layers.GlobalAveragePooling1D(),
        layers.Dense(3),
    ])
# --- wrong: tensorflow, softmax over the batch => depends on the others
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([
        layers.Conv1D(8, 7, activation="relu", padding="same"),
        layers.GlobalAveragePooling1D(),
        layers.Dense(3),
        layers.Softmax(axis=0),
    ])
# --- wrong: tensorflow, returns the layers => does not give a `keras.Model`
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return [layers.Conv1D(8, 7, padding="same"), layers.GlobalAveragePooling1D(), layers.Dense(3)]
# --- wrong: tensorflow, forgets to return => does not give a `keras.Model`
import tensorflow as tf
from tensorflow.keras import layers

def build():
    model = tf.keras.Sequential([layers.Conv1D(8, 7, padding="same"), layers.GlobalAveragePooling1D(), layers.Dense(3)])
# --- wrong: tensorflow, a 2D convolution => raises
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential(
        [layers.Conv2D(8, 7, padding="same", activation="relu"), layers.GlobalAveragePooling2D(), layers.Dense(3)]
    )
# --- wrong: tensorflow, the mean over the channels => raises
import tensorflow as tf
from tensorflow.keras import layers

def build():
    return tf.keras.Sequential([
        layers.Conv1D(8, 7, activation="relu", padding="same"),
        layers.GlobalAveragePooling1D(data_format="channels_first"),
        layers.Dense(3),
    ])
# --- wrong: tensorflow, dropout that never ends => not deterministic
import tensorflow as tf

class Noisy(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = tf.keras.layers.Conv1D(8, 5, padding="same", activation="relu")
        self.head = tf.keras.layers.Dense(3)

    def call(self, x, training=None):
        h = tf.reduce_mean(self.conv(x), axis=1)
        h = tf.concat([tf.nn.dropout(h[:1], 0.5), tf.nn.dropout(h[1:], 0.5)], 0) if len(h) > 100 else h
        return self.head(h) + 1e-6 * tf.random.normal([3])

def build():
    return Noisy()
# --- wrong: tensorflow, the mean of the batch => depends on the others
import tensorflow as tf

class Constant(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.conv = tf.keras.layers.Conv1D(8, 5, padding="same")
        self.head = tf.keras.layers.Dense(3)

    def call(self, x, training=None):
        return self.head(tf.reduce_mean(self.conv(x), axis=(0, 1), keepdims=True)[0] + tf.zeros([len(x), 8]))

def build():
    return Constant()
