# --- right: torch, the cheat sheet's
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        attn_out, _ = self.attn(x, x, x)  # Q, K, V all same
        return self.norm(x + attn_out)    # Residual connection
# --- right: torch, the norm before
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.norm = nn.LayerNorm(embed_dim)
        self.attention = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)

    def forward(self, x):
        h = self.norm(x)
        return x + self.attention(h, h, h, need_weights=False)[0]
# --- right: torch, from scratch
import torch
from torch import nn
import torch.nn.functional as F

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.heads = num_heads
        self.qkv = nn.Linear(embed_dim, 3 * embed_dim)
        self.out = nn.Linear(embed_dim, embed_dim)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        b, t, e = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, e // self.heads).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v)
        return self.norm(x + self.out(y.transpose(1, 2).reshape(b, t, e)))
# --- right: torch, time first, transposed on the way
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        y = x.transpose(0, 1)
        y = self.attn(y, y, y)[0].transpose(0, 1)
        return self.norm(x + y)
# --- right: torch, einsum with separate projections and dropout
import torch
from torch import nn

class MultiHeadSelfAttention(nn.Module):
    def __init__(self, embed_dim: int, num_heads: int = 8):
        super().__init__()
        self.h = num_heads
        self.q, self.k, self.v, self.o = (nn.Linear(embed_dim, embed_dim, bias=False) for _ in range(4))
        self.drop = nn.Dropout(0.1)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        b, t, e = x.shape
        q, k, v = (f(x).reshape(b, t, self.h, e // self.h) for f in (self.q, self.k, self.v))
        w = torch.einsum("bqhd,bkhd->bhqk", q, k) * (e // self.h) ** -0.5
        y = torch.einsum("bhqk,bkhd->bqhd", w.softmax(-1), v).reshape(b, t, e)
        return self.norm(x + self.drop(self.o(y)))
# --- right: torch, functional norm, no affine parameters
import torch.nn as nn
import torch.nn.functional as F

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, dropout=0.1, batch_first=True)

    def forward(self, x):
        return F.layer_norm(x + self.attn(x, x, x)[0], x.shape[-1:])
# --- right: torch, the block of the library split up
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.mha = nn.MultiheadAttention(embed_dim=embed_dim, num_heads=num_heads, batch_first=True, bias=False)
        self.ln = nn.LayerNorm(embed_dim, eps=1e-6)

    def _attend(self, x):
        result, weights = self.mha(query=x, key=x, value=x)
        return result

    def forward(self, inputs):
        residual = inputs
        return self.ln(residual + self._attend(inputs))
# --- right: torch, a loop over heads
import torch
from torch import nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.size = embed_dim // num_heads
        self.project = nn.Linear(embed_dim, 3 * embed_dim)
        self.merge = nn.Linear(embed_dim, embed_dim)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        q, k, v = self.project(x).chunk(3, dim=-1)
        heads = []
        for q_h, k_h, v_h in zip(q.split(self.size, -1), k.split(self.size, -1), v.split(self.size, -1)):
            heads.append(torch.softmax(q_h @ k_h.mT / self.size**0.5, -1) @ v_h)
        return self.norm(x + self.merge(torch.cat(heads, -1)))
# --- right: torch, heads in the batch axis, logsumexp, a norm after attention
import torch
from torch import nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.num_heads = num_heads
        self.query = nn.Linear(embed_dim, embed_dim)
        self.key = nn.Linear(embed_dim, embed_dim)
        self.value = nn.Linear(embed_dim, embed_dim)
        self.norm = nn.LayerNorm(embed_dim)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x):
        b, n, d = x.shape
        h = self.num_heads

        def heads(t):
            return t.reshape(b, n, h, d // h).permute(0, 2, 1, 3).reshape(b * h, n, d // h)

        q, k, v = heads(self.query(x)), heads(self.key(x)), heads(self.value(x))
        scores = torch.bmm(q, k.mT) * (d // h) ** -0.5
        weights = torch.log_softmax(scores, dim=-1).exp()
        mixed = torch.bmm(self.dropout(weights), v).reshape(b, h, n, d // h).permute(0, 2, 1, 3).reshape(b, n, d)
        return x + self.norm(mixed)
# --- right: torch, root mean square norm, the projection at the end begins at zero
from torch import nn
from torch.nn import functional as F

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.num_heads = num_heads
        self.qkv = nn.Linear(embed_dim, 3 * embed_dim, bias=False)
        self.proj = nn.Linear(embed_dim, embed_dim, bias=False)
        nn.init.zeros_(self.proj.weight)
        self.norm = nn.RMSNorm(embed_dim)

    def forward(self, x):
        q, k, v = self.qkv(self.norm(x)).chunk(3, dim=-1)
        q, k, v = (t.unflatten(-1, (self.num_heads, -1)).transpose(1, 2) for t in (q, k, v))
        return x + self.proj(F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2))
# --- wrong: torch, time first => attends over the batch
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        return self.norm(x + self.attn(x, x, x)[0])
# --- wrong: torch, no residual => no residual
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        return self.norm(self.attn(x, x, x)[0])
# --- wrong: torch, no norm => no layer norm
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)

    def forward(self, x):
        return x + self.attn(x, x, x)[0]
# --- wrong: torch, the pair is given back => not a tensor
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        out, weights = self.attn(x, x, x)
        return self.norm(x + out), weights
# --- wrong: torch, adds the pair => raises TypeError
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        return self.norm(x + self.attn(x, x, x))
# --- wrong: torch, one head always => ignores `num_heads`
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, 1, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        return self.norm(x + self.attn(x, x, x)[0])
# --- wrong: torch, a layer in a list => no parameters
import torch.nn as nn
import torch.nn.functional as F

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.parts = [nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)]

    def forward(self, x):
        return F.layer_norm(x + self.parts[0](x, x, x)[0], x.shape[-1:])
# --- wrong: torch, a linear layer in place of attention => the first token does not see
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.linear = nn.Linear(embed_dim, embed_dim)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        return self.norm(x + self.linear(x))
# --- wrong: torch, causal => the first token does not see
import torch
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        mask = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool).triu(1)
        return self.norm(x + self.attn(x, x, x, attn_mask=mask)[0])
# --- wrong: torch, normalised over the sequence => raises
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.BatchNorm1d(embed_dim)

    def forward(self, x):
        return self.norm(x + self.attn(x, x, x)[0])
# --- wrong: torch, no super().__init__() => raises AttributeError
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        return self.norm(x + self.attn(x, x, x)[0])
# --- wrong: torch, dropout that never ends => not deterministic
import torch.nn as nn
import torch.nn.functional as F

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        return self.norm(x + F.dropout(self.attn(x, x, x)[0], 0.3))
# --- wrong: torch, the attention is detached => no gradient reaches
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        return self.norm(x + self.attn(x, x, x)[0].detach())
# --- wrong: torch, heads merged without a transpose => attends
import torch
from torch import nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.h = num_heads
        self.qkv = nn.Linear(embed_dim, 3 * embed_dim)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        b, t, e = x.shape
        q, k, v = (one.reshape(self.h, b * t, e // self.h) for one in self.qkv(x).chunk(3, -1))
        y = torch.softmax(q @ k.mT / (e // self.h) ** 0.5, -1) @ v
        return self.norm(x + y.reshape(b, t, e))
# --- wrong: torch, the mean over the sequence => shape of the input
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        return self.norm(x + self.attn(x, x, x)[0]).mean(1)
# --- wrong: torch, a norm that is never used => no gradient reaches `norm
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        return x + self.attn(x, x, x)[0]
# --- wrong: torch, attention with itself subtracted => no residual
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        out = self.attn(x, x, x)[0]
        return self.norm(out + 0.1 * out.flip(1))
# --- wrong: torch, softmax over the heads => given twice over
import torch
from torch import nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.h = num_heads
        self.qkv, self.out = nn.Linear(embed_dim, 3 * embed_dim), nn.Linear(embed_dim, embed_dim)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = (t.view(b, n, self.h, d // self.h).transpose(1, 2) for t in self.qkv(x).chunk(3, dim=-1))
        weights = (q @ k.transpose(-2, -1) / (d // self.h) ** 0.5).softmax(dim=1)
        return self.norm(x + self.out((weights @ v).transpose(1, 2).reshape(b, n, d)))
# --- wrong: torch, scores without a softmax => given twice over
import torch
from torch import nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.h = num_heads
        self.qkv, self.out = nn.Linear(embed_dim, 3 * embed_dim), nn.Linear(embed_dim, embed_dim)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = (t.view(b, n, self.h, d // self.h).transpose(1, 2) for t in self.qkv(x).chunk(3, dim=-1))
        weights = q @ k.transpose(-2, -1) / (d // self.h) ** 0.5
        return self.norm(x + self.out((weights @ v).transpose(1, 2).reshape(b, n, d)))
# --- wrong: torch, heads joined without transposing => given twice over
import torch.nn.functional as F
from torch import nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.h = num_heads
        self.q, self.k, self.v = (nn.Linear(embed_dim, embed_dim) for _ in range(3))
        self.out, self.norm = nn.Linear(embed_dim, embed_dim), nn.LayerNorm(embed_dim)

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = (layer(x).view(b, n, self.h, d // self.h).transpose(1, 2) for layer in (self.q, self.k, self.v))
        out = F.scaled_dot_product_attention(q, k, v)
        return self.norm(x + self.out(out.reshape(b, n, d)))
# --- wrong: torch, a softmax that overflows => overflows
import torch
from torch import nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=8):
        super().__init__()
        self.h = num_heads
        self.qkv, self.out = nn.Linear(embed_dim, 3 * embed_dim), nn.Linear(embed_dim, embed_dim)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        b, n, d = x.shape
        q, k, v = (t.view(b, n, self.h, d // self.h).transpose(1, 2) for t in self.qkv(x).chunk(3, dim=-1))
        e = torch.exp(q @ k.transpose(-2, -1) / (d // self.h) ** 0.5)
        weights = e / e.sum(dim=-1, keepdim=True)
        return self.norm(x + self.out((weights @ v).transpose(1, 2).reshape(b, n, d)))
# --- wrong: torch, four heads by default => by default
import torch.nn as nn

class SelfAttention(nn.Module):
    def __init__(self, embed_dim, num_heads=4):
        super().__init__()
        self.attn = nn.MultiheadAttention(embed_dim, num_heads, batch_first=True)
        self.norm = nn.LayerNorm(embed_dim)

    def forward(self, x):
        attn_out, _ = self.attn(x, x, x)
        return self.norm(x + attn_out)
