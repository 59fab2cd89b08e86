# What TORCH035 must report, and what it must not. Carets mark the exact place.
# --- aliases and from-imports
import torch as th
from torch import symeig

def solve(a, b):
    x, lu = th.solve(b, a)
#           ^^^^^^^^ TORCH035
    values, vectors = symeig(a, eigenvectors=True)
#                     ^^^^^^ TORCH035
    return x, values
# --- what took their place, other libraries, other versions
import numpy as np
import torch

def solve(a, b, solver):
    if hasattr(torch, "lstsq"):
        return torch.lstsq(b, a)
    try:
        return torch.eig(a)
    except RuntimeError:
        return torch.linalg.eig(a)

def others(a, b, solver):
    x = torch.linalg.solve(a, b)
    y = np.linalg.matrix_rank(a)
    z = torch.fft.rfft(a)
    return x, y, z, solver.solve(a, b)
