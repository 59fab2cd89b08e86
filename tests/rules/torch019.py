# --- operators, items and methods, on tensors and parameters
import torch
from torch import nn

def forms(x):
    w = torch.randn(3, requires_grad=True)
    w += 1
#   ^^^^^^ TORCH019
    w[0] = 2
#   ^^^^^^^^ TORCH019
    w[1:] *= 2
#   ^^^^^^^^^^ TORCH019
    w.zero_()
#   ^^^^^^^^^ TORCH019
    y = w.clamp_(0, 1)
#       ^^^^^^^^^^^^^^ TORCH019
    p = nn.Parameter(torch.zeros(2, 2))
    p.copy_(x)
#   ^^^^^^^^^^ TORCH019
    p[0].fill_(1)
#   ^^^^^^^^^^^^^ TORCH019
    alias = p
    alias.mul_(2)
#   ^^^^^^^^^^^^^ TORCH019
    q = torch.zeros(2).requires_grad_()
    q.add_(1)
#   ^^^^^^^^^ TORCH019
    layer = nn.Linear(2, 2)
    layer.bias.fill_(0.1)
#   ^^^^^^^^^^^^^^^^^^^^^ TORCH019
    layer.weight *= 0.5
#   ^^^^^^^^^^^^^^^^^^^ TORCH019
    p.view(-1)[0] = 3
#   ^^^^^^^^^^^^^^^^^ TORCH019
    return y
# --- in modules: constructors, methods, helpers
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(2, 2)
        self.scale = nn.Parameter(torch.ones(1))
        self.fc.weight.normal_(0, 0.02)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH019

    def reset(self):
        self.scale.fill_(1)
#       ^^^^^^^^^^^^^^^^^^^ TORCH019
        self.scale -= 0.5
#       ^^^^^^^^^^^^^^^^^ TORCH019

    def forward(self, x):
        return self.fc(x) * self.scale
# --- own steps of gradient descent
import torch

def train(model: torch.nn.Module, x, y, rate):
    for epoch in range(3):
        loss = (model(x) - y).pow(2).mean()
        loss.backward()
        for p in model.parameters():
            p -= rate * p.grad
#           ^^^^^^^^^^^^^^^^^^ TORCH019
        for p in model.parameters():
            p.sub_(p.grad, alpha=rate)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH019

def fit(x, y):
    w = torch.zeros(3, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    for _ in range(10):
        loss = (x @ w + b - y).pow(2).mean()
        loss.backward()
        w -= 0.1 * w.grad
#       ^^^^^^^^^^^^^^^^^ TORCH019
        with torch.no_grad():
            b -= 0.1 * b.grad
            w.grad.zero_()
            b.grad.zero_()
    return w, b
# --- silent: without gradients
import torch
from torch import nn

@torch.no_grad()
def initialise(layer: nn.Linear):
    layer.weight.fill_(0.1)
    layer.bias += 1

def clear(layer: nn.Linear):
    layer.weight.zero_()

def without(x):
    w = torch.ones(3, requires_grad=True)
    layer = nn.Linear(3, 3)
    with torch.no_grad():
        w += 1
        w[0] = 0
        layer.weight.copy_(x)
        clear(layer)
    with torch.inference_mode():
        w.mul_(2)
    w.data.fill_(0)
    w.data[0] = 1
    layer.weight.data *= 2
    layer.weight.detach().zero_()
    w.detach()[0] = 1
    nn.init.zeros_(layer.bias)
    w.grad = torch.zeros(3)
    w.grad.zero_()
    return w
# --- silent: what was computed, buffers, tensors that do not ask
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("mean", torch.zeros(3))
        self.norm = nn.BatchNorm1d(3)
        self.w = nn.Parameter(torch.ones(3))
        self.fixed = nn.Parameter(torch.ones(3), requires_grad=False)
        self.fixed.fill_(2)
        self.norm.running_mean.zero_()

    def forward(self, x):
        self.mean += 1
        y = self.w * x
        y += 1
        y[0] = 0
        w = self.w.clone()
        w.mul_(2)
        w = self.w + 0
        w -= 1
        z = torch.zeros(3)
        z += self.w
        z[0] = self.w[0]
        z.requires_grad_()
        return y, z

def steps(x, y):
    w = torch.zeros(3, requires_grad=True)
    for _ in range(3):
        (g,) = torch.autograd.grad((x @ w - y).pow(2).mean(), w)
        w = w - 0.1 * g
    total = 0
    total += 1
    return w
# --- silent: gradients are switched off first
import torch
from torch import nn

def frozen(encoder: nn.Linear, x):
    w = nn.Parameter(torch.zeros(2))
    w.requires_grad_(False)
    w.fill_(1)
    encoder.weight.requires_grad = False
    encoder.weight.copy_(x)
    target = nn.Linear(2, 2)
    target.requires_grad_(False)
    target.weight.mul_(0.9)
    return w

def sampled():
    torch.set_grad_enabled(False)
    layer = nn.Linear(2, 2)
    layer.weight.fill_(1)
    return layer

class Codebook(nn.Module):
    def __init__(self):
        super().__init__()
        self.codes = nn.Embedding(4, 2)
        self.codes.weight.requires_grad = False

    def update(self, codes):
        self.codes.weight.copy_(codes)
# --- silent: other code may call it without gradients
import torch
from torch import nn

class Cache(nn.Module):
    def __init__(self):
        super().__init__()
        self.keys = nn.Parameter(torch.zeros(3))

    def update(self, position, keys):
        self.keys[position] = keys

def fused(x):
    layer = nn.Conv2d(3, 3, 1).requires_grad_(False)
    layer.weight.copy_(x)
    return layer
# --- silent: a mask makes a copy; sharing and asking are no changes
import torch

def copies(mask):
    w = torch.zeros(4, requires_grad=True)
    w[mask].fill_(1)
    w[[0, 1]].zero_()
    w.share_memory_()
    w.requires_grad_()
    w.detach_()
    try:
        w.fill_(1)
    except RuntimeError:
        print("a leaf")
    return w
# --- missed: a method that the constructor calls is looked at before the attributes are known
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(1))
        self.reset()

    def reset(self):
        self.scale.fill_(1)

# --- silent: a conversion that another file runs under no_grad; one that this file runs with gradients is reported
import torch
from torch import nn


def converted(old: nn.Linear):
    new = nn.Linear(old.in_features, old.out_features)
    new.weight.copy_(old.weight)
    return new


def cloned(old: nn.Linear):
    new = nn.Linear(2, 2)
    new.weight.copy_(old.weight)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH019
    return new


copy = cloned(nn.Linear(2, 2))
