"""A model is trained on batches that come in the same order in every epoch.

`DataLoader` does not shuffle unless it is asked to. On data that is sorted, as folders of images and most files are,
the batches of an epoch's end are all of one class, and the model leans towards it: accuracy 0.52 against 0.77 on two
overlapping classes (torch 2.13.0). On data in random order the effect is small.
Say `shuffle=True` for the loader that trains.
Silent: samplers, `shuffle=` with a value that is not known, iterable datasets (`shuffle=True` raises there), subsets
and datasets that choose at random themselves, loaders that are only evaluated, states carried from batch to batch,
and datasets whose kind is not known.

Source: docs.pytorch.org, `torch.utils.data.DataLoader` (shuffle is False); choderalab/modelforge PR 129.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, PlaceEdit, Related, Rule, Severity, Shows, Symptom, edit
from pattern_lsp.semantic.model import Call, Class, Loop, Model, Return
from pattern_lsp.semantic.queries import loader_of
from pattern_lsp.semantic.values import Kind

_IN_ORDER = ("torchvision.datasets.", "torch.utils.data.TensorDataset", "torchaudio.datasets.")
_RANDOM = frozenset("random shuffle permutation randperm randint sample choice choices rand".split())


def check(model: Model) -> Iterator[Finding]:
    reported: set[object] = set()
    for backward in model.calls(effect="backward"):
        loop = next((one for one in reversed(backward.context.loops) if loader_of(one.iterates) is not None), None)
        loader = loader_of(loop.iterates) if loop is not None else None
        if loader is None or loop is None or loader.node in reported or _carries_a_state(model, loop):
            continue
        reported.add(loader.node)
        if _is_in_order(loader):
            yield _finding(loader, (Related(backward.place, "trained here"),))
    function = model.function
    if function is not None and function.owner is not None and function.name == "train_dataloader":
        for returned in model.of(Return):
            loader = loader_of(returned.operand.value) if returned.operand is not None else None
            if loader is not None and not returned.context.calls and _is_in_order(loader):
                yield _finding(loader, ())


def _finding(loader: Call, related: tuple[Related, ...]) -> Finding:
    dataset, shuffle = loader.argument("dataset"), loader.argument("shuffle")
    assert dataset is not None
    name = f"`{dataset.text}`" if len(dataset.text) <= 40 and "\n" not in dataset.text else "the dataset"
    if shuffle is not None:
        fix = Fix("Shuffle it", edit(shuffle.place, "True")) if shuffle.text == "False" else None
        message = f"{name} is trained on in the same order in every epoch"
        return Finding(shuffle.place, message, fix, related, Severity.WARNING)
    fix = Fix("Shuffle it", (PlaceEdit(loader.arguments[-1].operand.place.after, ", shuffle=True"),))
    message = f"{name} is trained on in the same order in every epoch: say `shuffle=True`"
    return Finding(dataset.place, message, fix, related)


def _is_in_order(loader: Call) -> bool:
    """Whether a loader surely goes through a dataset in its own order, in parts."""
    dataset, shuffle, size = (loader.argument(name) for name in ("dataset", "shuffle", "batch_size"))
    if dataset is None or loader.has_star or any(_is_given(loader, name) for name in ("sampler", "batch_sampler")):
        return False
    if shuffle is not None and shuffle.value.constant is not False:
        return False
    if size is not None and size.value.term is not None and size.value.term.name == "builtins.len":
        return False
    value = dataset.value
    if value.kind is Kind.INSTANCE:
        return _is_plain_dataset(value.target)
    return value.term is not None and value.term.name.startswith(_IN_ORDER)


def _is_given(loader: Call, name: str) -> bool:
    given = loader.argument(name)
    return given is not None and given.value.name != "none"


def _is_plain_dataset(made: Class, depth: int = 4) -> bool:
    """Whether a class of this file derives from `Dataset`, and does not choose at random."""
    pieces = [method.piece for method in made.methods.values()]
    if "__iter__" in made.methods or any(not _RANDOM.isdisjoint(piece.words) for piece in pieces):
        return False
    for base in made.bases:
        if base.kind is Kind.LIBRARY and base.name.endswith("torch.utils.data.Dataset"):
            return True
        if base.kind is Kind.CLASS and depth:
            return _is_plain_dataset(base.target, depth - 1)
    return False


def _carries_a_state(model: Model, loop: Loop) -> bool:
    """Whether a recurrent layer is given its last state in the loop: the order of the batches matters."""
    for call in model.calls(op=("lstm", "gru", "rnn")):
        if call.argument("hx") is not None and any(one.node is loop.node for one in call.context.loops):
            return True
    return False


RULE = Rule(
    code="TORCH027",
    name="train-loader-not-shuffled",
    severity=Severity.INFORMATION,
    message="training on batches in the same order in every epoch",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.WORSE,),
    examples=(
        Example(
            bad="""\
import torch
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
labels = torch.arange(200) // 100
points = torch.randn(200, 2) + labels.unsqueeze(1) - 0.5
train_set = TensorDataset(points, labels)
train_loader = DataLoader(train_set, batch_size=5)
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
for epoch in range(5):
    for x, y in train_loader:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
accuracy = (model(points).argmax(1) == labels).float().mean().item()
""",
            good="""\
import torch
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
labels = torch.arange(200) // 100
points = torch.randn(200, 2) + labels.unsqueeze(1) - 0.5
train_set = TensorDataset(points, labels)
train_loader = DataLoader(train_set, batch_size=5, shuffle=True)
model = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
for epoch in range(5):
    for x, y in train_loader:
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
accuracy = (model(points).argmax(1) == labels).float().mean().item()
""",
            proof=Shows("good.accuracy > bad.accuracy + 0.1"),
        ),
    ),
)
