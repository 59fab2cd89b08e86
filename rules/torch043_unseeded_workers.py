"""A program seeds torch, and its shuffled DataLoader takes its order from the generator that everything draws from.

The order of an epoch then depends on how many random numbers were drawn before it: one more layer in the model, a
dropout, a print of `torch.rand(1)`, and the data come in another order under the same seed (torch 2.13.0).
The seeds of the workers are drawn from there as well.
Give the loader a generator of its own: `generator=torch.Generator().manual_seed(0)`; its order and the seeds of its
workers are then the same in every run.

Reported are shuffled loaders in code that calls `torch.manual_seed` with a constant.
Off unless selected.

Source: docs.pytorch.org, "Reproducibility", DataLoader.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Model
from pattern_lsp.semantic.queries import spelled


def check(model: Model) -> Iterator[Finding]:
    seeds = [call for call in model.calls("torch.manual_seed") if call.receiver is None]
    if not seeds:
        return
    for loader in model.calls("torch.utils.data.DataLoader"):
        shuffle = loader.argument("shuffle") or loader.positional(2)
        if shuffle is None or shuffle.value.constant is not True or loader.has_star:
            continue
        if loader.argument("generator") is None and loader.argument("sampler") is None:
            yield Finding(
                loader.place,
                "The order depends on all that was drawn before, in spite of the seed: give the loader a `generator`",
                _fix(loader, spelled(model, "torch.Generator")),
            )


def _fix(loader: Call, generator: str) -> Fix | None:
    if not generator or not loader.arguments:
        return None
    last = loader.arguments[-1].operand.place.after
    return Fix("Give it a generator", (PlaceEdit(last, f", generator={generator}().manual_seed(0)"),))


RULE = Rule(
    code="TORCH043",
    name="unseeded-workers",
    severity=Severity.INFORMATION,
    is_optional=True,
    message="seeded program whose DataLoader has no generator of its own",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.RANDOM,),
    examples=(
        Example(
            bad="""\
import torch
from torch.utils.data import DataLoader


def order(depth):
    torch.manual_seed(0)
    model = torch.nn.Sequential(*[torch.nn.Linear(2, 2) for _ in range(depth)])
    loader = DataLoader(range(50), batch_size=50, shuffle=True)
    return next(iter(loader)).tolist()


orders = [order(1), order(2)]
""",
            good="""\
import torch
from torch.utils.data import DataLoader


def order(depth):
    torch.manual_seed(0)
    model = torch.nn.Sequential(*[torch.nn.Linear(2, 2) for _ in range(depth)])
    loader = DataLoader(range(50), batch_size=50, shuffle=True, generator=torch.Generator().manual_seed(0))
    return next(iter(loader)).tolist()


orders = [order(1), order(2)]
""",
            proof=Shows("bad.orders[0] != bad.orders[1] and good.orders[0] == good.orders[1]"),
        ),
    ),
)
