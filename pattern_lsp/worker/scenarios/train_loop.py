"""What a training loop makes of a model, beside what the plain loop makes of a copy, and loops with one mistake."""

from __future__ import annotations

import copy
from typing import Any


def train_loop(program: Any, epochs: int, sizes: list[int], adam: bool) -> dict[str, Any]:
    import torch

    torch.manual_seed(0)
    model = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.BatchNorm1d(4), torch.nn.ReLU(), torch.nn.Linear(4, 1))
    batches = [(torch.randn(size, 3), torch.randn(size, 1)) for size in sizes]
    criterion = torch.nn.MSELoss()

    steps: list[int] = []

    def trained(loop: Any) -> tuple[list[Any], Any]:
        own = copy.deepcopy(model)
        own.eval()  # as an evaluation before may have left it
        kind = torch.optim.Adam if adam else torch.optim.SGD
        optimizer = kind(own.parameters(), lr=0.05)
        optimizer.register_step_post_hook(lambda *_: steps.append(1))
        data = [(x.clone(), y.clone()) for x, y in batches]
        loop(own, data, optimizer, criterion, epochs)
        return [one.detach().clone().double() for one in own.state_dict().values()], data

    def same(left: list[Any], right: list[Any]) -> bool:
        return all(torch.allclose(a, b, atol=1e-5, rtol=1e-4) for a, b in zip(left, right))  # noqa: B905

    got, data = trained(program.train)
    count = len(steps)
    changed = any(
        not (torch.equal(x, own_x) and torch.equal(y, own_y))
        for (x, y), (own_x, own_y) in zip(batches, data)  # noqa: B905
    )
    mistakes = {name: same(got, trained(loop)[0]) for name, loop in LOOPS.items()}
    return {"right": mistakes.pop("right"), "changed": changed, "steps": count, "mistakes": mistakes}


def _loop(
    clears: str = "batch", steps: str = "batch", mode: str = "train", epochs: int | None = None, last: int | None = None
) -> Any:
    """A loop, with a mistake or without."""

    def loop(model: Any, loader: Any, optimizer: Any, criterion: Any, wanted: int) -> None:
        for _ in range(wanted if epochs is None else epochs):
            model.train(mode == "train")
            if clears == "epoch":
                optimizer.zero_grad()
            for x, y in loader[:last]:
                if clears == "batch":
                    optimizer.zero_grad()
                criterion(model(x), y).backward()
                if clears == "early":
                    optimizer.zero_grad()
                if steps == "batch":
                    optimizer.step()
            if steps == "epoch":
                optimizer.step()

    return loop


LOOPS = {
    "right": _loop(),
    "never clears the gradients: each step uses the sum of all so far": _loop(clears="never"),
    "clears the gradients once an epoch, not for each batch": _loop(clears="epoch"),
    "clears the gradients between `backward` and `step`: nothing is learnt": _loop(clears="early"),
    "takes one step an epoch, with the gradients of the last batch": _loop(steps="epoch"),
    "takes one step an epoch, with the gradients of all batches": _loop(clears="epoch", steps="epoch"),
    "does not train in training mode: `model.train()` is missing": _loop(mode="eval"),
    "trains one epoch, whatever `epochs` says": _loop(epochs=1),
    "leaves out the last batch": _loop(last=-1),
    "trains on the first batch only": _loop(last=1),
}
