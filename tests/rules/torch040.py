# What TORCH040 must report, and what it must not. Carets mark the exact place.
# --- lists, nested lists, arrays; aliases
import numpy as np
import torch
import torch as th
from torch import Tensor

a = torch.Tensor([1, 2, 3])
#   ^^^^^^^^^^^^^^^^^^^^^^^ TORCH040
b = th.Tensor([[1.0, 2.0], [3.0, 4.0]])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH040
c = Tensor(np.zeros(3))
#   ^^^^^^^^^^^^^^^^^^^ TORCH040
weights = [0.1, 0.9]
d = torch.nn.CrossEntropyLoss(weight=torch.Tensor(weights))
#                                    ^^^^^^^^^^^^^^^^^^^^^ TORCH040
# --- sizes, tensors, what is not known, and the right function
import torch

def make(n, shape, data):
    a = torch.Tensor(3, 4)
    b = torch.Tensor(n)
    c = torch.Tensor(shape)
    d = torch.Tensor(data)
    e = torch.tensor([1, 2, 3])
    f = torch.Tensor((2, 3))
    g = torch.Tensor()
    h = torch.FloatTensor([1, 2])
    return isinstance(a, torch.Tensor), b, c, d, e, f, g, h
