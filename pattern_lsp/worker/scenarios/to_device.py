"""Where the tensors of a batch are, after it was moved; `meta` is a device that every machine has."""

from __future__ import annotations

import collections
from typing import Any

Pair = collections.namedtuple("Pair", ["x", "y"])


def to_device(program: Any, kind: str, device: str) -> dict[str, Any]:
    import torch

    x = torch.arange(6.0).reshape(2, 3).requires_grad_()
    y, mask = torch.tensor([1, 0]), torch.tensor([True, False])
    batch: Any = {
        "tensor": x,
        "tuple": (x, y),
        "list": [x, y, mask],
        "dict": {"x": x, "y": y},
        "nested": {"inputs": [x, (mask,)], "target": {"y": y}},
        "named": Pair(x, y),
        "mixed": {"x": x, "name": "first", "weight": 0.5, "extra": None, "ids": ("a", 1)},
        "empty": {"x": torch.zeros(0, 3), "none": [], "nothing": {}},
    }[kind]
    before, tensors = _form(batch), _tensors(batch)
    devices = [str(one.device) for one in tensors]
    moved = program.to_device(batch, torch.device(device))
    found = _tensors(moved)
    alike = len(found) == len(tensors)
    seen: dict[str, Any] = {
        "changed": _form(batch) != before or [str(one.device) for one in _tensors(batch)] != devices,
        "expected": before,
        "structure": _form(moved),
        "left": [f"{tuple(one.shape)} on {one.device}" for one in found if one.device.type != device],
        "dtypes": [f"{a.dtype} to {b.dtype}" for a, b in zip(tensors, found) if a.dtype != b.dtype],  # noqa: B905
        "values_kept": device == "meta" or (alike and all(map(torch.equal, tensors, found))),
    }
    differentiable = [one for one in tensors if one.requires_grad]
    seen["gradient"] = not differentiable or any(one.requires_grad for one in found)
    return seen


def _form(value: Any) -> str:
    """What a batch is made of."""
    if hasattr(value, "dtype"):
        return f"tensor{list(value.shape)}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_form(one)}" for key, one in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return f"{type(value).__name__}({', '.join(map(_form, value))})"
    return repr(value)


def _tensors(value: Any) -> list[Any]:
    if hasattr(value, "dtype"):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return [one for element in inside for one in _tensors(element)]
