"""A layer is made in `__init__`, and nothing uses it.

Its parameters count, are saved and are handed to the optimizer, but their gradients are `None` after every backward
pass: often a layer that was forgotten in `forward`.
`DistributedDataParallel` raises in the second step: `Expected to have finished reduction in the prior iteration before
starting a new one. This error indicates that your module has parameters that were not used in producing loss`
(torch 2.13.0).
Use the layer in `forward`, or remove it.
Silent: names that anything else in the file mentions, be it in a string; classes that the file does not make itself,
that have subclasses here or other bases than `nn.Module`, that hand on `self`, or that leave out three layers or more;
layers without parameters; and files that reach attributes by `getattr`, `children()`, `modules()` and the like.

Source: docs.pytorch.org, `torch.nn.parallel.DistributedDataParallel`, `find_unused_parameters`.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity, Shows, Symptom
from pattern_lsp.semantic.model import Assignment, Model
from pattern_lsp.semantic.queries import surely_has_parameters
from pattern_lsp.semantic.values import Kind

# Who leaves out more than this many layers skips a part of a network on purpose, whose weights are loaded whole.
_FORGOTTEN = 2


def check(model: Model) -> Iterator[Finding]:
    function = model.function
    if not model.unmentioned or function is None or function.owner is None or "forward" not in function.owner.methods:
        return
    assignments = list(model.of(Assignment))
    unused = [
        made
        for made in assignments
        if made.name in model.unmentioned
        and not made.context.calls
        and _is_own_layer(made)
        and sum(other.value.node is made.value.node for other in assignments) == 1
    ]
    for made in unused if len(unused) <= _FORGOTTEN else ():
        yield Finding(made.place, f"Nothing uses `self.{made.name}`: its parameters never get a gradient")


def _is_own_layer(made: Assignment) -> bool:
    """Whether a layer with parameters is made right here, for an attribute of `self`."""
    value, target = made.value.value, made.target
    is_new = value.term is not None and value.term.node is made.value.node
    return is_new and target is not None and target.value.kind is Kind.INSTANCE and surely_has_parameters(value)


RULE = Rule(
    code="TORCH045",
    name="unused-submodule",
    severity=Severity.WARNING,
    message="a layer that `forward` never uses",
    frameworks=frozenset({"torch"}),
    check=check,
    symptoms=(Symptom.NO_GRADIENT, Symptom.WORSE),
    examples=(
        Example(
            bad="""\
import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.encode = nn.Linear(2, 8)
        self.project = nn.Linear(8, 8)
        self.classify = nn.Linear(8, 3)

    def forward(self, x):
        hidden = torch.tanh(self.encode(x))
        return self.classify(hidden)


model = Classifier()
model(torch.ones(4, 2)).pow(2).mean().backward()
idle = [name for name, parameter in model.named_parameters() if parameter.grad is None]
""",
            good="""\
import torch
from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.encode = nn.Linear(2, 8)
        self.project = nn.Linear(8, 8)
        self.classify = nn.Linear(8, 3)

    def forward(self, x):
        hidden = torch.tanh(self.project(torch.tanh(self.encode(x))))
        return self.classify(hidden)


model = Classifier()
model(torch.ones(4, 2)).pow(2).mean().backward()
idle = [name for name, parameter in model.named_parameters() if parameter.grad is None]
""",
            proof=Shows("bad.idle == ['project.weight', 'project.bias'] and good.idle == []"),
        ),
        Example(
            bad="""\
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.BatchNorm1d(2)
        self.classify = nn.Linear(2, 3)

    def forward(self, x):
        return self.classify(x)


dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
try:
    model = DistributedDataParallel(Classifier())
    for _ in range(2):
        model(torch.ones(4, 2)).pow(2).mean().backward()
finally:
    dist.destroy_process_group()
""",
            good="""\
import torch
import torch.distributed as dist
from torch import nn
from torch.nn.parallel import DistributedDataParallel


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.classify = nn.Linear(2, 3)

    def forward(self, x):
        return self.classify(x)


dist.init_process_group("gloo", store=dist.HashStore(), rank=0, world_size=1)
try:
    model = DistributedDataParallel(Classifier())
    for _ in range(2):
        model(torch.ones(4, 2)).pow(2).mean().backward()
finally:
    dist.destroy_process_group()
""",
            proof=Raises("RuntimeError", "parameters that were not used in producing loss"),
        ),
    ),
)
