# What NUM018 must report, and what it must not. Carets mark the exact place.
# --- reported
import math
from math import nan

import numpy as np
import torch
import tensorflow as tf


def forms(x, y: torch.Tensor, z):
    a = x == np.nan
#       ^^^^^^^^^^^ NUM018
    b = np.nan != x
#       ^^^^^^^^^^^ NUM018
    c = y == torch.nan
#       ^^^^^^^^^^^^^^ NUM018
    d = x == nan or z < math.nan
#       ^^^^^^^^ NUM018
#                   ^^^^^^^^^^^^ NUM018
    e = tf.equal(x, y), x == float("NaN")
#                       ^^^^^^^^^^^^^^^^^ NUM018
    return a, b, c, d, e


def stop(losses):
    while losses[-1] != np.nan:
#         ^^^^^^^^^^^^^^^^^^^^ NUM018
        losses.append(1.0)
    if losses[0] == math.nan:
#      ^^^^^^^^^^^^^^^^^^^^^ NUM018
        return [loss for loss in losses if loss == np.nan]
#                                          ^^^^^^^^^^^^^^ NUM018


missing = float("nan")
flags = np.array([1.0]) == missing
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM018


# --- silent
import math

import numpy as np
import sympy
import torch


def of_symbols(x: np.ndarray, symbol):
    return symbol == sympy.nan  # an object like any other there


def asked(x, y: torch.Tensor):
    return np.isnan(x), math.isnan(x), torch.isnan(y), x != x, ~np.isnan(x)


def a_default(x, fill=np.nan):
    if fill is np.nan:
        fill = 0.0
    return np.where(np.isnan(x), fill, x)


def other_constants(x):
    return x == np.inf, x == float("inf"), x == -np.inf, x == np.pi


def as_text(x):
    return x == "nan", str(x) != "nan"


def contained(x):
    return np.nan in x


def of_something_else(x, config):
    return x == config.nan
