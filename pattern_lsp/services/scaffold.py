"""The beginning of a rule: a file that says what is missing, and tests that fail until it is there."""

import re
from pathlib import Path

from pattern_lsp import registry


class ScaffoldError(Exception):
    """A rule that cannot be begun, and why."""


_FRAMEWORKS = {"TORCH": "torch", "TF": "tensorflow", "JAX": "jax", "NUMBA": "numba", "NUM": "numpy"}

_RULE = '''"""TODO: one sentence about the user's code.

TODO: what happens, why, and what to write instead.

Source: TODO
"""

from collections.abc import Iterator

from pattern_lsp.rule import Example, Finding, Raises, Rule, Severity
from pattern_lsp.semantic.model import Model


def check(model: Model) -> Iterator[Finding]:
    for call in model.calls("TODO"):
        yield Finding(call.place, "TODO")


RULE = Rule(
    code="{code}",
    name="{name}",
    severity=Severity.WARNING,
    message="TODO",
    frameworks=frozenset({{"{framework}"}}),
    check=check,
    examples=(Example(bad="TODO", good="TODO", proof=Raises("TODO")),),
)
'''

_TESTS = """# What {code} must report, and what it must not. Carets mark the exact place.
# --- TODO reported
TODO
#^^^ {code}
# --- TODO silent
"""


def scaffold(code: str, name: str) -> list[Path]:
    """Write the rule's file and its tests; returns their paths."""
    code = code.upper()
    family = code.rstrip("0123456789")
    if family not in _FRAMEWORKS or not re.fullmatch(r"[A-Z]+\d{3}", code):
        raise ScaffoldError(f"`{code}` is no code: {', '.join(_FRAMEWORKS)}, then three digits")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ScaffoldError(f"`{name}` is no name: words in lower case, joined by `-`")
    if code in registry.codes():
        raise ScaffoldError(f"{code} is taken")
    rules = registry.folder("rules")
    tests = rules.parent / "tests" / "rules"
    if not tests.is_dir():
        raise ScaffoldError("rules are begun in a checkout of pattern-lsp; this is an installation")
    rule = rules / f"{code.lower()}_{name.replace('-', '_')}.py"
    rule.write_text(_RULE.format(code=code, name=name, framework=_FRAMEWORKS[family]), encoding="utf-8")
    cases = tests / f"{code.lower()}.py"
    cases.write_text(_TESTS.format(code=code), encoding="utf-8")
    return [rule, cases]
