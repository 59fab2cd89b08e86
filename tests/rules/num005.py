# What NUM005 must report, and what it must not. Carets mark the exact place.
# --- reported
import numpy as np
import torch
import torch.nn.functional as F
import jax.numpy as jnp
import tensorflow as tf


def over_columns(x):
    return x / np.sum(x, axis=1)
#          ^^^^^^^^^^^^^^^^^^^^^ NUM005


def by_variable(x: np.ndarray):
    norms = np.linalg.norm(x, axis=1)
    return x / norms
#          ^^^^^^^^^ NUM005


def both(x: np.ndarray):
    return (x - x.mean(axis=1)) / x.std(axis=1)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM005
#           ^^^^^^^^^^^^^^^^^^ NUM005


def channels(images: torch.Tensor):
    return images - images.mean(dim=(0, 2, 3))
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM005


def the_other_way_round(x: torch.Tensor):
    return torch.amax(x, 1) - x
#          ^^^^^^^^^^^^^^^^^^^^ NUM005


def keepdims_false(x: jnp.ndarray):
    return x - jnp.mean(x, axis=2, keepdims=False)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM005


def of_the_exponential(x):
    e = np.exp(x - np.max(x))
    return e / np.exp(x - np.max(x)).sum(axis=1)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM005


def last_axis_of_a_matrix():
    x = torch.randn(3, 4)
    y = tf.constant([[1.0, 2.0]])
    z = np.zeros((3, 4))
    return x - x.mean(-1), y - tf.reduce_mean(y, axis=-1), z - z.mean(axis=-1)
#          ^^^^^^^^^^^^^^ NUM005
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM005
#                                                          ^^^^^^^^^^^^^^^^^^^ NUM005


# --- silent
import numpy as np
import torch
import jax
import jax.numpy as jnp


def first_axis(x):
    return (x - x.mean(axis=0)) / np.std(x, axis=0)


def leading_axes(images):
    return images - np.mean(images, axis=(0, 1))


def everything(x):
    return x / np.sum(x)


def kept(x, y: torch.Tensor):
    return x - np.mean(x, axis=1, keepdims=True), y - y.mean(1, True)


def a_vector_perhaps(x):
    e = np.exp(x - np.max(x, axis=-1))
    return e / e.sum(axis=-1)


def by_hand(x, y: torch.Tensor):
    norms = np.linalg.norm(x, axis=1)
    return x / norms[:, None], x / norms.reshape(-1, 1), y / y.sum(1).unsqueeze(1), y / y.sum(dim=1)[:, None]


def transposed(x: np.ndarray):
    return (x.T - x.mean(axis=1)).T


def of_something_else(x, weights):
    return x * np.sum(weights, axis=1)


def two_reductions(x, y):
    return np.sum(x * y, axis=1) / np.linalg.norm(x, axis=1)


def with_indices(x: torch.Tensor):
    largest = torch.max(x, dim=1).values
    return x - largest.unsqueeze(1)


def somebody_decides(x, axis, keepdims):
    return x - np.mean(x, axis=axis), x - np.mean(x, axis=1, keepdims=keepdims)


def options(x, **options):
    return x - np.mean(x, axis=1, **options)


def selected_rows(x, rows):
    return x[rows] - x.mean(axis=1)


rows = jax.vmap(lambda row: row - jnp.mean(row))
# Missed: an unknown array reduced along its last axis; `torch.max(x, 1)[0]`.
