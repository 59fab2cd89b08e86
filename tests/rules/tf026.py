# What TF026 must report, and what it must not. Carets mark the exact place.
# --- Keras: lists, layers added one by one, the functional style
from tensorflow import keras
from tensorflow.keras import layers

a = keras.Sequential([layers.Dense(64), layers.Dense(32, activation="relu"), layers.Dense(10, "softmax")])
#                     ^^^^^^^^^^^^^^^^ TF026
b = keras.Sequential()
b.add(layers.Dense(64, activation="linear"))
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF026
b.add(layers.Dropout(0.5))
b.add(layers.Dense(10))
inputs = keras.Input((16,))
x = layers.Dense(32, activation="relu")(inputs)
x = layers.Activation("tanh")(x)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^ TF026
x = layers.Dense(16)(x)
#   ^^^^^^^^^^^^^^^^ TF026
outputs = layers.Dense(4)(x)
c = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.ReLU(), layers.Flatten()])
#                                                             ^^^^^^^^^^^^^ TF026
# --- torch: a Sequential, a forward, functions
import torch
import torch.nn.functional as F
from torch import nn

net = nn.Sequential(nn.Linear(8, 8), nn.Linear(8, 8), nn.ReLU(), nn.Dropout(), nn.ReLU())
#                   ^^^^^^^^^^^^^^^ TF026
#                                                                              ^^^^^^^^^ TF026

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(16, 32)
#                     ^^^^^^^^^^^^^^^^^ TF026
        self.out = nn.Linear(32, 4)

    def forward(self, x):
        return F.relu(F.leaky_relu(self.out(self.hidden(x))))
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF026
# --- silent: activations between, also as functions
import torch
import torch.nn.functional as F
from torch import nn
from tensorflow.keras import Sequential, layers

a = Sequential([layers.Dense(64, activation="relu"), layers.Dense(32, "relu"), layers.Dense(10)])
b = Sequential([layers.Dense(64), layers.BatchNormalization(), layers.ReLU(), layers.Dense(10)])
net = nn.Sequential(nn.Linear(8, 8), nn.LayerNorm(8), nn.Linear(8, 8), nn.GELU(), nn.Linear(8, 2))

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(16, 32)
        self.out = nn.Linear(32, 4)

    def forward(self, x):
        return self.out(torch.sin(self.hidden(x))), self.out(F.relu(self.hidden(x)))
# --- silent: bottlenecks, adapters, and sizes that are not known
from torch import nn
from tensorflow.keras import Sequential, layers

lora = nn.Sequential(nn.Linear(768, 8, bias=False), nn.Linear(8, 768, bias=False))
pca = Sequential([layers.Dense(2), layers.Dense(784)])

class Net(nn.Module):
    def __init__(self, size, classes):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(size, size), nn.Linear(size, classes))
# --- silent: convolutions, recurrent layers, layers of one's own
import torch.nn.functional as F
from torch import nn
from tensorflow.keras import Sequential, layers
from ours import Gate

a = Sequential([layers.DepthwiseConv2D(3), layers.Conv2D(8, 1), layers.Flatten(), layers.Dense(2)])
b = Sequential([layers.LSTM(8), layers.Activation("relu"), layers.Dense(2)])
c = Sequential([layers.Dense(8), Gate(), layers.Dense(2)])
net = nn.Sequential(nn.Conv2d(3, 8, 1), nn.Conv2d(8, 8, 3, groups=8))
# --- silent: an activation of one's own, and a softmax or sigmoid at the end
import torch
import torch.nn.functional as F
from tensorflow.keras import layers

def mish(x):
    return x * torch.tanh(F.softplus(x))

def hard(x):
    return F.relu6(F.relu(x) + 3) / 6

def attend(states):
    scores = layers.Dense(1, activation="tanh")(states)
    return layers.Softmax(axis=1)(scores)
# --- silent: a smooth rectifier of what another module has rectified
import torch.nn.functional as F
from torch import nn

class Modulated(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Linear(8, 8)
        self.modulation = nn.Linear(8, 16)

    def forward(self, t):
        return self.modulation(F.silu(F.silu(self.embed(t))))
# --- silent: layers used in several places, and outputs that go two ways
from torch import nn

class Actor(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Linear(8, 8)
        self.mean = nn.Linear(8, 2)

    def forward(self, x):
        h = self.body(x)
        h = h * h.sigmoid()
        return self.mean(h)
