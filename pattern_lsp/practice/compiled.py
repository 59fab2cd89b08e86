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
    for name in names:
        options = run.definition(name).get("numba")
        called = f"`{name}` " if name else ""
        if options is None:
            raise Wrong(f"{called}is not compiled: it has no `@njit`")
        if options["forceobj"]:
            raise Wrong(f"{called}is not compiled: object mode runs it as Python does")
        if parallel and not options["parallel"]:
            raise Wrong("is not parallel: without `njit(parallel=True)`, `prange` is `range`")


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
