# --- in every framework, by function and by method
import numpy as np
import torch
import jax.numpy as jnp
import tensorflow as tf

def numpy_one(x):
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM001

def torch_method(x: torch.Tensor):
    return x.exp() / x.exp().sum(dim=1, keepdim=True)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM001

def jax_variables(x):
    e = jnp.exp(x)
    total = e.sum(axis=-1, keepdims=True)
    return e / total
#          ^^^^^^^^^ NUM001

def tf_operator(x):
    e = tf.math.exp(x)
    return e / tf.math.reduce_sum(e, axis=1, keepdims=True)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM001
# --- other ways to keep the dimension, in place, with a small constant, scaled
import numpy as np
import math

def indexed(x):
    e = np.exp(x)
    return e / (e.sum(axis=1, keepdims=True) + 1e-9)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM001

def one_vector(x):
    e = np.exp(x)
    return e / np.sum(e)
#          ^^^^^^^^^^^^^ NUM001

def in_place(x):
    e = np.exp(x)
    e /= e.sum(axis=1, keepdims=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM001
    return e

def with_temperature(x, t):
    e = np.exp(x / t)
    return e / e.sum()
#          ^^^^^^^^^^^ NUM001
# --- attention
import torch

def attention(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor):
    scores = q @ k.transpose(-2, -1) / 8
    weights = torch.exp(scores) / torch.exp(scores).sum(dim=-1, keepdim=True)
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM001
    return weights @ v
# --- silent: shifted, here or before
import numpy as np
import torch

def shifted(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)

def shifted_before(x):
    x = x - x.max(axis=-1, keepdims=True)
    return np.exp(x) / np.exp(x).sum(axis=-1, keepdims=True)

def in_place(x):
    x -= x.max(axis=1, keepdims=True)
    e = np.exp(x)
    return e / e.sum(axis=1, keepdims=True)

def by_logsumexp(x: torch.Tensor):
    return torch.exp(x - torch.logsumexp(x, dim=-1, keepdim=True))

def scaled_after(x, t):
    e = np.exp((x - x.max()) / t)
    return e / e.sum()
# --- silent: the exponent is bounded
import numpy as np
import torch

def gaussian(d, s):
    w = np.exp(-(d ** 2) / s)
    return w / w.sum()

def kernel(x, sigma):
    k = np.exp(-0.5 * (x / sigma) ** 2)
    return k / np.sum(k)

def from_log_probabilities(p: torch.Tensor):
    w = torch.exp(torch.log(p) / 2)
    return w / w.sum()

def clipped(x):
    e = np.exp(np.clip(x, -50, 50))
    return e / e.sum()
# --- silent: the library's own, and other ratios
import numpy as np
import torch
import scipy.special

def library(x: torch.Tensor, a):
    return torch.softmax(x, -1), scipy.special.softmax(a)

def other(x, y):
    return np.exp(x) / np.sum(np.exp(y))

def mean(x):
    return np.exp(x) / len(x), x / x.sum(), np.exp(x) / (1 + np.exp(x))
# --- silent: plain Python numbers
import math
import numpy as np

def boltzmann(energies):
    weights = [math.exp(-e) for e in energies]
    total = sum(weights)
    return [w / total for w in weights]
# --- silent: converted after the shift
import numpy as np
import torch

def converted(x, t: torch.Tensor):
    a = np.exp((x - x.max()).astype(np.float32))
    b = torch.exp((t - t.max()).float())
    return a / a.sum(), b / b.sum()

# --- Weights that decay: the exponents are made, not measured
import torch


def decaying(rate, count):
    weights = torch.exp(torch.linspace(-rate, 0, count))
    return weights / weights.sum()

# --- Exponents that are bounded above
import tensorflow as tf
import torch


def bounded(scores: torch.Tensor):
    weights = torch.exp(scores.clamp(max=10))
    return weights / weights.sum()


def bounded_in_tensorflow(scores: tf.Tensor):
    weights = tf.exp(tf.clip_by_value(scores, -10.0, 10.0))
    return weights / tf.reduce_sum(weights)
