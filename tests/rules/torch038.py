# What TORCH038 must report, and what it must not. Carets mark the exact place.
# --- aliases and a base of the same file
import torch.nn as nn
from pytorch_lightning import LightningModule

class Base(nn.Module):
    def __int__(self):
#       ^^^^^^^ TORCH038
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x):
        return self.layer(x)

class Net(Base):
    def forwad(self, x):
#       ^^^^^^ TORCH038
        return x
# --- the right one is there too, other classes, other names
import torch.nn as nn

class Both(nn.Module):
    def __init__(self):
        super().__init__()

    def _init_(self):
        nn.init.zeros_(self.weight)

    def forward(self, x):
        return x

    def forwards(self, xs):
        return [self(x) for x in xs]

class Number:
    def __int__(self):
        return 3

class Player(nn.Module):
    def forward(self, x):
        return self.forward_features(x)

    def forward_features(self, x):
        return x

    def init_weights(self):
        pass
