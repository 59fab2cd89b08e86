# --- tensors made, annotated, sliced, computed; keywords and aliases
import torch
import torch as th
from torch import nn, tensor

def forms(x: torch.Tensor, layer: nn.Linear, batch: "torch.Tensor"):
    a = torch.tensor(x)
#       ^^^^^^^^^^^^^^^ TORCH021
    b = th.tensor(x[0], dtype=torch.float32)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH021
    c = tensor(data=x + 1)
#       ^^^^^^^^^^^^^^^^^^ TORCH021
    d = torch.tensor(layer(x), requires_grad=True)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH021
    e = x.new_tensor(batch)
#       ^^^^^^^^^^^^^^^^^^^ TORCH021
    made = torch.randn(3)
    f = torch.tensor(made)
#       ^^^^^^^^^^^^^^^^^^ TORCH021
    g = [torch.tensor(row) for row in made]
#        ^^^^^^^^^^^^^^^^^ TORCH021
    h = (lambda: torch.tensor(made))()
#                ^^^^^^^^^^^^^^^^^^ TORCH021
    return a, b, c, d, e, f, g, h

class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.scale = nn.Parameter(torch.ones(2))

    def forward(self, x):
        copy = torch.tensor(self.fc(x))
#              ^^^^^^^^^^^^^^^^^^^^^^^^ TORCH021
        return copy * torch.tensor(self.scale)
#                     ^^^^^^^^^^^^^^^^^^^^^^^^ TORCH021
# --- lists of tensors: with gradients, or with several elements
import torch
from torch import nn

def lists(layer: nn.Linear, x):
    y = layer(x)
    a = torch.tensor([y[0].sum(), y[1].sum()])
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH021
    b = torch.tensor((torch.zeros(2), torch.ones((2, 2))))
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH021
    return a, b
# --- silent: numbers, sizes, arrays of NumPy
import numpy as np
import torch

def numbers(x: torch.Tensor, rewards: torch.Tensor, row, size=3):
    a = torch.tensor(x.tolist())
    b = torch.tensor(x.shape)
    c = torch.tensor(x.size(0))
    d = torch.tensor(x.mean().item())
    e = torch.tensor([1.0, size, row])
    rewards = rewards.numpy()
    f = torch.tensor(rewards)
    g = torch.tensor(np.zeros(3))
    h = torch.tensor(float(x.sum()))
    i = torch.tensor(len(x))
    j = torch.tensor([t.item() for t in x])
    return a, b, c, d, e, f, g, h, i, j
# --- silent: what is not known, and other functions
import jax.numpy as jnp
import tensorflow as tf
import torch

def tensor(x):
    return x

def others(x, y: torch.Tensor, arguments):
    a = torch.tensor(x)
    b = torch.as_tensor(y)
    c = tensor(y)
    d = tf.constant(tf.ones(2))
    e = jnp.array(jnp.ones(2))
    f = torch.tensor(*arguments)
    g = y.clone().detach()
    h = torch.Tensor(2, 3)
    return a, b, c, d, e, f, g, h
# --- silent: the branch in which it is no tensor
import torch

def convert(x):
    if isinstance(x, torch.Tensor):
        return x.detach().clone()
    if not torch.is_tensor(x):
        return torch.tensor(x)
    return x.clone()

def convert_all(x: torch.Tensor, y: torch.Tensor):
    if not isinstance(x, torch.Tensor):
        x = torch.tensor(x)
    if not torch.is_tensor(y):
        y = torch.tensor(y)
    return x, y
# --- silent: lists of single numbers without gradients in sight
import torch

def numbers(x: torch.Tensor):
    with torch.no_grad():
        y = torch.nn.Linear(2, 2)(x)
        a = torch.tensor([y[0, 0], y[1, 1]])
    return a, torch.tensor([x[0, 0], x[1, 1]])
# --- silent: a helper that a flag tells whether it is given tensors
import torch

def transform(batch, is_tensor=False):
    if is_tensor:
        batch = batch.clone().detach()
    else:
        batch = torch.tensor(batch)
    return batch

def load(n):
    return transform(torch.zeros(n), is_tensor=True)
