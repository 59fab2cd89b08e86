"""A dataset draws from a NumPy generator of its own, and every worker of the DataLoader has the same copy of it.

The generator that `__init__` made is copied into each worker, in the same state: with two workers the first two items
got the same random number (torch 2.13.0), so that each augmentation is used several times over, in every epoch alike.
Make the generator from the index, `np.random.default_rng((seed, index))`, or in the worker, from
`torch.utils.data.get_worker_info().seed`.

NumPy's global functions (`np.random.rand()`) had this fault for long; torch has come to seed them in each worker, and
nothing is said of them here.
Silent are classes that ask for `get_worker_info`.

Source: docs.pytorch.org, "Data loading", randomness in multi-process data loading; pytorch issue 5059.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Call, Class, Model
from pattern_lsp.semantic.values import Kind, Value

_GENERATORS = frozenset({"numpy.random.Generator", "numpy.random.RandomState"})


def check(model: Model) -> Iterator[Finding]:
    function = model.function
    owner = function.owner if function is not None else None
    if function is None or owner is None or function.name == "__init__" or not _is_shared_out(owner):
        return
    for draw in model.of(Call):
        receiver = draw.receiver
        if receiver is None or draw.context.calls or receiver.value.kind is not Kind.OBJECT:
            continue
        if receiver.value.name in _GENERATORS and receiver.text.startswith("self.") and _is_of_init(receiver.value):
            yield Finding(
                draw.place, f"Every worker has a copy of `{receiver.text}`, and all of them draw the same numbers"
            )


def _is_of_init(generator: Value) -> bool:
    """Whether `__init__` made it, before the copies: what `__getitem__` makes from the index is every item's own."""
    made = generator.term.context.function if generator.term is not None else None
    return made is not None and made.name == "__init__"


def _is_shared_out(owner: Class) -> bool:
    """Whether instances are datasets, and nothing in the class asks which worker it is in."""
    asks = any("get_worker_info" in method.piece.words for method in owner.methods.values())
    return "torch.utils.data.Dataset" in owner.ancestors and not asks


RULE = Rule(
    code="TORCH037",
    name="numpy-random-in-dataset",
    severity=Severity.WARNING,
    message="dataset with a NumPy generator that every worker copies",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.RANDOM, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import numpy as np
from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def __len__(self):
        return 4

    def __getitem__(self, index):
        return self.rng.random()


loader = DataLoader(Noisy(0), batch_size=1, num_workers=2, multiprocessing_context="fork", timeout=60)
noise = [float(batch) for batch in loader]
""",
            good="""\
import numpy as np
from torch.utils.data import DataLoader, Dataset


class Noisy(Dataset):
    def __init__(self, seed):
        self.seed = seed

    def __len__(self):
        return 4

    def __getitem__(self, index):
        rng = np.random.default_rng((self.seed, index))
        return rng.random()


loader = DataLoader(Noisy(0), batch_size=1, num_workers=2, multiprocessing_context="fork", timeout=60)
noise = [float(batch) for batch in loader]
""",
            proof=Shows("bad.noise[0] == bad.noise[1] and len(set(good.noise)) == 4"),
        ),
    ),
)
