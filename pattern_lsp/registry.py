"""Finds and loads the rules and the references; the only loader of either.

Installed, they lie in `pattern_lsp/rules` and `pattern_lsp/reference`; in a checkout, beside the package.
"""

import importlib.util
import inspect
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from pattern_lsp.rule import Rule

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `rules` or `reference`, wherever this installation keeps it."""
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, sorted by code."""
    return tuple(load_rule(path) for path in sorted(folder("rules").glob("[a-z]*[0-9]_*.py")))


@cache
def codes() -> tuple[str, ...]:
    """The codes of all rules, read off their file names: nothing is loaded."""
    return tuple(sorted(path.name.partition("_")[0].upper() for path in folder("rules").glob("[a-z]*[0-9]_*.py")))


@cache
def rules_by_code() -> dict[str, Rule]:
    return {rule.code: rule for rule in rules()}


def load_rule(path: Path) -> Rule:
    """The rule of one file. Raises ValueError, naming the file, if it holds none."""
    module = load(path, f"pattern_lsp.rules.{path.stem}")
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise ValueError(f"{path}: no RULE")
    return rule.explained(inspect.cleandoc(module.__doc__ or ""))


def load(path: Path, name: str) -> ModuleType:
    """Import one file under a name of its own."""
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
