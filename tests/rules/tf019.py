# What TF019 must report, and what it must not. Carets mark the exact place.
# --- Keras: logits, and a softmax or sigmoid of its own behind the activation
import tensorflow as tf
from tensorflow.keras import Sequential, layers
from tensorflow.keras.losses import BinaryCrossentropy, SparseCategoricalCrossentropy

a = Sequential([layers.Dense(8, activation="relu"), layers.Dense(3, activation="relu")])
#                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF019
a.compile(loss=SparseCategoricalCrossentropy(from_logits=True))
b = Sequential([layers.Dense(3, "tanh"), layers.Activation("softmax")])
#               ^^^^^^^^^^^^^^^^^^^^^^^ TF019
b.compile(loss="categorical_crossentropy")
c = Sequential()
c.add(layers.Dense(1))
c.add(layers.ReLU())
#     ^^^^^^^^^^^^^ TF019
c.add(layers.Dropout(0.5))
c.compile(loss=BinaryCrossentropy(from_logits=True))

d = Sequential([layers.Dense(1, activation="sigmoid"), layers.Activation("sigmoid")])
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF019
d.compile(loss="binary_crossentropy")

class Net(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.out = layers.Dense(10, activation="relu")
#                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF019

    def call(self, x):
        return self.out(x)

net = Net()

@tf.function
def loss(x, y):
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=net(x))
# --- torch: functions, a Sequential, a network of the file
import torch
from torch import nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(8, 8)
        self.fc = nn.Linear(8, 3)

    def forward(self, x):
        x = F.relu(self.hidden(x))
        x = F.relu(self.fc(x))
#           ^^^^^^^^^^^^^^^^^^ TF019
        return x

net = Net()
ending = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 3), nn.ReLU())
#                                                                   ^^^^^^^^^ TF019
criterion = nn.CrossEntropyLoss()

def loss(x, y):
    binary = F.binary_cross_entropy_with_logits(torch.tanh(ending[2](x)), y)
#                                               ^^^^^^^^^^^^^^^^^^^^^^^^ TF019
    return criterion(net(x), y) + criterion(ending(x), y) + binary
# --- silent: hidden layers, and no activation at the end
import torch
from torch import nn
import torch.nn.functional as F
from tensorflow.keras import Sequential, layers
from tensorflow.keras.losses import SparseCategoricalCrossentropy

a = Sequential([layers.Dense(8, activation="relu"), layers.Dense(3)])
a.compile(loss=SparseCategoricalCrossentropy(from_logits=True))
b = Sequential([layers.Dense(8, activation="relu"), layers.Dense(3), layers.Softmax()])
b.compile(loss="sparse_categorical_crossentropy")
net = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Dropout(0.5), nn.Linear(8, 3))

def loss(x, y):
    return F.cross_entropy(net(x), y)
# --- silent: other losses
import torch.nn.functional as F
from torch import nn
from tensorflow.keras import Sequential, layers

a = Sequential([layers.Dense(1, activation="relu")])
a.compile(loss="mse")
net = nn.Sequential(nn.Linear(8, 1), nn.Softplus())

def loss(x, y):
    return F.mse_loss(net(x), y) + F.poisson_nll_loss(net(x), y)
# --- silent: scaled, clipped on purpose, leaky, not known
import torch
import torch.nn.functional as F
from torch import nn
from tensorflow.keras import Sequential, layers
from tensorflow.keras.losses import SparseCategoricalCrossentropy

layer, leaky = nn.Linear(8, 3), nn.Sequential(nn.Linear(8, 3), nn.LeakyReLU())

def loss(x, y, activation):
    scaled = F.cross_entropy(10 * torch.tanh(layer(x)), y)
    added = F.cross_entropy(F.relu(layer(x)) + layer(x), y)
    known = F.cross_entropy(activation(layer(x)), y)
    return scaled + added + known + F.cross_entropy(leaky(x), y)

def build(activation):
    a = Sequential([layers.Dense(3, activation=activation)])
    a.compile(loss=SparseCategoricalCrossentropy(from_logits=True))
    return a
# --- silent: attention, where a softmax follows an activation and no loss does
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((20, 8))
scores = layers.Dense(1, activation="tanh")(inputs)
weights = layers.Softmax(axis=1)(scores)
context = layers.Dot(axes=1)([weights, inputs])
model = keras.Model(inputs, layers.Dense(3, activation="softmax")(context))
model.compile(loss="categorical_crossentropy")
