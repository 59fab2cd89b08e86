# --- modules of torch and of this file, attributes and parameters
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 1)

    def forward(self, x):
        return self.layer.forward(x)
#              ^^^^^^^^^^^^^^^^^^ TORCH014

net = Net()
y = net.forward(torch.ones(1, 2))
#   ^^^^^^^^^^^ TORCH014

def run(model: nn.Module, x):
    alias = net
    a = alias.forward(x)
#       ^^^^^^^^^^^^^ TORCH014
    b = nn.Sequential(nn.Linear(2, 1)).forward(x)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH014
    return model.forward(a + b)
#          ^^^^^^^^^^^^^ TORCH014
# --- silent: the parent's and the own forward
import torch
from torch import nn

class Base(nn.Module):
    def forward(self, x):
        return x

class Net(Base):
    def forward(self, x):
        x = super().forward(x)
        x = Base.forward(self, x)
        return super(Net, self).forward(x)

    def predict(self, x):
        return self.forward(x)
# --- silent: passed on, replaced, or somebody else's forward
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

class HiddenMarkovModel:
    def forward(self, observations):
        return observations

class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x * x

def run(model: nn.Linear, robot, x):
    y = checkpoint(model.forward, x, use_reentrant=False)
    model.forward = torch.compile(model.forward)
    robot.forward(10)
    HiddenMarkovModel().forward(x)
    Square.forward(None, x)
    return y
