# What NUM012 must report, and what it must not. Carets mark the exact place.
# --- reported
import jax.numpy as jnp
import numpy as np
import tensorflow as tf


def of_tensorflow(y_true, y_pred):
    loss = y_true * tf.math.log(y_pred) + (1 - y_true) * tf.math.log(1 - y_pred)
#                   ^^^^^^^^^^^^^^^^^^^ NUM012
#                                                        ^^^^^^^^^^^^^^^^^^^^^^^ NUM012
    return -tf.reduce_mean(loss)


def entropy_of_a_coin(p: jnp.ndarray):
    return -(p * jnp.log(p) + (1 - p) * jnp.log(1.0 - p))
#                ^^^^^^^^^^ NUM012
#                                       ^^^^^^^^^^^^^^^^ NUM012


def entropy(labels, k):
    counts = np.bincount(labels, minlength=k)
    p = counts / counts.sum()
    return -(p * np.log(p)).sum()
#            ^^^^^^^^^^^^^ NUM012


# --- silent
import numpy as np
import torch
from scipy.special import xlogy


def clipped(y, p):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    return -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean()


def shifted(y, p):
    return -(y * np.log(p + 1e-7) + (1 - y) * np.log(1 - p + 1e-7)).mean()


def tested(p):
    if p <= 0 or p >= 1:
        return 0.0
    return -(p * np.log(p) + (1 - p) * np.log(1 - p))


def chosen(p):
    return np.where(p > 0, -(p * np.log(p) + (1 - p) * np.log(1 - p)), 0.0)


def one_logarithm(y, p):
    return -(y * np.log(p)).sum(), p * np.log(p)


def seen_classes(labels):
    counts = np.unique(labels, return_counts=True)[1]
    p = counts / counts.sum()
    return -(p * np.log(p)).sum()


def filtered(labels):
    p = np.bincount(labels, minlength=4) / len(labels)
    p = p[p > 0]
    return -(p * np.log(p)).sum()


def made_somewhere(model, x, y):
    p = model.probabilities(x)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


def by_xlogy(y, p):
    return -(xlogy(y, p) + xlogy(1 - y, 1 - p)).mean()


# Missed: probabilities that a model returns, since it may keep them away from 0.
