# What TORCH036 must report, and what it must not. Carets mark the exact place.
# --- aliases, from-imports, context managers
import torch
import torch.cuda.amp as amp
from torch import qr
from torch.cuda.amp import autocast

def run(model, x, a):
    with autocast():
#        ^^^^^^^^ TORCH036
        y = model(x)
    with amp.autocast(enabled=True):
#        ^^^^^^^^^^^^ TORCH036
        y = model(x)
    q, r = qr(a)
#          ^^ TORCH036
    steps = torch.range(0, 3)
#           ^^^^^^^^^^^ TORCH036
    return y, q, r, steps
# --- what takes their place, other libraries, other versions
import numpy as np
import torch

def run(a):
    q, r = torch.linalg.qr(a)
    steps = torch.arange(0, 3)
    with torch.amp.autocast("cuda"):
        b = np.linalg.cholesky(a)
    for i in range(3):
        print(i)
    return q, r, steps, b

def old(a):
    if torch.__version__ < "1.8":
        return torch.qr(a)
    return torch.linalg.qr(a)
