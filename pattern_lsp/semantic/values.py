"""Abstract values: what is known of a thing, and what two branches agree on.

A value says what a thing is (`kind`, `name`), which object it is (`ref`), whether it is traced (`trace`), and where
it came from (`term`).
What is not known is `UNKNOWN`, an ordinary value; rules stay silent on it.
"""

from enum import Enum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from pattern_lsp.semantic.model import Call


class Kind(Enum):
    """What a thing is."""

    UNKNOWN = "unknown"
    ARRAY = "array"  # `name` is the framework: torch, tensorflow, jax, numpy
    OBJECT = "object"  # an instance of a library's class; `name` is the qualified name of the class
    KEY = "key"  # a PRNG key of JAX
    KEYS = "keys"  # an array or tuple of them
    LIBRARY = "library"  # a module, function or class of a library, not called; `name` is its qualified name
    FUNCTION = "function"  # a function of this file; `target` is its Function
    CLASS = "class"  # a class of this file; `target` is its Class
    INSTANCE = "instance"  # an instance of a class of this file; `target` is its Class
    MODULE = "module"  # another file of the project; `target` is its Exports
    IMPORTED = "imported"  # a name of such a file, not yet asked for: `target` says what it is
    PYTHON = "python"  # plain data; `name` is the type: int, float, str, bool, none, tuple, list, dict, set

    def __repr__(self) -> str:
        return self.value


class Trace:
    """How a value is traced: flags, as plain integers because they are joined at every call.

    Under GRAD alone, numbers are still concrete.
    """

    NONE: Final = 0
    GRAD: Final = 1  # differentiated: jax.grad and its relatives, called with concrete arguments
    ABSTRACT: Final = 2  # jit, vmap, scan, …: no concrete value at all
    GRAPH: Final = 4  # tf.function


class Ref(NamedTuple):
    """The identity of an object: where it was made or came in, and the path from there.

    Two values with equal refs are the same object; with different refs they may still be.
    """

    base: Any
    path: str = ""

    def attribute(self, name: str) -> "Ref":
        return Ref(self.base, f"{self.path}.{name}")


class Value:
    """One abstract value. Compared by what it says; `term` counts by the place of its call only."""

    __slots__ = (
        "constant",
        "device",
        "dtype",
        "element",
        "items",
        "kind",
        "name",
        "ref",
        "shape",
        "target",
        "term",
        "trace",
    )

    kind: Kind
    name: str
    ref: Ref | None
    trace: int  # flags of `Trace`
    term: "Call | None"  # the call (or operator) whose result this is, if there is a single one
    target: Any  # Function or Class of this file, or of another of the project
    items: "tuple[Value, ...] | None"  # of a tuple or list of known length
    element: "Value | None"  # what each element of a container of unknown length is
    constant: Any  # of a literal int, float, str, bool
    dtype: str | None
    device: str | None
    shape: "tuple[int | str | None, ...] | None"  # symbolic dimensions are names

    def __init__(
        self,
        kind: Kind,
        name: str = "",
        *,
        ref: Ref | None = None,
        trace: int = Trace.NONE,
        term: "Call | None" = None,
        target: Any = None,
        items: "tuple[Value, ...] | None" = None,
        element: "Value | None" = None,
        constant: Any = None,
        dtype: str | None = None,
        device: str | None = None,
        shape: "tuple[int | str | None, ...] | None" = None,
    ) -> None:
        self.kind = kind
        self.name = name
        self.ref = ref
        self.trace = trace
        self.term = term
        self.target = target
        self.items = items
        self.element = element
        self.constant = constant
        self.dtype = dtype
        self.device = device
        self.shape = shape

    def but(self, **changes: Any) -> "Value":
        """The same value with some fields changed."""
        fresh = Value(
            self.kind, self.name, ref=self.ref, trace=self.trace, term=self.term, target=self.target, items=self.items,
            element=self.element, constant=self.constant, dtype=self.dtype, device=self.device, shape=self.shape,
        )  # fmt: skip
        for field, value in changes.items():
            setattr(fresh, field, value)
        return fresh

    def _key(self) -> tuple[Any, ...]:
        term = self.term.node if self.term is not None else None
        return (
            self.kind, self.name, self.ref, self.trace, self.target, self.items, self.element, self.constant.__class__,
            self.constant, self.dtype, self.device, self.shape, id(term),
        )  # fmt: skip

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Value) and self._key() == other._key())

    def __hash__(self) -> int:
        return hash((self.kind, self.name, self.ref, self.trace))

    def __repr__(self) -> str:
        said = [self.kind.value, self.name or "", repr(self.constant) if self.constant is not None else ""]
        said += [flag for flag in ("GRAD", "ABSTRACT", "GRAPH") if self.trace & getattr(Trace, flag)]
        return f"<{' '.join(filter(None, said))}>"

    @property
    def is_unknown(self) -> bool:
        return self.kind is Kind.UNKNOWN

    def is_array(self, *frameworks: str) -> bool:
        """Whether this is surely an array; with arguments, of one of these frameworks."""
        return self.kind is Kind.ARRAY and (not frameworks or self.name in frameworks)

    @property
    def op(self) -> str:
        """What computed this value, by the common word: `softmax`, `exp`, …; empty if not known."""
        return self.term.op if self.term is not None else ""


UNKNOWN = Value(Kind.UNKNOWN)
NONE = Value(Kind.PYTHON, "none")


def python(kind: str, constant: Any = None) -> Value:
    return Value(Kind.PYTHON, kind, constant=constant)


def array(framework: str, trace: int = Trace.NONE) -> Value:
    return Value(Kind.ARRAY, framework, trace=trace)


_NANS = frozenset({"numpy.nan", "numpy.NaN", "numpy.NAN", "math.nan", "cmath.nan", "torch.nan", "jax.numpy.nan"})


def is_nan(value: Value) -> bool:
    """Whether a value is surely NaN: `np.nan`, `math.nan`, `float("nan")`."""
    if value.kind is Kind.LIBRARY:
        return value.name in _NANS
    term = value.term
    if term is None or term.name != "builtins.float" or not term.arguments:
        return False
    return str(term.arguments[0].value.constant).lower() == "nan"


_FRESH = frozenset(
    "zeros ones empty full rand randn arange linspace logspace eye tensor normal from_numpy as_tensor detach".split()
)


def is_leaf(value: Value) -> bool:
    """Whether a value is surely a tensor of torch that requires gradients and was not computed from others."""
    term = value.term
    if term is None or value.kind is not Kind.ARRAY or value.name != "torch":
        return False
    asked = term.argument("requires_grad")
    if term.op == "parameter":
        return asked is None or asked.value.constant is True
    if term.name == "torch.Tensor.requires_grad_" and term.receiver is not None:
        asked = asked or term.positional(0)
        made = term.receiver.value.term
        is_fresh = made is not None and made.name.rpartition(".")[2] in _FRESH
        return is_fresh and (asked is None or asked.value.constant is True)
    return asked is not None and asked.value.constant is True


def join(left: Value, right: Value) -> Value:
    """What is true of both. Commutative, associative and idempotent."""
    if left is right:
        return left
    if left.kind is right.kind and left.name == right.name and left.target is right.target:
        if left == right:
            return left
        same_items = left.items is not None and right.items is not None and len(left.items) == len(right.items)
        return Value(
            left.kind,
            left.name,
            ref=left.ref if left.ref == right.ref else None,
            trace=left.trace | right.trace,
            term=left.term if _same_term(left.term, right.term) else None,
            target=left.target,
            items=tuple(map(join, left.items or (), right.items or ())) if same_items else None,
            element=left.element if left.element == right.element else None,
            constant=left.constant if left.constant == right.constant else None,
            dtype=left.dtype if left.dtype == right.dtype else None,
            device=left.device if left.device == right.device else None,
            shape=left.shape if left.shape == right.shape else None,
        )
    ref = left.ref if left.ref == right.ref else None
    trace = left.trace | right.trace
    return Value(Kind.UNKNOWN, ref=ref, trace=trace) if ref or trace else UNKNOWN


def _same_term(left: "Call | None", right: "Call | None") -> bool:
    return left is right or (left is not None and right is not None and left.node is right.node)
