"""The frameworks' tables as one: canonical names, what a function is, what a class derives from."""

import re
from functools import cache
from importlib import import_module

from pattern_lsp.semantic.frameworks.api import Api, Framework

_MODULES = ("torch", "tensorflow", "jax", "numpy", "numba")


@cache
def frameworks() -> tuple[Framework, ...]:
    return tuple(import_module(f"pattern_lsp.semantic.frameworks.{name}").FRAMEWORK for name in _MODULES)


@cache
def _roots() -> dict[str, str]:
    return {root: framework.name for framework in frameworks() for root in framework.roots}


@cache
def _import_line() -> re.Pattern[str]:
    return re.compile(r"(?:^|\r)[ \t]*(?:from[ \t]+(\w+)[\w.]*[ \t]+import|import[ \t]+([^#\r\n]+))", re.MULTILINE)


def imported(text: str) -> frozenset[str]:
    """The frameworks that a text imports anywhere, read off its lines without parsing it."""
    if not any(root in text for root in _roots()):
        return frozenset()
    found = set()
    for line in _import_line().finditer(text):
        package, packages = line.groups()
        for name in [package] if package else re.findall(r"(?:^|,)\s*(\w+)", packages):
            framework = _roots().get(name)
            if framework:
                found.add(framework)
    return frozenset(found)


@cache
def canonical(name: str) -> str:
    """The name under which the tables know a qualified name."""
    for _ in range(3):
        framework = _framework_of_root(name)
        if framework is None:
            return name
        head, tail = name, ""
        while head:
            if head in framework.aliases:
                name = framework.aliases[head] + tail
                break
            head, dot, last = head.rpartition(".")
            tail = dot + last + tail
        else:
            return name
    return name


def _framework_of_root(name: str) -> Framework | None:
    found = _roots().get(name.partition(".")[0])
    return next((framework for framework in frameworks() if framework.name == found), None) if found else None


@cache
def framework_of(name: str) -> str:
    """The framework that a qualified name belongs to, or empty."""
    return _roots().get(name.partition(".")[0], "")


@cache
def api(name: str) -> Api | None:
    """What the tables say of a canonical name."""
    framework = _framework_of_root(name)
    return framework.apis.get(name) if framework else None


@cache
def removed(name: str) -> str | None:
    """What took the place of a name that its framework has no more; empty for nothing, None if it is still there."""
    framework = _framework_of_root(name)
    return framework.removed.get(name) if framework else None


@cache
def array_class(framework: str) -> str:
    return next((one.array for one in frameworks() if one.name == framework), "")


@cache
def ancestors(name: str) -> tuple[str, ...]:
    """A class of the tables and what it derives from, nearest first; empty for anything else."""
    framework = _framework_of_root(name)
    chain: list[str] = []
    current: str | None = name
    while framework is not None and current and current not in chain:
        known = current in framework.classes or current in framework.classes.values()
        if not known and current != framework.array:
            break
        chain.append(current)
        current = framework.classes.get(current)
        framework = _framework_of_root(current) if current else None
    return tuple(chain)


@cache
def method(owner: str, name: str) -> tuple[str, Api] | None:
    """A method or attribute of a class, looked up through its ancestors."""
    for ancestor in ancestors(owner) or (owner,):
        qualified = f"{ancestor}.{name}"
        found = api(qualified)
        if found is not None:
            return qualified, found
    return None


@cache
def parameters(found: Api) -> tuple[tuple[str, str], ...]:
    """The parameters of a function as (own name, common word), with a `*` before those passed by keyword only."""
    names = found.parameters.split()
    return tuple((own, common or own) for own, _, common in (name.partition(":") for name in names))
