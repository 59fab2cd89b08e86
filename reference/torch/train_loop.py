"""Training loop with evaluation after each epoch.

`loader` and `validation` yield `(x, y)`; returns the mean loss on `validation` of every epoch.
Gradients are cleared for every batch, evaluation runs without them, and each epoch trains in training mode again.

Source: docs.pytorch.org, tutorial "Optimizing Model Parameters".
"""

import torch


def train(model, loader, validation, optimizer, criterion, epochs):
    history = []
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()
        model.eval()
        total, count = 0.0, 0
        with torch.no_grad():
            for x, y in validation:
                total += criterion(model(x), y).item() * len(x)
                count += len(x)
        history.append(total / max(count, 1))
    return history
