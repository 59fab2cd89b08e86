# What TORCH044 must report, and what it must not. Carets mark the exact place.
# --- a list for Sequential, convolutions
import torch
from torch import nn

model = torch.nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU())
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH044
block = nn.Sequential(nn.Linear(4, 4), nn.BatchNorm1d(4))
#                     ^^^^^^^^^^^^^^^ TORCH044
# --- without a bias, with something between, other norms, options
from torch import nn

def build(options):
    a = nn.Sequential(nn.Conv2d(3, 8, 3, bias=False), nn.BatchNorm2d(8))
    b = nn.Sequential(nn.Linear(4, 4), nn.ReLU(), nn.BatchNorm1d(4))
    c = nn.Sequential(nn.Linear(4, 4), nn.LayerNorm(4))
    d = nn.Sequential(nn.Linear(4, 4, **options), nn.BatchNorm1d(4))
    e = nn.Sequential(nn.BatchNorm1d(4), nn.Linear(4, 4))
    return a, b, c, d, e
