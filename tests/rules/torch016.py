# --- heads merged, flattened, through element-wise steps and variables
import torch
import torch.nn as nn
import torch.nn.functional as F

class Attention(nn.Module):
    def __init__(self, size, heads):
        super().__init__()
        self.qkv = nn.Linear(size, size)
        self.out = nn.Linear(size, size)
        self.dropout = nn.Dropout(0.1)
        self.heads = heads

    def forward(self, x):
        B, T, C = x.shape
        q = self.qkv(x).view(B, T, self.heads, C // self.heads).transpose(1, 2)
        k = self.qkv(x).view(B, T, self.heads, C // self.heads).transpose(1, 2)
        v = self.qkv(x).view(B, T, self.heads, C // self.heads).transpose(1, 2)
        attention = F.softmax(q @ k.transpose(-2, -1), dim=-1)
        y = attention @ v
        y = self.dropout(y.permute(0, 2, 1, 3))
        return self.out(y.view(B, T, C))
#                       ^^^^^^^^^^^^^^^ TORCH016

def flat(layer: nn.Linear, x):
    layer = nn.Linear(3, 4)
    a = layer(x).transpose(1, 2).view(x.size(0), -1)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH016
    b = (torch.relu(layer(x)).transpose(0, 1) * 2).view((-1,))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH016
    # Missed: how many axes there are is not known; with two of them this is fine.
    c = layer(x).transpose(0, 1).view(-1, 4)
    return a, b, c
# --- silent: reshape, contiguous, and operations that copy
import torch
import torch.nn as nn

def flat(x):
    layer = nn.Linear(3, 4)
    a = layer(x).transpose(1, 2).reshape(x.size(0), -1)
    b = layer(x).transpose(1, 2).contiguous().view(x.size(0), -1)
    c = layer(x).transpose(1, 2).softmax(dim=-1).view(x.size(0), -1)
    d = (layer(x).transpose(1, 2) @ layer(x)).view(x.size(0), -1)
    return a, b, c, d
# --- silent: neighbours are merged, axes are split or kept, the transpose is undone
import torch
import torch.nn as nn

def fine(x, batch, heads):
    layer = nn.Linear(3, 4)
    images = torch.randn(2, 3, 4, 5)
    a = images.permute(0, 2, 3, 1).view(2, -1, 3)
    b = layer(x).transpose(0, 1).view(5, batch, heads, 4 // heads)
    c = layer(x).view(batch, 5, 4).transpose(1, 2).transpose(1, 2).view(batch, -1)
    d = layer(x).view(batch, 5, 4).transpose(1, 2).view(batch, 4, 5)
    return a, b, c, d
# --- silent: axes of size 1, other dtypes, sizes that are not seen
import torch
import torch.nn as nn

def fine(x, sizes):
    score = nn.Linear(3, 1)
    a = score(x).transpose(1, 2).view(x.size(0), -1)
    b = torch.zeros(3, 1).t().view(-1)
    c = torch.zeros(3, 2).t().view(torch.int32)
    d = torch.zeros(3, 2).t().view(*sizes)
    return a, b, c, d
# --- silent: it may have been transposed before, or be NumPy
import numpy as np
import torch

def fine(x: torch.Tensor, other):
    a = x.transpose(0, 1).view(-1)
    b = np.zeros((2, 3)).transpose(1, 0).view(np.int64)
    c = other.permute(1, 0, 2).view(-1)
    return a, b, c
