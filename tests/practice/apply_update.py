# --- right: jax, the sheet's three updates
def apply_update(arr, mask):
    import jax.numpy as jnp
    arr = arr.at[0].set(5)
    arr = arr.at[1:3].add(1)
    arr = arr.at[mask].set(0)
    return jnp.asarray(arr)
# --- right: jax, chained, where at the end
import jax.numpy as jnp

def apply_update(arr, mask):
    return jnp.where(mask, 0, arr.at[0].set(5).at[1:3].add(1))
# --- right: jax, multiplied by what the mask leaves
import jax.numpy as jnp

def apply_update(arr, mask):
    updated = arr.at[0].set(5).at[jnp.arange(1, min(3, len(arr)))].add(1)
    return updated * (~mask).astype(arr.dtype)
# --- right: jax, jitted
import jax
import jax.numpy as jnp

@jax.jit
def apply_update(x, hide):
    x = x.at[0].set(5).at[1:3].add(1)
    return jnp.where(hide, jnp.zeros_like(x), x)
# --- right: jax, concatenated
import jax.numpy as jnp

def apply_update(arr, mask):
    first = jnp.full((1,), 5, dtype=arr.dtype)
    parts = jnp.concatenate([first, arr[1:3] + 1, arr[3:]])
    return jnp.where(mask, jnp.array(0, arr.dtype), parts)
# --- right: jax, where by position
import jax.numpy as jnp

def apply_update(arr, mask):
    i = jnp.arange(arr.shape[0])
    out = jnp.where(i == 0, 5, arr)
    out = jnp.where((i >= 1) & (i < 3), out + 1, out)
    return jnp.where(mask, 0, out).astype(arr.dtype)
# --- right: jax, multiply by zero through .at
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = jnp.asarray(arr).at[0].set(5)
    arr = arr.at[1:3].add(1)
    return arr.at[mask].multiply(0)
# --- right: jax, the places of the mask
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = arr.at[0].set(5).at[1:3].add(1)
    (places,) = jnp.nonzero(mask)
    return arr.at[places].set(0)
# --- wrong: jax, in place => raises TypeError
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = jnp.asarray(arr)
    arr[0] = 5
    arr[1:3] += 1
    arr[mask] = 0
    return arr
# --- wrong: jax, the results are not kept => the array as it was
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = jnp.asarray(arr)
    arr.at[0].set(5)
    arr.at[1:3].add(1)
    arr.at[mask].set(0)
    return arr
# --- wrong: jax, gives NumPy => not a JAX array
import jax.numpy as jnp
import numpy as np

def apply_update(arr, mask):
    out = np.array(jnp.asarray(arr))
    out[0] = 5
    out[1:3] += 1
    out[np.asarray(mask)] = 0
    return out
# --- wrong: jax, the mask first => too early
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = jnp.where(mask, 0, arr)
    return arr.at[0].set(5).at[1:3].add(1)
# --- wrong: jax, one element too many => a slice ends before its stop
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = arr.at[0].set(5).at[1:4].add(1)
    return jnp.where(mask, 0, arr)
# --- wrong: jax, set in place of add => is not the updated array
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = arr.at[0].set(5).at[1:3].set(1)
    return jnp.where(mask, 0, arr)
# --- wrong: jax, add in place of set => is not the updated array
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = arr.at[0].add(5).at[1:3].add(1)
    return jnp.where(mask, 0, arr)
# --- wrong: jax, the mask is forgotten => does not set the masked elements
import jax.numpy as jnp

def apply_update(arr, mask):
    return jnp.asarray(arr).at[0].set(5).at[1:3].add(1)
# --- wrong: jax, the mask the other way => what the mask leaves
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = arr.at[0].set(5).at[1:3].add(1)
    return jnp.where(mask, arr, 0)
# --- wrong: jax, no addition => does not add 1
import jax.numpy as jnp

def apply_update(arr, mask):
    return jnp.where(mask, 0, arr.at[0].set(5))
# --- wrong: jax, the first is left => does not set the first
import jax.numpy as jnp

def apply_update(arr, mask):
    return jnp.where(mask, 0, arr.at[1:3].add(1))
# --- wrong: jax, the last in place of the first => is not the updated array
import jax.numpy as jnp

def apply_update(arr, mask):
    return jnp.where(mask, 0, arr.at[-1].set(5).at[1:3].add(1))
# --- wrong: jax, its memory is donated => changes its input
from functools import partial
import jax
import jax.numpy as jnp

@partial(jax.jit, donate_argnums=0)
def apply_update(arr, mask):
    arr = arr.at[0].set(5).at[1:3].add(1)
    return jnp.where(mask, 0, arr)
# --- wrong: jax, integers become floats => the result of int32 is float32
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = arr.at[0].set(5).at[1:3].add(1)
    return jnp.where(mask, 0.0, arr)
# --- wrong: jax, the mask as indices => is not the updated array
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = arr.at[0].set(5).at[1:3].add(1)
    return arr.at[mask.astype(int)].set(0)
# --- wrong: jax, only what the mask leaves => has the shape
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = jnp.asarray(arr).at[0].set(5).at[1:3].add(1)
    return arr[~mask]
# --- wrong: jax, NaN times zero => is not the updated array
import jax.numpy as jnp

def apply_update(arr, mask):
    arr = arr.at[0].set(5).at[1:3].add(1)
    return arr - arr.at[1:].get() .sum() * 0 - jnp.where(mask, 1, 0) * (arr - 1)
