"""What a task is: what is asked, the inputs it is tried on, and how an answer is judged.

A task is a file of `tasks/` with a value `TASK`. It knows NumPy and Hypothesis, and no framework: what a user's
function gives comes from the worker process as NumPy arrays, and is compared with an oracle in float64.
"""

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

import numpy as np
from hypothesis.strategies import SearchStrategy

from pattern_lsp.practice import catalogue

Array = np.ndarray[Any, Any]

EPSILON = {"float16": 2.0**-10, "bfloat16": 2.0**-7, "float32": 2.0**-23, "float64": 2.0**-52}
TINY = {"float16": 2.0**-24, "bfloat16": 2.0**-126, "float32": 2.0**-126, "float64": 2.0**-1022}
LARGEST = {"float16": 65504.0, "bfloat16": 3.3895314e38, "float32": 3.4028235e38, "float64": 1.7976931348623157e308}


DIFFERENTIABLE = ("torch", "jax", "tensorflow")


class Tensor(NamedTuple):
    """An array that is given to a user's function, in the user's framework.

    `values` are rounded to `dtype` (bfloat16 is kept as float32). `layout` is how it lies in memory, where a framework
    has a choice: plain, strided (every second element of a larger array), transposed, readonly; or it is repeated:
    `tiled 1000` is a thousand of it in a row.
    """

    values: Array
    dtype: str
    layout: str = "plain"

    def __repr__(self) -> str:
        kind = self.dtype if self.layout == "plain" else f"{self.dtype}, {self.layout}"
        return f"{shown(self.values)} ({kind})"


def tensor(values: Any, dtype: str = "float32", layout: str = "plain") -> Tensor:
    """An array for a user's function, its values rounded to the dtype."""
    array = np.asarray(values)
    if dtype == "bfloat16":
        bits = np.asarray(array, np.float32).view(np.uint32).astype(np.uint64)
        rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000  # to nearest, ties to even
        array = np.where(np.isfinite(array), rounded.astype(np.uint32).view(np.float32), array).astype(np.float32)
        return Tensor(array, dtype, layout)
    with np.errstate(all="ignore"):
        return Tensor(array.astype(dtype), dtype, layout)


class Got(NamedTuple):
    """An array that a user's function gave: `of` is its framework, or `number` for a NumPy scalar."""

    values: Array | None  # None if it is too large, or of a kind that is no number
    dtype: str
    shape: tuple[int, ...]
    of: str

    def __repr__(self) -> str:
        return f"{shown(self.values)} ({self.dtype})" if self.values is not None else f"{self.dtype} of {self.shape}"


class Thing(NamedTuple):
    """A value that is neither an array nor plain data."""

    type: str

    def __repr__(self) -> str:
        return f"a {self.type.removeprefix('builtins.')}"


class Wrong(Exception):
    """An answer is wrong. `complaint` says in words what does not hold; `rule` is the code that would have told.

    Raised by a task's `check`; the judge adds the input.
    """

    def __init__(self, complaint: str, expected: Any = None, got: Any = None, rule: str = "") -> None:
        super().__init__(complaint)
        self.complaint = complaint
        self.expected = expected
        self.got = got
        self.rule = rule


@dataclass(frozen=True)
class Case:
    """One input: the arguments in the order of the signature (a `Tensor` for each array), and what else is tried.

    `options` are for the task's own `check`: a cotangent, a permutation, which way to call.
    """

    arguments: tuple[Any, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)


class Run(Protocol):
    """The user's program, as a task's `check` meets it.

    Every call raises Wrong if the function raises, and if it changes the arrays it was given.
    """

    framework: str

    def __call__(self, *arguments: Any, name: str = "") -> Any:
        """Call the task's (first) function, or another of its functions by the name that the task gives it."""

    def gradient(self, *arguments: Any, wrt: Sequence[int], cotangent: Tensor | None = None, name: str = "") -> Any:
        """`(value, gradients)` by the framework's automatic differentiation; gradients are None if it has none."""

    def jit(self, *arguments: Any, static: Sequence[int] = (), name: str = "") -> Any:
        """Compiled by `jax.jit` or `tf.function`, the arguments at `static` not traced."""

    def vmap(self, *arguments: Any, in_axes: Sequence[int | None], name: str = "") -> Any:
        """Through `jax.vmap` or `torch.vmap`."""

    def threads(self, *arguments: Any, threads: int, seconds: float = 0.0, name: str = "") -> Any:
        """With 1 to 8 of numba's threads: a result that differs from the first in so many seconds, or the first.

        A race does not show each time.
        """

    def scenario(self, name: str, **options: Any) -> Any:
        """What `worker/scenarios/NAME.py` saw when it used the program's objects."""

    @property
    def source(self) -> str:
        """The text of the program that is judged."""

    def definition(self, name: str = "") -> dict[str, Any]:
        """What a definition is: its kind, its parameters, `numba` with its options, `jit`. See `worker.__main__`."""

    def definitions(self) -> dict[str, Any]:
        """What every definition of the program is by now, under its own name: calls compile."""

    def explain(self, got: Any, mistakes: Mapping[str, Any], tolerance: Any = 0.0) -> str:
        """The name of the known mistake that explains this result, and all that were seen before; empty if none does.

        `mistakes` are the results that each would give here, None where it says nothing. It is to be called for every
        result, right ones too: what a mistake would have got wrong speaks against it.
        """

    def compare(self, got: Any, expected: Array, tolerance: Any, dtype: str, complaint: str, rule: str = "") -> None:
        """Raise Wrong with `complaint` unless every element is within its tolerance; keeps the largest error."""


@dataclass(frozen=True)
class Task:
    """One practice task.

    `forms` are the signatures, by framework, written out as a literal: `softmax(x, axis=-1)`; several definitions
    stand on lines of their own, the first is the one that is called.
    `docstrings` are those of the definitions, by name.
    `cases` gives, for a framework, the corner cases, simplest first: each small, and there for a reason.
    `inputs` gives the strategy that Hypothesis draws more from, and shrinks by; None where corners are all there is.
    `names` are other names under which people write the function, a literal too.
    `properties` are what a right answer was held to; with it, the frameworks, if it is not all of them.
    `hints` come one at a time, each saying more.
    `library` is what the framework has for it, as a whole program. `examples` is the number of inputs that are drawn.
    `timed` gives arguments for the comparison of times.
    """

    title: str
    forms: Mapping[str, str]
    docstrings: Mapping[str, str]
    properties: tuple[str | tuple[str, tuple[str, ...]], ...]
    hints: tuple[str, ...]
    check: Callable[[Run, Case], None]
    cases: Callable[[str], Sequence[Case]]
    inputs: Callable[[str], SearchStrategy[Case]] | None = None
    names: tuple[str, ...] = ()
    library: Mapping[str, str] = field(default_factory=dict)
    examples: int = 60
    timed: Callable[[str], tuple[Any, ...]] | None = None
    id: str = ""  # the file's name, set when it is loaded

    def definitions(self, framework: str) -> tuple[str, ...]:
        """The names that an answer defines, the one that is called first."""
        return catalogue.headings()[self.id].definitions(framework)

    def held(self, framework: str) -> tuple[str, ...]:
        """What a right answer in a framework was held to."""
        pairs = ((one, (framework,)) if isinstance(one, str) else one for one in self.properties)
        return tuple(text for text, frameworks in pairs if framework in frameworks)


# Values for the worker, as JSON: see `worker/calls.py`.


def encode(value: Any) -> Any:
    """A value for the worker."""
    if isinstance(value, Tensor):
        data = base64.b64encode(np.ascontiguousarray(value.values).tobytes()).decode()
        return {"array": data, "dtype": value.dtype, "shape": list(value.values.shape), "layout": value.layout}
    if isinstance(value, np.ndarray):
        return encode(Tensor(value, str(value.dtype)))
    if isinstance(value, float) and not np.isfinite(value):
        return {"float": str(value)}
    if isinstance(value, (list, tuple)):
        return {"list" if isinstance(value, list) else "tuple": [encode(one) for one in value]}
    if isinstance(value, dict):
        return {"dict": [[encode(key), encode(one)] for key, one in value.items()]}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    return value


def decode(value: Any) -> Any:
    """A value from the worker: arrays as `Got`, other objects as `Thing`."""
    if not isinstance(value, dict):
        return value
    if "dtype" in value:
        shape = tuple(value["shape"])
        values = None
        if value["array"] is not None:
            stored = "float32" if value["dtype"] == "bfloat16" else value["dtype"]
            values = np.frombuffer(base64.b64decode(value["array"]), stored).reshape(shape)
        return Got(values, value["dtype"], shape, value["of"])
    if "float" in value:
        return float(value["float"])
    if "int" in value:
        return int(value["int"])
    if "bytes" in value:
        return base64.b64decode(value["bytes"])
    if "dict" in value:
        return {_hashable(decode(key)): decode(one) for key, one in value["dict"]}
    if "object" in value:
        return Thing(value["object"])
    values_in = [decode(one) for one in (value["list"] if "list" in value else value["tuple"])]
    return values_in if "list" in value else tuple(values_in)


def _hashable(key: Any) -> Any:
    return key if isinstance(key, (str, int, float, bool, bytes, tuple, type(None))) else repr(key)


# What several tasks ask of a result


def array_of(
    run: Run, got: Any, shape: tuple[int, ...], kind: str = "f", *, any_number: bool = False, what: str = "result"
) -> Array:
    """The values of a result that must be an array of the framework, with this shape and kind of dtype.

    `kind` are NumPy's letters (`f` floating point, `i` integer, `u` unsigned, `b` bool). `any_number` accepts a plain
    number, or another framework's array, too: for scalars. Raises Wrong.
    """
    if any_number and isinstance(got, (bool, int, float)):
        values = np.asarray(got)
        got = Got(values, str(values.dtype), (), "number")
    if not isinstance(got, Got) or (got.values is None and got.dtype.startswith(("object", "str"))):
        raise Wrong(f"the {what} is {_article(got)}, not an array", got=got)
    expected_of = {"numba": "numpy"}.get(run.framework, run.framework)
    if got.of != expected_of and not any_number and not (got.of == "number" and expected_of == "numpy" and not shape):
        words = {"torch": "torch tensor", "jax": "JAX array", "tensorflow": "TensorFlow tensor", "numpy": "NumPy array"}
        raise Wrong(f"the {what} is a {words.get(got.of, got.of)}, not a {words[expected_of]}", got=got)
    if got.shape != shape:
        raise Wrong(f"the {what} has the shape {got.shape} instead of {shape}", got=got)
    letter = "f" if got.dtype == "bfloat16" else np.dtype(got.dtype).kind
    if letter not in kind:
        names = {"f": "floating-point", "i": "integer", "u": "unsigned", "b": "bool"}
        raise Wrong(f"the {what} has the dtype {got.dtype}, not a {names[kind[0]]} one", got=got)
    if got.values is None:
        raise Wrong(f"the {what} is too large", got=got)
    return got.values


def judge_values(
    run: Run,
    got: Array,
    expected: Array,
    tolerance: Any,
    dtype: str,
    complaint: str,
    mistakes: Mapping[str, Array] = MappingProxyType({}),
    rules: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Compare a result with what is expected; a known mistake, by what it would give, is called by its name.

    Raises Wrong, with `complaint` for an error that nobody knows. `rules` are the codes of rules, by mistake.
    """
    mistake = run.explain(got, mistakes, tolerance)
    if (error_of(got, expected) <= tolerance).all():
        run.compare(got, expected, tolerance, dtype, complaint)
        return
    if mistake:
        raise Wrong(mistake, expected, got, rules.get(mistake, ""))
    bad = ~np.isfinite(got) & np.isfinite(expected)
    if bad.any():
        what = "NaN" if np.isnan(got[bad]).all() else "infinite"
        raise Wrong(f"some of the result is {what}: {complaint}", expected, got)
    raise Wrong(complaint, expected, got)


def check_gradients(
    run: Run, arguments: tuple[Any, ...], names: Sequence[str], weights: Tensor | None, oracle: Callable[..., Any]
) -> None:
    """Compare the gradients with respect to the first arguments, called `names`, with slopes of the oracle.

    `weights` is what the result is multiplied by, element by element, before it is summed; None for a scalar.
    The oracle takes those arguments in float64. Raises Wrong.
    """
    if run.framework in ("numpy", "numba"):
        return
    wrt = range(len(names))
    _, gradients = run.gradient(*arguments, wrt=wrt, cotangent=weights)
    values = [arguments[i].values.astype(np.float64) for i in wrt]
    scale = np.ones(()) if weights is None else weights.values.astype(np.float64)
    for i, name in enumerate(names):
        expected = _slopes(oracle, values, i, scale)
        if gradients is None or gradients[i] is None:
            if not np.any(expected):
                continue
            raise Wrong(f"is not differentiable: no gradient reaches `{name}`")
        got = array_of(run, gradients[i], values[i].shape, what=f"gradient of `{name}`")
        if not np.any(got) and np.any(np.abs(expected) > 1e-3):
            raise Wrong(f"is not differentiable: no gradient reaches `{name}`", expected, got)
        largest = 1 + float(np.max(np.abs(expected), initial=0)) + float(np.max(np.abs(scale), initial=0))
        # What a gradient sums is rounded some tens of times, and so was the result that it is made from.
        tolerance = largest * (1e-5 + 300 * EPSILON[arguments[i].dtype])
        run.compare(got, expected, tolerance, "float16", f"the gradient with respect to `{name}` is wrong")


def _slopes(oracle: Callable[..., Any], values: Sequence[Array], index: int, scale: Array) -> Array:
    """The gradient of a weighted sum of the oracle with respect to one argument, by central differences."""
    found = np.zeros(values[index].shape)
    for place in np.ndindex(*found.shape):
        step = 1e-5 * max(1.0, abs(float(values[index][place])))
        sums = []
        for sign in (1, -1):
            moved = [one.copy() for one in values]
            moved[index][place] += sign * step
            sums.append(np.sum(oracle(*moved) * scale))
        found[place] = (sums[0] - sums[1]) / (2 * step)
    return found


def error_of(got: Array, expected: Array) -> Array:
    """The distance of each element; 0 where both are the same infinity or both NaN, infinite where only one is."""
    with np.errstate(all="ignore"):
        distance = np.abs(np.asarray(got, np.float64) - expected)
    same = (got == expected) | (np.isnan(got) & np.isnan(expected))
    return np.where(same, 0.0, np.where(np.isnan(distance), np.inf, distance))


def _article(got: Any) -> str:
    if got is None:
        return "None"
    if isinstance(got, Thing):
        return repr(got)
    name = type(got).__name__
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def shown(values: Any) -> str:
    """An array as a person reads it."""
    if isinstance(values, np.ndarray) and not values.size:
        return f"empty, shape {values.shape}"
    return str(
        np.array2string(
            np.asarray(values), separator=", ", threshold=24, edgeitems=3, floatmode="unique", max_line_width=100
        )
    )


def tensors_in(value: Any) -> Iterator[Tensor]:
    """The arrays in an argument, however deep."""
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from tensors_in(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from tensors_in(one)
