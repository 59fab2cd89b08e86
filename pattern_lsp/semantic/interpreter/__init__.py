"""The interpreter: one walk over a body of code, which knows at every point what the values are.

It executes statements over abstract values: branches are followed and joined, loops run to a fixed point, `with`,
`try`, early `return` and `break` are honoured, and helpers of the same file are entered with the values they are given.
What happens on the way is recorded as events (see `model`), which rules judge.

The interpreter is built in layers, each a class that adds to the one before:
frames (names and state) ← binding (assignment, loops) ← expressions ← callees (what is called) ← helpers (functions of
the file) ← calls ← statements ← this.
"""

from collections.abc import Iterable

import libcst as cst

from pattern_lsp.semantic.interpreter.frames import Frame
from pattern_lsp.semantic.interpreter.statements import Statements
from pattern_lsp.semantic.model import Function
from pattern_lsp.semantic.state import State
from pattern_lsp.semantic.values import UNKNOWN, Kind, Value
from pattern_lsp.syntax import Piece


class Interpreter(Statements):
    """Interprets one body: `run_statements` for a piece of the module, `run_function` for a function."""

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

    def declared(self, function: Function) -> Value:
        """What a function's annotation says that it returns."""
        self.frame = Frame(None, function.piece, State({}, {}))
        return self._annotated(function.node.returns) if isinstance(function.node, cst.FunctionDef) else UNKNOWN

    def _run_nested(self) -> None:
        """Functions made in the body are interpreted too, once what they can see is complete."""
        while self._nested and self._own.home is None:
            function, outer = self._nested.pop(0)
            if (function.node, ()) in self._traced:
                continue
            self._traced.add((function.node, ()))
            self.frame = outer
            self.statement = function.node
            with self._inside(self.context._replace(loops=(), managers=(), conditional=False)):
                self._enter(function, self._parameters(function), (), State({}, {}))
