# What TORCH046 must report, and what it must not. Carets mark the exact place.
# --- reported: devices
import torch
from torch import zeros


def states(batch, width, device, model):
    hidden = torch.zeros(batch, width).to(device)
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH046
    cell = zeros(batch, width).to(device=device)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH046
    mask = torch.ones(batch, dtype=torch.bool).cuda()
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH046
    noise = torch.randn(batch, 3).to("cuda:0")
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH046
    index = torch.arange(width).to(model.device)
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH046
    return hidden, cell, mask, noise, index


# --- reported: types
import torch as th

half = th.zeros(3).half()
#      ^^^^^^^^^^^^^^^^^^ TORCH046
steps = th.arange(0, 10).to(th.float32)
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH046
labels = th.tensor([[1, 0], [0, 1]]).float()
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH046
filled = th.full((3,), 7).to(th.float16)
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH046
grid = th.linspace(0, 1, 5).double()
#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH046


# --- reported in a method
import torch
from torch import nn


class Positions(nn.Module):
    def forward(self, x):
        steps = torch.arange(x.shape[1]).to(x.device)
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH046
        return x + steps


# --- silent: data from Python are copied to a device either way
import torch


def batch(rows, device):
    return torch.tensor([1.0, 2.0]).to(device), torch.tensor(rows).to(device)


# --- silent: types that are there already, or are not known
import torch


def same(rows, width, x):
    a = torch.zeros(3).float()
    b = torch.tensor([1, 2]).long()
    c = torch.tensor(rows).float()
    d = torch.full((3,), width).half()
    e = torch.zeros(3, dtype=torch.int32).half()
    return a, b, c, d, e


# --- silent: random numbers in another type are other numbers
import torch

noise = torch.randn(3).half()
labels = torch.randint(0, 2, (3,)).float()


# --- silent: what `to` is given is not known
import torch


def like(x, kind, options):
    a = torch.zeros(3).to(x)
    b = torch.zeros(3).to(kind)
    c = torch.zeros(3, **options).to("cuda")
    d = torch.zeros(3).to("cuda", non_blocking=True)
    return a, b, c, d


# --- silent: wherever it is said, and the CPU
import torch


def said(device, generator):
    a = torch.zeros(3, device=device)
    b = torch.zeros(3, device="cuda").to(device)
    c = torch.randn(3, generator=generator).to(device)
    d = torch.ones(3).to("cpu")
    return a, b, c, d


# --- silent: what is no leaf is another matter; modules and other things have a `to`
import torch


def moved(device, pipeline):
    layer = torch.nn.Linear(2, 2).to(device)
    weight = torch.zeros(3, requires_grad=True)
    return layer, weight, pipeline.to(device)


# --- missed: the copy comes later
import torch


def later(device):
    hidden = torch.zeros(3)
    hidden = hidden.to(device)
    return hidden
