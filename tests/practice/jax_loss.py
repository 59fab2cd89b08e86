# --- right: jax, the mean of squares
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    pred = x @ w + b
    return jnp.mean((pred - y) ** 2)
# --- right: jax, a predict helper, jitted
import jax
import jax.numpy as jnp

def predict(params, x):
    return jnp.dot(x, params[0]) + params[1]

@jax.jit
def loss_fn(params, x, y):
    return jnp.mean(jnp.square(predict(params, x) - y))
# --- right: jax, vmapped over examples
import jax
import jax.numpy as jnp

def _one(params, x, y):
    w, b = params
    return jnp.mean((w.T @ x + b - y) ** 2)

def loss(params, x, y):
    return jax.vmap(_one, in_axes=(None, 0, 0))(params, x, y).mean()
# --- right: jax, sum divided by size
import jax.numpy as jnp

def mse_loss(theta, inputs, targets):
    error = inputs @ theta[0] + theta[1] - targets
    return jnp.sum(error * error) / error.size
# --- right: jax, vdot
import jax.numpy as jnp

def loss(params, x, y):
    (w, b) = params
    r = (y - b - x @ w).ravel()
    return jnp.vdot(r, r) / r.shape[0]
# --- right: jax, einsum
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    r = jnp.einsum("bf,fo->bo", x, w) + b[None, :] - y
    return jnp.einsum("bo,bo->", r, r) / (r.shape[0] * r.shape[1])
# --- right: jax, the library
import optax

def loss(params, x, y):
    w, b = params
    return optax.squared_error(x @ w + b, y).mean()
# --- right: jax, a scan over examples
import jax
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params

    def step(total, pair):
        row, target = pair
        return total + jnp.sum((row @ w + b - target) ** 2), None

    total, _ = jax.lax.scan(step, jnp.zeros(()), (x, y))
    return total / y.size
# --- wrong: jax, the sum => is the sum
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return jnp.sum((x @ w + b - y) ** 2)
# --- wrong: jax, half => is half
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return 0.5 * jnp.mean((x @ w + b - y) ** 2)
# --- wrong: jax, the root => is the root
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return jnp.sqrt(jnp.mean((x @ w + b - y) ** 2))
# --- wrong: jax, absolute => mean absolute error
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return jnp.mean(jnp.abs(x @ w + b - y))
# --- wrong: jax, no bias => leaves out the bias
import jax.numpy as jnp

def loss(params, x, y):
    w, _ = params
    return jnp.mean((x @ w - y) ** 2)
# --- wrong: jax, the mean over the batch only => sums over the outputs
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return jnp.mean(jnp.sum((x @ w + b - y) ** 2, axis=-1))
# --- wrong: jax, one for each example => has the shape
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return jnp.mean((x @ w + b - y) ** 2, axis=-1)
# --- wrong: jax, a Python float => raises
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return jnp.asarray(float(jnp.mean((x @ w + b - y) ** 2)))
# --- wrong: jax, NumPy => raises
import jax.numpy as jnp
import numpy as np

def loss(params, x, y):
    w, b = params
    return jnp.asarray(np.mean((np.asarray(x) @ np.asarray(w) + np.asarray(b) - np.asarray(y)) ** 2))
# --- wrong: jax, the gradient is stopped => not differentiable
import jax
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    pred = jax.lax.stop_gradient(x @ w + b)
    return jnp.mean((pred - y) ** 2)
# --- wrong: jax, the gradient of the bias is stopped => no gradient reaches `b`
import jax
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return jnp.mean((x @ w + jax.lax.stop_gradient(b) - y) ** 2)
# --- wrong: jax, negated => wrong sign
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return -jnp.mean((x @ w + b - y) ** 2)
# --- wrong: jax, the square of the mean => squares the mean
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return jnp.mean(x @ w + b - y) ** 2
# --- wrong: jax, weight decay that nobody asked for => is not the mean squared error
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    return jnp.mean((x @ w + b - y) ** 2) + 1e-2 * jnp.sum(w**2)
# --- wrong: jax, all predictions with all targets => is not the mean squared error
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    pred = (x @ w + b).reshape(-1, 1)
    return jnp.mean((pred - y.reshape(1, -1)) ** 2)
# --- wrong: jax, a pair => not an array
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    pred = x @ w + b
    return jnp.mean((pred - y) ** 2), pred
# --- wrong: jax, a branch on a traced value => raises
import jax.numpy as jnp

def loss(params, x, y):
    w, b = params
    value = jnp.mean((x @ w + b - y) ** 2)
    if value > 1e6:
        return jnp.minimum(value, 1e12)
    return value
