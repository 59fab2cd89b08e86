"""Two-layer perceptron with dropout and layer norm.

`x` is `[batch, in_dim]`, float; the result is logits `[batch, out_dim]`.
There is no softmax at the end: the loss applies its own.

Source: docs.pytorch.org, `torch.nn.Module`.
"""

import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, in_dim: int, hidden: int, out_dim: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Linear(in_dim, hidden),
            nn.LayerNorm(hidden),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(hidden, out_dim),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.net(x)  # (batch, out_dim)
