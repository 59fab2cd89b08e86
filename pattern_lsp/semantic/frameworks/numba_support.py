"""What numba's nopython mode refuses, as it was found by compiling (`numba_support.json`)."""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".json")


@cache
def constructs() -> dict[str, str | None]:
    """Every construct that was compiled, and the error it was refused with, if it was."""
    found: dict[str, str | None] = json.loads(_FILE.read_text(encoding="utf-8"))["constructs"]
    return found


@cache
def refused_functions() -> frozenset[str]:
    """Functions and methods of NumPy that numba does not have: `numpy.einsum`, `numpy.ndarray.tolist`."""
    missing = ("Use of unsupported NumPy function", "Unknown attribute")
    return frozenset(
        name.removesuffix(" call")
        for name, error in constructs().items()
        if name.startswith("numpy.") and error and any(words in error for words in missing)
        if " " not in name.removesuffix(" call")
    )


@cache
def refused_keywords() -> dict[str, frozenset[str]]:
    """Keyword arguments that numba refuses whatever their value, of functions that it compiles without them."""
    tried: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for construct, error in constructs().items():
        name, _, given = construct.partition(" ")
        if "=" in given and constructs().get(f"{name} call", "") is None:
            tried[name, given.partition("=")[0]].append(error is not None)
    found: dict[str, set[str]] = defaultdict(set)
    for (name, keyword), refusals in tried.items():
        if all(refusals):
            found[name].add(keyword)
    return {name: frozenset(keywords) for name, keywords in found.items()}


@cache
def refused_builtins() -> frozenset[str]:
    """Built-in functions that compiled code cannot even name: `any`, `reversed`."""
    return frozenset(
        name.removeprefix("object ").removesuffix("()")
        for name, error in constructs().items()
        if name.startswith("object ") and error and "Untyped global name" in error
    )


def unifies(one: str, other: str) -> bool:
    """Whether a variable may be of one kind or of another, by branch; True for kinds that were not tried."""
    known = constructs()
    error = known.get(f"variable {one} or {other}") or known.get(f"variable {other} or {one}")
    return error is None
