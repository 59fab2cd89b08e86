"""A document's meaning: the module, its functions and classes, and the models of their bodies.

Bodies are interpreted when asked for, and kept across edits: each remembers what it asked of the rest of the file,
and is interpreted again only when its own text or one of those answers has changed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import Any, Protocol, cast

import libcst as cst

from pattern_lsp.semantic import knowledge, protocols
from pattern_lsp.semantic.interpreter import Interpreter
from pattern_lsp.semantic.interpreter.frames import BUILTINS, Exports, Frame, World
from pattern_lsp.semantic.model import NOBODY, Assignment, Call, Callers, Class, Event, Function, Model, Operand
from pattern_lsp.semantic.state import State
from pattern_lsp.semantic.values import UNKNOWN, Kind, Ref, Value, join
from pattern_lsp.syntax import Part, Piece, Source

_Key = tuple[Any, ...]


class Imports(Protocol):
    """Finds the files that one file imports."""

    def module(self, name: str, level: int) -> Exports | None:
        """What `import name` means there, with `level` dots before it; None if that is no file of the project."""


class _Alone:
    """A file without a project around it."""

    def module(self, name: str, level: int) -> None:
        return None


ALONE = _Alone()


@dataclass(eq=False)
class _Body:
    """What interpreting one function gave."""

    model: Model
    returned: Value
    attributes: dict[tuple[Class, str], Value]
    answers: dict[_Key, Any]  # what the body asked of the rest of the file, and was told
    checked_for: "Program | None" = None  # the version whose answers are known to be the same


@dataclass(eq=False)
class _Step:
    """What executing one piece of the module did: kept, and done again without interpreting."""

    piece: Piece
    answers: dict[_Key, Any]
    asked: dict[str, Value]  # names in its text, and what they stood for
    heap_before: dict[Any, Any]
    heap_after: dict[Any, Any]
    writes: dict[str | Ref, Value]
    events: list[Event]
    functions: list[Function]
    classes: list[Class]
    owner: Class | None = None  # the class whose member it is
    methods: dict[str, Function] = field(default_factory=dict)
    members: dict[str, Value] = field(default_factory=dict)
    stars: tuple[Exports, ...] = ()


class File:
    """What the bodies of one file may ask of it; the bodies are interpreted when asked for."""

    def __init__(self, source: Source, frameworks: frozenset[str], imports: Imports) -> None:
        self.source = source
        self.frameworks = frameworks
        self.imports = imports
        self.uses_torch = "torch" in frameworks
        self.home: World | None = None
        self._globals: dict[str | Ref, Value] = {}
        self._stars: list[Exports] = []  # what `from … import *` brings in
        self._bodies: dict[Function, _Body] = {}
        self._old_bodies: dict[Function, _Body] = {}
        self._in_progress: set[cst.CSTNode] = set()  # the functions being interpreted
        self._asking: list[dict[_Key, Any]] = []
        self._attributes: dict[tuple[Class, str], Value | None] = {}

    @cached_property
    def _names(self) -> dict[str, str]:
        """What the module calls the libraries' modules and functions."""
        return {
            value.name: name
            for name, value in self._globals.items()
            if isinstance(name, str) and value.kind is Kind.LIBRARY
        }

    # ----------------------------------------------------------------------- what a body may ask (see World)

    def global_value(self, name: str) -> Value | None:
        value = self._known(name)
        if value is None and self._stars:
            value = self._from_stars(name)
        if self._asking:
            self._asking[-1]["global", name] = value
        return value

    def imported(self, module: str, level: int) -> Exports | None:
        return self.imports.module(module, level)

    def import_all(self, exports: Exports) -> None:
        if exports not in self._stars:
            self._stars.append(exports)

    def _known(self, name: str) -> Value | None:
        value = self._globals.get(name)
        if value is not None and value.kind is Kind.IMPORTED:
            value = self._globals[name] = value.target()
        return value

    def _from_stars(self, name: str) -> Value | None:
        if name.startswith("_") or name in BUILTINS:
            return None
        found = (exports.exported(name) for exports in self._stars)
        return next((value for value in found if value is not None), None)

    def method(self, owner: Class, name: str) -> Function | None:
        found = self._find_method(owner, name)
        self._note(("method", owner, name), found)
        return found

    def attribute(self, owner: Class, name: str) -> Value | None:
        value = self._find_attribute(owner, name)
        self._note(("attribute", owner, name), value)
        return value

    def layers(self, owner: Class) -> tuple[Value, ...]:
        values = self._find_layers(owner)
        self._note(("layers", owner), values)
        return values

    def returned(self, function: Function) -> Value:
        value = self._find_returned(function)
        self._note(("returned", function), value)
        return value

    def _note(self, key: _Key, answer: Any) -> None:
        if self._asking:
            self._asking[-1][key] = answer

    def _ask_again(self, key: _Key) -> Any:
        kind = key[0]
        if kind == "global":
            return self._known(key[1]) or self._from_stars(key[1])
        if kind == "method":
            return self._find_method(key[1], key[2])
        if kind == "attribute":
            return self._find_attribute(key[1], key[2])
        if kind == "layers":
            return self._find_layers(key[1])
        return self._find_returned(key[1])

    def _find_method(self, owner: Class, name: str) -> Function | None:
        if owner.home is not None and owner.home is not self:
            return cast("File", owner.home)._find_method(owner, name)
        found = owner.methods.get(name)
        if found is None:
            for base in owner.bases:
                if isinstance(base.target, Class) and base.target is not owner:
                    found = found or self._find_method(base.target, name)
        return found

    def _find_attribute(self, owner: Class, name: str) -> Value | None:
        if owner.home is not None and owner.home is not self:
            return cast("File", owner.home)._find_attribute(owner, name)
        key = (owner, name)
        if key in self._attributes:
            return self._attributes[key]
        self._attributes[key] = None  # asked again while it is being found out: not known
        found = owner.attributes.get(name)
        assigning = [method for method in owner.methods.values() if name in method.piece.assigned_attributes]
        for method in assigning:
            value = self._body(method).attributes.get(key) if method.node not in self._in_progress else None
            if value is not None:
                found = value if found is None else join(found, value)
        if found is None:
            for base in owner.bases:
                if isinstance(base.target, Class) and base.target is not owner:
                    found = found or self._find_attribute(base.target, name)
        self._attributes[key] = found
        if self._in_progress:
            # Found while a method that may assign it was half done: ask again next time.
            if any(method.node in self._in_progress for method in assigning):
                del self._attributes[key]
        return found

    def _find_layers(self, owner: Class) -> tuple[Value, ...]:
        """The modules that a class's `__init__` assigns to attributes, and those of its bases in this file."""
        found: list[Value] = []
        method = owner.methods.get("__init__")
        if method is not None and method.node not in self._in_progress:
            values = self._body(method).attributes
            found += [value for (made, _), value in values.items() if made is owner and _is_layer(value)]
        for base in owner.bases:
            if isinstance(base.target, Class) and base.target is not owner:
                found += self._find_layers(base.target)
        return tuple(found)

    def _find_returned(self, function: Function) -> Value:
        if function.home is not None and function.home is not self:
            # Two files away is far enough: the summaries of a whole project would be asked for otherwise.
            return cast("File", function.home)._summary(function) if self.home is None else UNKNOWN
        return UNKNOWN if function.node in self._in_progress else self._body(function).returned

    def _summary(self, function: Function) -> Value:
        """What a function returns, for callers in other files; its body is gone through only if that tells more."""
        is_annotated = isinstance(function.node, cst.FunctionDef) and function.node.returns is not None
        if is_annotated and function.piece.words.isdisjoint(protocols.WORDS):
            return Interpreter(self).declared(function)
        return self._find_returned(function)

    # ------------------------------------------------------------------------------------------------- bodies

    def _body(self, function: Function) -> _Body:
        body = self._bodies.get(function)
        if body is not None:
            return body
        old = self._old_bodies.get(function)
        if old is not None and function.node not in self._in_progress:
            self._in_progress.add(function.node)
            unchanged = all(_same(self._ask_again(key), answer) for key, answer in old.answers.items())
            self._in_progress.discard(function.node)
            if unchanged:
                self._bodies[function] = old
                return old
        self._in_progress.add(function.node)
        answers: dict[_Key, Any] = {}
        self._asking.append(answers)
        try:
            interpreter = Interpreter(self)
            try:
                returned = interpreter.run_function(function)
            except RecursionError:
                returned = UNKNOWN
                interpreter.events.clear()
            model = Model(function, self.frameworks, tuple(interpreter.events), tuple(interpreter.classes), self._names)
            body = _Body(model, returned, interpreter.attributes, answers)
        finally:
            self._asking.pop()
            self._in_progress.discard(function.node)
        self._bodies[function] = body
        return body


class Program(File):
    """The meaning of one version of a document. It takes over from `previous` what the edit left alone."""

    def __init__(
        self, source: Source, frameworks: frozenset[str], imports: Imports, previous: "Program | None" = None
    ) -> None:
        super().__init__(source, frameworks, imports)
        self._functions: list[Function] = []
        self._old_bodies = dict(previous._bodies) if previous else {}
        same_frameworks = previous is not None and previous.frameworks == frameworks
        self._old_steps = {step.piece: step for step in previous._steps} if previous and same_frameworks else {}
        if not same_frameworks:
            self._old_bodies = {}
        self._steps: list[_Step] = []
        self._refs: list[Ref] = []  # the objects' attributes that the module's statements have assigned
        self.module = self._run_module()
        if previous is not None and previous.module.events == self.module.events:
            self.module = previous.module

    def models(self) -> Iterator[Model]:
        """The model of every body: the module's own statements, and each function and method."""
        yield self.module
        for function in self._functions:
            yield self._body(function).model

    def callers(self) -> Callers:
        """Which functions of this file are called in it, and whether gradients are on there."""
        if not self.uses_torch:
            return NOBODY
        called: dict[bool, set[str]] = {True: set(), False: set()}
        for model in self.models():
            for call in model.of(Call):
                if call.callee.kind is Kind.FUNCTION and call.callee.target is not model.function:
                    called[call.context.grad_enabled is True].add(call.callee.target.name)
        return Callers(frozenset(called[True]), frozenset(called[False]))

    def unmentioned(self, model: Model) -> frozenset[str]:
        """The attributes that the `__init__` of a torch module assigns, and that nothing else in this file mentions.

        Empty where others may look for them: unless the class is made in this file, derives from `nn.Module` alone and
        has no subclasses here, and the file reaches no attribute but by its name.
        """
        function = model.function
        if function is None or function.name != "__init__" or function.owner is None:
            return frozenset()
        if [base.name for base in function.owner.bases] != ["torch.nn.Module"]:
            return frozenset()
        piece = function.piece
        found = {name for name in piece.assigned_attributes if len(re.findall(rf"\b{name}\b", piece.text)) == 1}
        for other in self.source.pieces:
            if not found or not other.words.isdisjoint(_ANY_NAME):
                return frozenset()
            if other is not piece:
                found -= other.words
        return frozenset(found) if found and self._is_made_here_alone(function.owner) else frozenset()

    def _is_made_here_alone(self, made: Class) -> bool:
        """Whether this file makes a class, derives none from it, and hands on no `self` of it."""
        is_made = False
        for model in self.models():
            if any(base.target is made for other in model.classes for base in other.bases):
                return False
            for call in model.of(Call):
                is_made = is_made or call.callee.target is made
                if call.name != "builtins.super" and any(_is_self_of(made, one.operand) for one in call.arguments):
                    return False
            if any(_is_self_of(made, assignment.value) for assignment in model.of(Assignment)):
                return False
        return is_made

    def interpret_again(self, piece: Piece, interpreter: Interpreter) -> None:
        """Have an interpreter of one's own go through a piece, and the functions in it, as this version did."""
        for step in self._steps:
            if step.piece is piece:
                module = Frame(None, piece, State(self._globals, {}))
                values: dict[str | Ref, Value] = {}
                values.update(step.asked)
                frame = Frame(None, piece, State(values, dict(step.heap_before)), module)
                execute(interpreter, piece, frame)
        for function in self._functions:
            if function.piece is piece:
                interpreter.run_function(function)

    # ------------------------------------------------------------------------------------------------- module

    def _run_module(self) -> Model:
        frame = Frame(None, self.source.pieces[0], State(self._globals, {}))
        events: list[Event] = []
        classes: list[Class] = []
        class_frame: Frame | None = None
        fresh: set[Any] = set()  # names that were not there the last time
        for piece in self.source.pieces:
            if piece.part is Part.GAP or (piece.part is Part.MEMBER and class_frame is None):
                continue
            if piece.part is not Part.MEMBER:
                class_frame = None
            target = class_frame or frame
            target.state = State(target.state.values, frame.state.heap)
            step = self._step(piece, target, fresh)
            frame.state.heap = target.state.heap
            if piece.part is Part.CLASS:
                class_frame = frame_of_class(step.piece, step.classes, frame)
            self._steps.append(step)
            events += step.events
            classes += step.classes
            self._functions += step.functions
        return Model(None, self.frameworks, tuple(events), tuple(classes), self._names)

    def _step(self, piece: Piece, frame: Frame, fresh: set[Any]) -> _Step:
        """Execute a piece of the module, or do again what it did before."""
        state, owner = frame.state, frame.owner
        old = self._old_steps.get(piece)
        if old is not None and old.owner is owner and old.heap_before == state.heap and fresh.isdisjoint(piece.words):
            if all(_same(self._named(name, frame), value) for name, value in old.asked.items()) and all(
                _same(self._ask_again(key), answer) for key, answer in old.answers.items()
            ):
                state.values.update(old.writes)
                self._refs += [name for name in old.writes if isinstance(name, Ref)]
                self._stars += [one for one in old.stars if one not in self._stars]
                state.heap = dict(old.heap_after)
                if owner is not None:
                    owner.methods.update(old.methods)
                    owner.attributes.update(old.members)
                return old
        values = state.values
        before, heap_before, stars = values.copy(), state.heap.copy(), len(self._stars)
        asked: dict[str, Value] = {name: values[name] for name in piece.words & values.keys()}
        if values is not self._globals:
            outside = piece.words & self._globals.keys()
            asked = {name: self._globals[name] for name in outside} | asked
        answers: dict[_Key, Any] = {}
        interpreter = Interpreter(self)
        self._asking.append(answers)
        try:
            execute(interpreter, piece, frame)
        except RecursionError:
            interpreter.events.clear()
        finally:
            self._asking.pop()
        if frame.state.values is not values:
            # Branches were joined into a mapping of their own.
            values.update(frame.state.values)
        # A module has many names and many pieces: only what a piece mentions, and what is new, can have been written.
        new = list(takewhile(lambda name: name not in before, reversed(values)))
        known = [*(piece.words & before.keys()), *(ref for ref in self._refs if ref in values)]
        writes = {name: values[name] for name in known if name in values and before.get(name) is not values[name]}
        writes |= {name: values[name] for name in reversed(new)}
        self._refs += [name for name in new if isinstance(name, Ref)]
        fresh |= {name for name in writes if name not in before and (old is None or name not in old.writes)}
        frame.state = State(values, frame.state.heap)
        functions = interpreter.functions
        own = [function for function in functions if owner is not None and function.owner is owner]
        return _Step(
            piece, answers, asked, heap_before, frame.state.heap.copy(), writes,
            interpreter.events, functions, interpreter.classes, owner,
            {function.name: function for function in own},
            {name: value for name, value in writes.items() if isinstance(name, str)} if owner is not None else {},
            tuple(self._stars[stars:]),
        )  # fmt: skip

    def _named(self, name: str, frame: Frame) -> Value | None:
        found = frame.state.values.get(name)
        return found if found is not None else self._globals.get(name)


def _same(left: Any, right: Any) -> bool:
    return left is right or (isinstance(left, (Value, tuple)) and left == right)


# Words by which code reaches attributes whose names it does not write.
_ANY_NAME = frozenset(
    "getattr __getattr__ __dict__ _modules children named_children modules named_modules get_submodule vars attrgetter "
    "__constants__ __slots__".split()
)


def _is_self_of(made: Class, operand: Operand) -> bool:
    return operand.identifier == "self" and operand.value.target is made


def _is_layer(value: Value) -> bool:
    return value.kind in (Kind.OBJECT, Kind.INSTANCE)


def execute(interpreter: Interpreter, piece: Piece, frame: Frame) -> None:
    if piece.part is Part.CLASS:
        for statement in piece.statements:
            if isinstance(statement, cst.ClassDef):
                interpreter.begin_class(piece, statement, frame)
        return
    interpreter.run_statements(piece, piece.statements, frame)


def frame_of_class(piece: Piece, classes: list[Class], module: Frame) -> Frame | None:
    """The frame of the class that a header just began; its members are filled in anew."""
    if not classes:
        return None
    made = classes[-1]
    made.methods = {}
    made.attributes = {}
    return Frame(None, piece, State({}, module.state.heap), module, owner=made)


def program_of(source: Source, imports: Imports = ALONE, previous: Program | None = None) -> Program | None:
    """The meaning of a document; None if it uses no framework that is known."""
    frameworks = knowledge.imported(source.text)
    return Program(source, frameworks, imports, previous) if frameworks else None
