"""Another file of the project, as far as its importers ask about it.

Only what is asked for is parsed and executed: the statements that bind a name, and in turn those that bind the names
they use.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.interpreter import Interpreter
from pattern_lsp.semantic.interpreter.frames import Frame
from pattern_lsp.semantic.program import File, Imports, execute, frame_of_class
from pattern_lsp.semantic.state import State
from pattern_lsp.semantic.values import Kind, Value
from pattern_lsp.syntax import Part, Piece, Source

_DEFINITION = re.compile(r"^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)", re.MULTILINE)
_BINDS = re.compile(r"(?:^|\s)(?:import|def|class|as)\s|=", re.MULTILINE)
_STAR = re.compile(r"^from\b.*\bimport[ \t]*\*", re.MULTILINE)


class Outline(File):
    """What a file exports. `submodules` finds the files of the folder whose `__init__.py` it is."""

    def __init__(self, source: Source, imports: Imports, submodules: Imports | None = None) -> None:
        super().__init__(source, knowledge.imported(source.text), imports)
        self.home = self
        self._submodules = submodules
        self._executed: set[Piece] = set()
        self._exported: dict[str, Value | None] = {}

    def exported(self, name: str) -> Value | None:
        """The value of a name of the file, or the submodule of that name."""
        if name not in self._exported:
            self._exported[name] = None  # asked again while it is being found out: files may import each other
            self._exported[name] = self._find_exported(name)
        return self._exported[name]

    def _find_exported(self, name: str) -> Value | None:
        value = self.global_value(name)
        if value is None and self._submodules is not None:
            exports = self._submodules.module(name, 1)
            if exports is not None:
                return Value(Kind.MODULE, name, target=exports)
        return value

    def global_value(self, name: str) -> Value | None:
        for unit in self._units.get(name, ()):
            self._execute(unit)
        value = self._known(name)
        if value is None:
            for unit in self._units.get("*", ()):
                self._execute(unit)
            value = self._from_stars(name)
        return value

    @cached_property
    def _units(self) -> dict[str, list[tuple[Piece, ...]]]:
        """The statements that may bind a name, a class with its members; `*` for those that import all."""
        found: dict[str, list[tuple[Piece, ...]]] = {}
        for unit in _cut(self.source):
            for name in _bound(unit[0]):
                found.setdefault(name, []).append(unit)
        return found

    def _execute(self, unit: tuple[Piece, ...]) -> None:
        if unit[0] in self._executed:
            return  # also while it is being executed: files may import each other
        self._executed.add(unit[0])
        frame = Frame(None, unit[0], State(self._globals, {}))
        target: Frame | None = frame
        for piece in unit:
            if target is None:
                return
            interpreter = Interpreter(self)
            try:
                execute(interpreter, piece, target)
            except RecursionError:
                return
            if piece.part is Part.CLASS:
                target = frame_of_class(piece, interpreter.classes, frame)
        if frame.state.values is not self._globals:
            self._globals.update(frame.state.values)


def _cut(source: Source) -> Iterator[tuple[Piece, ...]]:
    """The top-level statements of a file, each a tuple of its pieces."""
    unit: list[Piece] = []
    for piece in source.pieces:
        if piece.part is Part.MEMBER:
            unit.append(piece)
        elif piece.part is not Part.GAP:
            if unit:
                yield tuple(unit)
            unit = [piece]
    if unit:
        yield tuple(unit)


def _bound(piece: Piece) -> frozenset[str]:
    """The names that a top-level statement may bind: too many rather than too few."""
    definition = _DEFINITION.search(piece.text)
    if definition is not None:
        return frozenset({definition.group(1)})
    if _STAR.search(piece.text):
        return frozenset({"*"})
    return piece.words if _BINDS.search(piece.text) else frozenset()
