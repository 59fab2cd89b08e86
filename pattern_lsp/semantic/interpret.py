"""The interpreter: one walk over a body of code, which knows at every point what the values are.

It executes statements over abstract values: branches are followed and joined, loops run to a fixed point, `with`,
`try`, early `return` and `break` are honoured, and helpers of the same file are entered with the values they are given.
What happens on the way is recorded as events (see `model`), which rules judge.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, cast

import libcst as cst

from pattern_lsp.semantic import knowledge, protocols, transforms
from pattern_lsp.semantic.frameworks.api import Api
from pattern_lsp.semantic.model import (
    Argument,
    Assignment,
    Call,
    Class,
    Context,
    Event,
    Function,
    ItemAssignment,
    Loop,
    Operand,
    Return,
    Syntax,
    Test,
    Wrapping,
)
from pattern_lsp.semantic.state import State
from pattern_lsp.semantic.values import NONE, UNKNOWN, Kind, Ref, Trace, Value, join, python
from pattern_lsp.syntax import Piece

_MAX_DEPTH = 4  # of helpers entered from helpers
_BUDGET = 3000  # statements one body may execute before helpers are no longer entered
_LOOP_ROUNDS = 3


class World(Protocol):
    """What a body may ask of the file around it; every answer is remembered as something the body depends on."""

    uses_torch: bool

    def global_value(self, name: str) -> Value | None: ...
    def attribute(self, owner: Class, name: str) -> Value | None: ...
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
class _LoopFrame:
    breaks: list[State] = field(default_factory=list)
    continues: list[State] = field(default_factory=list)


class Interpreter:
    """Interprets one body; see `run_module` and `run_function`."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.events: list[Event] = []
        self.classes: list[Class] = []
        self.functions: list[Function] = []  # bodies of their own: what is not made inside a function
        self.attributes: dict[tuple[Class, str], Value] = {}  # of `self`, as this body assigns them
        self.context = Context()
        self.frame: Frame
        self.statement: cst.CSTNode
        self._loops: list[_LoopFrame] = []
        self._active: list[cst.CSTNode] = []
        self._executed = 0
        self._traced: set[tuple[cst.CSTNode, tuple[str, ...]]] = set()
        self._nested: list[tuple[Function, Frame]] = []

    # ------------------------------------------------------------------------------------------------- bodies

    def run_statements(self, piece: Piece, statements: Iterable[cst.BaseStatement], frame: Frame) -> None:
        """Execute a piece of the module, in its frame."""
        self.frame = frame
        frame.piece = piece
        self._block(statements)
        self._run_nested()

    def begin_class(self, piece: Piece, node: cst.ClassDef, frame: Frame) -> None:
        """Execute the header of a class of the module; its members follow in a frame of their own."""
        self.frame, self.statement = frame, node
        frame.piece = piece
        self._set(node.name.value, Value(Kind.CLASS, node.name.value, target=self.make_class(node)))

    def run_function(self, function: Function) -> Value:
        """Interpret a function on its own, knowing of its parameters what annotations and wrappings say."""
        module = Frame(None, function.piece, State({}, {}))
        outer = function.closure if isinstance(function.closure, Frame) else module
        self.frame = outer
        self.statement = function.node
        result = self._enter(function, self._parameters(function), (), State({}, {}))
        self._run_nested()
        return result

    def _run_nested(self) -> None:
        """Functions made in the body are interpreted too, once what they can see is complete."""
        while self._nested:
            function, outer = self._nested.pop(0)
            if (function.node, ()) in self._traced:
                continue
            self._traced.add((function.node, ()))
            self.frame = outer
            self.statement = function.node
            with self._inside(replace(self.context, loops=(), managers=(), conditional=False)):
                self._enter(function, self._parameters(function), (), State({}, {}))

    def _parameters(self, function: Function) -> dict[str | Ref, Value]:
        """What is known of a function's parameters when nobody calls it."""
        values: dict[str | Ref, Value] = {}
        traced = transforms.traced_parameters(function)
        first = True
        for parameter in _parameters_of(function.node):
            name = parameter.name.value
            ref = Ref(function.node, name)
            if first and function.owner is not None and function.kind in ("method", "property"):
                values[name] = Value(Kind.INSTANCE, function.owner.name, target=function.owner, ref=Ref(function.owner))
            elif first and function.owner is not None and function.kind == "classmethod":
                values[name] = Value(Kind.CLASS, function.owner.name, target=function.owner)
            else:
                value = transforms.traced(self._annotated(parameter.annotation), traced.get(name, Trace.NONE))
                values[name] = value.but(ref=ref)
            first = False
        parameters = function.node.params
        if isinstance(parameters.star_arg, cst.Param):
            name = parameters.star_arg.name.value
            values[name] = Value(Kind.PYTHON, "tuple", trace=traced.get(name, Trace.NONE))
        if parameters.star_kwarg is not None:
            values[parameters.star_kwarg.name.value] = python("dict")
        return values

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
        if name in _PYTHON_TYPES:
            return python(name)
        value = self._lookup(node.value) if isinstance(node, cst.Name) else None
        if value is not None and value.kind is Kind.CLASS:
            return Value(Kind.INSTANCE, value.name, target=value.target)
        return transforms.instance_of(name)

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

    def _enter(
        self,
        function: Function,
        values: dict[str | Ref, Value],
        calls: tuple[Operand, ...],
        state: State,
    ) -> Value:
        """Execute a function's body with its parameters bound; the heap of `state` is used and changed."""
        outer, context, statement, loops = self.frame, self.context, self.statement, self._loops
        defining = function.closure if isinstance(function.closure, Frame) else None
        frame = Frame(function, function.piece, State(values, state.heap), defining)
        self.frame, self._loops = frame, []
        self._active.append(function.node)
        self.context = transforms.context_inside(context, function, calls)
        try:
            node = function.node
            self.statement = node
            if isinstance(node, cst.Lambda):
                self.statement = statement
                value = self._eval(node.body)
                self._event(Return(node, function.piece, self.context, self.statement, self._operand(node.body, value)))
                frame.returned = value
            else:
                if self.context.nopython is not None:
                    self._signature_syntax(node)
                self._block(_statements(node.body))
                if not frame.state.is_dead:
                    frame.returned = NONE if frame.returned is None else join(frame.returned, NONE)
            final = frame.state
            for exited in frame.exits:
                final = final.joined(exited)
            state.heap = final.heap
            if not isinstance(outer, Frame) or outer is frame:
                return UNKNOWN
            for name, value in final.values.items():
                if isinstance(name, Ref):
                    outer.state.values[name] = value
            if frame.is_generator or (isinstance(node, cst.FunctionDef) and node.asynchronous):
                return UNKNOWN
            return frame.returned if frame.returned is not None else UNKNOWN
        finally:
            self._active.pop()
            self.frame, self.context, self.statement, self._loops = outer, context, statement, loops

    @contextmanager
    def _inside(self, context: Context) -> Iterator[None]:
        before, self.context = self.context, context
        try:
            yield
        finally:
            self.context = before

    # --------------------------------------------------------------------------------------------- statements

    @property
    def state(self) -> State:
        return self.frame.state

    @state.setter
    def state(self, state: State) -> None:
        self.frame.state = state

    def _block(self, statements: Iterable[cst.CSTNode]) -> None:
        for statement in statements:
            if self.state.is_dead:
                return
            handler = _STATEMENTS.get(type(statement))
            if handler is not None:
                self._executed += 1
                self.statement = statement
                handler(self, statement)

    def _body(self, body: cst.BaseSuite) -> None:
        self._block(_statements(body))

    def _simple_line(self, node: cst.SimpleStatementLine) -> None:
        for small in node.body:
            if self.state.is_dead:
                return
            self.statement = small
            handler = _STATEMENTS.get(type(small))
            if handler is not None:
                handler(self, small)

    def _expression_statement(self, node: cst.Expr) -> None:
        self._eval(node.value)
        if isinstance(node.value, (cst.Call, cst.Await)):
            inner = node.value.expression if isinstance(node.value, cst.Await) else node.value
            for event in reversed(self.events):
                if event.node is inner and isinstance(event, Call):
                    event.is_discarded = True
                    event.awaited = isinstance(node.value, cst.Await)
                    break
                if len(self.events) > 4000 and event is self.events[-400]:
                    break

    def _assign(self, node: cst.Assign) -> None:
        value = self._eval(node.value)
        operand = self._operand(node.value, value)
        alone = len(node.targets) == 1
        for target in node.targets:
            self._bind(target.target, operand, node if alone else target.target)

    def _annotated_assign(self, node: cst.AnnAssign) -> None:
        if node.value is None:
            return
        value = self._eval(node.value)
        if value.is_unknown:
            declared = self._annotated(node.annotation)
            if not declared.is_unknown:
                value = declared.but(ref=value.ref, trace=value.trace | declared.trace, term=value.term)
        self._bind(node.target, self._operand(node.value, value), node)

    def _augmented_assign(self, node: cst.AugAssign) -> None:
        operator = _AUGMENTED.get(type(node.operator), "?")
        right = self._operand(node.value, self._eval(node.value))
        target = node.target
        if isinstance(target, cst.Subscript):
            self._item_assignment(target, right, node, operator)
            return
        left = self._operand(target, self._eval(target))
        before = left.value
        result = self._operate(node, operator, left, right)
        if before.kind in (Kind.OBJECT, Kind.INSTANCE) or (before.kind is Kind.PYTHON and before.name == "list"):
            result = before
        self._bind(target, self._operand(node, result), node, operator, right)

    def _bind(
        self,
        target: cst.BaseExpression,
        operand: Operand,
        node: cst.CSTNode,
        operator: str = "",
        right: Operand | None = None,
    ) -> None:
        """Give a target its value. `right` is what the source says on the right of `+=`."""
        if isinstance(target, cst.Name):
            self._bind_name(target, operand, node, operator, right)
        elif isinstance(target, (cst.Tuple, cst.List)):
            self._unpack(target, operand)
        elif isinstance(target, cst.Attribute):
            owner = self._operand(target.value, self._eval(target.value))
            name = target.attr.value
            path = owner.value.ref.attribute(name) if owner.value.ref is not None else None
            before = self.state.values.get(path, UNKNOWN) if path is not None else UNKNOWN
            self._event(
                Assignment(
                    node, self.frame.piece, self.context, self.statement,
                    name, right or operand, operator, owner, before,
                )
            )  # fmt: skip
            if path is not None:
                # Attributes of attributes may have changed with it.
                for known in [key for key in self.state.values if isinstance(key, Ref) and _below(key, path)]:
                    del self.state.values[known]
                value = operand.value
                self.state.values[path] = value if value.ref is not None else value.but(ref=path)
                self.state.forget(path)
                instance = owner.value
                if instance.kind is Kind.INSTANCE and instance.ref == Ref(instance.target):
                    key = (instance.target, name)
                    known_value = self.attributes.get(key)
                    value = self.state.values[path]
                    self.attributes[key] = value if known_value is None else join(known_value, value)
        elif isinstance(target, cst.Subscript):
            self._item_assignment(target, operand, node, "")
        elif isinstance(target, cst.StarredElement):
            self._bind(target.value, self._operand(target.value, python("list")), node)

    def _bind_name(
        self, target: cst.Name, operand: Operand, node: cst.CSTNode, operator: str, right: Operand | None
    ) -> None:
        name, value = target.value, operand.value
        frame = self.frame
        scope = "global" if name in frame.global_names else "nonlocal" if name in frame.nonlocal_names else "local"
        before = self._lookup(name) or UNKNOWN
        self._event(
            Assignment(
                node, frame.piece, self.context, self.statement,
                name, right or operand, operator, None, before, scope,
            )
        )  # fmt: skip
        if value is UNKNOWN:
            value = Value(Kind.UNKNOWN, ref=Ref(target))
        if scope == "nonlocal":
            outer = frame.parent
            while outer is not None and name not in outer.state.values:
                outer = outer.parent
            if outer is not None:
                outer.state.values[name] = join(outer.state.values[name], value)
        elif scope == "local":
            frame.state.values[name] = value
            if frame.owner is not None:
                frame.owner.attributes[name] = value

    def _unpack(self, target: cst.Tuple | cst.List, operand: Operand) -> None:
        value = operand.value
        elements = target.elements
        starred = any(isinstance(element, cst.StarredElement) for element in elements)
        if self.context.nopython is not None and starred:
            self._syntax("starred_target", target)
        for index, element in enumerate(elements):
            if isinstance(element, cst.StarredElement):
                part = Value(Kind.KEYS, ref=value.ref) if value.kind is Kind.KEYS else python("list")
                self._bind(element.value, self._operand(element.value, part), element)
                continue
            item = UNKNOWN if starred else self._item(value, index, element.value)
            if starred and value.kind is Kind.KEYS:
                item = self._item(value, index, element.value)
            self._bind(element.value, Operand(item, operand.node, operand.piece), element.value)

    def _item(self, value: Value, index: int | None, target: cst.CSTNode) -> Value:
        """One element of a value; `index` is None for any of them, as a loop sees it."""
        if value.items is not None and index is not None and -len(value.items) <= index < len(value.items):
            return value.items[index]
        if value.kind is Kind.KEYS:
            if index is None:
                self.state.forget(target)
                return Value(Kind.KEY, ref=Ref(target), trace=value.trace)
            return Value(
                Kind.KEY, ref=Ref(value.ref.base, f"{value.ref.path}[{index}]") if value.ref else None, trace=value.trace
            )
        if value.kind is Kind.ARRAY:
            return Value(Kind.ARRAY, value.name, trace=value.trace, ref=Ref(target), dtype=value.dtype)
        if value.items and index is None:
            joined = value.items[0]
            for item in value.items[1:]:
                joined = join(joined, item)
            return joined
        if value.kind is Kind.PYTHON and value.name == "range":
            return python("int").but(trace=value.trace, ref=Ref(target))
        if value.kind is Kind.PYTHON and value.name == "shape":
            return python("int")
        if value.kind is Kind.PYTHON and value.name == "str":
            return python("str")
        return Value(Kind.UNKNOWN, trace=value.trace, ref=Ref(target))

    def _item_assignment(self, target: cst.Subscript, value: Operand | None, node: cst.CSTNode, operator: str) -> None:
        owner = self._operand(target.value, self._eval(target.value))
        index = self._index_operand(target)
        self._event(
            ItemAssignment(
                node, self.frame.piece, self.context, self.statement,
                owner, index, operator, value, node is not target,
            )
        )  # fmt: skip
        if owner.value.items is not None and isinstance(target.value, cst.Name):
            self.state.values[target.value.value] = owner.value.but(items=None)

    def _index_operand(self, node: cst.Subscript) -> Operand:
        parts = [self._slice(element.slice) for element in node.slice]
        if len(parts) == 1 and isinstance(node.slice[0].slice, cst.Index):
            return self._operand(node.slice[0].slice.value, parts[0])
        first = node.slice[0].slice
        return self._operand(first, Value(Kind.PYTHON, "tuple", items=tuple(parts)))

    def _slice(self, node: cst.BaseSlice) -> Value:
        if isinstance(node, cst.Index):
            return self._eval(node.value)
        assert isinstance(node, cst.Slice)
        bounds = tuple(self._eval(part) if part is not None else NONE for part in (node.lower, node.upper, node.step))
        return Value(Kind.PYTHON, "slice", items=bounds)

    def _delete(self, node: cst.Del) -> None:
        targets: Sequence[cst.BaseExpression] = (
            [element.value for element in node.target.elements] if isinstance(node.target, cst.Tuple) else [node.target]
        )
        for target in targets:
            if isinstance(target, cst.Name):
                self.state.values.pop(target.value, None)
                self._syntax("del_name", target)
            elif isinstance(target, cst.Subscript):
                self._syntax("del_item", target, (self._operand(target.value, self._eval(target.value)),))
                self._item_assignment(target, None, node, "del")

    def _return(self, node: cst.Return) -> None:
        value = self._eval(node.value) if node.value is not None else NONE
        operand = self._operand(node.value, value) if node.value is not None else None
        self._event(Return(node, self.frame.piece, self.context, self.statement, operand))
        frame = self.frame
        frame.returned = value if frame.returned is None else join(frame.returned, value)
        self._leave(frame.exits)

    def _leave(self, to: list[State]) -> None:
        to.append(self.state.copy())
        self.state = State(self.state.values, self.state.heap, is_dead=True)

    def _raise(self, node: cst.Raise) -> None:
        if node.exc is not None:
            value = self._eval(node.exc)
            if node.cause is not None:
                self._syntax("raise_from", node)
            del value
        else:
            self._syntax("reraise", node)
        self._leave([])

    def _break(self, _node: cst.CSTNode) -> None:
        self._leave(self._loops[-1].breaks if self._loops else [])

    def _continue(self, _node: cst.CSTNode) -> None:
        self._leave(self._loops[-1].continues if self._loops else [])

    def _assert(self, node: cst.Assert) -> None:
        self._test(node.test, "assert")
        if node.msg is not None:
            before = self.state.copy()
            self._eval(node.msg)
            self.state = before

    def _global(self, node: cst.Global | cst.Nonlocal) -> None:
        names = {item.name.value for item in node.names}
        is_global = isinstance(node, cst.Global)
        (self.frame.global_names if is_global else self.frame.nonlocal_names).update(names)
        self._syntax("global" if is_global else "nonlocal", node)

    def _import(self, node: cst.Import) -> None:
        self._syntax("import", node)
        for alias in node.names:
            dotted = _dotted(alias.name)
            if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
                self._set(alias.asname.name.value, Value(Kind.LIBRARY, knowledge.canonical(dotted)))
            else:
                root = dotted.partition(".")[0]
                self._set(root, Value(Kind.LIBRARY, root))

    def _import_from(self, node: cst.ImportFrom) -> None:
        self._syntax("import", node)
        if isinstance(node.names, cst.ImportStar):
            return
        package = _dotted(node.module) if node.module is not None else ""
        for alias in node.names:
            name = _dotted(alias.name)
            bound = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, cst.Name) else name
            if node.relative:
                self._set(bound, UNKNOWN)
            else:
                self._set(bound, Value(Kind.LIBRARY, knowledge.canonical(f"{package}.{name}")))

    def _set(self, name: str, value: Value) -> None:
        self.frame.state.values[name] = value

    def _if(self, node: cst.If) -> None:
        self._test(node.test, "if")
        decided = self._decided(node.test)
        before = self.state
        with self._inside(replace(self.context, conditional=True)):
            self.state = before.copy()
            if decided is False:
                self.state.is_dead = True
            else:
                self._narrow(node.test, True)
                self._body(node.body)
            after = self.state
            self.state = before.copy()
            if decided is True:
                self.state.is_dead = True
            else:
                self._narrow(node.test, False)
                if isinstance(node.orelse, cst.If):
                    self.statement = node.orelse
                    self._if(node.orelse)
                elif node.orelse is not None:
                    self._body(node.orelse.body)
        self.state = after.joined(self.state)

    def _decided(self, test: cst.BaseExpression) -> bool | None:
        """Whether a condition is a constant that code is written around: TYPE_CHECKING, False, 0."""
        if isinstance(test, cst.Name):
            if test.value == "TYPE_CHECKING":
                return None
            return {"True": True, "False": False}.get(test.value)
        return None

    def _narrow(self, test: cst.BaseExpression, truth: bool) -> None:
        """What a passed test says of a name: `isinstance(x, torch.Tensor)`, `x is None`."""
        if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            self._narrow(test.expression, not truth)
        elif isinstance(test, cst.BooleanOperation):
            if isinstance(test.operator, cst.And) == truth:
                self._narrow(test.left, truth)
                self._narrow(test.right, truth)
        elif isinstance(test, cst.Comparison) and len(test.comparisons) == 1 and isinstance(test.left, cst.Name):
            target = test.comparisons[0]
            is_none = isinstance(target.comparator, cst.Name) and target.comparator.value == "None"
            if is_none and isinstance(target.operator, (cst.Is, cst.Equal)) and truth:
                self.state.values[test.left.value] = NONE
        elif (
            isinstance(test, cst.Call)
            and isinstance(test.func, cst.Name)
            and test.func.value == "isinstance"
            and len(test.args) == 2
            and isinstance(test.args[0].value, cst.Name)
        ):
            name = test.args[0].value.value
            known = self._lookup(name)
            narrowed = transforms.instance_of(self._name_of(test.args[1].value))
            if known is None or known.kind is Kind.INSTANCE:
                return
            if truth:
                if known.is_unknown or narrowed.kind is known.kind:
                    self.state.values[name] = narrowed.but(ref=known.ref, trace=known.trace, term=known.term)
                else:
                    self.state.values[name] = Value(Kind.UNKNOWN, ref=known.ref, trace=known.trace)
            elif not narrowed.is_unknown and narrowed.kind is known.kind and narrowed.name == known.name:
                self.state.values[name] = Value(Kind.UNKNOWN, ref=known.ref)

    def _for(self, node: cst.For) -> None:
        iterated = self._operand(node.iter, self._eval(node.iter))
        if iterated.value.kind is Kind.KEYS:
            self._consume(iterated)
        parallel = bool(
            iterated.value.term is not None
            and iterated.value.term.op == "prange"
            and self.context.nopython is not None
            and transforms.is_parallel(self.context.nopython)
        )
        loop = Loop(node, self.frame.piece, "for", iterated.value, parallel, frozenset(_names_in(node.target)))

        def bind() -> None:
            if iterated.value.term is not None and iterated.value.term.op == "enumerate":
                self._bind_enumerate(node.target, iterated)
            elif iterated.value.term is not None and iterated.value.term.op == "zip":
                self._bind_zip(node.target, iterated)
            else:
                item = self._item(iterated.value, None, node.target)
                self._bind(node.target, Operand(item, node.iter, self.frame.piece), node.target)

        self._loop(loop, bind, node.body, node.orelse, endless=False)

    def _bind_enumerate(self, target: cst.BaseExpression, iterated: Operand) -> None:
        call = cast("Call", iterated.value.term)
        inner = call.arguments[0].value if call.arguments else UNKNOWN
        if isinstance(target, cst.Tuple) and len(target.elements) == 2:
            first, second = (element.value for element in target.elements)
            self._bind(first, Operand(python("int"), first, self.frame.piece), first)
            self._bind(second, Operand(self._item(inner, None, second), second, self.frame.piece), second)
        else:
            self._bind(target, Operand(UNKNOWN, target, self.frame.piece), target)

    def _bind_zip(self, target: cst.BaseExpression, iterated: Operand) -> None:
        call = cast("Call", iterated.value.term)
        if isinstance(target, cst.Tuple) and len(target.elements) == len(call.arguments) and not call.has_star:
            for element, argument in zip(target.elements, call.arguments, strict=True):
                item = self._item(argument.value, None, element.value)
                self._bind(element.value, Operand(item, element.value, self.frame.piece), element.value)
        else:
            self._bind(target, Operand(UNKNOWN, target, self.frame.piece), target)

    def _while(self, node: cst.While) -> None:
        loop = Loop(node, self.frame.piece, "while")
        endless = isinstance(node.test, cst.Name) and node.test.value == "True"
        self._loop(loop, lambda: self._test(node.test, "while"), node.body, node.orelse, endless)

    def _loop(
        self,
        loop: Loop,
        begin: Callable[[], None],
        body: cst.BaseSuite | Callable[[], None],
        orelse: cst.Else | None,
        endless: bool,
    ) -> None:
        """Run a loop until another round changes nothing; the events are those of the last round."""
        head = self.state
        mark, classes = len(self.events), len(self.classes)
        statement = self.statement
        frame = self.frame
        missed_before, frame.missed = frame.missed, set()
        inside = replace(self.context, loops=(*self.context.loops, loop), conditional=True)
        for attempt in range(_LOOP_ROUNDS):
            del self.events[mark:]
            del self.classes[classes:]
            control = _LoopFrame()
            self._loops.append(control)
            self.state = head.copy()
            self.statement = statement
            with self._inside(inside):
                begin()
                tested = self.state.copy()
                if callable(body):
                    body()
                else:
                    self._body(body)
            self._loops.pop()
            back = self.state
            for continued in control.continues:
                back = back.joined(continued)
            if back.is_dead:
                break
            joined = head.joined(back)
            if attempt == _LOOP_ROUNDS - 1 or self._is_stable(head, joined, frame.missed):
                break
            head = joined
        frame.missed |= missed_before
        self.statement = statement
        after = State({}, {}, is_dead=True) if endless else tested.joined(back)
        self.state = after
        if orelse is not None and not after.is_dead:
            self._body(orelse.body)
        for broken in control.breaks:
            self.state = self.state.joined(broken)

    def _is_stable(self, head: State, joined: State, missed: set[str]) -> bool:
        if head.heap != joined.heap:
            return False
        before, after = head.values, joined.values
        if len(after) > len(before) and any(name in missed for name in after.keys() - before.keys()):
            return False
        return all(after[name] is value or after[name] == value for name, value in before.items())

    def _with(self, node: cst.With) -> None:
        context = self.context
        for item in node.items:
            value = self._eval(item.item)
            if context.nopython is not None:
                self._syntax("with", item, (self._operand(item.item, value),))
            context = transforms.context_within(context, value)
            if item.asname is not None:
                bound = UNKNOWN if value.kind is Kind.INSTANCE else value
                self._bind(item.asname.name, self._operand(item.item, bound), item)
        with self._inside(context):
            self._body(node.body)

    def _try(self, node: cst.Try | cst.TryStar) -> None:
        before = self.state.copy()
        with self._inside(replace(self.context, handled=bool(node.handlers) or self.context.handled)):
            self._body(node.body)
        middle = self.state
        thrown = before.joined(State(middle.values, middle.heap))
        ends: list[State] = []
        if node.orelse is not None and not middle.is_dead:
            self._body(node.orelse.body)
        ends.append(self.state)
        for handler in node.handlers:
            self.state = thrown.copy()
            if handler.type is not None:
                value = self._eval(handler.type)
                if self.context.nopython is not None:
                    self._syntax("except_type", handler, (self._operand(handler.type, value),))
            if handler.name is not None:
                self._syntax("except_name", handler)
                if isinstance(handler.name.name, cst.Name):
                    self._set(handler.name.name.value, UNKNOWN)
            with self._inside(replace(self.context, conditional=True)):
                self._body(handler.body)
            ends.append(self.state)
        state = ends[0]
        for end in ends[1:]:
            state = state.joined(end)
        self.state = state
        if node.finalbody is not None:
            dead = self.state.is_dead
            if dead:
                self.state = thrown.copy()
            self._body(node.finalbody.body)
            if dead:
                self.state.is_dead = True

    def _match(self, node: cst.Match) -> None:
        subject = self._operand(node.subject, self._eval(node.subject))
        plain = all(isinstance(case.pattern, (cst.MatchAs,)) and case.pattern.pattern is None for case in node.cases)
        if not plain:
            self._event(Test(node, self.frame.piece, self.context, self.statement, subject, "match"))
        before = self.state
        result = before.copy()
        with self._inside(replace(self.context, conditional=True)):
            for case in node.cases:
                self.state = before.copy()
                for name in _captured(case.pattern):
                    self._set(name, Value(Kind.UNKNOWN, trace=subject.value.trace))
                if isinstance(case.pattern, (cst.MatchList, cst.MatchTuple)):
                    self._syntax("match_sequence", case.pattern)
                if case.guard is not None:
                    self._test(case.guard, "if")
                self._body(case.body)
                catches_all = isinstance(case.pattern, cst.MatchAs) and case.pattern.pattern is None
                if catches_all and case.guard is None:
                    result = State({}, {}, is_dead=True) if result is before else result
                result = result.joined(self.state)
        self.state = result

    def _function_definition(self, node: cst.FunctionDef) -> None:
        if self.context.nopython is not None:
            self._syntax("async_def" if node.asynchronous else "function", node)
        function = self.make_function(node)
        value = self._decorate(function, node.decorators)
        for parameter in _parameters_of(node):
            if parameter.default is not None:
                self._eval(parameter.default)
        self._set(node.name.value, value)
        if self.frame.owner is not None:
            self.frame.owner.methods[node.name.value] = function
        if function.closure is None:
            self.functions.append(function)
        else:
            self._nested.append((function, function.closure))

    def make_function(self, node: cst.FunctionDef, owner: Class | None = None) -> Function:
        owner = owner or self.frame.owner
        return Function(
            node.name.value, node, self.frame.piece, owner, (), self._closure(), "method" if owner else "function"
        )

    def _closure(self) -> Frame | None:
        frame: Frame | None = self.frame
        while frame is not None and frame.owner is not None:
            frame = frame.parent
        return frame if frame is not None and frame.function is not None else None

    def _decorate(self, function: Function, decorators: Sequence[cst.Decorator]) -> Value:
        value = Value(Kind.FUNCTION, function.name, target=function)
        for decorator in reversed(decorators):
            name = decorator.decorator.value if isinstance(decorator.decorator, cst.Name) else ""
            if name in ("staticmethod", "classmethod", "property"):
                function.kind = name if function.owner else "function"
                continue
            applied = self._eval(decorator.decorator)
            wrapping = transforms.wrapping(self._operand(decorator.decorator, applied))
            if wrapping is not None:
                function.wrappings = (*function.wrappings, wrapping)
            elif not transforms.is_transparent(applied) and function.owner is None:
                # An unknown decorator may return anything.
                value = UNKNOWN
        return value

    def _class_definition(self, node: cst.ClassDef) -> None:
        if self.context.nopython is not None:
            self._syntax("class", node)
        made = self.make_class(node)
        outer = self.frame
        frame = Frame(None, outer.piece, State({}, outer.state.heap), outer, owner=made)
        self.frame = frame
        self._body(node.body)
        self.frame = outer
        self._set(node.name.value, Value(Kind.CLASS, made.name, target=made))

    def make_class(self, node: cst.ClassDef) -> Class:
        """A class from its header."""
        for decorator in node.decorators:
            self._eval(decorator.decorator)
        bases = [self._eval(argument.value) for argument in node.bases]
        made = Class(node.name.value, node, self.frame.piece, tuple(bases))
        names: set[str] = set()
        for base in bases:
            if base.kind is Kind.CLASS:
                names |= base.target.ancestors
                made.is_complete &= base.target.is_complete
            elif base.kind is Kind.LIBRARY and (known := knowledge.ancestors(base.name)):
                names |= set(known)
            elif base.name not in ("object", "abc.ABC", "builtins.object"):
                made.is_complete = False
        made.ancestors = frozenset(names)
        self.classes.append(made)
        return made

    def _syntax(self, kind: str, node: cst.CSTNode, operands: tuple[Operand, ...] = (), detail: str = "") -> None:
        if self.context.nopython is not None:
            self._event(Syntax(node, self.frame.piece, self.context, self.statement, kind, operands, detail))

    def _signature_syntax(self, node: cst.FunctionDef) -> None:
        if node.params.star_kwarg is not None:
            self._syntax("double_star_parameter", node.params.star_kwarg)

    # -------------------------------------------------------------------------------------------- expressions

    def _event(self, event: Event) -> None:
        self.events.append(event)

    def _operand(self, node: cst.CSTNode, value: Value) -> Operand:
        return Operand(value, node, self.frame.piece)

    def _eval(self, node: cst.BaseExpression) -> Value:
        handler = _EXPRESSIONS.get(type(node))
        return handler(self, node) if handler is not None else UNKNOWN

    def _test(self, node: cst.BaseExpression, kind: str) -> Value:
        """Evaluate a condition whose truth is asked for."""
        if isinstance(node, cst.BooleanOperation):
            return self._boolean(node, asked=True)
        value = self._eval(node)
        operand = self._operand(node, value)
        self._event(Test(node, self.frame.piece, self.context, self.statement, operand, kind))
        return value

    def _lookup(self, name: str) -> Value | None:
        frame: Frame | None = self.frame
        if name in self.frame.global_names:
            frame = None
        while frame is not None:
            value = frame.state.values.get(name)
            if value is not None:
                return value
            frame.missed.add(name)
            frame = frame.parent
        value = self.world.global_value(name)
        if value is not None:
            return value
        return _BUILTINS.get(name)

    def _name(self, node: cst.Name) -> Value:
        value = self._lookup(node.value)
        if value is None:
            return _CONSTANTS.get(node.value, UNKNOWN)
        return value

    def _attribute(self, node: cst.Attribute) -> Value:
        owner = self._eval(node.value)
        if owner.trace and owner.is_unknown and node.attr.value in _STATIC_ATTRIBUTES:
            self._learn_array(self._operand(node.value, owner))
        return self._attribute_value(owner, node.attr.value)

    def _attribute_value(self, owner: Value, name: str) -> Value:
        if owner.kind is Kind.LIBRARY:
            return Value(Kind.LIBRARY, knowledge.canonical(f"{owner.name}.{name}"))
        path = owner.ref.attribute(name) if owner.ref is not None else None
        if path is not None:
            known = self.state.values.get(path)
            if known is not None:
                return known
        if owner.kind in (Kind.INSTANCE, Kind.CLASS):
            return self._member(owner, name, path)
        if owner.kind is Kind.ARRAY:
            found = knowledge.method(knowledge.array_class(owner.name), name)
            if found is not None and not found[1].parameters and found[1].op not in ("", "identity"):
                if found[1].op == "at":
                    return Value(Kind.OBJECT, "jax.Array.at", ref=path, trace=owner.trace, term=owner.term, items=(owner,))
            if found is not None:
                result = found[1].result
                if result in ("tuple", "shape") and name == "shape":
                    return Value(Kind.PYTHON, "shape", ref=path)
                if result in ("int", "dtype", "bool", "str") and name in _STATIC_ATTRIBUTES:
                    return python("int" if result == "int" else result)
                if result == "array" and name in ("T", "mT", "H", "mH", "real", "imag", "data", "grad"):
                    return Value(Kind.ARRAY, owner.name, trace=owner.trace, ref=path, dtype=owner.dtype)
            if name in _STATIC_ATTRIBUTES:
                return Value(Kind.PYTHON, "shape") if name == "shape" else python("int")
            return Value(Kind.UNKNOWN, ref=path)
        if name in _STATIC_ATTRIBUTES and owner.trace:
            return Value(Kind.PYTHON, "shape") if name == "shape" else python("int")
        if owner.kind is Kind.UNKNOWN or owner.kind is Kind.OBJECT:
            if owner.kind is Kind.UNKNOWN and name == "at" and owner.trace & Trace.ABSTRACT:
                return Value(Kind.OBJECT, "jax.Array.at", ref=path, trace=owner.trace, items=(owner,))
            return Value(Kind.UNKNOWN, ref=path, trace=owner.trace) if path or owner.trace else UNKNOWN
        return UNKNOWN

    def _member(self, owner: Value, name: str, path: Ref | None) -> Value:
        """An attribute or method of a class of this file, or of an instance of it."""
        made: Class = owner.target
        method = self.world.method(made, name)
        if method is not None:
            if method.kind == "property":
                return Value(Kind.UNKNOWN, ref=path)
            return Value(Kind.FUNCTION, name, target=method, items=(owner,) if owner.kind is Kind.INSTANCE else None)
        value = self.world.attribute(made, name)
        if value is not None:
            return value if value.ref is not None or path is None else value.but(ref=path)
        return Value(Kind.UNKNOWN, ref=path)

    def _subscript(self, node: cst.Subscript) -> Value:
        owner = self._eval(node.value)
        index = self._index_operand(node).value
        if owner.kind is Kind.OBJECT and owner.name == "jax.Array.at":
            return owner.but(ref=None, items=(*(owner.items or ()), index))
        constant = index.constant if isinstance(index.constant, int) else None
        if owner.kind is Kind.PYTHON and owner.name == "shape":
            return owner if index.name == "slice" else python("int")
        if owner.kind is Kind.ARRAY:
            ref = Ref(owner.ref.base, f"{owner.ref.path}[{constant}]") if owner.ref and constant is not None else None
            trace = owner.trace | index.trace
            return Value(Kind.ARRAY, owner.name, trace=trace, ref=ref, dtype=owner.dtype)
        if index.name == "slice":
            return owner.but(items=None, term=None, ref=None)
        if owner.kind is Kind.KEYS:
            if constant is None:
                return Value(Kind.KEY, trace=owner.trace)
            return self._item(owner, constant, node)
        if owner.items is not None and constant is not None:
            return self._item(owner, constant, node)
        key = index.constant
        if owner.ref is not None and key is not None:
            path = Ref(owner.ref.base, f"{owner.ref.path}[{key!r}]")
            return self.state.values.get(path) or Value(Kind.UNKNOWN, ref=path, trace=owner.trace)
        if owner.kind is Kind.PYTHON and owner.name == "str":
            return python("str")
        trace = owner.trace | index.trace
        return Value(Kind.UNKNOWN, trace=trace) if trace else UNKNOWN

    def _binary(self, node: cst.BinaryOperation) -> Value:
        left = self._operand(node.left, self._eval(node.left))
        right = self._operand(node.right, self._eval(node.right))
        return self._operate(node, _OPERATORS.get(type(node.operator), "?"), left, right)

    def _operate(self, node: cst.CSTNode, operator: str, left: Operand, right: Operand) -> Value:
        first, second = left.value, right.value
        if first is UNKNOWN and second is UNKNOWN:
            return UNKNOWN
        if first.kind is Kind.PYTHON and second.kind is Kind.PYTHON:
            return transforms.python_operation(operator, first, second)
        call = Call(
            node, self.frame.piece, self.context, self.statement,
            op=_OPERATOR_OPS.get(operator, operator),
            arguments=(Argument(left), Argument(right)),
            parameters=(("left", "left"), ("right", "right")),
            is_operator=True,
        )  # fmt: skip
        call.result = transforms.operation_result(call, operator, first, second)
        self._event(call)
        if call.result.is_array("jax"):
            self._learn_array(left)
            self._learn_array(right)
        return call.result

    def _learn_array(self, operand: Operand) -> None:
        """A traced value that takes part in arithmetic is an array, not a tree of them."""
        value = operand.value
        if value.trace and value.is_unknown and isinstance(operand.node, cst.Name):
            if operand.node.value in self.state.values:
                self.state.values[operand.node.value] = value.but(kind=Kind.ARRAY, name="jax")

    def _unary(self, node: cst.UnaryOperation) -> Value:
        if isinstance(node.operator, cst.Not):
            value = self._test(node.expression, "not")
            del value
            return python("bool")
        value = self._eval(node.expression)
        if isinstance(node.operator, cst.Minus) and isinstance(value.constant, (int, float)):
            return python(value.name, -value.constant)
        if value.kind is Kind.ARRAY or value.trace or value.is_unknown:
            call = Call(
                node, self.frame.piece, self.context, self.statement,
                op={cst.Minus: "negative", cst.BitInvert: "invert"}.get(type(node.operator), "positive"),
                arguments=(Argument(self._operand(node.expression, value)),),
                parameters=(("x", "x"),),
                is_operator=True,
            )  # fmt: skip
            kind = value.kind if value.kind is Kind.ARRAY or not value.trace else Kind.ARRAY
            name = value.name or ("jax" if kind is Kind.ARRAY else "")
            call.result = Value(kind, name, trace=value.trace, term=call, dtype=value.dtype)
            self._event(call)
            return call.result
        return value.but(constant=None, ref=None)

    def _boolean(self, node: cst.BooleanOperation, asked: bool = False) -> Value:
        """`a and b`. The truth of `b` is asked for only where that of the whole is."""
        kind = "and" if isinstance(node.operator, cst.And) else "or"
        left = self._test(node.left, kind)
        before = self.state.copy()
        self._narrow(node.left, kind == "and")
        right = self._test(node.right, kind) if asked else self._eval(node.right)
        self.state = before.joined(self.state)
        return join(left, right)

    def _comparison(self, node: cst.Comparison) -> Value:
        left = self._operand(node.left, self._eval(node.left))
        result = python("bool")
        count = len(node.comparisons)
        for position, target in enumerate(node.comparisons):
            right = self._operand(target.comparator, self._eval(target.comparator))
            operator = _COMPARISONS.get(type(target.operator), "")
            result = transforms.comparison_result(operator, left.value, right.value)
            if result.trace or left.value.is_array() or right.value.is_array():
                call = Call(
                    node, self.frame.piece, self.context, self.statement,
                    op=operator, arguments=(Argument(left), Argument(right)),
                    parameters=(("left", "left"), ("right", "right")), is_operator=True, result=result,
                )  # fmt: skip
                result = call.result = result.but(term=call)
                self._event(call)
                if result.is_array("jax"):
                    self._learn_array(left)
                    self._learn_array(right)
            chained = position + 1 < count
            if chained or operator in ("in", "not in"):
                asked = result if operator not in ("in", "not in") else transforms.membership(left.value, right.value)
                self._event(
                    Test(node, self.frame.piece, self.context, self.statement, self._operand(node, asked),
                         "comparison" if chained else "in")
                )  # fmt: skip
            left = right
        return result

    def _conditional(self, node: cst.IfExp) -> Value:
        self._test(node.test, "ternary")
        before = self.state.copy()
        self._narrow(node.test, True)
        first = self._eval(node.body)
        after = self.state
        self.state = before
        self._narrow(node.test, False)
        second = self._eval(node.orelse)
        self.state = after.joined(self.state)
        return join(first, second)

    def _walrus(self, node: cst.NamedExpr) -> Value:
        value = self._eval(node.value)
        self._syntax("walrus", node)
        self._bind(node.target, self._operand(node.value, value), node)
        return value

    def _await(self, node: cst.Await) -> Value:
        self._syntax("await", node)
        self._eval(node.expression)
        return UNKNOWN

    def _yield(self, node: cst.Yield) -> Value:
        self.frame.is_generator = True
        if isinstance(node.value, cst.From):
            self._eval(node.value.item)
            self._syntax("yield_from", node)
        elif node.value is not None:
            self._eval(node.value)
        return UNKNOWN

    def _integer(self, node: cst.Integer) -> Value:
        try:
            return python("int", int(node.value, 0))
        except ValueError:
            return python("int")

    def _float(self, node: cst.Float) -> Value:
        return python("float", float(node.value.replace("_", "")))

    def _string(self, node: cst.SimpleString | cst.ConcatenatedString) -> Value:
        if isinstance(node, cst.SimpleString) and len(node.value) < 60:
            constant = node.evaluated_value
            return python("str", constant) if isinstance(constant, str) else python("bytes")
        if isinstance(node, cst.ConcatenatedString):
            self._eval(node.left)
            self._eval(node.right)
        return python("str")

    def _formatted(self, node: cst.FormattedString) -> Value:
        for part in node.parts:
            if isinstance(part, cst.FormattedStringExpression):
                value = self._eval(part.expression)
                operand = self._operand(part.expression, value)
                if part.format_spec:
                    self._syntax("fstring_spec", part, (operand,))
                elif part.conversion or part.equal is not None:
                    self._syntax("fstring_conversion", part, (operand,))
                else:
                    self._syntax("fstring", part, (operand,))
        return python("str")

    def _tuple(self, node: cst.Tuple) -> Value:
        return self._sequence(node, "tuple")

    def _list(self, node: cst.List) -> Value:
        return self._sequence(node, "list")

    def _set_display(self, node: cst.Set) -> Value:
        return self._sequence(node, "set")

    def _sequence(self, node: cst.Tuple | cst.List | cst.Set, kind: str) -> Value:
        items = []
        known = True
        trace = Trace.NONE
        for element in node.elements:
            value = self._eval(element.value)
            known &= isinstance(element, cst.Element)
            trace |= value.trace
            items.append(value)
        if kind != "tuple" and self.context.nopython is not None:
            operands = tuple(
                self._operand(element.value, item) for element, item in zip(node.elements, items, strict=True)
            )
            self._syntax(kind, node, operands)
        ref = Ref(node) if kind != "tuple" else None
        return Value(Kind.PYTHON, kind, trace=trace, items=tuple(items) if known else None, ref=ref)

    def _dict(self, node: cst.Dict) -> Value:
        operands = []
        trace = Trace.NONE
        for element in node.elements:
            if isinstance(element, cst.DictElement):
                operands.append(self._operand(element.key, self._eval(element.key)))
            value = self._eval(element.value)
            trace |= value.trace
            operands.append(self._operand(element.value, value))
            if isinstance(element, cst.DictElement) and operands[-2].value.constant is not None:
                path = Ref(node, f"[{operands[-2].value.constant!r}]")
                self.state.values[path] = value if value.ref is not None else value.but(ref=path)
        self._syntax("dict", node, tuple(operands))
        return Value(Kind.PYTHON, "dict", trace=trace, ref=Ref(node))

    def _comprehension(self, node: cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp) -> Value:
        kind = _COMPREHENSIONS[type(node)]
        self._syntax(f"{kind}_comprehension" if kind != "generator" else "generator_expression", node)
        element: Value = UNKNOWN
        # A comprehension binds its own names: what it hides comes back after it.
        hidden = self.state.values.copy()

        def part(inner: cst.CompFor) -> None:
            nonlocal element
            iterated = self._operand(inner.iter, self._eval(inner.iter))
            loop = Loop(
                inner, self.frame.piece, "comprehension", iterated.value, targets=frozenset(_names_in(inner.target))
            )

            def begin() -> None:
                if iterated.value.term is not None and iterated.value.term.op == "enumerate":
                    self._bind_enumerate(inner.target, iterated)
                elif iterated.value.term is not None and iterated.value.term.op == "zip":
                    self._bind_zip(inner.target, iterated)
                else:
                    item = self._item(iterated.value, None, inner.target)
                    self._bind(inner.target, Operand(item, inner.iter, self.frame.piece), inner.target)

            def body() -> None:
                nonlocal element
                for condition in inner.ifs:
                    self._test(condition.test, "comprehension")
                if inner.inner_for_in is not None:
                    part(inner.inner_for_in)
                elif isinstance(node, cst.DictComp):
                    self._eval(node.key)
                    element = self._eval(node.value)
                else:
                    element = self._eval(node.elt)

            if iterated.value.kind is Kind.KEYS:
                self._consume(iterated)
            self._loop(loop, begin, body, None, endless=False)

        part(node.for_in)
        bound = {name for name in self.state.values if isinstance(name, str)} - hidden.keys()
        for name in bound:
            del self.state.values[name]
        for name, value in hidden.items():
            if isinstance(name, str):
                self.state.values[name] = value
        result = Value(Kind.PYTHON, kind, trace=element.trace, ref=Ref(node))
        return result

    def _lambda(self, node: cst.Lambda) -> Value:
        self._syntax("lambda", node)
        function = Function("<lambda>", node, self.frame.piece, None, (), self._closure())
        self._nested.append((function, self.frame))
        return Value(Kind.FUNCTION, "<lambda>", target=function)

    # -------------------------------------------------------------------------------------------------- calls

    def _call(self, node: cst.Call) -> Value:
        receiver: Operand | None = None
        method = ""
        func = node.func
        if isinstance(func, cst.Attribute):
            owner = self._eval(func.value)
            method = func.attr.value
            receiver = self._operand(func.value, owner)
            callee = self._attribute_value(owner, method)
            if owner.kind is Kind.LIBRARY:
                receiver = None
        else:
            callee = self._eval(func)
        arguments = []
        for argument in node.args:
            value = self._eval(argument.value)
            keyword = argument.keyword.value if argument.keyword is not None else ""
            arguments.append(Argument(self._operand(argument.value, value), keyword, argument.star))
            if argument.star == "**":
                self._syntax("double_star_argument", argument)
        call = Call(
            node, self.frame.piece, self.context, self.statement,
            method=method, callee=callee, receiver=receiver, arguments=tuple(arguments),
        )  # fmt: skip
        self._resolve(call, callee, receiver, method)
        if self.state.heap:
            self.state.forget(node)
        self._event(call)
        call.result = self._result(call)
        return call.result

    def _resolve(self, call: Call, callee: Value, receiver: Operand | None, method: str) -> None:
        """Find out what is called: its canonical name, and what the tables say of it."""
        found: Api | None = None
        if callee.kind is Kind.LIBRARY:
            call.name = callee.name
            found = knowledge.api(callee.name)
            if found is None and receiver is None and method:
                # A method of a class, called through the class: `torch.Tensor.add_(x, y)`.
                owner, _, last = callee.name.rpartition(".")
                named = knowledge.method(owner, last) if knowledge.ancestors(owner) else None
                if named is not None:
                    call.name, found = named
        elif callee.kind in (Kind.FUNCTION, Kind.CLASS):
            call.name = callee.name
        elif callee.kind is Kind.OBJECT:
            named = knowledge.method(callee.name, "__call__")
            call.name, found = named if named is not None else (f"{callee.name}.__call__", None)
            own = knowledge.api(callee.name)
            call.op = (found.op if found else "") or (own.op if own else "")
            last = callee.items[-1] if callee.name in _SEQUENTIAL and callee.items else None
            if last is not None and last.kind is Kind.OBJECT:
                inner = knowledge.api(last.name)
                call.op = inner.op if inner is not None else ""
        elif receiver is not None:
            self._resolve_method(call, receiver.value, method)
            return
        if found is not None:
            call.op = call.op or found.op
            call.effect = found.effect
            call.parameters = knowledge.parameters(found)

    def _resolve_method(self, call: Call, owner: Value, method: str) -> None:
        named = None
        if owner.kind is Kind.ARRAY:
            named = knowledge.method(knowledge.array_class(owner.name), method)
        elif owner.kind is Kind.OBJECT:
            named = knowledge.method(owner.name, method)
            if named is None:
                call.name = f"{owner.name}.{method}"
        elif owner.kind is Kind.INSTANCE:
            for ancestor in owner.target.ancestors:
                named = named or knowledge.method(ancestor, method)
        elif owner.kind is Kind.PYTHON:
            call.name = f"builtins.{owner.name}.{method}"
        elif owner.trace & Trace.ABSTRACT and owner.is_unknown:
            named = knowledge.method("jax.Array", method)
        if named is not None:
            call.name, found = named
            call.op, call.effect = found.op, found.effect
            call.parameters = knowledge.parameters(found)
        elif owner.is_unknown and self.world.uses_torch:
            call.effect = protocols.TELLING_METHODS.get(method, "")
            if not call.arguments or (method == "train" and len(call.arguments) == 1):
                call.effect = call.effect or protocols.TELLING_WITHOUT_ARGUMENTS.get(method, "")
            if method == "step" and call.receiver is not None and protocols.names_optimizer(call.receiver.node):
                call.effect = "step"
        if call.effect == "train" and call.arguments:
            # `model.train(False)` is `eval`; with anything but a constant it may be either.
            mode = call.arguments[0].value.constant
            call.effect = "train" if mode is True else "eval" if mode is False else ""

    def _result(self, call: Call) -> Value:
        callee = call.callee
        self._apply_effect(call)
        if callee.kind is Kind.FUNCTION:
            return self._call_function(call, callee)
        if callee.kind is Kind.CLASS:
            return self._instantiate(call, callee)
        if callee.kind is Kind.INSTANCE:
            return self._call_instance(call, callee)
        transformed = self._transform(call)
        if transformed is not None:
            return transformed
        if callee.kind is Kind.LIBRARY and callee.name.startswith("builtins."):
            return transforms.builtin_result(call)
        if (found := self._api_of(call)) is not None:
            return self._tabled(call, found)
        if callee.kind is Kind.OBJECT:
            return self._call_object(call, callee)
        return transforms.unknown_result(call)

    def _api_of(self, call: Call) -> Api | None:
        return knowledge.api(call.name) if call.name else None

    def _call_object(self, call: Call, callee: Value) -> Value:
        """Call an instance of a library's class: `layer(x)`, `criterion(scores, labels)`."""
        self._read_mode(call, callee)
        if "torch.nn.Module" in knowledge.ancestors(callee.name):
            trace = _trace_of(call)
            return Value(Kind.ARRAY, "torch", trace=trace, term=call)
        if "keras.layers.Layer" in knowledge.ancestors(callee.name):
            return Value(Kind.ARRAY, "tensorflow", trace=_trace_of(call), term=call)
        if "keras.losses.Loss" in knowledge.ancestors(callee.name):
            return Value(Kind.ARRAY, "tensorflow", trace=_trace_of(call), term=call)
        return transforms.unknown_result(call)

    def _call_instance(self, call: Call, callee: Value) -> Value:
        """Call an instance of a class of this file: a module's `forward`, a Keras model's `call`."""
        self._read_mode(call, callee)
        for name in ("__call__", "forward", "call"):
            function = self.world.method(callee.target, name)
            if function is not None:
                bound = Value(Kind.FUNCTION, name, target=function, items=(callee,))
                call.name = f"{callee.name}.{name}"
                value = self._call_function(call, bound)
                if value.is_unknown and "torch.nn.Module" in callee.target.ancestors:
                    return value.but(term=call)
                return value
        return transforms.unknown_result(call)

    def _read_mode(self, call: Call, callee: Value) -> None:
        if callee.ref is not None:
            call.states = self.state.steps(protocols.MODE.name, callee.ref)

    def _tabled(self, call: Call, found: Api) -> Value:
        """The result of a function of the tables."""
        if found.result == "self" and call.receiver is not None:
            return call.receiver.value
        return transforms.table_result(call, found, self.context, self.state)

    # ---- effects on objects

    def _apply_effect(self, call: Call) -> None:
        protocol = protocols.BY_EFFECT.get(call.effect)
        if protocol is None:
            if call.callee.is_unknown and call.callee.ref is not None:
                self._read_mode(call, call.callee)
            return
        if protocol is protocols.KEY:
            key = call.argument("key")
            if key is not None:
                call.states = self._consume(key, call.node)
            return
        target = call.argument("optimizer")
        subject = target.value if target is not None else call.receiver.value if call.receiver is not None else None
        reached = (protocols.BY_EFFECT[call.effect].states[call.effect], call.node)
        if call.effect in protocol.reaches_all:
            for key_ in [key_ for key_ in self.state.heap if key_[0] == protocol.name]:
                self.state.heap[key_] = frozenset({reached})
            self.state.heap[protocol.name, None] = frozenset({reached})
        elif subject is not None and subject.ref is not None:
            call.states = self.state.steps(protocol.name, subject.ref)
            self.state.heap[protocol.name, subject.ref] = frozenset({reached})
            if call.effect == "zero_grad":
                for optimizer in self._optimizers_of(subject):
                    self.state.heap[protocol.name, optimizer] = frozenset({reached})

    def _optimizers_of(self, module: Value) -> Iterator[Ref]:
        """The optimizers in sight that were made from a module's parameters."""
        values = [*self.state.values.values(), *self.attributes.values()]
        for value in values:
            if value.kind is Kind.OBJECT and value.ref is not None and value.term is not None:
                for argument in value.term.arguments[:1]:
                    source = argument.value.term
                    if source is not None and source.method == "parameters" and source.receiver is not None:
                        if source.receiver.value.ref == module.ref:
                            yield value.ref

    def _consume(self, key: Operand, node: cst.CSTNode | None = None) -> frozenset[Any]:
        ref = key.value.ref
        if ref is None:
            return frozenset()
        before = self.state.steps(protocols.KEY.name, ref)
        self.state.heap[protocols.KEY.name, ref] = frozenset({("consumed", node or key.node)})
        return before

    # ---- functions of this file

    def _call_function(self, call: Call, callee: Value) -> Value:
        function: Function = callee.target
        bound = callee.items[0] if callee.items else None
        if transforms.is_transformed(function):
            return self._call_transformed(call, callee, function, bound)
        if self._is_worth_entering(function, call, bound):
            values = self._bound_arguments(function, call, bound)
            return self._enter_helper(call, function, values)
        value = self._returned(function)
        return value if value is not UNKNOWN else transforms.unknown_result(call)

    def _returned(self, function: Function) -> Value:
        if function.node in self._active or isinstance(function.node, cst.Lambda) or function.closure is not None:
            return UNKNOWN
        return transforms.outside(self.world.returned(function))

    def _is_worth_entering(self, function: Function, call: Call, bound: Value | None) -> bool:
        if function.node in self._active or len(self._active) > _MAX_DEPTH or self._executed > _BUDGET:
            return False
        if isinstance(function.node, cst.Lambda) or function.closure is not None:
            return True
        informative = any(transforms.is_informative(argument.value) for argument in call.arguments)
        return informative or not function.piece.words.isdisjoint(protocols.WORDS)

    def _enter_helper(self, call: Call, function: Function, values: dict[str | Ref, Value]) -> Value:
        operand = Operand(call.callee, call.node, self.frame.piece)
        value = self._enter(function, values, (*self.context.calls, operand), self.state)
        return value if value is not UNKNOWN else transforms.unknown_result(call)

    def _bound_arguments(self, function: Function, call: Call, bound: Value | None) -> dict[str | Ref, Value]:
        """The values of a function's parameters at a call; attributes known here are known inside."""
        values = self._parameters(function)
        for name in values:
            if isinstance(name, str) and values[name].kind not in (Kind.INSTANCE, Kind.CLASS):
                values[name] = values[name].but(trace=Trace.NONE)
        parameters = [parameter.name.value for parameter in _positional_of(function.node)]
        if function.owner is not None and function.kind != "staticmethod" and parameters:
            first = parameters.pop(0)
            if bound is not None:
                values[first] = bound
            elif call.arguments and not call.arguments[0].keyword and call.callee.kind is Kind.FUNCTION:
                if call.receiver is not None and call.receiver.value.kind is Kind.CLASS:
                    parameters.insert(0, first)
        given: set[str] = set()
        position = 0
        for argument in call.arguments:
            if argument.star:
                break
            name = argument.keyword
            if not name:
                if position >= len(parameters):
                    break
                name = parameters[position]
                position += 1
            if name in values:
                given.add(name)
                value = argument.value
                declared = values[name]
                if value.is_unknown and not declared.is_unknown:
                    value = declared.but(ref=value.ref or declared.ref, trace=value.trace, term=value.term)
                elif value.is_unknown and value.ref is None:
                    value = value.but(ref=declared.ref)
                values[name] = value
        for parameter in _parameters_of(function.node):
            name = parameter.name.value
            if name not in given and parameter.default is not None and not call.has_star:
                values[name] = _literal(parameter.default) or values[name]
        for key, value in self.state.values.items():
            if isinstance(key, Ref):
                values[key] = value
        return values

    # ---- transformations: jit, vmap, grad, scan, …

    def _transform(self, call: Call) -> Value | None:
        """Calls of functions that take functions: `jax.jit(f)`, `lax.scan(body, …)`, `njit(parallel=True)`."""
        found = self._api_of(call)
        if call.name == "functools.partial" and call.arguments:
            return self._partial(call)
        wrapping = transforms.wrapping_of_call(call, found)
        if wrapping is None:
            return None
        functions = [
            argument for argument in call.arguments
            if argument.value.kind is Kind.FUNCTION and argument.keyword not in transforms.NOT_FUNCTIONS
        ]  # fmt: skip
        if wrapping.op in transforms.CONTROL_FLOW:
            for argument in functions:
                self._run_control_flow(call, argument, wrapping)
            return transforms.control_flow_result(call, self.context)
        if not functions:
            # Options only: `njit(parallel=True)` is a decorator still to be applied.
            return Value(Kind.LIBRARY, call.name, term=call) if not transforms.has_function(call) else None
        target: Function = functions[0].value.target
        wrapped = replace(target, wrappings=(*target.wrappings, wrapping))
        self._run_traced(call, wrapped, functions[0].value.items)
        return Value(Kind.FUNCTION, functions[0].value.name, target=wrapped, items=functions[0].value.items)

    def _partial(self, call: Call) -> Value:
        first = call.arguments[0].value
        if first.kind is Kind.LIBRARY and transforms.is_transformation(first.name):
            return Value(Kind.LIBRARY, first.name, term=call)
        if first.kind is Kind.FUNCTION:
            options = {argument.keyword: argument.value for argument in call.arguments[1:] if argument.keyword}
            count = sum(1 for argument in call.arguments[1:] if not argument.keyword)
            options["#"] = python("int", count)
            wrapping = Wrapping("partial", call.name, options, call.node, self.frame.piece)
            wrapped = replace(first.target, wrappings=(*first.target.wrappings, wrapping))
            return Value(Kind.FUNCTION, first.name, target=wrapped, items=first.items)
        return UNKNOWN

    def _run_traced(self, call: Call, function: Function, bound: "tuple[Value, ...] | None") -> None:
        """Interpret a function the way its transformation runs it, once for each kind of transformation."""
        key = (function.node, tuple(wrapping.op for wrapping in function.wrappings))
        if key in self._traced or function.node in self._active or len(self._active) > _MAX_DEPTH:
            return
        self._traced.add(key)
        if function.closure is not None or isinstance(function.node, cst.Lambda):
            self._traced.add((function.node, ()))
        values = self._parameters(function)
        if bound and function.owner is not None:
            parameters = _positional_of(function.node)
            if parameters:
                values[parameters[0].name.value] = bound[0]
        state = State({}, self.state.heap.copy())
        operand = Operand(call.callee, call.node, self.frame.piece)
        with self._inside(transforms.detached(self.context)):
            self._enter(function, values, (*self.context.calls, operand), state)

    def _run_control_flow(self, call: Call, argument: Argument, wrapping: Wrapping) -> None:
        """A body given to scan, fori_loop, while_loop, cond, …: it runs here and now, and as a loop where it is one."""
        function: Function = argument.value.target
        if function.node in self._active or len(self._active) > _MAX_DEPTH:
            return
        self._traced.add((function.node, ()))
        wrapped = replace(function, wrappings=(*function.wrappings, wrapping))
        values = self._parameters(wrapped)
        if argument.value.items and function.owner is not None:
            parameters = _positional_of(function.node)
            if parameters:
                values[parameters[0].name.value] = argument.value.items[0]
        operand = Operand(call.callee, call.node, self.frame.piece)
        calls = (*self.context.calls, operand)

        def body() -> None:
            self._enter(wrapped, dict(values), calls, self.state)

        if wrapping.op in transforms.LOOPS:
            loop = Loop(call.node, self.frame.piece, wrapping.op)
            self._loop(loop, lambda: None, body, None, endless=False)
        else:
            before = self.state.copy()
            body()
            self.state = before.joined(self.state)

    def _call_transformed(self, call: Call, callee: Value, function: Function, bound: Value | None) -> Value:
        """Call a function that is jitted, mapped, compiled, …: what flows in and out changes on the way."""
        if function.wrapped("partial") and not transforms.is_transformed(function, besides_partial=True):
            plain = replace(function, wrappings=())
            value = self._returned(plain)
            return value if value is not UNKNOWN else transforms.unknown_result(call)
        key = (function.node, tuple(wrapping.op for wrapping in function.wrappings))
        if function.node not in self._active and len(self._active) <= _MAX_DEPTH and self._executed <= _BUDGET:
            values = self._bound_arguments(function, call, bound)
            for name, trace in transforms.traced_parameters(function).items():
                if name in values:
                    values[name] = transforms.traced(values[name], trace)
            self._traced.add(key)
            result = self._enter_helper(call, function, values)
            return transforms.transformed_result(call, function, result, self.context)
        return transforms.transformed_result(call, function, UNKNOWN, self.context)

    def _instantiate(self, call: Call, callee: Value) -> Value:
        made: Class = callee.target
        self.state.forget(call.node)
        return Value(Kind.INSTANCE, made.name, target=made, ref=Ref(call.node), term=call)


def _trace_of(call: Call) -> Trace:
    trace = call.receiver.value.trace if call.receiver is not None else Trace.NONE
    for argument in call.arguments:
        trace |= argument.value.trace
    return trace


def _below(ref: Ref, path: Ref) -> bool:
    return ref.base is path.base and ref.path.startswith(path.path + ".")


def _statements(body: cst.BaseSuite) -> Iterable[cst.CSTNode]:
    if isinstance(body, cst.SimpleStatementSuite):
        return (cst.SimpleStatementLine(body.body),) if not body.body else body.body
    return body.body


def _parameters_of(node: cst.FunctionDef | cst.Lambda) -> list[cst.Param]:
    parameters = node.params
    return [*parameters.posonly_params, *parameters.params, *parameters.kwonly_params]


def _positional_of(node: cst.FunctionDef | cst.Lambda) -> list[cst.Param]:
    return [*node.params.posonly_params, *node.params.params]


def _literal(node: cst.BaseExpression) -> Value | None:
    if isinstance(node, cst.Name):
        return _CONSTANTS.get(node.value)
    if isinstance(node, cst.Integer) and node.value.isdigit():
        return python("int", int(node.value))
    if isinstance(node, cst.Float):
        return python("float", float(node.value.replace("_", "")))
    if isinstance(node, cst.SimpleString) and isinstance(node.evaluated_value, str):
        return python("str", node.evaluated_value)
    return None


def _dotted(node: cst.BaseExpression) -> str:
    if isinstance(node, cst.Attribute):
        return f"{_dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""


def _names_in(target: cst.BaseExpression) -> Iterator[str]:
    if isinstance(target, cst.Name):
        yield target.value
    elif isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            yield from _names_in(element.value)


def _captured(pattern: cst.MatchPattern) -> Iterator[str]:
    """The names that a pattern binds."""
    if isinstance(pattern, cst.MatchAs):
        if pattern.name is not None:
            yield pattern.name.value
        if pattern.pattern is not None:
            yield from _captured(pattern.pattern)
    elif isinstance(pattern, cst.MatchStar) and pattern.name is not None:
        yield pattern.name.value
    else:
        for child in pattern.children:
            if isinstance(child, (cst.MatchPattern, cst.MatchStar)):
                yield from _captured(cast("cst.MatchPattern", child))
            elif isinstance(child, (cst.MatchSequenceElement, cst.MatchMappingElement, cst.MatchKeywordElement)):
                for grandchild in child.children:
                    if isinstance(grandchild, cst.MatchPattern):
                        yield from _captured(grandchild)


_PYTHON_TYPES = {"int", "float", "bool", "str", "bytes", "list", "dict", "tuple", "set"}
_GENERIC = {
    "list", "dict", "tuple", "set", "typing.List", "typing.Dict", "typing.Tuple", "typing.Set",
    "builtins.list", "builtins.dict", "builtins.tuple", "builtins.set",
}  # fmt: skip
_STATIC_ATTRIBUTES = {"shape", "ndim", "size", "dtype", "itemsize", "nbytes", "weak_type", "sharding", "device"}
_SEQUENTIAL = {"torch.nn.Sequential", "keras.Sequential"}
_CONSTANTS = {"None": NONE, "True": python("bool", True), "False": python("bool", False)}
_BUILTINS = {
    name: Value(Kind.LIBRARY, f"builtins.{name}")
    for name in (
        "abs all any bool bytes callable complex dict divmod enumerate eval exec filter float format frozenset getattr "
        "globals hasattr hash hex id input int isinstance issubclass iter len list locals map max memoryview min next "
        "object open ord pow print range repr reversed round set setattr slice sorted str sum super tuple type vars zip"
    ).split()
}
_OPERATORS: dict[type, str] = {
    cst.Add: "+", cst.Subtract: "-", cst.Multiply: "*", cst.Divide: "/", cst.FloorDivide: "//", cst.Modulo: "%",
    cst.Power: "**", cst.MatrixMultiply: "@", cst.LeftShift: "<<", cst.RightShift: ">>", cst.BitAnd: "&",
    cst.BitOr: "|", cst.BitXor: "^",
}  # fmt: skip
_AUGMENTED: dict[type, str] = {
    cst.AddAssign: "+", cst.SubtractAssign: "-", cst.MultiplyAssign: "*", cst.DivideAssign: "/",
    cst.FloorDivideAssign: "//", cst.ModuloAssign: "%", cst.PowerAssign: "**", cst.MatrixMultiplyAssign: "@",
    cst.LeftShiftAssign: "<<", cst.RightShiftAssign: ">>", cst.BitAndAssign: "&", cst.BitOrAssign: "|",
    cst.BitXorAssign: "^",
}  # fmt: skip
_OPERATOR_OPS = {
    "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "//": "floor_divide", "%": "remainder",
    "**": "power", "@": "matmul",
}  # fmt: skip
_COMPARISONS: dict[type, str] = {
    cst.LessThan: "<", cst.GreaterThan: ">", cst.LessThanEqual: "<=", cst.GreaterThanEqual: ">=", cst.Equal: "==",
    cst.NotEqual: "!=", cst.Is: "is", cst.IsNot: "is not", cst.In: "in", cst.NotIn: "not in",
}  # fmt: skip
_COMPREHENSIONS: dict[type, str] = {
    cst.ListComp: "list", cst.SetComp: "set", cst.GeneratorExp: "generator", cst.DictComp: "dict",
}  # fmt: skip
_STATEMENTS: dict[type, Callable[[Interpreter, Any], None]] = {
    cst.SimpleStatementLine: Interpreter._simple_line,
    cst.Expr: Interpreter._expression_statement,
    cst.Assign: Interpreter._assign,
    cst.AnnAssign: Interpreter._annotated_assign,
    cst.AugAssign: Interpreter._augmented_assign,
    cst.Del: Interpreter._delete,
    cst.Return: Interpreter._return,
    cst.Raise: Interpreter._raise,
    cst.Break: Interpreter._break,
    cst.Continue: Interpreter._continue,
    cst.Assert: Interpreter._assert,
    cst.Global: Interpreter._global,
    cst.Nonlocal: Interpreter._global,
    cst.Import: Interpreter._import,
    cst.ImportFrom: Interpreter._import_from,
    cst.If: Interpreter._if,
    cst.For: Interpreter._for,
    cst.While: Interpreter._while,
    cst.With: Interpreter._with,
    cst.Try: Interpreter._try,
    cst.TryStar: Interpreter._try,
    cst.Match: Interpreter._match,
    cst.FunctionDef: Interpreter._function_definition,
    cst.ClassDef: Interpreter._class_definition,
}
_EXPRESSIONS: dict[type, Callable[[Interpreter, Any], Value]] = {
    cst.Name: Interpreter._name,
    cst.Attribute: Interpreter._attribute,
    cst.Subscript: Interpreter._subscript,
    cst.Call: Interpreter._call,
    cst.BinaryOperation: Interpreter._binary,
    cst.UnaryOperation: Interpreter._unary,
    cst.BooleanOperation: Interpreter._boolean,
    cst.Comparison: Interpreter._comparison,
    cst.IfExp: Interpreter._conditional,
    cst.NamedExpr: Interpreter._walrus,
    cst.Await: Interpreter._await,
    cst.Yield: Interpreter._yield,
    cst.Integer: Interpreter._integer,
    cst.Float: Interpreter._float,
    cst.SimpleString: Interpreter._string,
    cst.ConcatenatedString: Interpreter._string,
    cst.FormattedString: Interpreter._formatted,
    cst.Tuple: Interpreter._tuple,
    cst.List: Interpreter._list,
    cst.Set: Interpreter._set_display,
    cst.Dict: Interpreter._dict,
    cst.ListComp: Interpreter._comprehension,
    cst.SetComp: Interpreter._comprehension,
    cst.GeneratorExp: Interpreter._comprehension,
    cst.DictComp: Interpreter._comprehension,
    cst.Lambda: Interpreter._lambda,
}
