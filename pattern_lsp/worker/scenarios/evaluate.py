"""What an evaluation says of a model, and what it leaves of it."""

from __future__ import annotations

from typing import Any


def evaluate(program: Any, sizes: list[int], classes: int, training: bool) -> dict[str, Any]:
    import torch

    torch.manual_seed(0)
    model = torch.nn.Sequential(
        torch.nn.Linear(3, 8),
        torch.nn.BatchNorm1d(8),
        torch.nn.ReLU(),
        torch.nn.Dropout(0.5),
        torch.nn.Linear(8, max(classes, 1)),
    )
    model(torch.randn(16, 3))  # batch norm has seen something
    batches = []
    for i, size in enumerate(sizes):
        x = torch.randn(size, 3) * (i + 1)
        batches.append((x, torch.randint(0, classes, (size,)) if classes else torch.randn(size, 1)))
    criterion = torch.nn.CrossEntropyLoss() if classes else torch.nn.MSELoss()
    model.train(training)
    before = {name: one.clone() for name, one in model.state_dict().items()}
    got = program.evaluate(model, batches, criterion)
    after = model.state_dict()
    seen: dict[str, Any] = {
        "value": got,
        "keeps_graph": isinstance(got, torch.Tensor) and got.requires_grad,
        "changed": [name for name, one in before.items() if not torch.equal(one, after[name])],
        "gradients": any(one.grad is not None for one in model.parameters()),
        "frozen": not all(one.requires_grad for one in model.parameters()),
        "grad_enabled": torch.is_grad_enabled(),
    }
    torch.set_grad_enabled(True)
    model.load_state_dict(before)
    model.eval()
    with torch.no_grad():
        losses = [float(criterion(model(x), y)) for x, y in batches]
    total = sum(sizes)
    seen["expected"] = sum(loss * size for loss, size in zip(losses, sizes)) / total  # noqa: B905
    seen["mistakes"] = {
        "is the mean of the batches' means: a ragged last batch counts too much": sum(losses) / len(losses),
        "is the sum of the batches' means": sum(losses),
        "is the sum over the examples, not the mean": sum(loss * size for loss, size in zip(losses, sizes)),  # noqa: B905
        "is the loss of the last batch": losses[-1],
        "is the loss of the first batch": losses[0],
        "divides by the number of batches what was weighted by their sizes": sum(
            loss * size
            for loss, size in zip(losses, sizes)  # noqa: B905
        )
        / len(losses),
        "divides the sum of the batches' means by the number of examples": sum(losses) / total,
    }
    return seen
