"""A method of a module is misspelt, so that Python or torch never calls it: `_init_`, `foward`.

A class with `def _init_(self)` keeps the `__init__` of `nn.Module`: its arguments raise
`TypeError: …__init__() takes 1 positional argument but 2 were given`, and without any its layers are never made.
Without a `forward`, calling the module raises
`NotImplementedError: Module [Net] is missing the required "forward" function` (torch 2.13.0).
Silent: classes that have the right method as well, and other names.

Source: docs.pytorch.org, `torch.nn.Module`; pylint's PLW3201.
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Fix, Raises, Rule, Severity, edit
from pattern_lsp.semantic.model import Model
from pattern_lsp.semantic.queries import is_torch_module

_MEANT = {
    **dict.fromkeys(("_init_", "__init_", "_init__", "__int__", "__inti__", "__init__method"), "__init__"),
    **dict.fromkeys(("forwad", "foward", "forwrad", "froward", "forword", "forwards", "fowrard", "farward"), "forward"),
}


def check(model: Model) -> Iterator[Finding]:
    method = model.function
    if method is None or method.owner is None or not is_torch_module(method.owner):
        return
    meant = _MEANT.get(method.name, "")
    if meant and meant not in method.owner.methods:
        called = "Python" if meant == "__init__" else "torch"
        fix = Fix(f"Rename it to `{meant}`", edit(method.place, meant))
        yield Finding(method.place, f"{called} never calls `{method.name}`: it is `{meant}`", fix)


RULE = Rule(
    code="TORCH038",
    name="misspelt-special-method",
    severity=Severity.ERROR,
    message="misspelt `__init__` or `forward` in a module",
    frameworks=frozenset({"torch"}),
    check=check,
    examples=(
        Example(
            bad="""\
import torch
from torch import nn


class Net(nn.Module):
    def _init_(self, width):
        super().__init__()
        self.layer = nn.Linear(width, 1)

    def forward(self, x):
        return self.layer(x)


output = Net(2)(torch.ones(1, 2))
""",
            good="""\
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.layer = nn.Linear(width, 1)

    def forward(self, x):
        return self.layer(x)


output = Net(2)(torch.ones(1, 2))
""",
            proof=Raises("TypeError", "takes 1 positional argument but 2 were given"),
        ),
        Example(
            bad="""\
import torch
from torch import nn


class Net(nn.Module):
    def foward(self, x):
        return 2 * x


output = Net()(torch.ones(1, 2))
""",
            good="""\
import torch
from torch import nn


class Net(nn.Module):
    def forward(self, x):
        return 2 * x


output = Net()(torch.ones(1, 2))
""",
            proof=Raises("NotImplementedError", 'is missing the required "forward" function'),
        ),
    ),
)
