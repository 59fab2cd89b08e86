# What TORCH039 must report, and what it must not. Carets mark the exact place.
# --- aliases, annotated parameters, functions that torch lacks
import numpy
import numpy as np
import torch
from numpy import sqrt
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)

    def forward(self, x: torch.Tensor):
        h = self.layer(x)
        a = np.mean(h, axis=1)
#           ^^^^^^^^^^^^^^^^^^ TORCH039
        b = sqrt(h)
#           ^^^^^^^ TORCH039
        return a, b, numpy.interp(x, [0, 1], [0, 1])
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH039
# --- numbers, shapes, arrays, on purpose, elsewhere
import numpy as np
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(2, 2)
        self.grid = np.linspace(0, 1, 5)

    def forward(self, x: torch.Tensor, mask):
        scale = np.sqrt(x.shape[-1])
        steps = np.arange(x.size(0))
        levels = np.exp(self.grid)
        seen = np.mean(x.detach().numpy())
        shown = np.asarray(mask)
        return self.layer(x) * scale, steps, levels, seen, shown

    def plot(self, x: torch.Tensor):
        return np.histogram(x)

def forward(x: torch.Tensor):
    return np.exp(x)
