# What NUM024 must report, and what it must not. Carets mark the exact place.
# --- reported
import torch
from torch import nn


class Layer(nn.Module):
    def forward(self, x: torch.Tensor, y):
        mean = torch.mean(x)
        a = x - mean
#           ^^^^^^^^ NUM024
        return a, y / torch.linalg.norm(y)
#                 ^^^^^^^^^^^^^^^^^^^^^^^^ NUM024


# --- silent
import torch
from torch import nn


class Layer(nn.Module):
    def forward(self, x: torch.Tensor, y):
        a = x - x.mean(dim=-1, keepdim=True), x - x.mean(0), x - x.max()
        return a, x / y.sum(), (x * y).sum() / x.numel()

    def report(self, x: torch.Tensor):
        return (x - x.mean()) / x.std()


class ScaleLoss(nn.Module):
    def forward(self, x: torch.Tensor):
        return (x / x.sum()).mean()


def standardise(x: torch.Tensor):
    return (x - x.mean()) / x.std()


class Data(torch.utils.data.Dataset):
    def __getitem__(self, index):
        x = self.rows[index]
        return (x - x.mean()) / x.std()


# Missed: means of what a layer returned, and statistics of helper functions.
