# What TORCH034 must report, and what it must not. Carets mark the exact place.
# --- every way to import it
import torch
import torch.utils.checkpoint
import torch.utils.checkpoint as cp
from torch.utils import checkpoint
from torch.utils.checkpoint import checkpoint as recompute, checkpoint_sequential


def forward(block, blocks, x, mask, args):
    a = torch.utils.checkpoint.checkpoint(block, x)
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH034
    b = cp.checkpoint(block, x, preserve_rng_state=False)
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH034
    c = checkpoint.checkpoint(lambda t: block(t), x)
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH034
    d = recompute(block, *args)
    #   ^^^^^^^^^^^^^^^^^^^^^^^ TORCH034
    e = checkpoint_sequential(blocks, 2, x)
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH034
    f = recompute(block, x, mask=mask)
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH034
    return a, b, c, d, e, f


# --- methods and nested functions
from torch import nn
from torch.utils.checkpoint import checkpoint


class Encoder(nn.Module):
    def __init__(self, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(blocks)
        self.checkpoint = checkpoint

    def forward(self, x):
        def custom(module):
            def run(*inputs):
                return module(*inputs)

            return run

        for block in self.blocks:
            if self.training:
                x = checkpoint(custom(block), x)
                #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ TORCH034
            else:
                x = block(x)
        return x


# --- the variant is named, or may be
import functools
from torch.utils.checkpoint import checkpoint, checkpoint_sequential


def forward(block, blocks, x, options, args):
    x = checkpoint(block, x, use_reentrant=False)
    x = checkpoint(block, x, use_reentrant=True)
    x = checkpoint(block, x, **options)
    x = checkpoint_sequential(blocks, 2, x, False)
    x = checkpoint_sequential(blocks, 2, x, use_reentrant=False)
    x = checkpoint_sequential(*args)
    run = functools.partial(checkpoint, use_reentrant=False)
    return run(block, x)


# --- other checkpoints
import torch
from fairscale.nn import checkpoint_wrapper


def checkpoint(model, path):
    torch.save(model.state_dict(), path)


class Saver:
    def checkpoint(self, model, path):
        torch.save(model, path)


def train(model, saver: Saver, path):
    model = checkpoint_wrapper(model)
    checkpoint(model, path)
    saver.checkpoint(model, path)


# --- old versions are asked for
import inspect
import torch
from torch.utils.checkpoint import checkpoint


def run(block, x):
    if "use_reentrant" in inspect.signature(checkpoint).parameters:
        return checkpoint(block, x, use_reentrant=False)
    return checkpoint(block, x)


def attempt(block, x):
    try:
        return checkpoint(block, x, use_reentrant=False)
    except TypeError:
        return checkpoint(block, x)


def by_version(block, x):
    if torch.__version__ >= "2.0":
        return checkpoint(block, x, use_reentrant=False)
    else:
        return checkpoint(block, x)


# --- known to be missed: a wrapper made by functools.partial
import functools
from torch.utils.checkpoint import checkpoint

run = functools.partial(checkpoint, preserve_rng_state=False)


def forward(block, x):
    return run(block, x)
