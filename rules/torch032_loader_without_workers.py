"""A loader prepares its batches in the process that trains, one after the other.

`num_workers` is 0 unless it is given: every `__getitem__` runs between two steps, in the training process itself, which
waits meanwhile. With `num_workers=1` the same calls run in another process (`os.getpid()` differs; torch 2.13.0), which
prepares the next batches while the model computes.
Write `num_workers=2` or more where a sample costs reading, decoding or augmenting.

Reported is a loader of a dataset of this file whose `__getitem__` does work, where batches train a model; what it
merely indexes is faster without workers.
Silent: `num_workers` given, also as 0; arguments that are not seen; a dataset of tensors; loaders that do not train.
Optional: how long a sample takes is known only to who measures it, and where processes are spawned (Windows, macOS) the
script needs `if __name__ == "__main__":`.

Source: docs.pytorch.org, `torch.utils.data`, "Single- and Multi-process Data Loading".
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import loader_of
from pattern_lsp.semantic.values import Kind

_PLACES = ("dataset", "batch_size", "shuffle", "sampler", "batch_sampler")


def check(model: Model) -> Iterator[Finding]:
    reported: set[object] = set()
    for backward in model.calls(effect="backward"):
        for loop in backward.context.loops:
            loader = loader_of(loop.iterates)
            if loader is None or loader.node in reported or loader.context.calls or not _is_worth_workers(loader):
                continue
            reported.add(loader.node)
            edit = PlaceEdit(loader.arguments[-1].operand.place.after, ", num_workers=2")
            message = f"`{_dataset(loader)}` prepares every batch in the training process: `num_workers=` is 0"
            yield Finding(loader.place, message, Fix("Prepare batches in other processes", (edit,)))


def _is_worth_workers(loader: Call) -> bool:
    """Whether samples are made by code of this file that calls something, and nobody has said where."""
    dataset = loader.argument("dataset")
    if dataset is None or loader.has_star or len(loader.arguments) == 0 or dataset.value.kind is not Kind.INSTANCE:
        return False
    if loader.argument("num_workers") is not None or sum(not one.keyword for one in loader.arguments) > len(_PLACES):
        return False
    getter = dataset.value.target.methods.get("__getitem__")
    return getter is not None and not _WORK.isdisjoint(getter.piece.words)


# What reads, decodes or augments.
_WORK = frozenset(
    "open imread imdecode decode_image read_image read load transform transforms augment resize crop tokenize "
    "tokenizer rotate pad normalize".split()
)


def _dataset(loader: Call) -> str:
    dataset = loader.argument("dataset")
    return dataset.value.target.name if dataset is not None else ""


RULE = Rule(
    code="TORCH032",
    name="loader-without-workers",
    severity=Severity.HINT,
    message="DataLoader that prepares its batches in the training process",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.SLOW,),
    is_optional=True,
    examples=(
        Example(
            bad="""\
import os

import torch
from torch.nn.functional import normalize
from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        image = normalize(torch.ones(3))
        return image, os.getpid()


model = torch.nn.Linear(3, 1)
loader = DataLoader(Images(), batch_size=2, shuffle=True)
processes = set()
for images, workers in loader:
    model(images).sum().backward()
    processes.update(workers.tolist())
own = os.getpid()
""",
            good="""\
import os

import torch
from torch.nn.functional import normalize
from torch.utils.data import DataLoader, Dataset


class Images(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        image = normalize(torch.ones(3))
        return image, os.getpid()


model = torch.nn.Linear(3, 1)
loader = DataLoader(Images(), batch_size=2, shuffle=True, num_workers=2)
processes = set()
for images, workers in loader:
    model(images).sum().backward()
    processes.update(workers.tolist())
own = os.getpid()
""",
            proof=Shows("bad.processes == {bad.own} and len(good.processes) == 2 and good.own not in good.processes"),
        ),
    ),
)
