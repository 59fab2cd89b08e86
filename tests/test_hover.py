"""What a person reads who points at a name."""

import pytest

from pattern_lsp.analysis import analyze
from pattern_lsp.services.hover import hover

IMPORTS = """\
import jax
import jax.numpy as jnp
import numpy as np
import tensorflow as tf
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.functional import softmax as shares
"""


def hovered(marked: str, head: str = IMPORTS) -> str:
    """What is said at the `$0` of a text; empty if nothing is. The word at the place is what it is said of."""
    before, after = (head + marked).split("$0")
    analysis = analyze(before + after)
    assert not analysis.failures
    found = hover(analysis, list(analysis.diagnostics), len(before))
    if found is None:
        return ""
    assert found.span.start <= len(before) <= found.span.end
    return found.text


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("x = torch.c$0at([a, b])", "torch.cat(tensors, dim)"),
        ("x = torch.nn.functional.$0softmax(a, 0)", "torch.nn.functional.softmax(input, dim, dtype)"),
        ("x = F.softmax$0(a, 0)", "torch.nn.functional.softmax("),
        ("x = $0shares(a, 0)", "torch.nn.functional.softmax("),
        ("def f(x: torch.Tensor):\n    return x.vi$0ew(2, -1)", "torch.Tensor.view"),
        ("def f(x: torch.Tensor):\n    y = x.exp()\n    return (y + 1).$0sum(dim=0)", "torch.Tensor.sum(dim, keepdim)"),
        ("def f(x: torch.Tensor):\n    return x.$0T", "torch.Tensor.T"),
        ("def f(xs):\n    return [jnp.wh$0ere(x > 0, x, 0) for x in xs]", "jax.numpy.where(condition, x, y)"),
        ("@jax.jit\ndef f(x):\n    return x.at[0].se$0t(1)", "jax.Array.at.set"),
        ("@jax.$0jit\ndef f(x):\n    return x", "jax.jit"),
        ("if True:\n    total = np.s$0um(rows)", "numpy.sum(a, axis, dtype, out, keepdims)"),
        ("totals = map(np.s$0um, rows)", "numpy.sum("),
        ("def f(activation=F.re$0lu):\n    return activation", "torch.nn.functional.relu("),
        ("x = tf.con$0cat(parts, axis=0)", "tensorflow.concat(values, axis)"),
        ("x = tf.keras.layers.De$0nse(3)", "keras.layers.Dense"),
        ("class Net(nn.Module):\n    def forward(self, x):\n        self.ev$0al()", "torch.nn.Module.eval"),
        (
            "def f():\n    import numpy.linalg as la\n    return la.no$0rm([1.0])",
            "numpy.linalg.norm(x, ord, axis, keepdims)",
        ),
        ("x = torch.zeros(2)\ny = x.su$0m()\nx = np.zeros(2)", "torch.Tensor.sum("),
    ],
)
def test_a_function_of_a_library_is_named_by_what_it_is(marked: str, name: str) -> None:
    assert hovered(marked).startswith(f"`{name}")


@pytest.mark.parametrize(
    "marked",
    [
        "x = unknown.vi$0ew(2, -1)",
        "def f(x):\n    return x.vi$0ew(2, -1)",
        "def f(np):\n    return np.s$0um([1])",
        "text = 'torch.c$0at'",
        "x = 1  # torch.c$0at",
        "x = tor$0ch.cat([a])",
        "ca$0t = 1",
        "x = torch.cat([a], di$0m=0)",
        "import torch\n\n$0\n",
        "x = torch.c$0at([a",
        "class Net(nn.Module):\n    def eval(self): ...\n    def forward(self, x):\n        self.ev$0al()",
        "def f(c):\n    x = torch.ones(2) if c else np.ones(2)\n    return x.su$0m()",
    ],
)
def test_what_is_not_known_is_not_explained(marked: str) -> None:
    assert hovered(marked) == ""


def test_a_file_without_a_framework_has_no_hover() -> None:
    assert hovered("import os\nos.path.jo$0in('a')\n", head="") == ""


def test_a_broken_statement_elsewhere_is_no_hindrance() -> None:
    assert hovered("y = (\ndef f(:\nx = torch.st$0ack([a, a])\nz = [").startswith("`torch.stack(")


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("torch.c$0at([a])", ["- TensorFlow: `tf.concat([a, b], axis=0)`", "- JAX: `jnp.concatenate([a, b], axis=0)`"]),
        ("torch.c$0at([a])", ["- NumPy: `np.concatenate([a, b], axis=0)`", "`dim` is `axis` elsewhere"]),
        ("np.va$0r(a)", ["- PyTorch: `x.var(dim=1, correction=0)`", "torch divides by `n - 1`", "`keepdim`"]),
        ("torch.zeros(2).vi$0ew(1)", ["`reshape` copies", "- JAX: `x.reshape(2, -1)`"]),
        ("jnp.zeros(2).a$0t[0].set(1)", ["cannot be changed", "- NumPy: `x[0] = 5`"]),
        ("torch.max$0(a, dim=0)", ["gives a `torch.Tensor`, with `dim` a tuple of 2 `torch.Tensor`"]),
        ("nn.LayerNo$0rm(3)", ["is a class", "1e-3 in Keras"]),
    ],
)
def test_the_counterparts_come_with_what_differs(marked: str, wanted: list[str]) -> None:
    text = hovered(marked)
    for one in wanted:
        assert one in text
    assert "PyTorch:" not in text or not text.startswith("`torch")


def test_the_rules_that_watch_it_are_named() -> None:
    text = hovered("F.cross_ent$0ropy(a, b)")
    assert "[TORCH007](https://" in text
    assert "softmax-before-cross-entropy" in text
    assert "TORCH007" not in hovered("tf.nn.soft$0max(a)")


def test_a_finding_comes_first_and_the_function_after_it() -> None:
    finding, _, function = hovered("def f(x):\n    e = np.exp(x)\n    return np.e$0xp(x) / np.exp(x).sum()").partition(
        "---"
    )
    assert finding.startswith("**NUM001**")
    assert function.strip().startswith("`numpy.exp(x)` gives")
