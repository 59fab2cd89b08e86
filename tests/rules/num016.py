# What NUM016 must report, and what it must not. Carets mark the exact place.
# --- reported
import tensorflow as tf
import torch
from torch import nn


class Mixture(nn.Module):
    def __init__(self):
        super().__init__()
        self.weights = nn.Parameter(torch.ones(3))

    def forward(self, x):
        w = self.weights
        a = torch.where(w == 0, torch.zeros_like(w), w * torch.log(w))
#                                                        ^^^^^^^^^^^^ NUM016
        return torch.where(w > 1e-8, x / w, 0.0), (w**0.5).where(w > 0, 0.0)
#                                    ^^^^^ NUM016
#                                                  ^^^^^^ NUM016


class EntropyLoss(nn.Module):
    def forward(self, p: torch.Tensor):
        return torch.where(p > 0, -p * p.log(), 0.0).sum()
#                                      ^^^^^^^ NUM016


def of_a_model(inputs):
    model = nn.Sequential(nn.ReLU(), nn.Linear(2, 2))
    out = model(inputs)
    scores = torch.where(0 < out, out.rsqrt(), out)
#                                 ^^^^^^^^^^^ NUM016
    scores.sum().backward()


def logarithm(layer_size):
    layer = tf.keras.layers.Dense(layer_size)
    with tf.GradientTape() as tape:
        y = layer(tf.ones((1, 2)))
        loss = tf.reduce_sum(tf.where(y > 0, tf.math.log(y), 0.0))
#                                            ^^^^^^^^^^^^^^ NUM016
    return tape.gradient(loss, layer.trainable_variables)


# --- silent
import numpy as np
import tensorflow as tf
import torch
from torch import nn


def stopped(inputs):
    h = torch.relu(nn.Linear(2, 2)(inputs))
    torch.where(h > 0, h.log(), 0.0).sum().backward()


class Safe(nn.Module):
    def __init__(self):
        super().__init__()
        self.weights = nn.Parameter(torch.ones(3))

    def forward(self, x):
        w = self.weights
        safe = torch.where(w > 0, w, 1.0)
        return torch.where(w > 0, safe.log(), 0.0), torch.where(w > 0, torch.log(w + 1e-8), 0.0)

    def smooth(self, x):
        w = self.weights
        return torch.where(w > 0, w, torch.expm1(w)), torch.where(w > 20, w, torch.log1p(w.exp()))

    @torch.no_grad()
    def report(self):
        return torch.where(self.weights > 0, self.weights.log(), 0.0)


def of_data(x: torch.Tensor, y: np.ndarray):
    return torch.where(x > 0, torch.log(x), 0.0), np.where(y > 0, np.log(y), 0.0)


def of_something_else(x):
    w = torch.ones(2, requires_grad=True)
    return torch.where(w > 0, torch.log(x), 0.0)


def root_in_tensorflow():
    v = tf.Variable([0.0, 4.0])
    with tf.GradientTape() as tape:
        total = tf.reduce_sum(tf.where(v > 0, tf.sqrt(v), 0.0))
    return tape.gradient(total, v)


# Missed: functions whose arguments come from another file, and conditions in a variable of another name.
