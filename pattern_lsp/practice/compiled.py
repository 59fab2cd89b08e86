"""What tasks for numba have in common."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from pattern_lsp.practice.task import Run, Tensor, Wrong, tensor


def check_compiled(run: Run, names: Sequence[str] = ("",), parallel: bool = False) -> None:
    """Raise Wrong unless these functions are compiled by numba in nopython mode."""
    if run.framework != "numba":
        return
    definitions = run.definitions()
    kernels = {name: one["numba"] for name, one in definitions.items() if "numba" in one}
    for name in names:
        own = run.definition(name)
        options = own.get("numba")
        called = f"`{name}` " if name else ""
        # A plain function without a loop, around a compiled one, is as good.
        is_around = own.get("has_loop") is False and not kernels.keys().isdisjoint(own["uses"])
        if options is None and not own.get("ufunc") and not is_around:
            raise Wrong(f"{called}is not compiled: it has no `@njit`")
        if options is not None and options["forceobj"]:
            raise Wrong(f"{called}is not compiled: object mode runs it as Python does")
    if not parallel or any("ufunc" in one for one in definitions.values()):
        return
    if not any(one["parallel"] for one in kernels.values()):
        raise Wrong("is not parallel: without `njit(parallel=True)`, `prange` is `range`")


def check_runs_in_parallel(run: Run) -> None:
    """Raise Wrong if numba has compiled the program by now, and no loop of it in parallel."""
    found = run.definitions().values()
    kernels = [one["numba"] for one in found if "numba" in one]
    if any("ufunc" in one for one in found) or any(one["loops"] for one in kernels if one["parallel"]):
        return
    raise Wrong("is not parallel: no loop is shared out; a `range` in place of `prange`?")


def is_refused_type(wrong: Wrong, given: Tensor, usual: str) -> bool:
    """Whether a function with a written-out signature refuses an array of another dtype or layout than the usual."""
    is_unusual = given.dtype != usual or given.layout == "strided"
    return is_unusual and "No matching definition" in wrong.complaint


def codes(text: str, layout: str = "plain") -> Tensor:
    """A sequence as the ASCII codes of its letters."""
    return tensor(np.frombuffer(text.encode(), np.uint8), "uint8", layout)


def sequences(alphabet: str, most: int = 12) -> st.SearchStrategy[str]:
    """Sequences of letters, short ones first."""
    return st.text(alphabet, max_size=most)


def number_of(got: Any, whole: bool = False) -> Any:
    """A result that must be a number, or an array without axes. Raises Wrong."""
    values = getattr(got, "values", got)
    if isinstance(values, bool) or not isinstance(values, (int, float, np.ndarray)):
        raise Wrong("the result is not a number", got=got)
    if isinstance(values, np.ndarray):
        if values.shape or values.dtype.kind not in "fiu":
            raise Wrong("the result is not a number", got=got)
        values = values.item()
    if whole and values != int(values):
        raise Wrong("the result is not a whole number", got=got)
    return values
