"""Evaluation without a trace.

`loader` gives batches `(x, y)`, `criterion` gives the mean loss of a batch; the result is the mean over all examples.
`eval()` is for dropout and batch norm, `no_grad()` for the graph: one does not replace the other. The mode of before
comes back at the end.

Source: docs.pytorch.org, tutorial "Optimizing Model Parameters".
"""

import torch


@torch.no_grad()
def evaluate(model, loader, criterion):
    was_training = model.training
    model.eval()
    total, count = 0.0, 0
    for x, y in loader:
        total += criterion(model(x), y).item() * len(x)  # a ragged last batch counts by its size
        count += len(x)
    model.train(was_training)
    return total / max(count, 1)
