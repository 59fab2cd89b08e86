# --- tensors made, annotated and computed
import torch

def forms(x: torch.Tensor, device):
    x.to(device)
#   ^^^^^^^^^^^^ TORCH011
    y = torch.randn(3) * 2
    y.unsqueeze(0)
#   ^^^^^^^^^^^^^^ TORCH011
    y.clamp(0, 1)
#   ^^^^^^^^^^^^^ TORCH011
    (x @ x).exp()
#   ^^^^^^^^^^^^^ TORCH011
    return x, y
# --- outputs of modules
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)

    def forward(self, x):
        h = self.fc(x)
        h.view(-1)
#       ^^^^^^^^^^ TORCH011
        return h
# --- silent: modules move in place
import torch
from torch import nn

def move(device):
    model = nn.Linear(3, 3)
    model.to(device)
    model.cuda()
    model.half()
    alias = model
    alias.float()
    return model
# --- silent: in place, and functions with effects
import torch

def in_place(x: torch.Tensor, w):
    x.zero_()
    x.add_(1)
    x.requires_grad_()
    x.backward()
    x.retain_grad()
    x.share_memory_()
    x.sum().backward()
    return x
# --- silent: kept, returned, passed on
import torch

def kept(x: torch.Tensor, device):
    x = x.to(device)
    print(x.float())
    y = [x.squeeze(), x.view(-1)]
    return x.cpu(), y
# --- silent: a test whether it works
import torch

def fits(x: torch.Tensor):
    try:
        x.view(-1, 4)
    except RuntimeError:
        return False
    return True
# --- silent: other objects, and what is not known
import torch
import numpy as np

def others(batch, encoding, device, image):
    encoding.to(device)
    batch.cuda()
    image.float()
    a = np.zeros(3)
    a.sort()
    a.resize((2, 2))

class Robot:
    def to(self, place):
        self.place = place

def go(robot: Robot):
    robot.to("home")
# --- silent: either a module or a tensor
import torch
from torch import nn

def either(flag, device):
    thing = nn.Linear(3, 3) if flag else torch.zeros(3)
    thing.to(device)
    return thing
