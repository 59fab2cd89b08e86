# What NUM004 must report, and what it must not. Carets mark the exact place.
# --- reported
import jax
import jax.numpy as jnp
import numpy as np
import tensorflow as tf
import torch
import torch.nn.functional as F
from torch import log


def softplus(x: torch.Tensor):
    return (1 + x.exp()).log(), log(torch.exp(x) + 1.0)
#          ^^^^^^^^^^^^^^^^^^^ NUM004
#                               ^^^^^^^^^^^^^^^^^^^^^^^ NUM004


def logistic_loss(scores, labels):
    p = jax.nn.sigmoid(scores)
    return -(labels * jnp.log(p) + (1 - labels) * jnp.log(1 - p))
#                     ^^^^^^^^^^ NUM004
#                                                 ^^^^^^^^^^^^^^ NUM004


def by_hand(x):
    p = 1 / (1 + np.exp(-x))
    return np.log(p)
#          ^^^^^^^^^ NUM004


class Gate(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.sigmoid = torch.nn.Sigmoid()

    def forward(self, x):
        return torch.log(self.sigmoid(x))
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM004


def small(x: np.ndarray, y: torch.Tensor):
    return np.log(x + 1), tf.math.log(1.0 + x), y.exp() - 1, 1 - jnp.exp(-x)
#          ^^^^^^^^^^^^^ NUM004
#                         ^^^^^^^^^^^^^^^^^^^^ NUM004
#                                               ^^^^^^^^^^^ NUM004
#                                                            ^^^^^^^^^^^^^^^ NUM004


def bounded(x):
    return jnp.maximum(x, 0) + jnp.log(1 + jnp.exp(-jnp.abs(x)))
#                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM004


# --- silent
import math

import numpy as np
import torch
import torch.nn.functional as F


def stable(x: torch.Tensor):
    return F.logsigmoid(x), F.softplus(x), torch.log1p(x), torch.expm1(x)


def other_numbers(x: torch.Tensor, eps):
    return torch.log(x + 1e-8), torch.log(2 + x), torch.exp(x) - 2, torch.log(eps + x), torch.log(1 - x)


def whole(n: int, labels):
    ranks = np.arange(10)
    return np.log(1 + ranks), np.log(n + 1), np.log2(2 + ranks), np.log(1 + np.bincount(labels))


def the_gaussian_divergence(mean, log_variance):
    return -0.5 * torch.sum(1 + log_variance - mean**2 - torch.exp(log_variance))


def who_knows(n, x):
    return np.log(n + 1), np.log(1 + len(x) / (1 + np.bincount(x))), np.exp(-1.0) - 1, 1 - np.exp(2)


def of_python(x):
    return math.log(1 + x), math.exp(x) - 1


def clipped(x: torch.Tensor):
    return torch.log(torch.clamp(torch.sigmoid(x), min=1e-7)), torch.log(torch.sigmoid(x) + 1e-7)


# Missed: `np.log(x)` where `x` was made by adding 1 in place.

# --- Whole numbers, lower bounds and what is not known to be an array
import numpy as np
import torch


def log_odd(count):
    return np.log(2.0 * np.arange(count) + 1.0)


def log_degree(degree: torch.Tensor):
    return torch.log(degree.clamp(min=1) + 1)


def entropy(low, high):
    return np.log(high - low + 1)


def scaling(positions: torch.Tensor, period):
    return 1 + torch.log(1 + torch.floor(positions / period))
