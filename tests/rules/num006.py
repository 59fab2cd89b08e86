# What NUM006 must report, and what it must not. Carets mark the exact place.
# --- reported
import numpy as np
import torch


class Scaler:
    def transform(self, x: np.ndarray):
        centred = x - x.mean(axis=0)
        return centred / x.std(axis=0)
#              ^^^^^^^^^^^^^^^^^^^^^^^ NUM006


def by_dimension(x: torch.Tensor):
    return (x - x.mean(1, keepdim=True)) / x.std(1, keepdim=True)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM006


def in_place(x: torch.Tensor):
    x /= torch.linalg.norm(x, dim=-1, keepdim=True)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM006
    return x


# --- silent
import numpy as np
import torch
import torch.nn.functional as F


def with_epsilon(x: np.ndarray, y: torch.Tensor):
    a = (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-8)
    return a, (y - y.mean(0)) / torch.sqrt(y.var(0, unbiased=False) + 1e-5), F.normalize(y, dim=1)


def replaced(x):
    std = np.std(x, axis=0)
    std[std == 0] = 1.0
    return (x - np.mean(x, axis=0)) / std


def tested(x):
    std = np.std(x, axis=0)
    if np.any(std == 0):
        raise ValueError("a constant column")
    return (x - np.mean(x, axis=0)) / std


def bounded(x: torch.Tensor):
    return x / x.norm(dim=1, keepdim=True).clamp(min=1e-12)


def cleaned(x):
    return np.nan_to_num(x / np.linalg.norm(x, axis=1, keepdims=True))


def of_the_whole(x: np.ndarray):
    return (x - x.mean()) / x.std(), x / np.linalg.norm(x)


def of_training_data(x: np.ndarray, train: np.ndarray):
    return (x - train.mean(axis=0)) / train.std(axis=0)


def points(distribution, generator, n):
    x = distribution.rvs(size=(n, 3))
    y = generator.standard_normal((n, 3))
    return x / np.linalg.norm(x, axis=1, keepdims=True), y / np.linalg.norm(y, axis=1, keepdims=True)


def directions(n):
    rng = np.random.default_rng(0)
    x = rng.normal(size=(n, 3))
    y = torch.randn(n, 3)
    return x / np.linalg.norm(x, axis=1, keepdims=True), y / y.norm(dim=1, keepdim=True)


def expected(x):
    with np.errstate(invalid="ignore"):
        return (x - np.mean(x, axis=0)) / np.std(x, axis=0)


def coefficient_of_variation(x: np.ndarray):
    return x.std(axis=0) / x.mean(axis=0), x.mean(axis=0) / x.std(axis=0)


# Missed: statistics that come in from elsewhere.
