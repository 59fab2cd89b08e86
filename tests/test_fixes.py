"""Fixing whole texts: safe by default, to the end, and never into something that does not parse."""

import libcst as cst
from hypothesis import given
from hypothesis import strategies as st

from pattern_lsp.analysis import TextFix, analyze
from pattern_lsp.config import Settings
from pattern_lsp.services.diagnostics import diagnose
from pattern_lsp.services.fixes import applicable, fix_all
from pattern_lsp.text import Edit, Span

HEAD = "import jax\nimport jax.numpy as jnp\nx = jnp.zeros(3)\n"
KEYS = (
    "import jax\n\ndef init(key):\n    a = jax.random.normal(key)\n    b = jax.random.uniform(key)\n    return a, b\n"
)


def test_all_fixes_of_a_text_are_applied() -> None:
    fixed, count = fix_all(f"{HEAD}x[0] = 1\nx[1] = 2\n", Settings())
    assert (fixed, count) == (f"{HEAD}x = x.at[0].set(1)\nx = x.at[1].set(2)\n", 2)


def test_fixing_twice_changes_nothing() -> None:
    once, _ = fix_all(f"{HEAD}x[0] = 1\n", Settings())
    assert fix_all(once, Settings()) == (once, 0)


def test_unsafe_fixes_wait_to_be_asked_for() -> None:
    assert fix_all(KEYS, Settings()) == (KEYS, 0)
    fixed, count = fix_all(KEYS, Settings(), unsafe=True)
    assert count >= 1
    assert diagnose(analyze(fixed), Settings()) == []


def test_what_is_not_reported_is_not_fixed() -> None:
    text = f"{HEAD}x[0] = 1\n"
    assert fix_all(text, Settings(ignore=("JAX001",))) == (text, 0)
    silenced = f"{HEAD}x[0] = 1  # pattern-lsp: ignore[JAX001]\n"
    assert fix_all(silenced, Settings()) == (silenced, 0)


def test_a_fix_of_several_lines_takes_the_line_ends_of_the_text() -> None:
    fixed, _ = fix_all(KEYS.replace("\n", "\r\n"), Settings(), unsafe=True)
    assert fixed.count("\n") == fixed.count("\r\n")
    assert fixed.replace("\r\n", "\n") == fix_all(KEYS, Settings(), unsafe=True)[0]


def test_fixes_that_touch_wait_for_the_next_round() -> None:
    (one,) = diagnose(analyze(f"{HEAD}x[0] = 1\n"), Settings())
    assert one.fix is not None
    elsewhere = TextFix("Elsewhere", (Edit(Span(0, 0), "\n"),), safe=True)
    twice = [one, one, type(one)(one.code, one.name, "", one.severity, Span(0, 0), elsewhere)]
    assert applicable(twice, unsafe=False) == [one.fix, elsewhere]


def test_a_text_that_does_not_parse_is_still_fixed_where_it_does() -> None:
    fixed, count = fix_all(f"{HEAD}x[0] = 1\ny = (\n", Settings())
    assert (fixed, count) == (f"{HEAD}x = x.at[0].set(1)\ny = (\n", 1)


STATEMENTS = st.sampled_from(
    [
        "x[0] = 1",
        "x[0], y = 1, 2",
        "if True: x[1] += 2",
        "x[0] = 1; x[1] = 2",
        "for i in range(3): x[i] = i",
        "x.at[0].set(1)",
        "y = 1  # pattern-lsp: ignore[JAX001]",
        "# pattern-lsp: ignore",
        "x[\n    0\n] = 1",
        "key = jax.random.PRNGKey(0)",
        "y = jax.random.normal(key); z = jax.random.normal(key)",
    ]
)


@given(st.lists(STATEMENTS, max_size=6).map("\n".join))
def test_what_parsed_still_parses(body: str) -> None:
    fixed, _ = fix_all(HEAD + body, Settings(), unsafe=True)
    cst.parse_module(fixed)
