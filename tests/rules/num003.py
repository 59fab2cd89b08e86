# What NUM003 must report, and what it must not. Carets mark the exact place.
# --- reported
import numpy as np
import torch
import jax.numpy as jnp
import tensorflow as tf
from torch import exp, log


def methods(x: torch.Tensor):
    return x.exp().sum(dim=1).log()
#          ^^^^^^^^^^^^^^^^^^^^^^^^ NUM003


def imported(x):
    return log(exp(x).sum(-1))
#          ^^^^^^^^^^^^^^^^^^^ NUM003


class Mixture:
    def log_likelihood(self, x):
        densities = np.exp(self.log_prior + self.log_density(x))
        return np.log(densities.sum(axis=1))
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM003


def by_keyword(x):
    return jnp.log(jnp.sum(a=jnp.exp(x), axis=-1))
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM003


def scaled(x, temperature):
    return tf.math.log(tf.math.reduce_sum(tf.math.exp(x / temperature), axis=-1))
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM003


# --- silent
import numpy as np
import torch
import torch.nn.functional as F


def shifted(x):
    top = np.max(x, axis=1, keepdims=True)
    return np.log(np.sum(np.exp(x - top), axis=1)) + top[:, 0]


def of_distances(d: torch.Tensor):
    return torch.log(torch.sum(torch.exp(-d), dim=1))


def of_cosines(a, b, temperature):
    similarity = F.cosine_similarity(a, b) / temperature
    return torch.log(torch.exp(similarity).sum())


def of_unit_vectors(z: torch.Tensor):
    z = F.normalize(z, dim=1)
    return torch.log(torch.exp(z @ z.T).sum(1))


def of_log_probabilities(x: torch.Tensor):
    return F.log_softmax(x, dim=1).exp().sum(1).log()


def of_weights(weights: np.ndarray):
    return np.log(np.sum(weights)), np.log(weights.sum(axis=1))


def mean_of_log(x: torch.Tensor):
    return torch.log(torch.exp(x)).sum()


# Missed: `np.log(np.mean(np.exp(x)))`, and a sum with something added to it.

# --- silent: small numbers that are written down or drawn from the unit interval; by branch; empty arrays
import numpy as np
import torch


def expected():
    x = np.array([[1, 2], [3, 4]], dtype=np.float32)
    y = np.random.rand(5, 5)
    return np.log(np.sum(np.exp(x), axis=0)), np.log(np.exp(y).sum())


def by_branch(x: torch.Tensor, keepdim):
    highest, _ = x.max(dim=1, keepdim=keepdim)
    if keepdim:
        shifted = x - highest
    else:
        shifted = x - highest.unsqueeze(1)
    return highest + shifted.exp().sum(dim=1).log()


def empty(x: torch.Tensor, dim):
    if x.numel() == 0:
        return torch.sum(torch.exp(x), dim).log()
    return torch.logsumexp(x, dim)
