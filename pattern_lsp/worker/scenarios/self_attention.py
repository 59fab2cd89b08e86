"""What a self-attention block does to batches and sequences, and what is left when its weights are zero."""

from __future__ import annotations

import inspect
from typing import Any


def self_attention(program: Any, embed_dim: int, num_heads: int, batch: int, length: int) -> dict[str, Any]:
    import torch

    torch.manual_seed(0)
    model = program.SelfAttention(embed_dim, num_heads)
    seen: dict[str, Any] = {"is_module": isinstance(model, torch.nn.Module)}
    if not seen["is_module"]:
        return seen
    x = torch.randn(batch, length, embed_dim)
    out = model(x)
    seen["is_tensor"] = isinstance(out, torch.Tensor)
    if not seen["is_tensor"]:
        seen["type"] = type(out).__name__
        return seen
    seen["shape"] = list(out.shape)
    parameters = dict(model.named_parameters())
    seen["parameters"] = len(parameters)
    seen["default_heads"] = _default(program.SelfAttention)
    if seen["shape"] != list(x.shape) or not parameters:
        return seen
    (out * torch.randn_like(out)).sum().backward()
    seen["without_gradient"] = [name for name, one in parameters.items() if one.requires_grad and one.grad is None]
    model.eval()
    with torch.no_grad():
        # A last layer may begin at zero: from here on no weight is special.
        for one in parameters.values():
            if one.dim() > 1:
                one.add_(0.3 * torch.randn_like(one))
        base = model(x)
        seen["is_deterministic"] = bool(torch.equal(base, model(x)))
        order = torch.arange(batch - 1, -1, -1)
        seen["batch_first"] = bool(torch.allclose(model(x[order]), base[order], atol=1e-4))
        seen["examples_are_alone"] = bool(torch.allclose(model(x[:1]), base[:1], atol=1e-4))
        seen["tokens_meet"] = bool((model(_moved(x, -1))[:, 0] - base[:, 0]).abs().max() > 1e-6)
        seen["looks_back"] = bool((model(_moved(x, 0))[:, -1] - base[:, -1]).abs().max() > 1e-6)
        twice = model(torch.cat([x, x], 1))[:, :length]
        seen["weights_sum_to_one"] = bool(torch.allclose(twice, base, atol=1e-4))
        seen["is_finite"] = bool(model(1000 * x).isfinite().all())
        seen["scaled"] = _is_normalised(model, x, base)
        seen["heads_count"] = _heads_count(program, model, embed_dim, num_heads, x, base)
        seen["keeps_input"] = _keeps_input(model, parameters, x)
    return seen


def _default(definition: Any) -> int | None:
    """The number of heads that is taken if none is given; None if that is not told."""
    parameters = list(inspect.signature(definition).parameters.values())
    found = parameters[1].default if len(parameters) > 1 else None
    return found if isinstance(found, int) else None


def _moved(x: Any, token: int) -> Any:
    import torch

    moved = x.clone()
    moved[:, token] = torch.randn_like(moved[:, token])
    return moved


def _is_normalised(model: Any, x: Any, base: Any) -> bool:
    """Norm after the sum, or of what is added, by its deviation or its root mean square.

    Norm before attention: what is added does not grow with x.
    """
    added, larger = base - x, model(100 * x) - 100 * x
    before = bool((added - larger).abs().max() < 1e-2 * (1 + added.abs().max()))
    return before or any((one.square().mean(-1) - 1).abs().max() < 1e-2 for one in (base, added))


def _heads_count(program: Any, model: Any, embed_dim: int, num_heads: int, x: Any, base: Any) -> bool | None:
    """Whether the same weights with another number of heads give another result; None if that cannot be tried."""
    other = 1 if num_heads > 1 else 2
    if embed_dim % other:
        return None
    try:
        twin = program.SelfAttention(embed_dim, other)
        twin.load_state_dict(model.state_dict())
    except (RuntimeError, ValueError, AssertionError):
        return None
    twin.eval()
    return bool((twin(x) - base).abs().max() > 1e-6)


def _keeps_input(model: Any, parameters: Any, x: Any) -> bool:
    """Whether the input is what is left when attention adds nothing: its weights and all biases are zero then."""
    import torch

    for name, one in parameters.items():
        one.data.fill_(1.0 if one.dim() == 1 and name.endswith("weight") else 0.0)
    out = model(x)
    normal = torch.nn.functional.layer_norm(x, x.shape[-1:])
    return bool(torch.allclose(out, x, atol=1e-3) or torch.allclose(out, normal, atol=1e-2))
