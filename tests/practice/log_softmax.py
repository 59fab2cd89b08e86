# --- right: numpy, shifts by the maximum
import numpy as np

def log_softmax(x, axis=-1):
    shifted = x - np.max(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))
# --- right: numpy, logaddexp one by one
import numpy as np

def log_softmax(x, axis=-1):
    x = np.asarray(x, dtype=np.float64)
    return x - np.logaddexp.reduce(x, axis=axis, keepdims=True) if np.abs(x[np.isfinite(x)]).max(initial=0) < 1e6 else _shifted(x, axis)

def _shifted(x, axis):
    s = x - x.max(axis=axis, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=axis, keepdims=True))
# --- right: numpy, scipy
from scipy.special import logsumexp

def logsoftmax(logits, axis=-1):
    logits = logits.astype("float64")
    logits = logits - logits.max(axis=axis, keepdims=True)
    return logits - logsumexp(logits, axis=axis, keepdims=True) if logits.size else logits
# --- right: torch, the library
import torch.nn.functional as F

def log_softmax(x, dim=-1):
    return F.log_softmax(x if x.is_floating_point() else x.float(), dim=dim)
# --- right: torch, shift and logsumexp
import torch

def log_softmax(x, dim=-1):
    x = x.float() if not x.is_floating_point() else x
    if not x.numel():
        return x
    x = x - x.amax(dim, keepdim=True)
    return x - x.logsumexp(dim, keepdim=True)
# --- right: jax, jitted
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, static_argnums=1)
def log_softmax(x, axis=-1):
    x = jnp.asarray(x, dtype=x.dtype if jnp.issubdtype(x.dtype, jnp.floating) else jnp.float32)
    top = jax.lax.stop_gradient(jnp.max(x, axis, keepdims=True)) if x.size else x
    return (x - top) - jnp.log(jnp.exp(x - top).sum(axis, keepdims=True))
# --- right: jax, the library under another name
import jax

def jax_log_softmax(values, axis=-1):
    return jax.nn.log_softmax(values, axis=axis)
# --- right: tensorflow, shift
import tensorflow as tf

def log_softmax(x, axis=-1):
    x = tf.cast(x, tf.float32) if x.dtype.is_integer else x
    x = x - tf.stop_gradient(tf.reduce_max(x, axis, keepdims=True))
    return x - tf.math.log(tf.reduce_sum(tf.exp(x), axis, keepdims=True))
# --- right: tensorflow, shift and the library's logsumexp
import tensorflow as tf

@tf.function
def log_softmax(x, axis=-1):
    if not x.dtype.is_floating:
        x = tf.cast(x, tf.float32)
    x -= tf.reduce_max(x, axis=axis, keepdims=True)
    return x - tf.reduce_logsumexp(x, axis=axis, keepdims=True)
# --- wrong: numpy, the logarithm of softmax => loses the far tail
import numpy as np

def log_softmax(x, axis=-1):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return np.log(e / e.sum(axis=axis, keepdims=True))
# --- wrong: numpy, no shift => overflows
import numpy as np

def log_softmax(x, axis=-1):
    return x - np.log(np.sum(np.exp(x), axis=axis, keepdims=True))
# --- wrong: numpy, an epsilon inside the logarithm => some entries
import numpy as np

def log_softmax(x, axis=-1):
    e = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return np.log(e / e.sum(axis=axis, keepdims=True) + 1e-12)
# --- wrong: numpy, the maximum of everything => underflows
import numpy as np

def log_softmax(x, axis=-1):
    s = x - np.max(x, initial=-3e38)
    return s - np.log(np.exp(s).sum(axis=axis, keepdims=True))
# --- wrong: numpy, ignores axis => ignores axis
import numpy as np

def log_softmax(x, axis=-1):
    s = x - np.max(x, axis=-1, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=-1, keepdims=True))
# --- wrong: numpy, base 2 => do not sum to 1
import numpy as np

def log_softmax(x, axis=-1):
    s = x - np.max(x, axis=axis, keepdims=True)
    return s - np.log2(np.exp(s).sum(axis=axis, keepdims=True))
# --- wrong: numpy, forgets the logarithm => do not sum to 1
import numpy as np

def log_softmax(x, axis=-1):
    s = x - np.max(x, axis=axis, keepdims=True)
    return np.exp(s) / np.exp(s).sum(axis=axis, keepdims=True)
# --- wrong: numpy, only the shift => do not sum to 1
import numpy as np

def log_softmax(x, axis=-1):
    return x - np.max(x, axis=axis, keepdims=True) + 0.0
# --- wrong: numpy, the mean in place of the sum => do not sum to 1
import numpy as np

def log_softmax(x, axis=-1):
    s = x - np.max(x, axis=axis, keepdims=True)
    return s - np.log(np.exp(s).mean(axis=axis, keepdims=True))
# --- wrong: numpy, changes its input => changes its input
import numpy as np

def log_softmax(x, axis=-1):
    if x.dtype.kind != "f":
        x = x.astype(float)
    x -= x.max(axis=axis, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=axis, keepdims=True))
# --- wrong: numpy, no keepdims => raises ValueError
import numpy as np

def log_softmax(x, axis=-1):
    s = x - x.max(axis=axis, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=axis))
# --- wrong: numpy, negated => do not sum to 1
import numpy as np

def log_softmax(x, axis=-1):
    s = x - np.max(x, axis=axis, keepdims=True)
    return np.log(np.exp(s).sum(axis=axis, keepdims=True)) - s
# --- wrong: torch, clamps the shares => some entries
import torch

def log_softmax(x, dim=-1):
    x = x.float() if not x.is_floating_point() else x
    return torch.softmax(x, dim).clamp_min(torch.finfo(x.dtype).tiny).log()
# --- wrong: torch, integers are not taken => raises
import torch

def log_softmax(x, dim=-1):
    return torch.log_softmax(x, dim)
# --- wrong: torch, x - logsumexp(x), whose logarithm of the sum is lost beside large values => do not sum to 1
import torch

def log_softmax(x, dim=-1):
    x = x.float() if not x.is_floating_point() else x
    return x - torch.logsumexp(x, dim, keepdim=True)
# --- wrong: torch, detached => not differentiable
import torch

def log_softmax(x, dim=-1):
    x = x.detach()
    return torch.log_softmax(x if x.is_floating_point() else x.float(), dim)
# --- wrong: torch, half of the gradient is cut => the gradient with respect to `x` is wrong
import torch

def log_softmax(x, dim=-1):
    x = x if x.is_floating_point() else x.float()
    if not x.numel():
        return x
    s = x - x.amax(dim, keepdim=True)
    with torch.no_grad():
        total = s.exp().sum(dim, keepdim=True).log()
    return s - total
# --- wrong: jax, the axis is fixed => takes no `axis`
import jax.numpy as jnp

def log_softmax(x):
    s = x - x.max()
    return s - jnp.log(jnp.exp(s).sum())
# --- wrong: tensorflow, log of the library's softmax => loses the far tail
import tensorflow as tf

def log_softmax(x, axis=-1):
    x = x if x.dtype.is_floating else tf.cast(x, tf.float32)
    return tf.math.log(tf.nn.softmax(x, axis=axis))
