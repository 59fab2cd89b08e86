# --- right: numpy, plain
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=-1, keepdims=True)
    var = x.var(axis=-1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
# --- right: numpy, through a reshape to rows
import numpy as np

def layernorm(x, weight, bias, eps=1e-5):
    rows = x.reshape(-1, x.shape[-1]).astype(np.float64)
    rows = rows - rows.mean(1)[:, None]
    rows = rows / np.sqrt((rows * rows).mean(1) + eps)[:, None]
    return (rows * weight + bias).reshape(x.shape)
# --- right: numpy, recursion over leading axes
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    if x.ndim > 1:
        return np.stack([layer_norm(one, gamma, beta, eps) for one in x])
    centred = x - x.mean()
    return gamma * centred / np.sqrt(centred @ centred / len(x) + eps) + beta
# --- right: torch, the library
import torch.nn.functional as F

def layer_norm(x, gamma, beta, eps=1e-5):
    return F.layer_norm(x, (x.shape[-1],), gamma, beta, eps)
# --- right: torch, correction=0
import torch

def layer_norm(x, gamma, beta, eps=1e-5):
    var, mean = torch.var_mean(x, dim=-1, keepdim=True, correction=0)
    return (x - mean) * (var + eps).rsqrt() * gamma + beta
# --- right: torch, einsum for the variance
import torch

def layer_norm(x, gamma, beta, eps=1e-5):
    n = x.shape[-1]
    c = x - x.sum(-1, keepdim=True) / n
    var = torch.einsum("...i,...i->...", c, c)[..., None] / n
    return gamma * c / torch.sqrt(var + eps) + beta
# --- right: jax, jitted
import jax
import jax.numpy as jnp

@jax.jit
def layer_norm(x, gamma, beta, eps=1e-5):
    c = x - jnp.mean(x, -1, keepdims=True)
    return gamma * c * jax.lax.rsqrt(jnp.mean(jnp.square(c), -1, keepdims=True) + eps) + beta
# --- right: jax, standardize of the library
import jax

def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(-1, keepdims=True)
    return gamma * jax.nn.standardize(x, axis=-1, mean=mean, variance=((x - mean) ** 2).mean(-1, keepdims=True), epsilon=eps) + beta
# --- right: jax, vectorize over rows
from functools import partial
import jax.numpy as jnp

def layer_norm(x, gamma, beta, eps=1e-5):
    @partial(jnp.vectorize, signature="(n)->(n)")
    def row(v):
        return (v - v.mean()) / jnp.sqrt(v.var() + eps)
    return gamma * row(x) + beta
# --- wrong: torch, unbiased => uses the unbiased variance
import torch

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(-1, keepdim=True)) / torch.sqrt(x.var(-1, keepdim=True) + eps) + beta
# --- wrong: torch, std and eps outside => unbiased
import torch

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(-1, keepdim=True)) / (x.std(-1, keepdim=True) + eps) + beta
# --- wrong: numpy, eps outside => outside of the square root
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(-1, keepdims=True)) / (x.std(-1, keepdims=True) + eps) + beta
# --- wrong: numpy, over the first axis => over the first axis
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta
# --- wrong: numpy, axis 1 => axis 1
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    axis = 1 if x.ndim > 1 else 0
    return gamma * (x - x.mean(axis, keepdims=True)) / np.sqrt(x.var(axis, keepdims=True) + eps) + beta
# --- wrong: numpy, over everything => over all axes
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta
# --- wrong: numpy, no keepdims => raises ValueError
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(-1)) / np.sqrt(x.var(-1) + eps) + beta
# --- wrong: numpy, divides by the variance => divides by the variance
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(-1, keepdims=True)) / (x.var(-1, keepdims=True) + eps) + beta
# --- wrong: numpy, the root mean square, without the mean => not that of the oracle
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * x / np.sqrt((x**2).mean(-1, keepdims=True) + eps) + beta
# --- wrong: numpy, E[x²] - E[x]² => cancels
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(-1, keepdims=True)
    var = np.maximum((x * x).mean(-1, keepdims=True) - mean * mean, 0)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
# --- wrong: numpy, no beta => leaves out `beta`
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + eps)
# --- wrong: numpy, eps ignored => ignores `eps`
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5) + beta
# --- wrong: numpy, no eps => eps
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True)) + beta
# --- wrong: numpy, two axes only => raises
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    n, d = x.shape
    return gamma * (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + eps) + beta
# --- wrong: numpy, changes its input => changes its input
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    x -= x.mean(-1, keepdims=True)
    return gamma * x / np.sqrt((x * x).mean(-1, keepdims=True) + eps) + beta
# --- wrong: torch, the weights are made anew => not differentiable
import torch

def layer_norm(x, gamma, beta, eps=1e-5):
    gamma = torch.tensor(gamma.tolist(), dtype=x.dtype)
    return torch.nn.functional.layer_norm(x, x.shape[-1:], gamma, beta, eps)
# --- wrong: torch, all axes of the input => raises
import torch

def layer_norm(x, gamma, beta, eps=1e-5):
    return torch.nn.functional.layer_norm(x, x.shape, gamma, beta, eps)
# --- wrong: jax, gives a NumPy array => not a JAX array
import jax.numpy as jnp
import numpy as np

def layer_norm(x, gamma, beta, eps=1e-5):
    return np.asarray(gamma * (x - x.mean(-1, keepdims=True)) / jnp.sqrt(x.var(-1, keepdims=True) + eps) + beta)
# --- wrong: jax, the variance is cut from the graph => the gradient with respect to `x` is wrong
import jax
import jax.numpy as jnp

def layer_norm(x, gamma, beta, eps=1e-5):
    var = jax.lax.stop_gradient(x.var(-1, keepdims=True))
    return gamma * (x - x.mean(-1, keepdims=True)) / jnp.sqrt(var + eps) + beta
