"""What rules may ask: the events of one body of code, in order, each with the values that flow there.

The interpreter follows a function (or the statements of the module) once, flow-sensitively, with the helpers of the
same file that it calls, and records what happens as events.
A rule selects events and judges the values in them; it never walks a tree.

Every event and every operand has `place`, for findings and edits.
Values that are not known are `UNKNOWN`: a rule that meets one stays silent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import libcst as cst

from pattern_lsp.semantic.values import UNKNOWN, Kind, Trace, Value
from pattern_lsp.syntax import Piece, Place


class Operand(NamedTuple):
    """An expression and the value it has where it stands."""

    value: Value
    node: cst.CSTNode
    piece: Piece

    def __repr__(self) -> str:
        return f"{self.value!r} of {self.text!r}"

    @property
    def place(self) -> Place:
        return Place(self.piece, self.piece.span(self.node))

    @property
    def text(self) -> str:
        return self.place.text

    @property
    def identifier(self) -> str:
        """The plain name this expression is (`x`), or empty."""
        return self.node.value if isinstance(self.node, cst.Name) else ""


class Argument(NamedTuple):
    """An argument of a call. `keyword` is empty for positional ones, `star` is `*` or `**` or empty."""

    operand: Operand
    keyword: str = ""
    star: str = ""

    @property
    def value(self) -> Value:
        return self.operand.value


@dataclass(frozen=True, eq=False, slots=True)
class Wrapping:
    """A transformation put on a function, by decorator or by call: `jax.jit`, `numba.njit`, `tf.function`, …

    `op` is the common word: jit, vmap, pmap, grad, value_and_grad, scan, njit, vectorize, tf_function, no_grad, …
    `options` are the constant keyword arguments. `call` is where they are given, if there are any.
    `is_bound` says that it was put on a bound method (`jax.jit(self.apply)`), whose `self` it does not see.
    """

    op: str
    name: str
    options: dict[str, Value]
    node: cst.CSTNode = field(repr=False)
    piece: Piece
    call: "Call | None" = field(default=None, repr=False)
    is_bound: bool = False

    @property
    def place(self) -> Place:
        return Place(self.piece, self.piece.span(self.node))


@dataclass(eq=False, slots=True)
class Function:
    """A function, method or lambda of this file."""

    name: str
    node: cst.FunctionDef | cst.Lambda = field(repr=False)
    piece: Piece
    owner: "Class | None" = field(default=None, repr=False)  # the class whose method it is
    wrappings: tuple[Wrapping, ...] = ()
    closure: Any = field(default=None, repr=False)  # the scope it was made in
    home: Any = field(default=None, repr=False)  # the file it is in (a World), if that is another one
    kind: str = "function"  # function, method, staticmethod, classmethod, property

    def wrapped(self, *ops: str) -> Wrapping | None:
        """The wrapping with one of these words, if the function has one."""
        return next((wrapping for wrapping in self.wrappings if wrapping.op in ops), None)

    @property
    def place(self) -> Place:
        """Where its name stands (a lambda: the whole of it)."""
        node = self.node.name if isinstance(self.node, cst.FunctionDef) else self.node
        return Place(self.piece, self.piece.span(node))


@dataclass(eq=False, slots=True)
class Class:
    """A class of this file."""

    name: str
    node: cst.ClassDef = field(repr=False)
    piece: Piece
    bases: tuple[Value, ...] = ()
    methods: dict[str, Function] = field(default_factory=dict, repr=False)
    attributes: dict[str, Value] = field(default_factory=dict)  # of `self`, as far as the methods assign them
    ancestors: frozenset[str] = frozenset()  # qualified names of library classes it derives from, through this file too
    home: Any = field(default=None, repr=False)  # the file it is in (a World), if that is another one
    is_complete: bool = True  # every base was resolved to a library class of the tables or a class of this file
    layers: tuple[Value, ...] = field(default=(), repr=False)  # of a torch module that is made: what `__init__` assigns


@dataclass(frozen=True, eq=False, slots=True)
class Loop:
    """A `for` or `while` loop, or the body of a comprehension."""

    node: cst.CSTNode = field(repr=False)
    piece: Piece
    kind: str  # for, while, comprehension
    iterates: Value = UNKNOWN
    parallel: bool = False  # over numba.prange, in a function with parallel=True
    targets: frozenset[str] = frozenset()  # the names it binds


class Context(NamedTuple):
    """Where an event happens. Contexts nest: the caller's loops and `with` blocks hold inside a helper too.

    `function` is the innermost one (None: module level).
    `trace` is how the code is traced: what runs under jit has `Trace.ABSTRACT`, whatever the values.
    `grad_enabled` is False under torch.no_grad and its relatives, None if that is not known.
    `managers` are the values of the `with` blocks around.
    `nopython` is the numba wrapping whose compiled code this is.
    `calls` are the places that lead here, outermost first, if this is a helper that the body calls.
    """

    function: Function | None = None
    trace: int = Trace.NONE
    loops: tuple[Loop, ...] = ()
    managers: tuple[Value, ...] = ()
    grad_enabled: bool | None = True
    nopython: Wrapping | None = None
    handled: bool = False  # inside a `try` with a handler
    conditional: bool = False  # inside a branch of an `if`, or a loop body, of this function
    calls: tuple[Operand, ...] = ()

    @property
    def loop(self) -> Loop | None:
        return self.loops[-1] if self.loops else None


@dataclass(eq=False, slots=True)
class Event:
    """Something that happens at a node."""

    node: cst.CSTNode = field(repr=False)
    piece: Piece
    context: Context = field(repr=False)
    statement: cst.CSTNode = field(repr=False)  # the simple statement, or the header of the compound one, around it

    @property
    def place(self) -> Place:
        return Place(self.piece, self.piece.span(self.node))

    @property
    def line(self) -> Place:
        """The empty place at the start of the statement's first line, for inserting lines before it."""
        return Place(self.piece, self.piece.span(self.statement)).line_start

    @property
    def indentation(self) -> str:
        return Place(self.piece, self.piece.span(self.statement)).indentation

    @property
    def is_in_simple_statement(self) -> bool:
        """Whether a line may be put before the statement; not so in the header of an `elif` or a `while`."""
        return isinstance(self.statement, cst.BaseSmallStatement)


@dataclass(eq=False, slots=True)
class Call(Event):
    """A call, or an operator that does the work of one (`a / b` is `divide`, `a @ b` is `matmul`).

    `name` is the canonical qualified name (`torch.nn.functional.softmax`; for methods `torch.Tensor.softmax`; for a
    function of this file its own name), empty if not known.
    `method` is the attribute called (`x.backward()` → `backward`), whatever `x` is; empty for plain calls.
    `states` is what the receiver (or the key) had gone through before, per protocol: see `semantic.protocols`.
    """

    name: str = ""
    op: str = ""
    effect: str = ""
    method: str = ""
    callee: Value = UNKNOWN
    receiver: Operand | None = None
    arguments: tuple[Argument, ...] = ()
    parameters: tuple[tuple[str, str], ...] = ()  # (own name, common word) of each, in order, and `*`
    result: Value = UNKNOWN
    states: frozenset[Any] = frozenset()
    is_operator: bool = False
    is_discarded: bool = False  # an expression statement: nobody takes the result
    awaited: bool = False

    def argument(self, name: str) -> Operand | None:
        """The argument for a parameter, by its own name or by the common word, however it is passed.

        For a method, the receiver counts as the first parameter where the table says so.
        """
        for argument in self.arguments:
            if argument.keyword and (argument.keyword == name or (argument.keyword, name) in self.parameters):
                return argument.operand
        for position, spelled in enumerate(self.parameters):
            if name in spelled:
                return self.positional(position)
            if "*" in spelled:
                break  # what follows is passed by keyword only
        return None

    def positional(self, position: int) -> Operand | None:
        """The positional argument at an index; None if there are fewer, or a `*` comes before."""
        if position < len(self.arguments):
            for argument in self.arguments[: position + 1]:
                if argument.keyword or argument.star:
                    return None
            return self.arguments[position].operand
        return None

    @property
    def has_star(self) -> bool:
        """Whether `*args` or `**kwargs` may pass what is not seen."""
        return any(argument.star for argument in self.arguments)

    @property
    def subject(self) -> Operand | None:
        """What the call works on: the receiver of a method, or the first argument."""
        if self.receiver is not None and self.callee.kind is not Kind.LIBRARY:
            return self.receiver
        return self.arguments[0].operand if self.arguments and not self.arguments[0].star else None

    def spelling(self, word: str) -> str:
        """How this function spells a parameter that the tables know by a common word (`keepdims` → `keepdim`)."""
        return next((own for own, common in self.parameters if common == word), word)

    @property
    def callee_place(self) -> Place:
        """What is called, without the arguments: `F.softmax` of `F.softmax(x)`."""
        node = self.node.func if isinstance(self.node, cst.Call) else self.node
        return Place(self.piece, self.piece.span(node))

    @property
    def operand(self) -> Operand:
        """The call itself, with its result."""
        return Operand(self.result, self.node, self.piece)


@dataclass(eq=False, slots=True)
class ItemAssignment(Event):
    """`target[index] = value`, `target[index] += value` (`operator` is `+`), or `del target[index]` (`operator` `del`).

    `node` is the whole statement for a plain one; with several targets it is the target alone (`is_alone` is False).
    """

    target: Operand = None  # type: ignore[assignment]
    index: Operand = None  # type: ignore[assignment]
    operator: str = ""
    value: Operand | None = None
    is_alone: bool = True
    subscript: Operand = None  # type: ignore[assignment]

    @property
    def index_text(self) -> str:
        """What stands between the brackets."""
        return self.subscript.text[len(self.target.text) :].strip().removeprefix("[").removesuffix("]").strip()


@dataclass(eq=False, slots=True)
class Assignment(Event):
    """`name = value` or `self.attribute = value` (then `target` is the object), `operator` for `name += value`.

    `before` is the name's value until then. `scope` is local, global or nonlocal.
    """

    name: str = ""
    value: Operand = None  # type: ignore[assignment]
    operator: str = ""
    target: Operand | None = None
    before: Value = UNKNOWN
    scope: str = "local"


@dataclass(eq=False, slots=True)
class Reference(Event):
    """A name that a library has no more, read or imported; `instead` is what took its place, or empty."""

    name: str = ""
    instead: str = ""


@dataclass(eq=False, slots=True)
class Test(Event):
    """A value that Python asks for its truth.

    `kind`: if, while, ternary, assert, not, and, or, comparison, in, comprehension, match.
    """

    operand: Operand = None  # type: ignore[assignment]
    kind: str = ""


@dataclass(eq=False, slots=True)
class Return(Event):
    """`return value` of a function that is interpreted here, or the value of a lambda."""

    operand: Operand | None = None


@dataclass(eq=False, slots=True)
class Mention(Event):
    """An attribute that is a statement of its own: `optimizer.step` without parentheses does nothing.

    `target` is the object, `name` the attribute.
    """

    target: Operand = None  # type: ignore[assignment]
    name: str = ""


@dataclass(eq=False, slots=True)
class Syntax(Event):
    """A construct that some compiler may refuse. `kind` names it; recorded in compiled code only.

    Kinds: yield_from, yield, await, async_def, generator_expression, set_comprehension, dict_comprehension,
    list_comprehension, walrus, starred_target, with, except_type, except_name, reraise, raise_from, del_name,
    del_item, import, class, global, nonlocal, fstring_spec, fstring_conversion, double_star_parameter,
    double_star_argument, match_sequence, dict, set, list (literals), lambda, function.
    """

    kind: str = ""
    operands: tuple[Operand, ...] = ()  # the elements, values, … where that helps
    detail: str = ""


class Callers(NamedTuple):
    """The names of the functions that other bodies of this file call: surely with gradients on, and otherwise."""

    with_grad: frozenset[str]
    without_grad: frozenset[str]


NOBODY = Callers(frozenset(), frozenset())
_E = TypeVar("_E", bound=Event)


@dataclass(eq=False)
class Model:
    """The events of one body of code: a function, a method, or the module's own statements.

    `function` is None for the module. Nested functions are part of the body they stand in; helpers of the file that
    the body calls are followed, and their events come with `context.calls`.
    `classes` are the classes that the body makes (module level: all).
    """

    function: Function | None
    frameworks: frozenset[str]
    events: tuple[Event, ...]
    classes: tuple[Class, ...] = ()
    names: dict[str, str] = field(default_factory=dict)  # library modules and functions to what this file calls them
    callers: Callers = NOBODY
    unmentioned: frozenset[str] = frozenset()  # what only this `__init__` mentions: see `Program.unmentioned`

    def event_at(self, node: cst.CSTNode) -> Event | None:
        """The event of a node."""
        return next((event for event in self.events if event.node is node), None)

    @cached_property
    def _by_kind(self) -> dict[type[Event], list[Any]]:
        index: dict[type[Event], list[Any]] = {}
        for event in self.events:
            kind = type(event)
            if kind in index:
                index[kind].append(event)
            else:
                index[kind] = [event]
        return index

    @cached_property
    def _indexes(self) -> tuple[dict[str, list[Call]], ...]:
        """The calls by qualified name, by what they compute, by effect, and by method name."""
        names: dict[str, list[Call]] = {}
        ops: dict[str, list[Call]] = {}
        effects: dict[str, list[Call]] = {}
        methods: dict[str, list[Call]] = {}
        for call in self._by_kind.get(Call, ()):
            if call.name:
                names.setdefault(call.name, []).append(call)
            if call.op:
                ops.setdefault(call.op, []).append(call)
            if call.effect:
                effects.setdefault(call.effect, []).append(call)
            if call.method:
                methods.setdefault(call.method, []).append(call)
        return names, ops, effects, methods

    def calls(self, *names: str, op: str | tuple[str, ...] = (), effect: str = "", method: str = "") -> Iterator[Call]:
        """Calls in order of the events: by qualified names, by what they compute, by effect, or by method name.

        Without arguments: all of them.
        """
        if not (names or op or effect or method):
            return self.of(Call)
        by_name, by_op, by_effect, by_method = self._indexes
        found: list[Call] = []
        for name in names:
            if name in by_name:
                found += by_name[name]
        for word in (op,) if isinstance(op, str) else op:
            if word in by_op:
                found += by_op[word]
        if effect in by_effect:
            found += by_effect[effect]
        if method in by_method:
            found += by_method[method]
        return iter(found)

    def of(self, kind: "type[_E]") -> "Iterator[_E]":
        """Events of one class: `model.of(ItemAssignment)`."""
        return iter(self._by_kind.get(kind, ()))
