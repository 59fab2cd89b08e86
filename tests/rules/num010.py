# What NUM010 must report, and what it must not. Carets mark the exact place.
# --- reported
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class Head(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.softmax = nn.Softmax(dim=-2)
        self.dropout = nn.Dropout(0.1)
        self.scale = size**-0.5

    def forward(self, q, k, v):
        scores = torch.matmul(q, k.transpose(2, 3)) * self.scale
        weights = self.dropout(F.softmax(scores, 2))
#                                                ^ NUM010
        return torch.matmul(weights, v)


def over_the_batch(q, k, v, mask):
    scores = (q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))).masked_fill(mask, float("-inf"))
    return torch.softmax(scores, dim=0) @ v
#                                    ^ NUM010


# --- silent
import math

import torch
import torch.nn.functional as F


def last(q, k, v):
    scores = torch.bmm(q, k.transpose(1, 2)) / math.sqrt(q.size(-1))
    return torch.bmm(F.softmax(scores, dim=2), v), torch.bmm(scores.softmax(-1), v)


def perhaps_the_last(q, k, v):
    return F.softmax(q @ k.transpose(-2, -1) / 8, dim=1) @ v


def one_query(query, keys, values):
    weights = F.softmax(keys @ query / 8, dim=0)
    return weights @ values


def slots(q, k, v):
    weights = F.softmax(torch.einsum("bid,bjd->bij", q, k) / 8, dim=1)
    weights = weights / weights.sum(dim=-1, keepdim=True)
    return torch.einsum("bjd,bij->bid", v, weights)


def keys_first(q, k, v):
    weights = F.softmax(k @ q.transpose(-2, -1) / 8, dim=-2)
    return weights.transpose(-2, -1) @ v, v.transpose(-2, -1) @ weights


def no_attention(x, w):
    return F.softmax(x, dim=-2) @ w


def somebody_decides(q, k, v, dim):
    return F.softmax(q @ k.transpose(-2, -1) / 8, dim=dim) @ v


# Missed: `einsum` on both sides, and a softmax module made elsewhere with the wrong axis.
