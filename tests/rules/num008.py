# What NUM008 must report, and what it must not. Carets mark the exact place.
# --- reported
import torch
import torch.nn as nn
import torch.nn.functional as F
import tensorflow as tf


def attention(Q, K, V, mask=None):
    scores = torch.matmul(Q, K.transpose(-2, -1))
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM008
    if mask is not None:
        scores = scores.masked_fill(mask == 0, float("-inf"))
    weights = F.softmax(scores, dim=-1)
    return torch.matmul(weights, V)


class Head(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.query = nn.Linear(size, size)
        self.key = nn.Linear(size, size)
        self.value = nn.Linear(size, size)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x):
        q, k, v = self.query(x), self.key(x), self.value(x)
        weights = self.dropout((q @ k.mT).softmax(dim=-1))
#                               ^^^^^^^^ NUM008
        return weights @ v

    def split(self, x):
        keys = self.key(x).view(8, 4, -1).transpose(0, 1)
        scores = torch.bmm(self.query(x), keys.transpose(1, 2))
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM008
        return torch.bmm(F.softmax(scores, dim=2), self.value(x))


def of_tensorflow(query, key, value):
    weights = tf.nn.softmax(tf.matmul(query, key, transpose_b=True))
#                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM008
    return tf.matmul(weights, value)


# --- silent
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from rotary import rotate


def scaled(Q, K, V):
    scores = torch.matmul(Q, K.transpose(-2, -1)) / math.sqrt(Q.size(-1))
    return F.softmax(scores, dim=-1) @ V


def scaled_first(q, k, v, scale):
    q = q * scale
    return F.softmax(q @ k.mT, dim=-1) @ v


def scaled_in_place(q, k, v):
    scores = q @ k.mT
    scores /= q.shape[-1] ** 0.5
    return scores.softmax(-1) @ v


def cosine(q, k, v):
    q, k = F.normalize(q, dim=-1), F.normalize(k, dim=-1)
    return F.softmax(q @ k.mT, dim=-1) @ v


def done_elsewhere(q, k, v):
    q, k = rotate(q), rotate(k)
    return F.softmax(q @ k.mT, dim=-1) @ v


def similarity(images, texts, values):
    return F.softmax(images @ texts.T, dim=-1) @ values


def luong(query, keys, states):
    return torch.bmm(F.softmax(torch.bmm(query, keys.transpose(1, 2)), dim=-1), states)


class Scaled(nn.Module):
    def forward(self, q, k, v):
        return ((q @ k.mT) * self.scale).softmax(-1) @ v


def library(q, k, v):
    return F.scaled_dot_product_attention(q, k, v)


# Missed: queries that come out of `chunk` or `rearrange` of one projection, since somebody may have scaled that.
