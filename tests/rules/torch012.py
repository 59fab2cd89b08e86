# --- never called, called too late, not called at all
import torch
from torch import nn

class Never(nn.Module):
    def __init__(self, n):
        self.n = n
        self.fc = nn.Linear(n, n)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH012

class Late(nn.Module):
    def __init__(self):
        self.w = nn.Parameter(torch.zeros(3))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH012
        super().__init__()

class NoParentheses(nn.Module):
    def __init__(self):
        super().__init__
        self.fc = nn.Linear(3, 3)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH012
# --- a class of the file in between, and modules of the file
import torch.nn as nn

class Base(nn.Module):
    pass

class Part(Base):
    def __init__(self):
        super().__init__()

class Whole(Base):
    def __init__(self):
        self.part = Part()
#       ^^^^^^^^^^^^^^^^^^ TORCH012
# --- silent: the ways to call it
from torch import nn

class A(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)

class B(nn.Module):
    def __init__(self):
        super(B, self).__init__()
        self.fc = nn.Linear(3, 3)

class C(nn.Module):
    def __init__(self):
        nn.Module.__init__(self)
        self.fc = nn.Linear(3, 3)

class D(A):
    def __init__(self):
        A.__init__(self)
        self.more = nn.Linear(3, 3)
# --- silent: plain attributes first
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, n):
        self.n = n
        self.names = ["a", "b"]
        self.scale = torch.ones(3)
        super().__init__()
        self.fc = nn.Linear(n, n)
# --- silent: no __init__, other classes, unknown bases
from torch import nn
from torch.utils.data import Dataset
from somewhere import Mixin

class NoInit(nn.Module):
    def forward(self, x):
        return x

class Data(Dataset):
    def __init__(self):
        self.model = nn.Linear(3, 3)

class Mixed(Mixin, nn.Module):
    def __init__(self):
        self.fc = nn.Linear(3, 3)

class Agent:
    def __init__(self):
        self.net = nn.Linear(3, 3)
# --- silent: modules of other libraries
import flax.linen as nn

class Net(nn.Module):
    def setup(self):
        self.dense = nn.Dense(3)
