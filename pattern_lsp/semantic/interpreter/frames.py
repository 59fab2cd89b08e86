"""Where the interpreter stands: frames, names, and what it may ask of the file around the body."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

import libcst as cst

from pattern_lsp.semantic import knowledge, protocols, transforms
from pattern_lsp.semantic.model import (
    Class,
    Context,
    Event,
    Function,
    Operand,
    Reference,
    Syntax,
)
from pattern_lsp.semantic.state import State
from pattern_lsp.semantic.values import UNKNOWN, Kind, Value, python
from pattern_lsp.syntax import Piece


class Exports(Protocol):
    """Another file of the project, as its importers see it."""

    def exported(self, name: str) -> Value | None: ...


class World(Protocol):
    """What a body may ask of the file around it; every answer is remembered as something the body depends on."""

    uses_torch: bool
    home: "World | None"  # itself, unless it is the file that is being checked

    def imported(self, module: str, level: int) -> Exports | None: ...
    def import_all(self, exports: Exports) -> None: ...

    def global_value(self, name: str) -> Value | None: ...
    def attribute(self, owner: Class, name: str) -> Value | None: ...
    def layers(self, owner: Class) -> tuple[Value, ...]: ...
    def method(self, owner: Class, name: str) -> Function | None: ...
    def returned(self, function: Function) -> Value: ...


@dataclass(eq=False)
class Frame:
    """One activation of a function, or of the module."""

    function: Function | None
    piece: Piece
    state: State
    parent: "Frame | None" = None
    exits: list[State] = field(default_factory=list)
    returned: Value | None = None
    global_names: set[str] = field(default_factory=set)
    nonlocal_names: set[str] = field(default_factory=set)
    missed: set[str] = field(default_factory=set)  # names asked for and not found here
    owner: Class | None = None  # the class whose body this is
    is_generator: bool = False


@dataclass(eq=False)
class LoopFrame:
    breaks: list[State] = field(default_factory=list)
    continues: list[State] = field(default_factory=list)


class Machine:
    """Where the interpreter stands: the frame, the state, the context, and the events so far."""

    # How each kind of node is executed or evaluated; the layers above fill these in.
    statement_handlers: ClassVar[dict[type, Callable[[Any, Any], None]]] = {}
    expression_handlers: ClassVar[dict[type, Callable[[Any, Any], Value]]] = {}

    def __init__(self, world: World) -> None:
        self.world = self._own = world
        self.events: list[Event] = []
        self.classes: list[Class] = []
        self.functions: list[Function] = []  # bodies of their own: what is not made inside a function
        self.attributes: dict[tuple[Class, str], Value] = {}  # of `self`, as this body assigns them
        self.context = Context()
        self.frame: Frame
        self.statement: cst.CSTNode
        self._loops: list[LoopFrame] = []
        self._active: list[cst.CSTNode] = []
        self._executed = 0
        self._traced: set[tuple[cst.CSTNode, tuple[str, ...]]] = set()
        self._nested: list[tuple[Function, Frame]] = []

    @property
    def state(self) -> State:
        return self.frame.state

    @state.setter
    def state(self, state: State) -> None:
        self.frame.state = state

    @contextmanager
    def _inside(self, context: Context) -> Iterator[None]:
        before, self.context = self.context, context
        try:
            yield
        finally:
            self.context = before

    def _block(self, statements: Iterable[cst.CSTNode]) -> None:
        for statement in statements:
            if self.state.is_dead:
                return
            handler = self.statement_handlers.get(type(statement))
            if handler is not None:
                self._executed += 1
                self.statement = statement
                handler(self, statement)

    def _body(self, body: cst.BaseSuite) -> None:
        self._block(statements_of(body))

    def _event(self, event: Event) -> None:
        self.events.append(event)

    def _operand(self, node: cst.CSTNode, value: Value) -> Operand:
        return Operand(value, node, self.frame.piece)

    def _eval(self, node: cst.BaseExpression) -> Value:
        handler = self.expression_handlers.get(type(node))
        return handler(self, node) if handler is not None else UNKNOWN

    def _lookup(self, name: str) -> Value | None:
        frame: Frame | None = self.frame
        if name in self.frame.global_names:
            frame = None
        while frame is not None:
            value = frame.state.values.get(name)
            if value is not None:
                if value.kind is Kind.IMPORTED:
                    value = frame.state.values[name] = value.target()
                return value
            frame.missed.add(name)
            frame = frame.parent
        value = self.world.global_value(name)
        if value is not None:
            return value
        return BUILTINS.get(name)

    def _set(self, name: str, value: Value) -> None:
        self.frame.state.values[name] = value

    def _syntax(self, kind: str, node: cst.CSTNode, operands: tuple[Operand, ...] = (), detail: str = "") -> None:
        if self.context.nopython is not None:
            self._event(Syntax(node, self.frame.piece, self.context, self.statement, kind, operands, detail))

    def _reference(self, node: cst.CSTNode, name: str) -> None:
        """A name of a library is used: an event if the library has it no more."""
        removed = knowledge.removed(name)
        if removed is not None:
            self._event(Reference(node, self.frame.piece, self.context, self.statement, name, removed))

    def _leave(self, to: list[State]) -> None:
        to.append(self.state.copy())
        self.state = State(self.state.values, self.state.heap, is_dead=True)

    def _closure(self) -> Frame | None:
        frame: Frame | None = self.frame
        while frame is not None and frame.owner is not None:
            frame = frame.parent
        return frame if frame is not None and frame.function is not None else None

    def _name_of(self, node: cst.BaseExpression) -> str:
        """The qualified name of a dotted expression, without recording anything."""
        if isinstance(node, cst.Name):
            value = self._lookup(node.value)
            if value is None:
                return node.value
            return value.name if value.kind is Kind.LIBRARY else ""
        if isinstance(node, cst.Attribute):
            base = self._name_of(node.value)
            return knowledge.canonical(f"{base}.{node.attr.value}") if base else ""
        return ""

    def _annotated(self, annotation: cst.Annotation | None) -> Value:
        if annotation is None:
            return UNKNOWN
        node = annotation.annotation
        if isinstance(node, cst.SimpleString):
            text = node.evaluated_value
            if not isinstance(text, str):
                return UNKNOWN
            try:
                node = cst.parse_expression(text)
            except Exception:
                return UNKNOWN
        if isinstance(node, cst.Subscript):
            # jaxtyping: Float[Array, "batch time"]
            base = self._name_of(node.value)
            if base.startswith("jaxtyping.") and node.slice and isinstance(node.slice[0].slice, cst.Index):
                node = node.slice[0].slice.value
            else:
                return python(base.rpartition(".")[2].lower()) if base in _GENERIC else UNKNOWN
        if not isinstance(node, (cst.Name, cst.Attribute)):
            return UNKNOWN
        name = self._name_of(node)
        if name.removeprefix("builtins.") in _PYTHON_TYPES:
            return python(name.removeprefix("builtins."))
        value = self._lookup(node.value) if isinstance(node, cst.Name) else None
        if value is not None and value.kind is Kind.CLASS:
            return Value(Kind.INSTANCE, value.name, target=value.target)
        return transforms.instance_of(name)

    def _consume(self, key: Operand, node: cst.CSTNode | None = None) -> frozenset[Any]:
        ref = key.value.ref
        if ref is None:
            return frozenset()
        before = self.state.steps(protocols.KEY.name, ref)
        self.state.heap[protocols.KEY.name, ref] = frozenset({("consumed", node or key.node)})
        return before


def statements_of(body: cst.BaseSuite) -> Iterable[cst.CSTNode]:
    if isinstance(body, cst.SimpleStatementSuite):
        return (cst.SimpleStatementLine(body.body),) if not body.body else body.body
    return body.body


def parameters_of(node: cst.FunctionDef | cst.Lambda) -> list[cst.Param]:
    parameters = node.params
    return [*parameters.posonly_params, *parameters.params, *parameters.kwonly_params]


def positional_of(node: cst.FunctionDef | cst.Lambda) -> list[cst.Param]:
    return [*node.params.posonly_params, *node.params.params]


def dotted(node: cst.BaseExpression) -> str:
    if isinstance(node, cst.Attribute):
        return f"{dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


def names_in(target: cst.BaseExpression) -> Iterator[str]:
    if isinstance(target, cst.Name):
        yield target.value
    elif isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            yield from names_in(element.value)


_PYTHON_TYPES = {"int", "float", "bool", "str", "bytes", "list", "dict", "tuple", "set"}


_GENERIC = {
    "list", "dict", "tuple", "set", "typing.List", "typing.Dict", "typing.Tuple", "typing.Set",
    "builtins.list", "builtins.dict", "builtins.tuple", "builtins.set",
}  # fmt: skip


BUILTINS = {
    name: Value(Kind.LIBRARY, f"builtins.{name}")
    for name in (
        "abs all any bool bytes callable complex dict divmod enumerate eval exec filter float format frozenset getattr "
        "globals hasattr hash hex id input int isinstance issubclass iter len list locals map max memoryview min next "
        "object open ord pow print range repr reversed round set setattr slice sorted str sum super tuple type vars zip"
    ).split()
}
