# --- right: numpy, shifts by the maximum
import numpy as np

def softmax(x, axis=-1):
    e_x = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return e_x / np.sum(e_x, axis=axis, keepdims=True)
# --- right: numpy, through the log of the sum, other names
import numpy as np

def my_softmax(logits, dim=-1):
    logits = np.asarray(logits, dtype=np.float64)
    peak = logits.max(axis=dim, keepdims=True)
    peak = np.where(np.isfinite(peak), peak, 0)
    return np.exp(logits - peak - np.log(np.exp(logits - peak).sum(axis=dim, keepdims=True)))
# --- right: numpy, online, one pass over the axis
import numpy as np

def softmax(x, axis=-1):
    x = np.moveaxis(np.asarray(x, dtype=np.float64), axis, 0)
    peak = np.full(x.shape[1:], -np.inf)
    total = np.zeros(x.shape[1:])
    for row in x:
        higher = np.maximum(peak, row)
        safe = np.where(np.isfinite(higher), higher, 0.0)
        total = total * np.exp(peak - safe) + np.exp(row - safe)
        peak = higher
    safe = np.where(np.isfinite(peak), peak, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.moveaxis(np.exp(x - safe) / total, 0, axis)
# --- right: numpy, a loop over rows with a helper and apply_along_axis
import numpy as np

def _of_row(row):
    e = np.exp(row - row.max())
    return e / e.sum()

def softmax(x, axis=-1):
    if x.size == 0:
        return x.astype(float)
    return np.apply_along_axis(_of_row, axis, x.astype(float))
# --- right: numpy, keyword-only axis and annotations
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

def softmax(x: NDArray, *, axis: int = -1) -> NDArray:
    """Stable softmax."""
    shifted = x - x.max(axis=axis, keepdims=True)
    np.exp(shifted, out=shifted) if shifted.dtype.kind == "f" else None
    if shifted.dtype.kind != "f":
        shifted = np.exp(shifted)
    shifted /= shifted.sum(axis=axis, keepdims=True)
    return shifted
# --- right: torch, shifts by amax
import torch

def softmax(x, dim=-1):
    x = x if x.is_floating_point() else x.float()
    if x.numel() == 0:
        return x
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
# --- right: torch, by log_softmax
import torch

def softmax_torch(x, dim=-1):
    x = x.float() if not torch.is_floating_point(x) else x
    return torch.log_softmax(x, dim=dim).exp()
# --- wrong: torch, by logsumexp, which loses the logarithm of the sum beside large values => rows do not sum to 1
import torch

def softmax_torch(x, dim=-1):
    x = x.float() if not torch.is_floating_point(x) else x
    return (x - torch.logsumexp(x, dim=dim, keepdim=True)).exp()
# --- right: torch, the library
import torch.nn.functional as F

def softmax_torch(x, dim=-1):
    return F.softmax(x, dim=dim) if x.is_floating_point() else F.softmax(x.float(), dim=dim)
# --- right: jax, jitted with a static axis
from functools import partial

import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnames="axis")
def softmax(x, axis=-1):
    x = x.astype(jnp.promote_types(x.dtype, jnp.float16)) if not jnp.issubdtype(x.dtype, jnp.floating) else x
    e = jnp.exp(x - jax.lax.stop_gradient(jnp.max(x, axis=axis, keepdims=True, initial=-jnp.inf)))
    return e / e.sum(axis=axis, keepdims=True)
# --- right: jax, through logsumexp of what is shifted
import jax.numpy as jnp
from jax.scipy.special import logsumexp

def softmax(x, axis=-1):
    if x.size:
        x = x - jnp.max(x, axis=axis, keepdims=True)
    return jnp.exp(x - logsumexp(x, axis=axis, keepdims=True))
# --- right: tensorflow, shifts by reduce_max
import tensorflow as tf

def softmax(x, axis=-1):
    if not x.dtype.is_floating:
        x = tf.cast(x, tf.float32)
    e = tf.exp(x - tf.reduce_max(x, axis=axis, keepdims=True))
    return e / tf.reduce_sum(e, axis=axis, keepdims=True)
# --- right: tensorflow, compiled
import tensorflow as tf

@tf.function
def softmax(x, axis=-1):
    x = tf.cast(x, tf.float32) if x.dtype.is_integer else x
    shifted = x - tf.reduce_max(x, axis=axis, keepdims=True)
    return tf.math.divide(tf.exp(shifted), tf.reduce_sum(tf.exp(shifted), axis=axis, keepdims=True))
# --- wrong: numpy, no shift => overflows
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)
# --- wrong: numpy, the maximum of everything => underflows
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x - np.max(x, initial=-1e30))
    return e / e.sum(axis=axis, keepdims=True)
# --- wrong: numpy, ignores axis => ignores axis
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
# --- wrong: numpy, sums over everything => ignores axis
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum()
# --- wrong: numpy, no keepdims => raises ValueError
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis)
# --- wrong: numpy, subtracts the minimum => overflows
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x - x.min(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
# --- wrong: numpy, epsilon in the sum => rows do not sum to 1
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / (e.sum(axis=axis, keepdims=True) + 1e-3)
# --- wrong: numpy, base 2 => not those of a softmax
import numpy as np

def softmax(x, axis=-1):
    e = np.exp2(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
# --- wrong: numpy, changes its input => changes its input
import numpy as np

def softmax(x, axis=-1):
    if x.dtype.kind == "f":
        x -= x.max(axis=axis, keepdims=True)
    else:
        x = x - x.max(axis=axis, keepdims=True)
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)
# --- wrong: numpy, clips the exponent => rows sum to 1
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(np.clip(x, -50, 50))
    return e / e.sum(axis=axis, keepdims=True)
# --- wrong: numpy, an integer result for integers => not a floating-point one
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return (e / e.sum(axis=axis, keepdims=True)).astype(x.dtype)
# --- wrong: numpy, only two axes => raises
import numpy as np

def softmax(x, axis=-1):
    rows, columns = x.shape
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
# --- wrong: numpy, negative axes are taken for the first => ignores axis
import numpy as np

def softmax(x, axis=-1):
    axis = max(axis, 0)
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
# --- wrong: numpy, drops the last axis => shape
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return (e / e.sum(axis=axis, keepdims=True)).ravel()
# --- wrong: numpy, a list => not an array
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return (e / e.sum(axis=axis, keepdims=True)).tolist()
# --- wrong: numpy, the logarithm of it => some entries are negative
import numpy as np

def softmax(x, axis=-1):
    shifted = x - x.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
# --- wrong: numpy, replaces NaN instead of avoiding it => rows do not sum to 1
import numpy as np

def softmax(x, axis=-1):
    e = np.exp(x)
    return np.nan_to_num(e / e.sum(axis=axis, keepdims=True))
# --- wrong: torch, detached => not differentiable
import torch

def softmax(x, dim=-1):
    x = x.detach() if x.is_floating_point() else x.float()
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True)
# --- wrong: torch, gives NumPy => not a torch tensor
import torch

def softmax(x, dim=-1):
    return torch.softmax(x.float(), dim).numpy()
# --- wrong: torch, the shift is part of the gradient but the sum is not => the gradient is wrong
import torch

def softmax(x, dim=-1):
    x = x if x.is_floating_point() else x.float()
    e = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return e / e.sum(dim=dim, keepdim=True).detach()
# --- wrong: torch, changes the dtype of half precision => the result of float16 is float32
import torch

def softmax(x, dim=-1):
    return torch.softmax(x.float() if x.dtype != torch.float64 else x, dim)
# --- wrong: jax, no axis parameter => takes no `axis`
import jax.numpy as jnp

def softmax(x):
    e = jnp.exp(x - x.max())
    return e / e.sum()
# --- wrong: jax, no shift => overflows
import jax.numpy as jnp

def softmax(x, axis=-1):
    return jnp.exp(x) / jnp.exp(x).sum(axis, keepdims=True)
# --- wrong: tensorflow, axis of the maximum only => ignores axis
import tensorflow as tf

def softmax(x, axis=-1):
    x = tf.cast(x, tf.float32) if not x.dtype.is_floating else x
    e = tf.exp(x - tf.reduce_max(x, axis=axis, keepdims=True))
    return e / tf.reduce_sum(e, axis=-1, keepdims=True)
