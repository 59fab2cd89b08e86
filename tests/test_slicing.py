"""Only what a function needs is run: it, its helpers, constants and imports of the same file, each in its line."""

import pytest

from pattern_lsp.practice.slicing import SliceError, needed

FILE = """\
from __future__ import annotations

import os, numpy as np
import seaborn as sns
from torch import nn, (
)
from torch.nn import functional as F, init

print("training")
SCALE = 2.0
TABLE = {}
TABLE["A"] = 0
for i, base in enumerate("CGT"):
    TABLE[base] = i + 1
names: list[str] = []
names.append("softmax")


def helper(x):
    return np.exp(x) * SCALE


@helper
def unrelated(x):
    return sns.plot(x)


def softmax(x, axis=-1):
    e = helper(x - x.max(axis))
    return e / F.relu(e)


softmax = cached(softmax)


def cached(function):
    return function


def code(base):
    return TABLE[base]


class Model(nn.Module):
    size = SCALE

    def forward(self, x):
        return softmax(x)


if __name__ == "__main__":
    SCALE = 100
    softmax = None
"""


def lines(*names: str) -> dict[int, str]:
    """The lines that stay, by number."""
    return {number: line for number, line in enumerate(needed(FILE, names).splitlines(), 1) if line.strip()}


def test_helpers_constants_and_imports_stay_in_their_lines() -> None:
    kept = lines("softmax")
    own = FILE.splitlines()
    for number, line in kept.items():
        assert line == own[number - 1] or line.startswith(("import ", "from ")), number
    assert kept[3] == "import numpy as np"
    assert kept[7] == "from torch.nn import functional as F"
    assert kept[1] == own[0]
    assert {"SCALE = 2.0", "softmax = cached(softmax)", "def cached(function):"} <= set(kept.values())
    said = "\n".join(kept.values())
    assert not any(word in said for word in ("seaborn", "print", "TABLE", "unrelated", "__main__", "Model", "os"))


def test_what_changes_a_constant_later_stays() -> None:
    kept = list(lines("code").values())
    assert kept == [
        "from __future__ import annotations",
        "TABLE = {}",
        'TABLE["A"] = 0',
        'for i, base in enumerate("CGT"):',
        "    TABLE[base] = i + 1",
        "def code(base):",
        "    return TABLE[base]",
    ]


def test_what_completes_a_function_stays() -> None:
    text = """from functools import singledispatch
import jax

@singledispatch
def total(x):
    return sum(x)

@total.register
def _(x: int):
    return x

@jax.custom_vjp
def loss(x):
    return total(x)

def forward(x):
    return loss(x), x

loss.defvjp(forward, lambda x, g: (g,))
loss(print("not run"))
"""
    kept = needed(text, ["loss"])
    assert "_(x: int)" in kept and "defvjp" in kept and "def forward" in kept and "not run" not in kept


def test_a_broken_statement_elsewhere_does_no_harm() -> None:
    text = "def softmax(x):\n    return x\n\n\ndef broken(:\n    pass\n"
    assert needed(text, ["softmax"]).strip() == "def softmax(x):\n    return x"


def test_a_broken_function_is_named() -> None:
    with pytest.raises(SliceError, match=r"`softmax` does not parse.*line 3"):
        needed("x = 1\n\ndef softmax(x:\n    return x\n", ["softmax"])


def test_a_missing_function_is_named() -> None:
    with pytest.raises(SliceError, match="no `softmax`"):
        needed("x = 1\n", ["softmax"])


def test_star_imports_count_for_names_that_nothing_else_binds() -> None:
    text = "from math import *\nimport numpy as np\n\ndef f(x):\n    return sqrt(x)\n"
    assert needed(text, ["f"]).startswith("from math import *\n\n\ndef f")
    assert "math" not in needed(text.replace("sqrt(x)", "np.abs(x)"), ["f"])


def test_a_setting_of_a_framework_that_is_used_stays() -> None:
    text = 'import jax\njax.config.update("jax_enable_x64", True)\n\ndef f(x):\n    return jax.numpy.sum(x)\n'
    assert needed(text, ["f"]) == text
    assert "config" not in needed(text.replace("jax.numpy.sum(x)", "x"), ["f"])


@pytest.mark.parametrize("name", ["softmax", "code", "Model"])
def test_what_stays_is_a_program(name: str) -> None:
    compile(needed(FILE, [name]), "program.py", "exec")
