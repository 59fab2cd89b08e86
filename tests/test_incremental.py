"""However a document came to be what it is, the analysis is that of its text."""

import random

import pytest

from pattern_lsp.analysis import Analysis, analyze
from pattern_lsp.syntax import cut

TEXT = '''\
"""A document with a bit of everything."""

import jax
import jax.numpy as jnp
import torch
from torch import nn


class Net(nn.Module):
    """Layers."""

    def __init__(self, n):
        super().__init__()
        self.fc = nn.Linear(n, n)
        self.opt = torch.optim.Adam(self.parameters())

    def forward(self, x):
        x = self.fc(x)
        x.relu()
        return x

    def fit(self, loader):
        for x, y in loader:
            loss = nn.CrossEntropyLoss()(self(x).softmax(dim=-1), y)
            loss.backward()
            self.opt.step()


def clear(optimizer):
    optimizer.zero_grad()


@jax.jit
def step(x, key):
    if x > 0:
        x[0] = 1
    return x + jax.random.normal(key) * jax.random.uniform(key)


scores = jnp.zeros(3)
if True:
    scores[0] = 1
scores.at[1].set(2)
'''
TYPED = [
    "x",
    "(",
    ")",
    "[",
    "\n",
    "    ",
    '"""',
    "'",
    "#",
    " = 1\n",
    "self.",
    "import jax\n",
    "def g(a):\n    return a\n",
    ":",
]


def said(analysis: Analysis) -> list[tuple[str, tuple[int, ...], str]]:
    return [(found.code, tuple(found.span), found.message) for found in analysis.diagnostics]


@pytest.mark.parametrize("seed", range(6))
def test_edits_lead_to_what_a_fresh_analysis_says(seed: int) -> None:
    chosen = random.Random(seed)
    analysis = analyze(TEXT)
    assert {"JAX001", "JAX002", "JAX003", "JAX004", "TORCH007", "TORCH011"} <= {code for code, _, _ in said(analysis)}
    text = TEXT
    for _ in range(40):
        place = chosen.randrange(len(text))
        kind = chosen.random()
        if kind < 0.5:
            text = text[:place] + chosen.choice(TYPED) + text[place:]
        elif kind < 0.9:
            text = text[:place] + text[place + chosen.choice([1, 2, 9]) :]
        else:
            text = TEXT
        analysis = analyze(text, analysis)
        assert said(analysis) == said(analyze(text))
        assert not analysis.failures


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_pieces_join_to_the_text(ending: str) -> None:
    text = TEXT.replace("\n", ending)
    source = cut(text)
    assert "".join(piece.text for piece in source.pieces) == text
    assert [code for code, _, _ in said(analyze(text))] == [code for code, _, _ in said(analyze(TEXT))]


@pytest.mark.parametrize("broken", ["y = foo(\n", "if (x.\n", "def f(:\n", "x = [1,\n", '"""\n', "class\n", "@\n"])
def test_a_broken_statement_loses_only_itself(broken: str) -> None:
    text = f"import jax.numpy as jnp\nx = jnp.zeros(3)\n{broken}x[0] = 1\n"
    found = said(analyze(text))
    start = text.index("x[0]")
    assert ("JAX001", (start, start + 8)) in [(code, span) for code, span, _ in found]


@pytest.mark.parametrize(
    "text", ["", "\n", "\x00", "\ud800", "import torch\n" + "(" * 5000, "import jax\n\tx\n  y\n", "\f"]
)
def test_strange_texts_do_no_harm(text: str) -> None:
    assert analyze(text).diagnostics == ()


_CHAINS = {
    "sum": "a" + " + a" * 10_000,
    "sum over lines": "(a" + "\n + a" * 10_000 + ")",
    "calls": "a" + ".b()" * 2_000,
    "calls over lines": "(a" + "\n    .b()" * 2_000 + ")",
    "indices": "a" + "[0]" * 3_000,
    "ternaries": "a if b else " * 3_000 + "a",
    "nested lists": "[" * 90 + "a, " * 5_000 + "]" * 90,
    "sums in a sum": "(" + " + ".join(["(" + " + ".join(["a"] * 300) + ")"] * 30) + ")",
}


@pytest.mark.parametrize("chain", _CHAINS.values(), ids=_CHAINS)
def test_what_would_hold_the_parser_for_seconds_is_passed_over_alone(chain: str) -> None:
    text = f"import jax.numpy as jnp\nx = jnp.zeros(3)\ny = {chain}\nx[0] = 1\n"
    analysis = analyze(text)
    assert [piece.text for piece in analysis.source.pieces if piece.module is None] == [f"y = {chain}\n"]
    assert [code for code, _, _ in said(analysis)] == ["JAX001"]


_LARGE = {
    "a long sum": "a" + " + a" * 400,
    "a long test": " and ".join(["a == 1"] * 2_000),
    "a table": "[" + "\n".join(["    (1, 2.5, 'three'),"] * 2_000) + "]",
    "a line of numbers": str(list(range(20_000))),
    "a line of text": repr("text " * 100_000),
    "many texts": "(" + "\n".join(["'a line of text'"] * 2_000) + ")",
    "calls in a dictionary": "{" + "\n".join(f"    'key {n}': make({n}, size=n + 1)," for n in range(1_000)) + "}",
}


@pytest.mark.parametrize("expression", _LARGE.values(), ids=_LARGE)
def test_what_is_only_large_is_parsed(expression: str) -> None:
    (piece,) = cut(f"x = {expression}\n").pieces
    assert piece.module is not None
