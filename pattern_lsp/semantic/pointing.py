"""What a name in the text stands for: the code around it is interpreted once more, and the name is watched."""

import re

import libcst as cst

from pattern_lsp.semantic import knowledge
from pattern_lsp.semantic.interpreter import Interpreter
from pattern_lsp.semantic.model import Call
from pattern_lsp.semantic.program import Program
from pattern_lsp.semantic.values import Kind, Trace, Value
from pattern_lsp.syntax import Piece
from pattern_lsp.text import Span

_WORD = re.compile(r"[^\W\d]\w*")


def word_at(text: str, offset: int) -> Span | None:
    """The identifier at an offset, or that ends there."""
    start = offset
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_"):
        start -= 1
    word = _WORD.match(text, start)
    return Span(*word.span()) if word and start <= offset <= word.end() else None


def library_name(program: Program, word: Span) -> str:
    """The canonical name of the library's function, class or method that an identifier stands for.

    Empty if it stands for anything else, if that is not known, or if it is one thing here and another there.
    """
    piece, start = program.source.piece_at(word.start)
    if piece.module is None:
        return ""
    watcher = _Watcher(program, piece, word.moved(-start))
    try:
        program.interpret_again(piece, watcher)
    except RecursionError:
        return ""
    known = {name for name in watcher.names if knowledge.api(name) is not None}
    return known.pop() if len(known) == 1 else ""


class _Watcher(Interpreter):
    """Notes what one identifier of a piece stands for whenever it is come upon."""

    def __init__(self, program: Program, piece: Piece, word: Span) -> None:
        super().__init__(program)
        self.names: set[str] = set()
        self._piece = piece
        self._word = word
        self._owner: cst.CSTNode | None = None  # of the attribute that is watched

    def _eval(self, node: cst.BaseExpression) -> Value:
        self._come_upon(node)
        value = super()._eval(node)
        if node is self._owner:
            self.names.add(_member(value, self._piece.text[slice(*self._word)]))
        elif isinstance(node, cst.Name) and value.kind is Kind.LIBRARY and self._is_watched(node):
            self.names.add(value.name)
        return value

    def _called(self, node: cst.Call) -> Call:
        self._come_upon(node.func)
        return super()._called(node)

    def _come_upon(self, node: cst.BaseExpression) -> None:
        if isinstance(node, cst.Attribute) and self._is_watched(node.attr):
            self._owner = node.value

    def _is_watched(self, name: cst.Name) -> bool:
        is_here = self.frame.piece is self._piece and len(name.value) == self._word.end - self._word.start
        return is_here and self._piece.span(name) == self._word


def _member(owner: Value, name: str) -> str:
    """The canonical name of an attribute of a value; empty if it is none of the tables."""
    if owner.kind is Kind.LIBRARY:
        qualified = knowledge.canonical(f"{owner.name}.{name}")
        if knowledge.api(qualified) is not None:
            return qualified
    classes: list[str] = []
    if owner.kind is Kind.ARRAY:
        classes = [knowledge.array_class(owner.name)]
    elif owner.kind in (Kind.OBJECT, Kind.LIBRARY):
        classes = [owner.name]
    elif owner.kind is Kind.INSTANCE and name not in owner.target.methods:
        classes = sorted(owner.target.ancestors)
    elif owner.is_unknown and owner.trace & Trace.ABSTRACT:
        classes = ["jax.Array"]
    return next((found[0] for one in classes if (found := knowledge.method(one, name)) is not None), "")
