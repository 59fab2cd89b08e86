# --- lists, tuples, comprehensions, classes of the file
import torch
from torch import nn

class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(3, 3)

class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        self.a = [nn.Linear(3, 3), nn.Conv2d(1, 1, 3)]
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH013
        self.b = (Block(), Block())
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH013
        self.c = [Block() for _ in range(n)]
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH013
        self.d = [nn.Parameter(torch.zeros(3)) for _ in range(n)]
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH013
# --- silent: registered
from torch import nn

class Net(nn.Module):
    def __init__(self, n):
        super().__init__()
        layers = [nn.Linear(3, 3) for _ in range(n)]
        self.net = nn.Sequential(*layers)
        self.list = nn.ModuleList([nn.Linear(3, 3)])
        self.dict = nn.ModuleDict({"a": nn.Linear(3, 3)})
# --- silent: nothing to train in them
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.activations = [nn.ReLU(), nn.Tanh()]
        self.losses = (nn.MSELoss(), nn.CrossEntropyLoss())
        self.sizes = [3, 4]
        self.names = ["a"]
        self.functions = [len, max]
        self.empty = []
# --- silent: a teacher hidden on purpose, and what is not a module
from torch import nn

class Student(nn.Module):
    def __init__(self, teacher):
        super().__init__()
        self.teacher = [teacher]

class Ensemble:
    def __init__(self):
        self.models = [nn.Linear(3, 3) for _ in range(3)]

def local():
    layers = [nn.Linear(3, 3)]
    return nn.Sequential(*layers)
# --- silent: views of what is registered
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 3)
        self.b = nn.Linear(3, 3)
        self.order = [self.a, self.b]

# --- silent: the constructor registers what the list holds
from torch import nn


class OneByOne(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.layers = [nn.Linear(size, size) for size in sizes]
        for number, layer in enumerate(self.layers):
            self.add_module(f"layer_{number}", layer)


class AsAWhole(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.block = []
        for size in sizes:
            self.block += [nn.Linear(size, size)]
        self.block = nn.ModuleList(self.block)
