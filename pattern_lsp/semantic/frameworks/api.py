"""The form of the tables: what a library's functions take, return and do."""

from typing import NamedTuple


class Api(NamedTuple):
    """One function, method or class of a library.

    `result` is what a call returns:
    `array` (of the framework that the table is of), `arrays` (a tuple or list of them), `key`, `keys`,
    `int`, `float`, `bool`, `str`, `none`, `tuple`, `list`, `dict`, `dtype`, `self` (the receiver),
    `argument` (the first argument), `function` (a transformed function), `new` (an instance of the class that is
    called), `new torch.X` (an instance of that class), `unknown`; or several in parentheses, for a tuple of known
    length: `(array, array)`.
    A call with certain arguments may return something else, which follows after their names:
    `array; with axis: (array, array)`, `array; with return_inverse,return_counts: arrays`.
    NumPy's scalars count as arrays.

    `op` is what is computed, by one word for all frameworks: `exp`, `sum`, `softmax`, `cross_entropy`, …

    `parameters` are the positional parameters in order, each by its own name; where the frameworks spell one
    differently, the common word follows a colon: ``"input:x dim:axis keepdim:keepdims"``.
    Keyword-only parameters follow a ``*``.

    `effect` is what a call does besides returning: `backward`, `zero_grad`, `step`, `eval`, `train`,
    `consume_key`, …
    """

    result: str
    op: str = ""
    parameters: str = ""
    effect: str = ""


class Framework(NamedTuple):
    """The tables of one framework.

    `roots` are the top-level packages whose import means that a file uses the framework.
    `array` is the qualified name of its array class.
    `aliases` maps a prefix of a qualified name to the canonical one (`tensorflow.keras` → `keras`).
    `apis` maps canonical qualified names to what they are; methods stand under their class.
    `classes` maps a class to its base, as far as rules care (`torch.optim.Adam` → `torch.optim.Optimizer`).
    `removed` maps names that are gone to what took their place, or to nothing.
    """

    name: str
    roots: tuple[str, ...]
    array: str
    aliases: dict[str, str]
    apis: dict[str, Api]
    classes: dict[str, str]
    removed: dict[str, str] = {}


def rows(prefix: str, result: str, names: str, **fields: str) -> dict[str, Api]:
    """One row for each name in a list of words."""
    return {f"{prefix}.{name}": Api(result, **fields) for name in names.split()}


def say(apis: dict[str, Api], prefix: str, names: str, **fields: str) -> None:
    """Say more of rows that are there, or add them as functions that return an array."""
    for name in names.split():
        known = apis.get(f"{prefix}.{name}", Api("array"))
        apis[f"{prefix}.{name}"] = known._replace(**fields)
