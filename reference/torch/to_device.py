"""A batch on the device of the model.

`batch` is a tensor, or tuples, named tuples, lists and dicts of them, nested; what is no tensor stays what it is.
`device = torch.device("cuda" if torch.cuda.is_available() else "cpu")` chooses the device once. `model.to(device)`
changes the model itself, and stands before the optimizer is made; `tensor.to(device)` changes nothing and gives a new
tensor.

Source: docs.pytorch.org, `torch.Tensor.to` and "CUDA semantics", best practices.
"""

import torch


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
