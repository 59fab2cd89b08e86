"""What a perceptron does: its shapes, its gradients, what it learns, and what it is like in evaluation."""

from __future__ import annotations

from typing import Any


def mlp(program: Any, in_dim: int, hidden: int, out_dim: int, batch: int) -> dict[str, Any]:
    import torch

    torch.manual_seed(0)
    model = program.MLP(in_dim, hidden, out_dim)
    seen: dict[str, Any] = {"is_module": isinstance(model, torch.nn.Module)}
    if not seen["is_module"]:
        return seen
    x = torch.randn(batch, in_dim)
    out = model(x)
    seen["is_tensor"] = isinstance(out, torch.Tensor)
    if not seen["is_tensor"]:
        return seen
    seen["shape"] = list(out.shape)
    seen["dtype"] = str(out.dtype)
    parameters = dict(model.named_parameters())
    seen["weights"] = sum(one.dim() == 2 for one in parameters.values())
    if list(out.shape) != [batch, out_dim] or not parameters:
        return seen
    torch.nn.functional.cross_entropy(out, torch.zeros(batch, dtype=torch.long)).backward()
    seen["without_gradient"] = [
        name for name, one in parameters.items() if one.requires_grad and (one.grad is None) and out_dim > 1
    ]
    seen["sizes"] = [
        sum(one.numel() for one in program.MLP(in_dim, h, out_dim).parameters()) for h in (hidden, hidden + 3)
    ]
    model.eval()
    with torch.no_grad():
        first, second = model(x), model(x)
        seen["is_deterministic"] = bool(torch.equal(first, second))
        seen["rows_are_alone"] = bool(torch.allclose(model(x[:1]), first[:1], atol=1e-5))
        a, b, zero = torch.randn(4, in_dim), torch.randn(4, in_dim), torch.zeros(4, in_dim)
        bent = model(a + b) - model(a) - model(b) + model(zero)
        seen["is_linear"] = bool(bent.abs().max() < 1e-5)
        large = model(torch.randn(64, in_dim) * 50)
        sums = large.exp().sum(-1)
        seen["is_softmax"] = out_dim > 1 and bool((large >= 0).all() and (large.sum(-1) - 1).abs().max() < 1e-3)
        seen["is_log_softmax"] = out_dim > 1 and bool((sums - 1).abs().max() < 1e-3)
        seen["is_bounded"] = bool((large >= 0).all() and (large <= 1).all())
        seen["is_positive"] = bool((large >= 0).all())
    if out_dim > 1:
        seen["accuracy"] = _accuracy(program.MLP(in_dim, 32, out_dim), in_dim)
    return seen


def _accuracy(model: Any, in_dim: int) -> float:
    """How much of a set is learnt whose classes are the sides of a plane."""
    import torch

    torch.manual_seed(1)
    x = torch.randn(128, in_dim)
    y = (x[:, 0] > 0).long()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.02)
    model.train()
    for _ in range(150):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
    model.eval()
    with torch.no_grad():
        return float((model(x).argmax(-1) == y).float().mean())
