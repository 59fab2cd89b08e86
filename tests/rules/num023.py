# What NUM023 must report, and what it must not. Carets mark the exact place.
# --- reported
import jax.numpy as jnp
import numpy as np
import torch
from numpy import where


def forms(x, y: torch.Tensor):
    rows = np.where(x > 0)[0]
#          ^^^^^^^^^^^^^^^ NUM023
    return rows, where(x), torch.where(y), jnp.where(x == 1)
#                ^^^^^^^^ NUM023
#                          ^^^^^^^^^^^^^^ NUM023
#                                          ^^^^^^^^^^^^^^^^^ NUM023


# --- silent
import numpy as np
import pandas as pd
import tensorflow as tf
import torch


def with_three(x, y: torch.Tensor):
    return np.where(x > 0, x, 0), torch.where(y > 0, y, 0)


def nonzero(x):
    return np.nonzero(x), np.argwhere(x), np.flatnonzero(x)


def of_tensorflow(x):
    return tf.where(x)


def of_a_frame(frame: pd.DataFrame):
    return frame.where(frame > 0)


def spread(parts):
    return np.where(*parts)
