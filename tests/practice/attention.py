# --- right: torch, -inf
import math
import torch
import torch.nn.functional as F

def attention(Q, K, V, mask=None):
    scores = torch.matmul(Q, K.transpose(-2, -1)) / math.sqrt(Q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask == 0, float("-inf"))
    return torch.matmul(F.softmax(scores, dim=-1), V)
# --- right: torch, the least of the dtype
import torch

def attention(query, key, value, mask=None):
    scores = torch.einsum("bhqd,bhkd->bhqk", query, key) * query.shape[-1] ** -0.5
    if mask is not None:
        scores = torch.where(mask.bool(), scores, torch.finfo(scores.dtype).min)
    return torch.einsum("bhqk,bhkd->bhqd", scores.softmax(-1), value)
# --- right: torch, the library
import torch.nn.functional as F

def scaled_dot_product_attention(q, k, v, mask=None):
    return F.scaled_dot_product_attention(q, k, v, attn_mask=None if mask is None else mask.bool())
# --- right: torch, scales the queries first, for half precision
import torch

def attention(Q, K, V, mask=None):
    Q = Q / Q.size(-1) ** 0.5
    scores = (Q @ K.mT).float() if Q.dtype == torch.float16 else Q @ K.mT
    if mask is not None:
        scores = scores.masked_fill(~mask.to(torch.bool), -torch.inf)
    return scores.softmax(-1).to(V.dtype) @ V
# --- right: torch, a loop over heads
import torch

def attention(Q, K, V, mask=None):
    batch, heads, n, d = Q.shape
    full = None if mask is None else mask.expand(batch, heads, n, K.shape[2])
    rows = []
    for b in range(batch):
        for h in range(heads):
            s = Q[b, h] @ K[b, h].T / d**0.5
            if full is not None:
                s = s.masked_fill(full[b, h] == 0, -torch.inf)
            rows.append(torch.softmax(s, 1) @ V[b, h])
    return torch.stack(rows).view(batch, heads, n, d)
# --- right: numpy, where
import numpy as np

def attention(Q, K, V, mask=None):
    s = np.matmul(Q, K.transpose(0, 1, 3, 2)) / np.sqrt(Q.shape[-1])
    if mask is not None:
        s = np.where(mask, s, -np.inf)
    w = np.exp(s - s.max(-1, keepdims=True))
    return np.matmul(w / w.sum(-1, keepdims=True), V)
# --- right: numpy, weights zeroed and normalised again, online over the keys
import numpy as np

def attention(Q, K, V, mask=None):
    Q, K, V = (one.astype(np.float64) for one in (Q, K, V))
    shape = (*Q.shape[:-1], K.shape[-2])
    shown = np.ones(shape, bool) if mask is None else np.broadcast_to(mask != 0, shape)
    peak = np.full((*Q.shape[:-1], 1), -np.inf)
    total = np.zeros_like(peak)
    result = np.zeros((*Q.shape[:-1], V.shape[-1]))
    for j in range(K.shape[-2]):
        s = (Q @ K[..., j : j + 1, :].swapaxes(-1, -2)) / np.sqrt(Q.shape[-1])
        s = np.where(shown[..., j : j + 1], s, -np.inf)
        higher = np.maximum(peak, s)
        safe = np.where(np.isfinite(higher), higher, 0)
        kept, new = np.exp(peak - safe), np.exp(s - safe)
        total = total * kept + new
        result = result * kept + new * V[..., j : j + 1, :]
        peak = higher
    return result / np.where(total > 0, total, 1)
# --- right: jax, where and softmax
import jax
import jax.numpy as jnp

@jax.jit
def attention(Q, K, V, mask=None):
    s = jnp.einsum("bhqd,bhkd->bhqk", Q, K) / Q.shape[-1] ** 0.5
    if mask is not None:
        s = jnp.where(mask == 0, -jnp.inf, s)
    return jax.nn.softmax(s) @ V
# --- right: jax, vmapped over batch and heads, softmax with where
import jax
import jax.numpy as jnp

def _head(q, k, v, shown):
    s = q @ k.T / q.shape[-1] ** 0.5
    return jax.nn.softmax(s, where=shown, axis=-1) @ v

def attention(Q, K, V, mask=None):
    shape = (*Q.shape[:-1], K.shape[-2])
    shown = jnp.ones(shape, bool) if mask is None else jnp.broadcast_to(mask, shape) != 0
    return jax.vmap(jax.vmap(_head))(Q, K, V, shown)
# --- wrong: torch, the cheat sheet's -1e9 => raises RuntimeError
import math
import torch
import torch.nn.functional as F

def attention(Q, K, V, mask=None):
    scores = torch.matmul(Q, K.transpose(-2, -1)) / math.sqrt(Q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e9)
    return torch.matmul(F.softmax(scores, dim=-1), V)
# --- wrong: torch, -1e4 is not low enough => not low enough
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -1e4)
    return scores.softmax(-1) @ V
# --- wrong: torch, no scale => does not divide the scores
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(-2, -1)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -torch.inf)
    return scores.softmax(-1) @ V
# --- wrong: torch, divides by dim => by dim instead
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(-2, -1) / Q.shape[-1]
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -torch.inf)
    return scores.softmax(-1) @ V
# --- wrong: torch, the root of the length => another axis
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(-2, -1) / Q.shape[-2] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -torch.inf)
    return scores.softmax(-1) @ V
# --- wrong: torch, softmax over the queries => over the queries
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -torch.inf)
    return scores.softmax(-2) @ V
# --- wrong: torch, the mask the other way => shows what it hides
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(mask.bool(), -torch.inf)
    return scores.softmax(-1) @ V
# --- wrong: torch, ignores the mask => ignores the mask
import torch

def attention(Q, K, V, mask=None):
    return (Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5).softmax(-1) @ V
# --- wrong: torch, the mask after the softmax => after the softmax
import torch

def attention(Q, K, V, mask=None):
    weights = (Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5).softmax(-1)
    if mask is not None:
        weights = weights * mask.to(weights.dtype)
    return weights @ V
# --- wrong: torch, hidden scores are 0 => sets hidden scores to 0
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5
    if mask is not None:
        scores = scores * mask.to(scores.dtype)
    return scores.softmax(-1) @ V
# --- wrong: torch, adds a mask of zeros and ones => adds the mask
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5
    if mask is not None:
        scores = scores + mask
    return scores.softmax(-1) @ V
# --- wrong: torch, a row that is all hidden spoils everything => a row with everything hidden
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -torch.inf)
    weights = scores.softmax(-1)
    weights = weights / weights.max()
    return weights @ V / (weights @ torch.ones_like(V))
# --- wrong: torch, transposes the wrong axes => raises
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(1, 2) / Q.shape[-1] ** 0.5
    return scores.softmax(-1) @ V
# --- wrong: torch, squares masks only => raises
import torch

def attention(Q, K, V, mask=None):
    n = Q.shape[2]
    scores = (Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5).reshape(-1, n, n)
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -torch.inf)
    return (scores.softmax(-1).reshape(*Q.shape[:2], n, n)) @ V
# --- wrong: torch, gives the weights too => a tuple
import torch

def attention(Q, K, V, mask=None):
    weights = (Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5).softmax(-1)
    return weights @ V, weights
# --- wrong: torch, an integer mask is refused => raises
import torch.nn.functional as F

def attention(Q, K, V, mask=None):
    return F.scaled_dot_product_attention(Q, K, V, attn_mask=mask)
# --- wrong: torch, detached weights => not differentiable
import torch

def attention(Q, K, V, mask=None):
    scores = Q @ K.transpose(-2, -1) / Q.shape[-1] ** 0.5
    if mask is not None:
        scores = scores.masked_fill(mask == 0, -torch.inf)
    return scores.softmax(-1).detach() @ V
# --- wrong: numpy, no shift => not stable
import numpy as np

def attention(Q, K, V, mask=None):
    s = Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1])
    e = np.exp(s) if mask is None else np.exp(s) * (mask != 0)
    return e / e.sum(-1, keepdims=True) @ V
# --- wrong: numpy, no softmax => takes no softmax
import numpy as np

def attention(Q, K, V, mask=None):
    return Q @ K.swapaxes(-1, -2) / np.sqrt(Q.shape[-1]) @ V
# --- wrong: jax, float32 for half precision => the result of float16 is float32
import jax
import jax.numpy as jnp

def attention(Q, K, V, mask=None):
    Q, K, V = (one.astype(jnp.float32) for one in (Q, K, V))
    s = Q @ jnp.swapaxes(K, -1, -2) / Q.shape[-1] ** 0.5
    if mask is not None:
        s = jnp.where(mask == 0, -jnp.inf, s)
    return jax.nn.softmax(s) @ V
# --- wrong: jax, the mean of the values => is not that of the oracle
import jax
import jax.numpy as jnp

def attention(Q, K, V, mask=None):
    s = Q @ jnp.swapaxes(K, -1, -2) / Q.shape[-1] ** 0.5
    if mask is not None:
        s = jnp.where(mask == 0, -jnp.inf, s)
    w = jax.nn.softmax(s)
    return (w @ V) / V.shape[-2]
