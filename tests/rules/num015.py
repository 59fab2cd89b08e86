# What NUM015 must report, and what it must not. Carets mark the exact place.
# --- reported
import math

import torch
from einops import rearrange
from torch import einsum, nn


class Rearranged(nn.Module):
    def __init__(self, dim, heads=8):
        super().__init__()
        self.heads = heads
        self.scale = dim**-0.5
        self.to_qkv = nn.Linear(dim, dim * 3, bias=False)

    def forward(self, x):
        h = self.heads
        q, k, v = rearrange(self.to_qkv(x), "b n (qkv h d) -> qkv b h n d", qkv=3, h=h)
        dots = einsum("bhid,bhjd->bhij", q, k) * self.scale
#                                                ^^^^^^^^^^ NUM015
        return einsum("bhij,bhjd->bhid", dots.softmax(dim=-1), v)


class Reshaped(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.width = config.width
        self.num_heads = config.heads
        self.q = nn.Linear(in_features=config.width, out_features=config.width)

    def forward(self, x, k):
        q = self.q(x).reshape(x.shape[0], x.shape[1], self.num_heads, -1).transpose(1, 2)
        return (q @ k.mT / math.sqrt(self.width)).softmax(-1)
#                          ^^^^^^^^^^^^^^^^^^^^^ NUM015


# --- silent
import math

import torch
from einops import rearrange
from torch import einsum, nn


class OneHead(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.scale = dim**-0.5
        self.q, self.k = nn.Linear(dim, dim), nn.Linear(dim, dim)

    def forward(self, x):
        return (self.q(x) @ self.k(x).mT * self.scale).softmax(-1)


class HeadWidth(nn.Module):
    def __init__(self, dim, heads=8, dim_head=64):
        super().__init__()
        self.heads = heads
        self.scale = dim_head**-0.5
        self.to_qkv = nn.Linear(dim, dim_head * heads * 3)

    def forward(self, x):
        q, k, v = rearrange(self.to_qkv(x), "b n (qkv h d) -> qkv b h n d", qkv=3, h=self.heads)
        return (einsum("bhid,bhjd->bhij", q, k) * self.scale).softmax(dim=-1)


class Widened(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.dim, self.heads = dim, heads
        self.q = nn.Linear(dim, dim * heads)

    def forward(self, x, k):
        q = self.q(x).view(x.shape[0], x.shape[1], self.heads, self.dim).transpose(1, 2)
        return (q @ k.mT / math.sqrt(self.dim)).softmax(-1)


class OfTheArray(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.q = nn.Linear(dim, dim)

    def forward(self, x, k):
        q = self.q(x).view(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)
        return (q @ k.mT / math.sqrt(q.size(-1))).softmax(-1)


# Missed: heads that are split in another method, and a width read off the input.
