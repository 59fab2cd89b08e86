"""Training loop.

`loader` gives batches `(x, y)`; each takes one step of the optimizer, on the device where the model is.
Gradients are cleared for every batch, because `backward` adds to what is there; `train()` stands in the loop, because
an evaluation between two epochs leaves `eval` mode.

Source: docs.pytorch.org, tutorial "Optimizing Model Parameters".
"""


def train(model, loader, optimizer, criterion, epochs):
    device = next(model.parameters()).device
    for _ in range(epochs):
        model.train()
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            loss.backward()
            optimizer.step()
