"""Attention with several heads is scaled by the width of the model, and not by that of a head.

The scores of a head are sums of `head_width` products, so their standard deviation is √head_width.
Divided by √width instead, with 8 heads they are 2.8 times too small: the softmax is close to uniform, and the heads
hardly attend to anything in particular.
Nothing is raised, and a model still trains, only worse.
Of 16 random keys of width 64 the largest weight of 8 heads is 0.11 on average with the wrong scale, and 0.24 with the
right one (torch 2.13).
Scale by the size of the last axis of what is multiplied: `(width // heads) ** -0.5`, or `q.shape[-1] ** -0.5`.

Reported in torch, where a layer projects to the width that the scale is made of and heads are then split off.

Source: Vaswani et al., "Attention Is All You Need", section 3.2.1 (d_k is d_model / h).
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.attention import scores
from pattern_lsp.semantic.model import Call, Model, Operand
from pattern_lsp.semantic.queries import is_constant, is_same, operands_of
from pattern_lsp.semantic.values import Kind, Value

_HEADS = frozenset("h heads num_heads n_heads n_head nhead nheads num_attention_heads".split())


def check(model: Model) -> Iterator[Finding]:
    for found in scores(model):
        for factor in found.factors:
            width = _under_root(factor.value)
            if width is not None and _is_projected_to(model, width) and _is_split(model, width):
                yield Finding(
                    factor.place,
                    f"`{factor.text}` is made of the width of all heads, `{width.text}`: "
                    "the scores are sums over the width of one",
                )


def _under_root(value: Value) -> Operand | None:
    """The `width` of `width ** -0.5`, `math.sqrt(width)` or `1 / math.sqrt(width)`."""
    term = value.term
    if term is None:
        return None
    operands = operands_of(term)
    if term.op == "power" and len(operands) == 2:
        is_root = is_constant(operands[1].value, 0.5) or is_constant(operands[1].value, -0.5)
        return operands[0] if is_root else None
    if term.op == "divide" and len(operands) == 2 and is_constant(operands[0].value, 1):
        return _under_root(operands[1].value)
    if term.name.rpartition(".")[2] == "sqrt" and operands:
        return operands[0] if len(operands) == 1 else None
    return None


def _is_projected_to(model: Model, width: Operand) -> bool:
    """Whether a layer that this body calls gives the width, once or for queries, keys and values at once."""
    for call in model.calls("torch.nn.Linear.__call__"):
        made = call.callee.term
        if call.callee.kind is not Kind.OBJECT or made is None:
            continue
        size = made.argument("out_features") or made.positional(1)
        if size is None:
            continue
        if is_same(size.value, width.value):
            return True
        term = size.value.term
        if term is not None and term.op == "multiply":
            parts = operands_of(term)
            is_multiple = any(is_constant(part.value, number) for part in parts for number in (2, 3))
            if is_multiple and any(is_same(part.value, width.value) for part in parts):
                return True
    return False


def _is_split(model: Model, width: Operand) -> bool:
    """Whether an array is split into heads, and none of the axes is the whole width."""
    for call in model.calls("einops.rearrange"):
        if any(argument.keyword in _HEADS for argument in call.arguments):
            return True
    return any(
        _splits(call, width)
        for method in ("view", "reshape", "unflatten")
        for call in model.calls(method=method)
    )  # fmt: skip


def _splits(call: Call, width: Operand) -> bool:
    axes = [argument.operand for argument in call.arguments]
    if len(axes) < 4 or any(is_same(axis.value, width.value) for axis in axes):
        return False
    return any(axis.text.rpartition(".")[2] in _HEADS for axis in axes)


RULE = Rule(
    code="NUM015",
    name="attention-scaled-by-width",
    severity=Severity.WARNING,
    message="attention scaled by the width of the model instead of a head's",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WORSE,),
    examples=(
        Example(
            bad="""\
import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, dim, heads=8):
        super().__init__()
        self.heads = heads
        self.scale = dim**-0.5
        self.to_qkv = nn.Linear(dim, dim * 3, bias=False)

    def forward(self, x):
        batch, length, _ = x.shape
        qkv = self.to_qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        q, k, v = qkv
        weights = (torch.matmul(q, k.transpose(-2, -1)) * self.scale).softmax(dim=-1)
        return torch.matmul(weights, v), weights


torch.manual_seed(0)
attention = Attention(64)
nn.init.normal_(attention.to_qkv.weight, std=64**-0.5)
largest = attention(torch.randn(4, 16, 64))[1].amax(dim=-1).mean().item()
""",
            good="""\
import torch
from torch import nn


class Attention(nn.Module):
    def __init__(self, dim, heads=8):
        super().__init__()
        self.heads = heads
        self.scale = (dim // heads) ** -0.5
        self.to_qkv = nn.Linear(dim, dim * 3, bias=False)

    def forward(self, x):
        batch, length, _ = x.shape
        qkv = self.to_qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        q, k, v = qkv
        weights = (torch.matmul(q, k.transpose(-2, -1)) * self.scale).softmax(dim=-1)
        return torch.matmul(weights, v), weights


torch.manual_seed(0)
attention = Attention(64)
nn.init.normal_(attention.to_qkv.weight, std=64**-0.5)
largest = attention(torch.randn(4, 16, 64))[1].amax(dim=-1).mean().item()
""",
            proof=Shows("bad.largest < 0.15 and good.largest > 0.2"),
        ),
        Example(
            bad="""\
import math

import torch
import torch.nn.functional as F
from torch import nn


class Attention(nn.Module):
    def __init__(self, embed_dim: int, num_heads: int):
        super().__init__()
        self.embed_dim, self.num_heads = embed_dim, num_heads
        self.head_dim = embed_dim // num_heads
        self.query = nn.Linear(embed_dim, embed_dim)
        self.key = nn.Linear(embed_dim, embed_dim)

    def forward(self, x):
        batch, length, _ = x.shape
        q = self.query(x).view(batch, length, self.num_heads, self.head_dim).transpose(1, 2)
        k = self.key(x).view(batch, length, self.num_heads, self.head_dim).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.embed_dim)
        return F.softmax(scores, dim=-1), scores


attention = Attention(64, 8)
nn.init.normal_(attention.query.weight, std=64**-0.5)
nn.init.normal_(attention.key.weight, std=64**-0.5)
spread = attention(torch.randn(4, 16, 64))[1].std().item()
""",
            good="""\
import math

import torch
import torch.nn.functional as F
from torch import nn


class Attention(nn.Module):
    def __init__(self, embed_dim: int, num_heads: int):
        super().__init__()
        self.embed_dim, self.num_heads = embed_dim, num_heads
        self.head_dim = embed_dim // num_heads
        self.query = nn.Linear(embed_dim, embed_dim)
        self.key = nn.Linear(embed_dim, embed_dim)

    def forward(self, x):
        batch, length, _ = x.shape
        q = self.query(x).view(batch, length, self.num_heads, self.head_dim).transpose(1, 2)
        k = self.key(x).view(batch, length, self.num_heads, self.head_dim).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)
        return F.softmax(scores, dim=-1), scores


attention = Attention(64, 8)
nn.init.normal_(attention.query.weight, std=64**-0.5)
nn.init.normal_(attention.key.weight, std=64**-0.5)
spread = attention(torch.randn(4, 16, 64))[1].std().item()
""",
            proof=Shows("bad.spread < 0.5 and 0.8 < good.spread < 1.3"),
        ),
    ),
)
