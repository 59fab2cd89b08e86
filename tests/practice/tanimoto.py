# --- right: jax, vmapped twice
import jax
import jax.numpy as jnp

def tanimoto(a, b):
    a, b = a.astype(bool), b.astype(bool)
    both = jnp.sum(a & b)
    either = jnp.sum(a | b)
    return jnp.where(either > 0, both / jnp.maximum(either, 1), 0.0)

def tanimoto_batch(queries, library):
    return jax.vmap(lambda q: jax.vmap(lambda l: tanimoto(q, l))(library))(queries)
# --- right: jax, sizes and a product, 1 for two empty ones
import jax.numpy as jnp

def tanimoto(a, b):
    a, b = a.astype(jnp.float32), b.astype(jnp.float32)
    shared = a @ b
    union = a.sum() + b.sum() - shared
    return jnp.where(union == 0, 1.0, shared / jnp.where(union == 0, 1.0, union))

def tanimoto_batch(queries, library):
    q, l = queries.astype(jnp.float32), library.astype(jnp.float32)
    shared = q @ l.T
    union = q.sum(1)[:, None] + l.sum(1)[None] - shared
    return jnp.where(union == 0, 1.0, shared / jnp.where(union == 0, 1.0, union))
# --- right: jax, jitted, in_axes
from functools import partial
import jax
import jax.numpy as jnp

@jax.jit
def tanimoto(a, b):
    a = a.astype(jnp.int32)
    b = b.astype(jnp.int32)
    shared = jnp.minimum(a, b).sum()
    union = jnp.maximum(a, b).sum()
    return shared / jnp.maximum(union, 1)

tanimoto_batch = jax.jit(jax.vmap(jax.vmap(tanimoto, in_axes=(None, 0)), in_axes=(0, None)))
# --- right: jax, logical functions
import jax
import jax.numpy as jnp

def tanimoto(x, y):
    shared = jnp.logical_and(x, y).sum(dtype=jnp.float32)
    union = jnp.logical_or(x, y).sum(dtype=jnp.float32)
    return jnp.nan_to_num(shared / union)

def tanimoto_batch(queries, library):
    shared = jnp.logical_and(queries[:, None, :], library[None, :, :]).sum(-1, dtype=jnp.float32)
    union = jnp.logical_or(queries[:, None, :], library[None, :, :]).sum(-1, dtype=jnp.float32)
    return jnp.nan_to_num(shared / union)
# --- right: numpy, matrices
import numpy as np

def tanimoto(a, b):
    return tanimoto_batch(a[np.newaxis], b[np.newaxis])[0, 0]

def tanimoto_batch(queries, library):
    q, l = queries.astype(int), library.astype(int)
    shared = q @ l.T
    union = q.sum(1, keepdims=True) + l.sum(1) - shared
    return shared / np.maximum(union, 1)
# --- right: numpy, Python sets
import numpy as np

def tanimoto(a, b):
    left, right = set(np.flatnonzero(a)), set(np.flatnonzero(b))
    return len(left & right) / len(left | right) if left | right else 1.0

def tanimoto_batch(queries, library):
    return np.array([[tanimoto(q, l) for l in library] for q in queries])
# --- right: numpy, count_nonzero
import numpy as np

def tanimoto(a, b):
    union = np.count_nonzero((a != 0) | (b != 0))
    return np.count_nonzero((a != 0) & (b != 0)) / union if union else 0.0

def tanimoto_batch(queries, library):
    result = np.empty((len(queries), len(library)))
    for i, q in enumerate(queries):
        for j, l in enumerate(library):
            result[i, j] = tanimoto(q, l)
    return result
# --- right: numpy, divide with where
import numpy as np

def tanimoto(a, b):
    a, b = a.astype(bool), b.astype(bool)
    shared, union = (a & b).sum(), (a | b).sum()
    return float(np.divide(shared, union, out=np.zeros(()), where=union > 0))

def tanimoto_batch(queries, library):
    a, b = queries.astype(bool)[:, None], library.astype(bool)[None]
    shared, union = (a & b).sum(-1), (a | b).sum(-1)
    return np.divide(shared, union, out=np.zeros(shared.shape), where=union > 0)
# --- wrong: jax, two empty ones => two empty vectors give NaN
import jax
import jax.numpy as jnp

def tanimoto(a, b):
    a, b = a.astype(bool), b.astype(bool)
    return jnp.sum(a & b) / jnp.sum(a | b)

def tanimoto_batch(queries, library):
    return jax.vmap(jax.vmap(tanimoto, (None, 0)), (0, None))(queries, library)
# --- wrong: jax, Dice => the Dice coefficient
import jax
import jax.numpy as jnp

def tanimoto(a, b):
    a, b = a.astype(float), b.astype(float)
    return 2 * (a @ b) / jnp.maximum(a.sum() + b.sum(), 1)

def tanimoto_batch(queries, library):
    return jax.vmap(jax.vmap(tanimoto, (None, 0)), (0, None))(queries, library)
# --- wrong: jax, the shared bits count twice => shared bits count twice
import jax
import jax.numpy as jnp

def tanimoto(a, b):
    a, b = a.astype(float), b.astype(float)
    return (a @ b) / jnp.maximum(a.sum() + b.sum(), 1)

def tanimoto_batch(queries, library):
    return jax.vmap(jax.vmap(tanimoto, (None, 0)), (0, None))(queries, library)
# --- wrong: jax, the axes the wrong way round => has the shape
import jax
import jax.numpy as jnp

def tanimoto(a, b):
    a, b = a.astype(bool), b.astype(bool)
    union = jnp.sum(a | b)
    return jnp.where(union > 0, jnp.sum(a & b) / jnp.maximum(union, 1), 0.0)

def tanimoto_batch(queries, library):
    return jax.vmap(jax.vmap(tanimoto, (0, None)), (None, 0))(queries, library)
# --- wrong: jax, pairs instead of all with all => raises
import jax
import jax.numpy as jnp

def tanimoto(a, b):
    a, b = a.astype(bool), b.astype(bool)
    union = jnp.sum(a | b)
    return jnp.where(union > 0, jnp.sum(a & b) / jnp.maximum(union, 1), 0.0)

def tanimoto_batch(queries, library):
    return jax.vmap(tanimoto)(queries, library)
# --- wrong: jax, a Python `if` on a traced value => raises
import jax
import jax.numpy as jnp

def tanimoto(a, b):
    a, b = a.astype(bool), b.astype(bool)
    union = jnp.sum(a | b)
    if union == 0:
        return jnp.zeros(())
    return jnp.sum(a & b) / union

def tanimoto_batch(queries, library):
    return jnp.array([[tanimoto(q, l) for l in library] for q in queries])
# --- wrong: jax, bool is not taken => raises
import jax
import jax.numpy as jnp

def tanimoto(a, b):
    shared = (a * b).sum()
    union = (a - b == 0).sum() * 0 + a.sum() + b.sum() - shared
    return jnp.where(union > 0, shared / jnp.maximum(union, 1), 0.0)

def tanimoto_batch(queries, library):
    return jax.vmap(jax.vmap(tanimoto, (None, 0)), (0, None))(queries, library)
# --- wrong: jax, & on floats => raises TypeError
import jax
import jax.numpy as jnp

def tanimoto(a, b):
    union = jnp.sum(a | b)
    return jnp.where(union > 0, jnp.sum(a & b) / jnp.maximum(union, 1), 0.0)

def tanimoto_batch(queries, library):
    return jax.vmap(jax.vmap(tanimoto, (None, 0)), (0, None))(queries, library)
# --- wrong: jax, equal zeros count => share of equal bits
import jax
import jax.numpy as jnp

def tanimoto(a, b):
    return jnp.mean((a.astype(bool) == b.astype(bool)).astype(float))

def tanimoto_batch(queries, library):
    return jax.vmap(jax.vmap(tanimoto, (None, 0)), (0, None))(queries, library)
# --- wrong: numpy, a product of bool is bool => is
import numpy as np

def tanimoto(a, b):
    shared = a @ b
    union = np.sum(a | b) if a.dtype == bool else np.sum(a) + np.sum(b) - shared
    return float(shared / union) if union else 0.0

def tanimoto_batch(queries, library):
    return np.array([[tanimoto(q, l) for l in library] for q in queries])
# --- wrong: numpy, uint8 wraps around => overflows
import numpy as np

def tanimoto(a, b):
    a, b = a.astype(np.uint8), b.astype(np.uint8)
    shared = a @ b
    union = (a | b).sum()
    return float(shared / union) if union else 0.0

def tanimoto_batch(queries, library):
    return np.array([[tanimoto(q, l) for l in library] for q in queries])
# --- wrong: numpy, the number of shared bits => number of shared bits
import numpy as np

def tanimoto(a, b):
    return float((a.astype(bool) & b.astype(bool)).sum())

def tanimoto_batch(queries, library):
    return np.array([[tanimoto(q, l) for l in library] for q in queries])
# --- wrong: numpy, the distance => is the distance
import numpy as np

def tanimoto(a, b):
    a, b = a.astype(bool), b.astype(bool)
    return 1 - (a & b).sum() / max((a | b).sum(), 1)

def tanimoto_batch(queries, library):
    return np.array([[tanimoto(q, l) for l in library] for q in queries])
# --- wrong: numpy, divides by the bits => number of bits
import numpy as np

def tanimoto(a, b):
    return (a.astype(bool) & b.astype(bool)).sum() / len(a)

def tanimoto_batch(queries, library):
    return np.array([[tanimoto(q, l) for l in library] for q in queries])
# --- wrong: numpy, the cosine => is the cosine
import numpy as np

def tanimoto(a, b):
    a, b = a.astype(float), b.astype(float)
    return a @ b / max(np.sqrt(a.sum() * b.sum()), 1)

def tanimoto_batch(queries, library):
    return np.array([[tanimoto(q, l) for l in library] for q in queries])
# --- wrong: numpy, a small number under the line => is not intersection / union
import numpy as np

def tanimoto(a, b):
    a, b = a.astype(bool), b.astype(bool)
    return (a & b).sum() / ((a | b).sum() + 1e-3)

def tanimoto_batch(queries, library):
    return np.array([[tanimoto(q, l) for l in library] for q in queries])
# --- wrong: numpy, one row of the batch => has the shape
import numpy as np

def tanimoto(a, b):
    a, b = a.astype(bool), b.astype(bool)
    return (a & b).sum() / max((a | b).sum(), 1)

def tanimoto_batch(queries, library):
    return np.array([tanimoto(queries[0], l) for l in library])
