# --- functions, methods, variables, modules
import torch
from torch import nn
import torch.nn.functional as F
import scipy.special
import numpy as np

def forms(x: torch.Tensor, a):
    one = F.softmax(x, dim=1).log()
#         ^^^^^^^^^^^^^^^^^^^^^^^^^ NUM002
    p = torch.softmax(x, dim=1)
    two = torch.log(p)
#         ^^^^^^^^^^^^ NUM002
    three = torch.log(nn.Softmax(dim=1)(x))
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM002
    four = np.log(scipy.special.softmax(a, axis=1))
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM002
    return one, two, three, four
# --- a helper of the file
import jax
import jax.numpy as jnp

def probabilities(x):
    return jax.nn.softmax(x)

def loss(x, y):
    return -jnp.log(probabilities(x))[y]
#           ^^^^^^^^^^^^^^^^^^^^^^^^^ NUM002
# --- silent: guarded, or something else
import torch
import torch.nn.functional as F

def fine(x: torch.Tensor):
    a = F.log_softmax(x, dim=1)
    b = torch.log(F.softmax(x, dim=1) + 1e-9)
    c = torch.log(F.softmax(x, dim=1).clamp(min=1e-9))
    d = torch.log1p(F.softmax(x, dim=1))
    e = torch.log(x.exp().sum())
#       ^^^^^^^^^^^^^^^^^^^^^^^^ NUM003
    f = torch.log(torch.sigmoid(x))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM004
    return a, b, c, d, e, f

def mixture(x: torch.Tensor, w):
    p = (F.softmax(x, dim=1) * w).sum(dim=1)
    return torch.log(p)

def logger(x: torch.Tensor, writer):
    writer.log(F.softmax(x, dim=1))
