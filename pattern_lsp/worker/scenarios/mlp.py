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
    parameters = dict(model.named_parameters())
    seen["weights"] = sum(one.dim() == 2 for one in parameters.values())
    if list(out.shape) != [batch, out_dim] or not parameters:
        return seen
    torch.nn.functional.cross_entropy(out, torch.zeros(batch, dtype=torch.long)).backward()
    seen["without_gradient"] = [
        name for name, one in parameters.items() if one.requires_grad and (one.grad is None) and out_dim > 1
    ]
    seen["sizes"] = [_size(program.MLP(in_dim, h, out_dim), x) for h in (hidden, hidden + 3)]
    many = torch.randn(256, in_dim) * 50
    with torch.no_grad():
        model.eval()
        rows = model(many)
        means, variances = rows.mean(-1), rows.var(-1, unbiased=False)
        seen["is_normalised"] = out_dim > 1 and bool(means.abs().max() < 1e-3 and (variances - 1).abs().max() < 1e-2)
        # A last layer may begin at zero: from here on no weight is special.
        for one in parameters.values():
            one.add_(torch.randn_like(one))
        first, second = model(x), model(x)
        seen["is_deterministic"] = bool(torch.equal(first, second))
        seen["rows_are_alone"] = bool(torch.allclose(model(x[:1]), first[:1], atol=1e-4, rtol=1e-4))
        seen["is_linear"] = _is_linear(model, in_dim)
        large = model(many)
        sums = large.exp().sum(-1)
        seen["is_softmax"] = out_dim > 1 and bool((large >= 0).all() and (large.sum(-1) - 1).abs().max() < 1e-3)
        seen["is_log_softmax"] = out_dim > 1 and bool((sums - 1).abs().max() < 1e-3)
        lowest, highest = [], []
        for _ in range(20):
            for one in parameters.values():
                one.copy_(torch.randn_like(one) * (50 if one.dim() == 2 else 1))
            larger = model(many)
            lowest.append(float(larger.min()))
            highest.append(float(larger.max()))
        seen["lowest"], seen["highest"] = min(lowest), max(highest)
        model.train()
        seen["drops_logits"] = bool((larger != 0).all() and (model(many) == 0).any())
    if out_dim > 1:
        seen["accuracy"] = _accuracy(program.MLP(in_dim, 32, out_dim), in_dim)
    return seen


def _size(model: Any, x: Any) -> int:
    """How many numbers a model has to learn; layers may be made at the first call."""
    model(x)
    return sum(one.numel() for one in model.parameters())


def _is_linear(model: Any, in_dim: int) -> bool:
    """Whether nothing bends what the model computes, or layer norm alone does."""
    import torch
    from torch.utils._python_dispatch import TorchDispatchMode

    class Recorded(TorchDispatchMode):  # type: ignore[misc]
        def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
            names.add(func.overloadpacket.__name__)
            return func(*args, **(kwargs or {}))

    bent = 0.0
    for scale in (1, 10, 100):
        a, b, zero = torch.randn(64, in_dim), torch.randn(64, in_dim), torch.zeros(64, in_dim)
        found = model(scale * (a + b)) - model(scale * a) - model(scale * b) + model(zero)
        bent = max(bent, float(found.abs().max()) / scale)
    if bent < 1e-4:
        return True
    names: set[str] = set()
    with Recorded():
        model(a)
    return names <= {"addmm", "mm", "t", "transpose", "permute", "view", "add", "native_layer_norm", "detach", "clone"}


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
