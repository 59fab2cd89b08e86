# --- right: numpy, the cheat sheet's
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    x_norm = (x - mean) / np.sqrt(var + eps)
    return gamma * x_norm + beta
# --- right: numpy, explicit loops in float64
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    n, features = x.shape
    out = np.empty((n, features))
    for j in range(features):
        column = [float(v) for v in x[:, j]]
        mean = sum(column) / n
        variance = sum((v - mean) ** 2 for v in column) / n
        for i in range(n):
            out[i, j] = float(gamma[j]) * (column[i] - mean) / (variance + eps) ** 0.5 + float(beta[j])
    return out
# --- right: numpy, Welford's variance
import numpy as np

def batchnorm(x, scale, shift, eps=1e-5):
    mean = np.zeros(x.shape[1])
    squares = np.zeros(x.shape[1])
    for count, row in enumerate(x.astype(np.float64), 1):
        delta = row - mean
        mean = mean + delta / count
        squares = squares + delta * (row - mean)
    return scale * (x - mean) / np.sqrt(squares / len(x) + eps) + shift
# --- right: torch, unbiased=False
import torch

def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(0, keepdim=True)
    var = x.var(0, keepdim=True, unbiased=False)
    return (x - mean) * torch.rsqrt(var + eps) * gamma + beta
# --- right: torch, var_mean with correction
import torch

def batch_norm_torch(x, weight, bias, eps=1e-5):
    var, mean = torch.var_mean(x, dim=0, correction=0)
    return torch.addcmul(bias, (x - mean) / (var + eps).sqrt(), weight)
# --- right: torch, the mean of squares of what is centred
import torch

def batch_norm(x, gamma, beta, *, eps=1e-5):
    centred = x - x.mean(dim=0)
    return gamma * centred / torch.sqrt(centred.square().mean(dim=0) + eps) + beta
# --- right: jax, jitted
import jax
import jax.numpy as jnp

@jax.jit
def batch_norm(x, gamma, beta, eps=1e-5):
    mu = jnp.mean(x, axis=0)
    centred = x - mu
    return gamma * centred * jax.lax.rsqrt(jnp.mean(centred**2, axis=0) + eps) + beta
# --- right: jax, vmapped over features
import jax
import jax.numpy as jnp

def _feature(column, g, b, eps):
    return g * (column - column.mean()) / jnp.sqrt(column.var() + eps) + b

def batch_norm(x, gamma, beta, eps=1e-5):
    return jax.vmap(_feature, in_axes=(1, 0, 0, None), out_axes=1)(x, gamma, beta, eps)
# --- wrong: torch, the sheet's body, whose variance is unbiased there => uses the unbiased variance
import torch

def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(dim=0)
    var = x.var(dim=0)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
# --- wrong: numpy, ddof => uses the unbiased variance
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0, ddof=1) + eps) + beta
# --- wrong: numpy, eps outside => outside of the square root
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(0)) / (np.sqrt(x.var(0)) + eps) + beta
# --- wrong: numpy, no eps => eps
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0)) + beta
# --- wrong: numpy, over the features => over the features
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(x.var(axis=1, keepdims=True) + eps) + beta
# --- wrong: numpy, over everything => together
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta
# --- wrong: numpy, divides by the variance => divides by the variance
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(0)) / (x.var(0) + eps) + beta
# --- wrong: numpy, no beta => leaves out `beta`
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps)
# --- wrong: numpy, no gamma => leaves out `gamma`
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta
# --- wrong: numpy, gamma times all => gamma
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * ((x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta)
# --- wrong: numpy, gamma and beta change places => not that of the oracle
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return beta * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + gamma
# --- wrong: numpy, eps is fixed => ignores `eps`
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + 1e-5) + beta
# --- wrong: numpy, another default => not that of the oracle
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-3):
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta
# --- wrong: numpy, E[x²] - E[x]² => cancels
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(0)
    var = np.maximum((x**2).mean(0) - mean**2, 0)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta
# --- wrong: numpy, changes its input => changes its input
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    x -= x.mean(0)
    x /= np.sqrt((x**2).mean(0) + eps)
    return gamma * x + beta
# --- wrong: numpy, the median => not that of the oracle
import numpy as np

def batch_norm(x, gamma, beta, eps=1e-5):
    return gamma * (x - np.median(x, 0)) / np.sqrt(x.var(0) + eps) + beta
# --- wrong: torch, cut from the graph => not differentiable
import torch

def batch_norm(x, gamma, beta, eps=1e-5):
    with torch.no_grad():
        normal = (x - x.mean(0)) / torch.sqrt(x.var(0, unbiased=False) + eps)
    return gamma * normal + beta
# --- wrong: torch, statistics detached => the gradient with respect to `x` is wrong
import torch

def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.detach().mean(0)
    var = x.detach().var(0, unbiased=False)
    return gamma * (x - mean) / torch.sqrt(var + eps) + beta
# --- wrong: torch, the library refuses a batch of one => raises ValueError
import torch.nn.functional as F

def batch_norm(x, gamma, beta, eps=1e-5):
    return F.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)
# --- wrong: jax, in place => raises TypeError
import jax.numpy as jnp

def batch_norm(x, gamma, beta, eps=1e-5):
    out = jnp.zeros_like(x)
    for j in range(x.shape[1]):
        out[:, j] = gamma[j] * (x[:, j] - x[:, j].mean()) / jnp.sqrt(x[:, j].var() + eps) + beta[j]
    return out
