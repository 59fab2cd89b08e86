# What TF020 must report, and what it must not. Carets mark the exact place.
# --- compile: one unit, sigmoid for softmax, softmax for sigmoid, out of range, squared
import tensorflow as tf
from tensorflow.keras import Sequential, layers
from tensorflow.keras.losses import SparseCategoricalCrossentropy

a = Sequential([layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
a.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^ TF020
a.compile(optimizer="adam", loss=SparseCategoricalCrossentropy())
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF020
b = Sequential([layers.Dense(1)])
b.compile("adam", SparseCategoricalCrossentropy(from_logits=True))
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF020
b.compile("adam", "sparse_categorical_crossentropy")
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF020
c = Sequential()
c.add(layers.Dense(10))
c.add(layers.Activation("sigmoid"))
c.compile(loss=tf.keras.losses.categorical_crossentropy)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF020
d = Sequential([layers.Dense(2, activation="softmax")])
d.compile(loss="binary_crossentropy")
#              ^^^^^^^^^^^^^^^^^^^^^ TF020
e = Sequential([layers.Dense(2, activation="relu")])
e.compile(loss="binary_crossentropy")
#              ^^^^^^^^^^^^^^^^^^^^^ TF020
f = Sequential([layers.Dense(3, activation=tf.nn.tanh)])
f.compile(loss="categorical_crossentropy")
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^ TF020
g = Sequential([layers.Dense(3, activation="softmax")])
g.compile(loss="mse")
#              ^^^^^ TF020
# --- by hand
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(10, activation="sigmoid")])
loss_fn = tf.keras.losses.SparseCategoricalCrossentropy()

def loss(x, y):
    first = loss_fn(y, model(x, training=True))
#                      ^^^^^^^^^^^^^^^^^^^^^^^ TF020
    scores = model(x)
    second = tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=scores)
#                                                                     ^^^^^^ TF020
    third = tf.nn.sigmoid_cross_entropy_with_logits(y, tf.nn.softmax(x))
#                                                      ^^^^^^^^^^^^^^^^ TF020
    return first, second, third
# --- torch: functions, classes, a network of the file
import torch
import torch.nn as nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(8, 3)
        self.criterion = nn.CrossEntropyLoss()

    def forward(self, x):
        return torch.sigmoid(self.fc(x))

    def loss(self, x, y):
        return self.criterion(self(x), y)
#                             ^^^^^^^ TF020

net = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 3), nn.Sigmoid())
scores = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1))
bce = nn.BCELoss()
many = nn.Linear(8, 3)

def losses(x, y):
    a = F.cross_entropy(net(x), y)
#                       ^^^^^^ TF020
    b = bce(scores(x), y)
#           ^^^^^^^^^ TF020
    c = F.binary_cross_entropy(torch.relu(scores(x)).squeeze(-1), y)
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF020
    d = F.binary_cross_entropy_with_logits(many(x).softmax(-1), y)
#                                          ^^^^^^^^^^^^^^^^^^^ TF020
    return a, b, c, d
# --- silent: they fit
import torch
import torch.nn.functional as F
from tensorflow.keras import Sequential, layers

a = Sequential([layers.Dense(1, activation="sigmoid")])
a.compile(loss="binary_crossentropy")
b = Sequential([layers.Dense(10, activation="softmax")])
b.compile(loss="categorical_crossentropy")
c = Sequential([layers.Dense(10, activation="sigmoid")])
c.compile(loss="binary_crossentropy")
d = Sequential([layers.Dense(1), layers.Activation("linear")])
d.compile(loss="mse")
e = Sequential([layers.Dense(1, activation="sigmoid")])
e.compile(loss="mse")
layer = torch.nn.Linear(4, 3)

def losses(x, y):
    return F.cross_entropy(layer(x), y), F.binary_cross_entropy_with_logits(layer(x), y)
# --- silent: consistency and distillation, segmentation losses on softmax
import torch
import torch.nn.functional as F

student, teacher = torch.nn.Linear(4, 3), torch.nn.Linear(4, 3)

def consistency(x):
    return F.mse_loss(F.softmax(student(x), 1), F.softmax(teacher(x), 1).detach())

def segmentation(x, one_hot):
    return F.binary_cross_entropy(F.softmax(student(x), 1), one_hot)
# --- silent: what is not known, and activations of one's own
from tensorflow.keras import Sequential, layers

def build(classes, activation, loss, last):
    a = Sequential([layers.Dense(classes, activation=activation)])
    a.compile(loss="categorical_crossentropy")
    b = Sequential([layers.Dense(classes, activation="sigmoid"), last])
    b.compile(loss="categorical_crossentropy")
    c = Sequential([layers.Dense(classes, activation="sigmoid")])
    c.compile(loss=loss)
    d = Sequential([layers.Dense(classes, activation=lambda x: x / 2)])
    d.compile(loss="categorical_crossentropy")
    return a, b, c, d
# --- silent: several outputs with their own losses, and hidden layers
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((4,))
hidden = layers.Dense(8, activation="sigmoid")(inputs)
model = keras.Model(inputs, [layers.Dense(1, "sigmoid")(hidden), layers.Dense(3, "softmax")(hidden)])
model.compile(loss=["binary_crossentropy", "categorical_crossentropy"])
# --- silent: a gate, and scores that are combined before the loss
import torch
import torch.nn.functional as F

layer, gate = torch.nn.Linear(4, 3), torch.nn.Linear(4, 3)

def loss(x, y):
    return F.cross_entropy(layer(x) * torch.sigmoid(gate(x)), y), F.cross_entropy(10 * torch.tanh(layer(x)), y)
