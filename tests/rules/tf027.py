# What TF027 must report, and what it must not. Carets mark the exact place.
# --- Keras: lists, layers added one by one, the functional style
from tensorflow import keras
from tensorflow.keras import layers

a = keras.Sequential([layers.Dense(8), layers.Dropout(0.5), layers.BatchNormalization(), layers.Dense(1)])
#                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF027
b = keras.Sequential()
b.add(layers.Conv2D(8, 3))
b.add(layers.Dropout(0.2))
b.add(layers.Activation("relu"))
b.add(layers.MaxPooling2D())
#     ^^^^^^^^^^^^^^^^^^^^^ TF027
inputs = keras.Input((8, 8, 3))
x = layers.SpatialDropout2D(0.1)(inputs)
x = layers.BatchNormalization()(x)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ TF027
# --- torch: a Sequential and a forward
import torch.nn.functional as F
from torch import nn

net = nn.Sequential(nn.Linear(8, 8), nn.Dropout(), nn.ReLU(), nn.BatchNorm1d(8))
#                                                             ^^^^^^^^^^^^^^^^^ TF027

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, 3)
        self.norm = nn.BatchNorm2d(8)
#                   ^^^^^^^^^^^^^^^^^ TF027

    def forward(self, x):
        return F.relu(self.norm(F.dropout(self.conv(x), training=self.training)))
# --- silent: the other order
from torch import nn
from tensorflow.keras import Sequential, layers

a = Sequential([layers.Conv2D(8, 3), layers.BatchNormalization(), layers.MaxPooling2D(), layers.Dropout(0.5)])
net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout2d())
# --- silent: a kernel between, average pooling, whole channels before pooling
from torch import nn
from tensorflow.keras import Sequential, layers

a = Sequential([layers.Dropout(0.5), layers.Dense(8), layers.BatchNormalization()])
b = Sequential([layers.Dropout(0.5), layers.AveragePooling2D(), layers.GlobalAveragePooling2D()])
c = Sequential([layers.SpatialDropout2D(0.5), layers.MaxPooling2D()])
net = nn.Sequential(nn.Dropout2d(), nn.MaxPool2d(2), nn.Dropout(), nn.AvgPool2d(2))
# --- silent: layer normalisation, and what is not known
from ours import Dropout
from torch import nn
from tensorflow.keras import Sequential, layers

a = Sequential([layers.Dropout(0.5), layers.LayerNormalization()])
b = Sequential([Dropout(0.5), layers.BatchNormalization()])
net = nn.Sequential(nn.Dropout(), nn.LayerNorm(8), nn.GroupNorm(2, 8))
