# What NUM009 must report, and what it must not. Carets mark the exact place.
# --- reported
import math

import numpy as np
import torch
import torch.nn.functional as F


def attention(Q, K, V, mask=None):
    scores = torch.matmul(Q, K.transpose(-2, -1)) / math.sqrt(Q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
#                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM009
    return torch.matmul(F.softmax(scores, dim=-1), V)


def in_place(scores, mask):
    scores.masked_fill_(~mask, value=-1e20)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM009
    return torch.masked_fill(scores, mask, -100000)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM009


class Head(torch.nn.Module):
    def forward(self, x):
        return x.masked_fill(self.mask, -1e10).softmax(-1)
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM009


def additive(q, k, mask):
    scores = np.matmul(q, k)
    return scores + mask * -1e9
#                   ^^^^^^^^^^^ NUM009


# --- silent
import jax.numpy as jnp
import numpy as np
import tensorflow as tf
import torch


def fits(scores: torch.Tensor, mask):
    a = scores.masked_fill(mask, float("-inf"))
    b = scores.masked_fill(mask, -1e4)
    c = scores.masked_fill(mask, torch.finfo(scores.dtype).min)
    return a, b, c, scores.masked_fill(mask, -math_inf), scores.masked_fill(mask, 0)


def wide(scores: torch.Tensor, mask):
    return scores.float().masked_fill(mask, -1e9), scores.to(torch.float32).masked_fill(mask, -1e9)


def chosen(scores: torch.Tensor, mask, other: jnp.ndarray):
    return torch.where(mask, scores, -1e9), jnp.where(mask, other, -1e9)


def of_tensorflow(scores, mask):
    return tf.where(mask, scores, -1e9)


def additive_in_torch(q: torch.Tensor, k, mask):
    return q @ k + (1.0 - mask) * -1e9


def a_penalty(x: np.ndarray):
    return x * -1e9, x.sum() + x * -1e6


def of_another_library(frame, mask):
    return frame.mask(mask, -1e9), np.full(3, -1e9)


# Missed: the value in a variable that comes in, and an additive mask that is made elsewhere.
