"""A DataLoader has no workers, and the training waits while each batch is read.

Without `num_workers` the batches are made in the process that trains, one after another, between the steps: the same
process id is seen in `__getitem__` and in the loop (torch 2.13.0).
With workers they are made ahead of time in other processes, while the device computes.
Say `num_workers=`, about as many as there are cores to spare; for data that is in memory already, leave it at 0.

Off unless selected: how many are worth it is a matter of measuring.

Source: docs.pytorch.org, "Performance Tuning Guide", asynchronous data loading; TorchFix TOR401.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Model


def check(model: Model) -> Iterator[Finding]:
    for loader in model.calls("torch.utils.data.DataLoader"):
        # The sixth argument, after the samplers.
        given = loader.argument("num_workers") or loader.positional(5)
        if given is None and not loader.has_star:
            yield Finding(loader.place, "This `DataLoader` reads in the training process: `num_workers=` reads ahead")


RULE = Rule(
    code="TORCH032",
    name="loader-without-workers",
    severity=Severity.HINT,
    is_optional=True,
    message="DataLoader without workers",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.SLOW,),
    examples=(
        Example(
            bad="""\
import os

from torch.utils.data import DataLoader, Dataset


class Readers(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        return os.getpid()


loader = DataLoader(Readers(), batch_size=2)
readers = {int(process) for batch in loader for process in batch}
trainer = os.getpid()
""",
            good="""\
import os

from torch.utils.data import DataLoader, Dataset


class Readers(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        return os.getpid()


loader = DataLoader(Readers(), batch_size=2, num_workers=1, multiprocessing_context="fork", timeout=60)
readers = {int(process) for batch in loader for process in batch}
trainer = os.getpid()
""",
            proof=Shows("bad.readers == {bad.trainer} and good.trainer not in good.readers"),
        ),
    ),
)
