"""Batches are moved with `non_blocking=True`, out of memory from which the copy cannot be asynchronous.

A copy to CUDA runs beside the computation only if its source is page-locked; from ordinary memory `non_blocking=True`
has no effect, and nothing says so.
A DataLoader locks the memory of its batches if it is told to: `pin_memory=True`.
Without an accelerator nothing is locked either way, and the loader that asks for it warns (torch 2.13.0): that it asks
is what the example shows there.

Reported are loaders without `pin_memory` in code that moves something with `non_blocking=True`.
Off unless selected.

Source: docs.pytorch.org, "A guide on good usage of non_blocking and pin_memory()"; pytorch/torch/utils/data/dataloader.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Related, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model


def check(model: Model) -> Iterator[Finding]:
    move = next(
        (call for method in ("to", "cuda") for call in model.calls(method=method) if _is_asynchronous(call)), None
    )
    if move is None:
        return
    for loader in model.calls("torch.utils.data.DataLoader"):
        # The eighth argument, after `num_workers` and `collate_fn`.
        if loader.argument("pin_memory") is None and loader.positional(7) is None and not loader.has_star:
            yield Finding(
                loader.place,
                "The batches are in ordinary memory, and `non_blocking=True` has no effect: say `pin_memory=True`",
                _fix(loader),
                related=(Related(move.place, "the copy that is to run beside the computation"),),
            )


def _is_asynchronous(move: Call) -> bool:
    asked = move.argument("non_blocking")
    return asked is not None and asked.value.constant is True


def _fix(loader: Call) -> Fix | None:
    if not loader.arguments:
        return None
    return Fix(
        "Lock the memory", (PlaceEdit(loader.arguments[-1].operand.place.after, ", pin_memory=True"),), safe=True
    )


RULE = Rule(
    code="TORCH042",
    name="loader-without-pin-memory",
    severity=Severity.INFORMATION,
    is_optional=True,
    message="asynchronous copies out of a DataLoader without `pin_memory`",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.SLOW,),
    examples=(
        Example(
            bad="""\
import warnings

import torch
from torch.utils.data import DataLoader

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
loader = DataLoader(torch.ones(4, 2), batch_size=2)
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    batches = list(loader)
moved = [batch.to(device, non_blocking=True) for batch in batches]
asked = batches[0].is_pinned() or any("pin_memory" in str(one.message) for one in warned)
""",
            good="""\
import warnings

import torch
from torch.utils.data import DataLoader

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
loader = DataLoader(torch.ones(4, 2), batch_size=2, pin_memory=True)
with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    batches = list(loader)
moved = [batch.to(device, non_blocking=True) for batch in batches]
asked = batches[0].is_pinned() or any("pin_memory" in str(one.message) for one in warned)
""",
            proof=Shows("good.asked and not bad.asked"),
        ),
    ),
)
