"""Cross-entropy of logits, from scratch.

`pred` is `[batch, classes]` of any finite size, `target` is `[batch]` of class numbers; the result is a scalar mean.
`logsumexp` subtracts the maximum, so that logits of 1e4 do not overflow.

Source: docs.pytorch.org, `torch.nn.CrossEntropyLoss`.
"""

import torch


def cross_entropy(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    log_probabilities = pred - torch.logsumexp(pred, dim=-1, keepdim=True)  # (batch, classes)
    return -log_probabilities.gather(1, target.unsqueeze(1)).mean()
