# --- split, merged and swapped
import torch
import torch.nn as nn

class Attention(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(dim, dim)
        self.value = nn.Linear(dim, dim)

    def forward(self, x):
        B, T, C = x.shape
        q = self.query(x).view(B, self.heads, T, C // self.heads)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH030
        v = self.value(x).view(B, T, self.heads, -1).transpose(1, 2)
        w = torch.softmax(q @ q.transpose(-2, -1), dim=-1)
        y = w @ v
        return y.contiguous().view(B, T, C), w, self.merge(v)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH030

    def merge(self, v):
        B, H, T, D = v.size()
        return v.reshape(B, T, H * D)
#              ^^^^^^^^^^^^^^^^^^^^^^ TORCH030

def swap(x, image):
    b, c, h, w = image.shape
    n, d = x.shape
    a = x.view(d, n)
#       ^^^^^^^^^^^^ TORCH030
    e = image.reshape(b, h, w, c)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH030
    f = image.relu().view(b, h * w, c)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH030
    return a, e, f
# --- silent: neighbours are split and merged, axes are transposed
import torch
import torch.nn as nn

class Attention(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads, self.size = heads, dim // heads
        self.query = nn.Linear(dim, dim)

    def forward(self, x):
        B, T, C = x.shape
        q = self.query(x).view(B, T, self.heads, self.size).transpose(1, 2)
        k = self.query(x).view(B, T, self.heads, C // self.heads).permute(0, 2, 1, 3)
        w = torch.softmax(q @ k.transpose(-2, -1), dim=-1)
        y = (w @ q).transpose(1, 2).contiguous().view(B, T, C)
        z = (w @ q).transpose(1, 2).reshape(B, T, self.heads * self.size)
        return y + z, q.reshape(B * self.heads, T, self.size), x.view(B * T, C), x.view(-1, C), x.view(B, -1)

def images(image, groups, patch):
    b, c, h, w = image.shape
    a = image.view(b, groups, c // groups, h, w)
    d = image.view(b, c, h * w)
    e = image.view(b * c, 1, h, w)
    f = image.view(b, c, h // patch, patch, w // patch, patch)
    g = image.permute(0, 2, 3, 1).reshape(b, h * w, c)
    i = image.view(b, 1, c, h, w)
    return a, d, e, f, g, i, image.flatten(2).transpose(1, 2)
# --- silent: another tensor, another meaning, frames folded into the batch
import torch

def others(x, y, n):
    B, T, C = x.shape
    y = y.view(T, B, C)
    x = x.transpose(0, 1).contiguous()
    x = x.view(T, B, C)
    a, b = y.shape
    b = b // 2
    z = y.view(b, 2, a)
    return x, y, z

def frames(video, n):
    BT, C, H, W = video.shape
    video = video.view(BT // n, n, C, H, W)
    return video

def clips(video):
    B, T, C, H, W = video.shape
    frames = video.view(B * T, C, H, W)
    return frames.view(B, T, C, H, W)
# --- silent: not a tensor
import torch

class Window:
    shape = (1, 2)

    def view(self, first, second):
        return first, second

def look(window: Window):
    a, b = window.shape
    return window.view(b, a)

# --- Sizes have the names of the function they are named in
import torch
from torch import nn


class Inner(nn.Module):
    def forward(self, x):
        M, B, D = x.shape
        return x.view(M, B, D)


class Outer(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = Inner()

    def forward(self, x):
        B, M = x.size(0), x.size(1)
        out = self.inner(x)
        return out.view(B, M, -1)

# --- A starred name stands for several axes
import math

import torch


def flat(hidden: torch.Tensor):
    batch, *axes, channels = hidden.shape
    return hidden.reshape(batch, math.prod(axes), channels)


def last(pmf: torch.Tensor):
    *shape, support, one = pmf.shape
    return pmf.view(-1, support)
