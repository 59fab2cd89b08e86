# --- right: torch, recursion
import torch

def to_device(batch, device):
    if torch.is_tensor(batch):
        return batch.to(device)
    if isinstance(batch, dict):
        return {k: to_device(v, device) for k, v in batch.items()}
    if isinstance(batch, tuple) and hasattr(batch, "_fields"):
        return type(batch)(*(to_device(v, device) for v in batch))
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(v, device) for v in batch)
    return batch
# --- right: torch, a tree map of the library
import torch
from torch.utils import _pytree

def to_device(batch, device):
    return _pytree.tree_map(lambda leaf: leaf.to(device) if isinstance(leaf, torch.Tensor) else leaf, batch)
# --- right: torch, a match statement
import torch

def to_device(batch, device):
    match batch:
        case torch.Tensor():
            return batch.to(device=device)
        case dict():
            return {key: to_device(value, device) for key, value in batch.items()}
        case tuple() if hasattr(batch, "_make"):
            return batch._make(to_device(value, device) for value in batch)
        case list() | tuple():
            return type(batch)([to_device(value, device) for value in batch])
        case _:
            return batch
# --- right: torch, single dispatch
from functools import singledispatch
import torch

@singledispatch
def moved(batch, device):
    return batch

@moved.register
def _tensor(batch: torch.Tensor, device):
    return batch.to(device, non_blocking=True)

@moved.register
def _dict(batch: dict, device):
    return {key: moved(value, device) for key, value in batch.items()}

@moved.register
def _list(batch: list, device):
    return [moved(value, device) for value in batch]

@moved.register
def _tuple(batch: tuple, device):
    parts = [moved(value, device) for value in batch]
    return type(batch)(*parts) if hasattr(batch, "_fields") else tuple(parts)

def to_device(batch, device):
    return moved(batch, device)
# --- right: torch, a helper with another name
import torch

def _go(value, device):
    if hasattr(value, "to"):
        return value.to(device)
    if isinstance(value, dict):
        return dict(zip(value, (_go(one, device) for one in value.values())))
    if isinstance(value, list):
        return [_go(one, device) for one in value]
    if isinstance(value, tuple):
        parts = tuple(_go(one, device) for one in value)
        return value.__class__(*parts) if hasattr(value, "_fields") else parts
    return value

def to_device(batch, device):
    return _go(batch, torch.device(device))
# --- right: torch, a copy when it is there already
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device, copy=True)
    if isinstance(batch, dict):
        out = {}
        for key in batch:
            out[key] = to_device(batch[key], device)
        return out
    if isinstance(batch, (tuple, list)):
        out = []
        for one in batch:
            out.append(to_device(one, device))
        if isinstance(batch, list):
            return out
        return type(batch)(*out) if hasattr(batch, "_fields") else tuple(out)
    return batch
# --- right: torch, a nested function
import torch

def to_device(batch, device):
    def go(value):
        if isinstance(value, torch.Tensor):
            return value.to(device)
        if isinstance(value, dict):
            return type(value)((key, go(one)) for key, one in value.items())
        if hasattr(value, "_replace"):
            return value._replace(**{name: go(getattr(value, name)) for name in value._fields})
        if isinstance(value, (list, tuple)):
            return type(value)(map(go, value))
        return value

    return go(batch)
# --- right: torch, flattened and put together again
import torch
from torch.utils._pytree import tree_flatten, tree_unflatten

def to_device(batch, device):
    leaves, form = tree_flatten(batch)
    return tree_unflatten([leaf.to(device) if torch.is_tensor(leaf) else leaf for leaf in leaves], form)
# --- wrong: torch, a tensor only => raises AttributeError
import torch

def to_device(batch, device):
    return batch.to(device)
# --- wrong: torch, tuples only => in another form
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    return tuple(one.to(device) for one in batch)
# --- wrong: torch, the new tensor is not kept => leaves a tensor on another device
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        batch.to(device)
    elif isinstance(batch, dict):
        for one in batch.values():
            to_device(one, device)
    elif isinstance(batch, (list, tuple)):
        for one in batch:
            to_device(one, device)
    return batch
# --- wrong: torch, the dict is changed => changes the batch
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        for key in batch:
            batch[key] = to_device(batch[key], device)
        return batch
    if isinstance(batch, (list, tuple)):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
# --- wrong: torch, the list is changed => changes the batch
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, list):
        for i, one in enumerate(batch):
            batch[i] = to_device(one, device)
        return batch
    if isinstance(batch, tuple):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else tuple(moved)
    return batch
# --- wrong: torch, tuples become lists => another form
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        return [to_device(one, device) for one in batch]
    return batch
# --- wrong: torch, lists become tuples => another form
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        return tuple(to_device(one, device) for one in batch)
    return batch
# --- wrong: torch, the keys are lost => another form
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return [to_device(one, device) for one in batch.values()]
    if isinstance(batch, (list, tuple)):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
# --- wrong: torch, one level only => leaves a tensor on another device
import torch

def to_device(batch, device):
    def go(one):
        return one.to(device) if isinstance(one, torch.Tensor) else one

    if isinstance(batch, dict):
        return {key: go(one) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        moved = [go(one) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return go(batch)
# --- wrong: torch, cuda whatever is asked => raises
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.cuda()
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(one, device) for one in batch)
    return batch
# --- wrong: torch, the device is ignored => leaves a tensor on another device
import torch

def to_device(batch, device):
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
# --- wrong: torch, only if it is a GPU => leaves a tensor on another device
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device) if device.type == "cuda" else batch
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
# --- wrong: torch, detached => cuts the graph
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.detach().to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
# --- wrong: torch, under no_grad => cuts the graph
import torch

@torch.no_grad()
def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
# --- wrong: torch, everything becomes float => dtype
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device, torch.float32)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
# --- wrong: torch, named tuples are forgotten => raises TypeError
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        return type(batch)(to_device(one, device) for one in batch)
    return batch
# --- wrong: torch, named tuples become plain => another form
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, tuple):
        return tuple(to_device(one, device) for one in batch)
    if isinstance(batch, list):
        return [to_device(one, device) for one in batch]
    return batch
# --- wrong: torch, what is no tensor is dropped => another form
import torch

def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items() if one is not None}
    if isinstance(batch, (list, tuple)):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
# --- wrong: torch, numbers become tensors => another form
import torch

def to_device(batch, device):
    if isinstance(batch, (torch.Tensor, int, float)):
        return torch.as_tensor(batch).to(device)
    if isinstance(batch, dict):
        return {key: to_device(one, device) for key, one in batch.items()}
    if isinstance(batch, (list, tuple)):
        moved = [to_device(one, device) for one in batch]
        return type(batch)(*moved) if hasattr(batch, "_fields") else type(batch)(moved)
    return batch
