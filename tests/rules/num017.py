# What NUM017 must report, and what it must not. Carets mark the exact place.
# --- reported
import jax.numpy as jnp
import numpy as np
import torch


def forms(x: np.ndarray, y: torch.Tensor, z: jnp.ndarray):
    a = x == 0.1
#       ^^^^^^^^ NUM017
    b = 1e-6 != y
#       ^^^^^^^^^ NUM017
    c = z.mean() == jnp.sqrt(z)
#       ^^^^^^^^^^^^^^^^^^^^^^^ NUM017
    return a, b, c


# --- silent
import numpy as np
import torch


def exact(x: np.ndarray, y: torch.Tensor):
    return x == 0.0, x == 1, y != 0.5, x == 0.25, y == -1.0


def arrays(x: np.ndarray, y: np.ndarray):
    return x == y, x.argmax() == y.argmax(), x.mean() == 0


def ordered(x: np.ndarray):
    return x > 0.1, x <= 0.3


def close(x: np.ndarray):
    return np.isclose(x, 0.1), np.allclose(x, 0.1)


def python_numbers(x):
    return x == 0.1


def text(x: np.ndarray):
    return x == "0.1"
