"""Self-attention with a residual connection and a norm.

`x` is `[batch, sequence, embed_dim]`, and so is the result; `embed_dim` is a multiple of `num_heads`.
Without `batch_first=True` the layer counts time first, and attends over the batch without a word.

Source: Vaswani et al., "Attention Is All You Need", 2017; docs.pytorch.org, `torch.nn.MultiheadAttention`.
"""

import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, embed_dim: int, num_heads: int = 8) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        out, _ = self.attention(x, x, x, need_weights=False)  # (batch, sequence, embed_dim)
        return self.norm(x + out)
