# --- right: torch, the cheat sheet's, which is stable for logits of 1e4
import torch

def cross_entropy(pred, target):
    log_softmax = pred - torch.logsumexp(pred, dim=-1, keepdim=True)
    return -log_softmax.gather(1, target.unsqueeze(1)).mean()
# --- right: torch, the library
from torch import nn

def cross_entropy_loss(logits, labels):
    return nn.CrossEntropyLoss()(logits, labels)
# --- right: torch, one-hot and a sum
import torch
import torch.nn.functional as F

def cross_entropy(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    one_hot = F.one_hot(target, pred.shape[1]).to(pred.dtype)
    return -(one_hot * F.log_softmax(pred, dim=1)).sum() / pred.shape[0]
# --- right: torch, index with arange, weighted differently
import torch

def cross_entropy(pred, target):
    n = len(target)
    top = pred.max(dim=1, keepdim=True).values
    total = (pred - top).exp().sum(dim=1).log() + top[:, 0]
    return (total - pred[torch.arange(n), target]).sum() / n
# --- right: numpy, take_along_axis
import numpy as np

def cross_entropy(pred, target):
    s = pred - pred.max(axis=1, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=1, keepdims=True))
    return -np.take_along_axis(logp, target.reshape(-1, 1), axis=1).mean()
# --- right: numpy, a loop over examples, a Python float
import numpy as np
from scipy.special import logsumexp

def cross_entropy(pred, target):
    losses = [logsumexp(row.astype(float)) - float(row[int(c)]) for row, c in zip(pred, target)]
    return sum(losses) / len(losses)
# --- right: jax, vmapped over examples
import jax
import jax.numpy as jnp

def _one(scores, label):
    return jax.nn.logsumexp(scores) - scores[label]

@jax.jit
def cross_entropy(pred, target):
    return jnp.mean(jax.vmap(_one)(pred, target))
# --- right: jax, one-hot with where
import jax
import jax.numpy as jnp

def cross_entropy(pred, target):
    logp = jax.nn.log_softmax(pred)
    mask = jnp.arange(pred.shape[-1])[None, :] == target[:, None]
    return -jnp.where(mask, logp, 0.0).sum(axis=-1).mean()
# --- right: tensorflow, the library
import tensorflow as tf

def cross_entropy(pred, target):
    loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return loss(target, pred)
# --- right: tensorflow, gather
import tensorflow as tf

@tf.function
def cross_entropy(pred, target):
    total = tf.reduce_logsumexp(pred, axis=1)
    return tf.reduce_mean(total - tf.gather(pred, target, batch_dims=1, axis=1))
# --- wrong: torch, the sum => the sum over the batch
import torch

def cross_entropy(pred, target):
    return -torch.log_softmax(pred, -1).gather(1, target[:, None]).sum()
# --- wrong: torch, softmax before the library's loss => wrong
import torch
import torch.nn.functional as F

def cross_entropy(pred, target):
    return F.cross_entropy(pred.softmax(-1), target)
# --- wrong: torch, the logarithm of softmax => infinite
import torch

def cross_entropy(pred, target):
    return -torch.log(torch.softmax(pred, dim=-1)).gather(1, target.unsqueeze(1)).mean()
# --- wrong: torch, an epsilon in the logarithm => is not stable
import torch

def cross_entropy(pred, target):
    return -torch.log(torch.softmax(pred, dim=-1) + 1e-9).gather(1, target.unsqueeze(1)).mean()
# --- wrong: torch, no shift => is not stable
import torch

def cross_entropy(pred, target):
    return (torch.log(torch.exp(pred).sum(-1)) - pred.gather(1, target[:, None])[:, 0]).mean()
# --- wrong: torch, the sign => wrong sign
import torch

def cross_entropy(pred, target):
    return torch.log_softmax(pred, -1).gather(1, target[:, None]).mean()
# --- wrong: torch, softmax over the batch => wrong
import torch

def cross_entropy(pred, target):
    return -torch.log_softmax(pred, 0).gather(1, target[:, None]).mean()
# --- wrong: torch, a Python number, without gradient => not an array
import torch.nn.functional as F

def cross_entropy(pred, target):
    return F.cross_entropy(pred, target).item()
# --- wrong: torch, detached => not differentiable
import torch.nn.functional as F

def cross_entropy(pred, target):
    return F.cross_entropy(pred.detach(), target)
# --- wrong: torch, one loss for each example => shape
import torch.nn.functional as F

def cross_entropy(pred, target):
    return F.cross_entropy(pred, target, reduction="none")
# --- wrong: torch, a mean over the classes too => divides by the classes
import torch
import torch.nn.functional as F

def cross_entropy(pred, target):
    return -(F.one_hot(target, pred.shape[1]) * torch.log_softmax(pred, -1)).mean()
# --- wrong: torch, squeeze breaks a batch of one => raises
import torch

def cross_entropy(pred, target):
    logp = torch.log_softmax(pred, -1).squeeze()
    return -logp.gather(1, target[:, None]).mean()
# --- wrong: torch, label smoothing that nobody asked for => wrong
import torch.nn.functional as F

def cross_entropy(pred, target):
    return F.cross_entropy(pred, target, label_smoothing=0.1)
# --- wrong: torch, indexes all pairs => wrong
import torch

def cross_entropy(pred, target):
    return -torch.log_softmax(pred, -1)[:, target].mean()
# --- wrong: numpy, takes the logits for probabilities => the loss is wrong
import numpy as np

def cross_entropy(pred, target):
    return -np.mean(np.log(np.clip(pred[np.arange(len(target)), target], 1e-300, None)))
# --- wrong: numpy, changes its input => changes its input
import numpy as np

def cross_entropy(pred, target):
    pred -= pred.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(pred).sum(1)) - pred[np.arange(len(target)), target])
# --- wrong: numpy, clipped logits => is not stable
import numpy as np

def cross_entropy(pred, target):
    pred = np.clip(pred.astype(float), -500, 500)
    return np.mean(np.log(np.exp(pred).sum(1)) - pred[np.arange(len(target)), target])
# --- wrong: jax, the maximum of the whole batch => infinite
import jax.numpy as jnp

def cross_entropy(pred, target):
    s = pred - pred.max()
    return jnp.mean(jnp.log(jnp.exp(s).sum(-1)) - jnp.take_along_axis(s, target[:, None], 1)[:, 0])
# --- wrong: jax, the losses of the wrong classes too => wrong
import jax
import jax.numpy as jnp

def cross_entropy(pred, target):
    one_hot = jax.nn.one_hot(target, pred.shape[1])
    logp = jax.nn.log_softmax(pred)
    return -jnp.mean(jnp.sum(one_hot * logp + (1 - one_hot) * jnp.log1p(-jnp.exp(logp) + 1e-7), axis=1))
# --- wrong: tensorflow, from probabilities => wrong
import tensorflow as tf

def cross_entropy(pred, target):
    return tf.reduce_mean(tf.keras.losses.sparse_categorical_crossentropy(target, pred))
