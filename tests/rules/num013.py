# What NUM013 must report, and what it must not. Carets mark the exact place.
# --- reported
import jax
import jax.numpy as jnp
import torch
from torch import nn


@jax.value_and_grad
def spread(x):
    d = jnp.expand_dims(x, 0) - jnp.expand_dims(x, 1)
    return jnp.sum(jnp.square(d), axis=-1).sum() + (jnp.sum(d * d, axis=-1) ** 0.5).sum()
#                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM013


class Repulsion(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.points = nn.Parameter(torch.randn(size, 2))

    def forward(self):
        p = self.points
        difference = p[:, None, :] - p[None, :, :]
        return torch.sqrt((difference**2).sum(-1)).sum()
#              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM013


# --- silent
import jax
import jax.numpy as jnp
import numpy as np
import torch
from torch import nn


@jax.grad
def with_epsilon(x):
    d = x[:, None] - x[None]
    return jnp.sqrt(jnp.sum(d**2, axis=-1) + 1e-12).sum()


@jax.grad
def of_two(x, y):
    return jnp.linalg.norm(x[:, None] - y[None], axis=-1).sum()


@jax.grad
def neighbours(x):
    return jnp.linalg.norm(x[1:] - x[:-1], axis=-1).sum()


def without_gradients(x: jnp.ndarray, y: np.ndarray):
    a = jnp.linalg.norm(x[:, None] - x[None], axis=-1)
    return a, np.sqrt(((y[:, None] - y[None]) ** 2).sum(axis=-1))


class Points(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.points = nn.Parameter(torch.randn(size, 2))

    def forward(self):
        p = self.points
        return torch.linalg.norm(p[:, None] - p[None], dim=-1), torch.cdist(p, p)

    @torch.no_grad()
    def report(self):
        p = self.points
        return torch.sqrt(((p[:, None] - p[None]) ** 2).sum(-1))


def squared(x: torch.Tensor):
    return ((x[:, None] - x[None]) ** 2).sum(-1)


# Missed: the norm of a vector that only happens to be 0.
