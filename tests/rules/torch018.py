# --- functions, methods, modules; None; aliases
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.functional import log_softmax

def forms(x: torch.Tensor):
    a = F.softmax(x)
#       ^^^^^^^^^^^^ TORCH018
    b = log_softmax(x, dtype=torch.float32)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH018
    c = F.softmin(x, dim=None)
#       ^^^^^^^^^^^^^^^^^^^^^^ TORCH018
    d = x.softmax()
#       ^^^^^^^^^^^ TORCH018
    e = torch.log_softmax(input=x)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH018
    return a, b, c, d, e

class Head(nn.Module):
    def __init__(self):
        super().__init__()
        self.softmax = nn.Softmax()
#                      ^^^^^^^^^^^^ TORCH018
        self.net = nn.Sequential(nn.Linear(2, 2), nn.LogSoftmax(None))
#                                                 ^^^^^^^^^^^^^^^^^^^ TORCH018
# --- silent: an axis is given
import torch
import torch.nn.functional as F
from torch import nn

def forms(x: torch.Tensor, axis, options, arguments):
    a = F.softmax(x, 1)
    b = F.softmax(x, dim=axis)
    c = x.softmax(-1)
    d = torch.log_softmax(x, dim=0)
    e = nn.Softmax(1)(x)
    f = nn.LogSoftmax(dim=-1)(x)
    g = F.softmax(x, **options)
    h = F.log_softmax(*arguments)
    h = F.softmin(x, axis)
    return a, b, c, d, e, f, g, h
# --- silent: others of that name
import jax
import scipy.special
import torch
import torch.nn.functional as F
from torch import nn

def softmax(x):
    return F.softmax(x, dim=-1)

def others(x, policy):
    a = softmax(x)
    b = scipy.special.softmax(x)
    c = jax.nn.softmax(x)
    d = nn.Softmax2d()(x)
    e = F.gumbel_softmax(x)
    f = F.glu(x)
    g = policy.softmax(x)
    return a, b, c, d, e, f, g
