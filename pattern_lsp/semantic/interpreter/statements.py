"""Statements: branches that join, early exits, definitions."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import cast

import libcst as cst

from pattern_lsp.semantic import knowledge, protocols, transforms
from pattern_lsp.semantic.interpreter.calls import Calls
from pattern_lsp.semantic.interpreter.frames import Exports, Frame, dotted, names_in, parameters_of
from pattern_lsp.semantic.model import (
    Class,
    Context,
    Function,
    Loop,
    Mention,
    Operand,
    Return,
    Test,
)
from pattern_lsp.semantic.state import State
from pattern_lsp.semantic.values import NONE, UNKNOWN, Kind, Value, is_leaf, join


class Statements(Calls):
    """Executes statements."""

    def _simple_line(self, node: cst.SimpleStatementLine) -> None:
        for small in node.body:
            if self.state.is_dead:
                return
            self.statement = small
            handler = self.statement_handlers.get(type(small))
            if handler is not None:
                handler(self, small)

    def _expression_statement(self, node: cst.Expr) -> None:
        value = node.value
        awaited = type(value) is cst.Await
        inner = value.expression if isinstance(value, cst.Await) else value
        if isinstance(inner, cst.Attribute):
            target = self._operand(inner.value, self._eval(inner.value))
            self._event(Mention(inner, self.frame.piece, self.context, node, target, inner.attr.value))
            return
        if not isinstance(inner, cst.Call):
            self._eval(value)
            return
        if awaited:
            self._syntax("await", value)
        call = self._called(inner)
        call.is_discarded, call.awaited = True, awaited

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
        is_kept = before.kind in (Kind.OBJECT, Kind.INSTANCE) or (before.kind is Kind.PYTHON and before.name == "list")
        if is_kept or is_leaf(before):
            result = before
        self._bind(target, self._operand(node, result), node, operator, right)

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
            path = dotted(alias.name)
            self._packages(alias.name, path)
            if alias.asname is not None and isinstance(alias.asname.name, cst.Name):
                self._set(alias.asname.name.value, self._module(path))
            else:
                root = path.partition(".")[0]
                self._set(root, self._module(root))

    def _packages(self, node: cst.CSTNode, path: str) -> None:
        """The packages that a path leads through are used, too: `tensorflow.contrib` by `tensorflow.contrib.slim`."""
        parts = path.split(".")
        for count in range(2, len(parts) + 1):
            self._reference(node, knowledge.canonical(".".join(parts[:count])))

    def _module(self, name: str) -> Value:
        exports = self.world.imported(name, 0)
        if exports is not None:
            return Value(Kind.MODULE, name, target=exports)
        return Value(Kind.LIBRARY, knowledge.canonical(name))

    def _import_from(self, node: cst.ImportFrom) -> None:
        self._syntax("import", node)
        package = dotted(node.module) if node.module is not None else ""
        exports = self.world.imported(package, len(node.relative))
        if isinstance(node.names, cst.ImportStar):
            if exports is not None:
                self.world.import_all(exports)
            return
        if node.module is not None and not node.relative:
            self._packages(node.module, package)
        for alias in node.names:
            name = dotted(alias.name)
            bound = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, cst.Name) else name
            imported = knowledge.canonical(f"{package}.{name}")
            if not node.relative:
                self._reference(alias, imported)
            other = UNKNOWN if node.relative else Value(Kind.LIBRARY, imported)
            if exports is not None:
                # Most imported names are never asked about in a way that matters.
                self._set(bound, Value(Kind.IMPORTED, name, target=partial(_exported, exports, name, other)))
            else:
                self._set(bound, other)

    def _if(self, node: cst.If) -> None:
        self._test(node.test, "if")
        decided = self._decided(node.test)
        before = self.state
        with self._inside(self._conditionally()):
            self.state = before.copy()
            if decided is False:
                self.state.is_dead = True
            else:
                self._narrow(node.test, True)
                self._body(node.body)
            after = self.state
            self.state = before
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

    def _conditionally(self) -> Context:
        return self.context if self.context.conditional else self.context._replace(conditional=True)

    def _decided(self, test: cst.BaseExpression) -> bool | None:
        """Whether a condition is a constant that code is written around: TYPE_CHECKING, False, 0."""
        if isinstance(test, cst.Name):
            if test.value == "TYPE_CHECKING":
                return None
            return {"True": True, "False": False}.get(test.value)
        return None

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
        loop = Loop(node, self.frame.piece, "for", iterated.value, parallel, frozenset(names_in(node.target)))

        def bind() -> None:
            if iterated.value.term is not None and iterated.value.term.op == "enumerate":
                self._bind_enumerate(node.target, iterated)
            elif iterated.value.term is not None and iterated.value.term.op == "zip":
                self._bind_zip(node.target, iterated)
            else:
                item = self._item(iterated.value, None, node.target)
                self._bind(node.target, Operand(item, node.iter, self.frame.piece), node.target)

        self._loop(loop, bind, node.body, node.orelse, endless=False)

    def _while(self, node: cst.While) -> None:
        loop = Loop(node, self.frame.piece, "while")
        endless = isinstance(node.test, cst.Name) and node.test.value == "True"

        def begin() -> None:
            self._test(node.test, "while")

        self._loop(loop, begin, node.body, node.orelse, endless)

    def _with(self, node: cst.With) -> None:
        context = self.context
        for item in node.items:
            value = self._eval(item.item)
            if context.nopython is not None:
                self._syntax("with", item, (self._operand(item.item, value),))
            context = transforms.context_within(context, value)
            if (begun := protocols.BEGUN_BY_WITH.get(value.name)) is not None:
                self.state.heap.pop((begun.name, value.ref), None)
            if item.asname is not None:
                bound = UNKNOWN if value.kind is Kind.INSTANCE else value
                self._bind(item.asname.name, self._operand(item.item, bound), item)
        with self._inside(context):
            self._body(node.body)

    def _try(self, node: cst.Try | cst.TryStar) -> None:
        before = self.state.copy()
        with self._inside(self.context._replace(handled=bool(node.handlers) or self.context.handled)):
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
            with self._inside(self._conditionally()):
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
        with self._inside(self._conditionally()):
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
        for parameter in parameters_of(node):
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
            node.name.value,
            node,
            self.frame.piece,
            owner,
            (),
            self._closure(),
            self.world.home,
            "method" if owner else "function",
        )

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
        made = Class(node.name.value, node, self.frame.piece, tuple(bases), home=self.world.home)
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


def _exported(exports: Exports, name: str, other: Value) -> Value:
    found = exports.exported(name)
    return found if found is not None else other


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


_AUGMENTED: dict[type, str] = {
    cst.AddAssign: "+", cst.SubtractAssign: "-", cst.MultiplyAssign: "*", cst.DivideAssign: "/",
    cst.FloorDivideAssign: "//", cst.ModuloAssign: "%", cst.PowerAssign: "**", cst.MatrixMultiplyAssign: "@",
    cst.LeftShiftAssign: "<<", cst.RightShiftAssign: ">>", cst.BitAndAssign: "&", cst.BitOrAssign: "|",
    cst.BitXorAssign: "^",
}  # fmt: skip


Statements.statement_handlers = {
    cst.SimpleStatementLine: Statements._simple_line,
    cst.Expr: Statements._expression_statement,
    cst.Assign: Statements._assign,
    cst.AnnAssign: Statements._annotated_assign,
    cst.AugAssign: Statements._augmented_assign,
    cst.Del: Statements._delete,
    cst.Return: Statements._return,
    cst.Raise: Statements._raise,
    cst.Break: Statements._break,
    cst.Continue: Statements._continue,
    cst.Assert: Statements._assert,
    cst.Global: Statements._global,
    cst.Nonlocal: Statements._global,
    cst.Import: Statements._import,
    cst.ImportFrom: Statements._import_from,
    cst.If: Statements._if,
    cst.For: Statements._for,
    cst.While: Statements._while,
    cst.With: Statements._with,
    cst.Try: Statements._try,
    cst.TryStar: Statements._try,
    cst.Match: Statements._match,
    cst.FunctionDef: Statements._function_definition,
    cst.ClassDef: Statements._class_definition,
}
