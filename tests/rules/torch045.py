# What TORCH045 must report, and what it must not. Carets mark the exact place.
# --- layers, containers, modules of the file
import torch
from torch import nn
import torch.nn.functional as F

class Block(nn.Module):
    def __init__(self, width):
        super(Block, self).__init__()
        self.inner = nn.Linear(width, width)
        self._norm: nn.Module = nn.LayerNorm(width)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH045

    def forward(self, x):
        return F.relu(self.inner(x))

class Net(nn.Module):
    def __init__(self, width, classes):
        super().__init__()
        self.blocks = nn.Sequential(Block(width), Block(width))
        self.tail = nn.Sequential(nn.Linear(width, width), nn.ReLU())
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH045
        self.head = nn.Linear(width, classes)
        self.recurrent = nn.LSTM(width, width, batch_first=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH045

    def forward(self, x):
        return self.head(self.blocks(x))

def main():
    net = Net(8, 3)
    return net(torch.ones(2, 8))
# --- used, here or there
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Linear(2, 8)
        self.decoder = nn.Linear(8, 2)
        self.teacher = nn.Linear(2, 8)
        self.extra = nn.Linear(2, 8)
        self.one = self.another = nn.Linear(8, 8)
        shared = nn.Linear(8, 8)
        self.alias = shared
        self.chain = nn.Sequential(shared, nn.ReLU())
        self.dropout = nn.Dropout(0.5)
        self.activation = nn.ReLU()
        self.loss = nn.CrossEntropyLoss()

    def forward(self, x):
        return self.decode(torch.relu(self.another(self.chain(torch.relu(self.encoder(x))))))

    def decode(self, x):
        return self.decoder(x)

net = Net()
net.teacher.requires_grad_(False)
optimizer = torch.optim.SGD([parameter for name, parameter in net.named_parameters() if "extra" not in name], lr=0.1)
# --- made elsewhere
from torch import nn

class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Linear(2, 8)
        self.classifier = nn.Linear(8, 2)

    def forward(self, x):
        return self.features(x)
# --- other bases, subclasses
import pytorch_lightning as pl
from torch import nn
from library import Base

class Child(Base):
    def __init__(self):
        super().__init__()
        self.head = nn.Linear(2, 8)

    def forward(self, x):
        return self.body(x)

class Lit(pl.LightningModule):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(2, 8)

    def forward(self, x):
        return x

class Parent(nn.Module):
    def __init__(self):
        super().__init__()
        self.projection = nn.Linear(2, 8)

    def forward(self, x):
        return x

class Special(Parent):
    pass

models = Child(), Lit(), Parent(), Special()
# --- reached by any name
from torch import nn

class Net(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.layer0 = nn.Linear(2, 2)
        self.layer1 = nn.Linear(2, 2)
        self.size = size

    def forward(self, x):
        for i in range(self.size):
            x = getattr(self, f"layer{i}")(x)
        return x

net = Net(2)
# --- reached through the children
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)
        self.second = nn.Linear(2, 2)

    def forward(self, x):
        for layer in self.children():
            x = layer(x)
        return x

net = Net()
# --- handed on
from torch import nn
from library import run

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)

    def forward(self, x):
        return run(self, x)

net = Net()
# --- a part of a network is skipped on purpose
from torch import nn

class VideoBlock(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.attend = nn.Linear(width, width)
        self.audio_attend = nn.Linear(width, width)
        self.audio_norm = nn.LayerNorm(width)
        self.audio_feed = nn.Linear(width, width)

    def forward(self, x):
        return self.attend(x)

block = VideoBlock(8)
# --- no forward of its own
from torch import nn

class Holder(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)

holder = Holder()
# --- known to be missed: classes that other files make, and names that something else happens to have
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(2)
        self.head = nn.Linear(2, 2)

    def forward(self, x):
        return self.head(x)

def norm(x):
    return x.pow(2).sum()

size = norm(Net().head.weight)
