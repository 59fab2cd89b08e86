# What NUM007 must report, and what it must not. Carets mark the exact place.
# --- reported
import numpy as np
import torch
import jax.numpy as jnp


def by_power(x: torch.Tensor, eps):
    return (x - x.mean(0)) / (x.var(0) + eps) ** 0.5
#                             ^^^^^^^^ NUM007


def said_so(x: torch.Tensor):
    mean, var = x.mean(dim=(0, 2, 3), keepdim=True), x.var(dim=(0, 2, 3), unbiased=True, keepdim=True)
#                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM007
    return (x - mean) / (var + 1e-5).sqrt()


def by_correction(x: torch.Tensor):
    centred = x - torch.mean(x, -1, keepdim=True)
    return centred / torch.sqrt(1e-5 + torch.var(x, -1, correction=1, keepdim=True))
#                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM007


def with_ddof(x):
    return (x - jnp.mean(x, axis=0)) / jnp.sqrt(jnp.var(x, axis=0, ddof=1) + 1e-5)
#                                               ^^^^^^^^^^^^^^^^^^^^^^^^^^ NUM007


# --- silent
import numpy as np
import torch
import jax.numpy as jnp


def biased(x: torch.Tensor):
    mean = x.mean(0)
    first = (x - mean) / torch.sqrt(x.var(0, unbiased=False) + 1e-5)
    second = (x - mean) / torch.sqrt(x.var(0, correction=0) + 1e-5)
    third = (x - mean) / torch.sqrt(x.var(0, False) + 1e-5)
    return first, second, third, (x - mean) / torch.sqrt(((x - mean) ** 2).mean(0) + 1e-5)


def others(x, y: np.ndarray):
    a = (y - y.mean(axis=0)) / np.sqrt(y.var(axis=0) + 1e-5)
    return a, (x - jnp.mean(x, axis=0)) / jnp.sqrt(jnp.var(x, axis=0) + 1e-5)


class BatchNorm(torch.nn.Module):
    def forward(self, x: torch.Tensor):
        mean, var = x.mean(0), x.var(0, unbiased=False)
        with torch.no_grad():
            self.running_var = 0.9 * self.running_var + 0.1 * x.var(0)
        return (x - mean) / torch.sqrt(var + 1e-5), (x - self.running_mean) / torch.sqrt(self.running_var + 1e-5)


def statistics(x: torch.Tensor):
    return x.mean(), x.var(), (x - x.mean()) / x.std()


def welch(a: torch.Tensor, b: torch.Tensor):
    return (a.mean() - b.mean()) / torch.sqrt(a.var() / len(a) + b.var() / len(b))


def somebody_decides(x: torch.Tensor, unbiased, **options):
    a = (x - x.mean(0)) / torch.sqrt(x.var(0, unbiased=unbiased) + 1e-5)
    return a, (x - x.mean(0)) / torch.sqrt(x.var(0, **options) + 1e-5)


# Missed: `x.std()`, which adds its eps outside the root; `torch.var_mean`.
