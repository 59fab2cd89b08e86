"""Text to trees, piece by piece; never raises.

A document is a list of pieces: top-level statements, and the methods of classes.
Each piece is parsed alone, when it is first asked for, and kept by its text: an edit pays for the piece it touched,
and a piece that does not parse loses only itself.
Positions cost two to three times the parse, so they are computed per piece, when something is found in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import SimpleNamespace
from typing import NamedTuple, cast

import libcst as cst
from libcst.metadata.base_provider import BaseMetadataProvider
from libcst.metadata.span_provider import CodeSpan, SpanProvidingCodegenState

from pattern_lsp.text import Span

_IDENTIFIER = re.compile(r"[^\W\d]\w*")

_ASSIGNED = re.compile(r"\.(\w+)\b(?=[^=\n(]*=(?!=))")


_DEEPEST = 100  # open brackets: CPython's own parser allows 200
_SHORT = 2_000  # characters in a logical line that cost less than a second, whatever they are
_HEAVIEST = 200_000  # what a second buys, as `_weight` counts


class Part(Enum):
    """What a piece is in its document."""

    STATEMENT = "statement"  # a top-level statement
    CLASS = "class"  # the header of a top-level class, with nothing of its body
    MEMBER = "member"  # a statement of the body of the class before it
    GAP = "gap"  # blank lines and comments


class Piece:
    """A stretch of text that is parsed on its own. Pieces are compared by identity."""

    __slots__ = ("__dict__", "longest", "part", "text")

    def __init__(self, text: str, part: Part, longest: int) -> None:
        self.text = text
        self.part = part
        self.longest = longest  # characters in its longest logical line

    def __repr__(self) -> str:
        return f"Piece({self.part.value}, {self.text[:40]!r})"

    @cached_property
    def words(self) -> frozenset[str]:
        """Every identifier in the text, strings and comments included."""
        return frozenset(_IDENTIFIER.findall(self.text))

    @cached_property
    def assigned_attributes(self) -> frozenset[str]:
        """The attributes that the text assigns, of whatever object: read off the text, so some may be missing."""
        return frozenset(_ASSIGNED.findall(self.text))

    @cached_property
    def module(self) -> cst.Module | None:
        """The parsed piece, in the wrapping that lets it stand alone; None if it does not parse."""
        if self.part is Part.GAP or self._is_monstrous:
            return None
        before, after = self._wrapping
        try:
            return cst.parse_module(before + self.text + after)
        except Exception:
            # Not only ParserSyntaxError: a tree too deep, a null byte and lone surrogates have errors of their own.
            return None

    @cached_property
    def statements(self) -> tuple[cst.BaseStatement, ...]:
        """The statements of the piece; a class header gives the class with an empty body."""
        if self.module is None:
            return ()
        if self.part is not Part.MEMBER:
            return tuple(cast("Iterable[cst.BaseStatement]", self.module.body))
        wrapper = self.module.body[0]
        if not isinstance(wrapper, cst.ClassDef):
            return ()
        return tuple(cast("Iterable[cst.BaseStatement]", wrapper.body.body))

    @property
    def _is_monstrous(self) -> bool:
        """Whether the parser would crash the process, or be busy for much more than a second."""
        return _depth(self.text) > _DEEPEST or (self.longest > _SHORT and _weight(self.text) > _HEAVIEST)

    @property
    def _wrapping(self) -> tuple[str, str]:
        if self.part is Part.MEMBER:
            return "class _:\n", ""
        if self.part is Part.CLASS:
            newline = "" if self.text.endswith(("\n", "\r")) else "\n"
            return "", f"{newline} pass\n"
        return "", ""

    def span(self, node: cst.CSTNode) -> Span:
        """Where a node of this piece lies in its text, its own parentheses excluded."""
        found = self._spans[node]
        start = found.start - len(self._wrapping[0])
        return Span(start, start + found.length)

    @cached_property
    def _spans(self) -> dict[cst.CSTNode, CodeSpan]:
        assert self.module is not None
        computed: dict[cst.CSTNode, CodeSpan] = {}
        state = SpanProvidingCodegenState(
            default_indent=self.module.default_indent,
            default_newline=self.module.default_newline,
            provider=cast("BaseMetadataProvider[CodeSpan]", SimpleNamespace(_computed=computed)),
            get_length=len,
        )
        self.module._codegen(state)
        return computed


class Place(NamedTuple):
    """A span within a piece. It stays right when other pieces change."""

    piece: Piece
    span: Span

    @property
    def text(self) -> str:
        return self.piece.text[self.span.start : self.span.end]

    @property
    def line_start(self) -> "Place":
        """The empty place where the first line of this one begins."""
        start = self.piece.text.rfind("\n", 0, self.span.start) + 1
        return Place(self.piece, Span(start, start))

    @property
    def indentation(self) -> str:
        """The white space that the first line of this place begins with."""
        line = self.piece.text[self.line_start.span.start :]
        return line[: len(line) - len(line.lstrip(" \t"))]

    @property
    def before(self) -> "Place":
        return Place(self.piece, Span(self.span.start, self.span.start))

    @property
    def after(self) -> "Place":
        return Place(self.piece, Span(self.span.end, self.span.end))


@dataclass(frozen=True)
class Source:
    """A document cut into pieces, which join to its text.

    `indents` holds, for each piece, the indentation of the class body it belongs to; None outside of classes.
    """

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    indents: tuple[str | None, ...]

    @cached_property
    def _start_of(self) -> dict[Piece, int]:
        return dict(zip(self.pieces, self.starts, strict=True))

    def holds(self, piece: Piece) -> bool:
        return piece in self._start_of

    def absolute(self, place: Place) -> Span:
        """Where a place lies in the whole text."""
        return place.span.moved(self._start_of[place.piece])

    def piece_at(self, offset: int) -> tuple[Piece, int]:
        """The piece that holds an offset, and where that piece starts."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return self.pieces[index], self.starts[index]


def cut(text: str, previous: Source | None = None) -> Source:
    """Cut a text into pieces, reusing those of `previous` that did not change."""
    pieces: list[Piece] = []
    starts: list[int] = []
    indents: list[str | None] = []
    position, indent = 0, None
    unchanged: dict[int, int] = {}
    known: dict[tuple[str, Part], list[Piece]] = {}
    if previous is not None:
        same = 0
        for piece in previous.pieces:
            if not text.startswith(piece.text, position):
                break
            position += len(piece.text)
            same += 1
        # What follows decides where a piece ends, so the last one before the change is cut again.
        same = max(same - 2, 0)
        pieces += previous.pieces[:same]
        starts += previous.starts[:same]
        indents += previous.indents[:same]
        if same < len(previous.pieces):
            position, indent = previous.starts[same], previous.indents[same]
        for index in range(len(previous.pieces) - 1, same - 1, -1):
            piece = previous.pieces[index]
            known.setdefault((piece.text, piece.part), []).append(piece)
            # From here on the new text may equal the old one; distances are counted from the end.
            unchanged[len(previous.text) - previous.starts[index]] = index
    for part, end, indent_before, longest in _cuts(text, position, indent):
        rest = unchanged.get(len(text) - position)
        if rest is not None and previous is not None and previous.indents[rest] == indent_before:
            old = previous.starts[rest]
            if previous.pieces[rest].part is part and text.endswith(previous.text[old:]):
                tail = previous.pieces[rest:]
                taken = set(tail)
                # Two pieces may have the same text; each stands for itself.
                pieces = [Piece(piece.text, piece.part, piece.longest) if piece in taken else piece for piece in pieces]
                pieces += tail
                starts += (start - old + position for start in previous.starts[rest:])
                indents += previous.indents[rest:]
                break
        content = text[position:end]
        reusable = known.get((content, part))
        pieces.append(reusable.pop() if reusable else Piece(content, part, longest))
        starts.append(position)
        indents.append(indent_before)
        position = end
    if not pieces:
        pieces, starts, indents = [Piece("", Part.GAP, 0)], [0], [None]
    return Source(text, tuple(pieces), tuple(starts), tuple(indents))


# What the scanner stops at: strings (whole, or what there is of them), comments, brackets, and line ends.
TOKEN = re.compile(
    r'''
    (?P<string>
        """[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*(?:"""|(?P<open3>\Z))
      | \'\'\'[^\'\\]*(?:(?:\\.|\'(?!\'\'))[^\'\\]*)*(?:\'\'\'|(?P<open3s>\Z))
      | "[^"\\\r\n]*(?:\\(?:\r\n|.)[^"\\\r\n]*)*"?
      | \'[^\'\\\r\n]*(?:\\(?:\r\n|.)[^\'\\\r\n]*)*\'?
    )
  | (?P<comment>\#[^\r\n]*)
  | (?P<joined>\\(?:\r\n|\n|\r))
  | (?P<open>[(\[{])
  | (?P<close>[)\]}])
  | (?P<newline>\r\n|\n|\r)
    ''',
    re.VERBOSE | re.DOTALL,
)
_INDENTATION = re.compile(r"[ \t\f]*")
_CONTINUATION = re.compile(r"(?:else|elif|except|finally)\b")
# A line that cannot be the inside of a bracket: whoever opened one before it is still typing.
_SURE_START = re.compile(r"(?:def|class|async\s+def|import|try\s*:|while|from\s+\S+\s+import|@)\b|@\w")
_DECORATED = re.compile(r"@|(?:async\s+)?def\b|class\b")
_CLASS = re.compile(r"class\s+\w")
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_RECOVERIES = 20  # unclosed brackets that are recovered from; nobody types more of them at once


def _lines(text: str, position: int) -> Iterator[tuple[int, int, int]]:
    """The logical lines of a text: where each starts, where its code ends, and where the next one starts.

    Blank lines and lines of comments have no code: they end where they start.
    """
    start, code_end, depth = position, position, 0
    opened = 0  # where the outermost open bracket stands
    recoveries = 0
    while True:
        token = TOKEN.search(text, position) if position < len(text) else None
        if token is None:
            if depth and recoveries < _RECOVERIES:
                # Never closed, so that line was still being typed: go on from its end.
                recoveries += 1
                ended = _LINE_END.search(text, opened)
                assert ended is not None
                yield start, ended.start(), ended.end()
                start = code_end = position = ended.end()
                depth = 0
                continue
            break
        kind = token.lastgroup
        if kind != "newline" and text[position : token.start()].strip():
            code_end = token.start()
        position = token.end()
        if kind == "string":
            code_end = position
            if token["open3"] is not None or token["open3s"] is not None:
                # Never closed: most likely the rest of the file is not a string.
                ended = _LINE_END.search(text, token.start())
                code_end = position = ended.start() if ended else position
        elif kind == "open":
            opened = opened if depth else token.start()
            depth += 1
            code_end = position
        elif kind == "close":
            depth = max(depth - 1, 0)
            code_end = position
        elif kind == "newline":
            rest = text[code_end : token.start()]
            if "#" not in rest and rest.strip():
                code_end = token.start() - len(rest) + len(rest.rstrip())
            if depth:
                indented = _INDENTATION.match(text, position)
                assert indented is not None
                if not _SURE_START.match(text, indented.end()):
                    continue
                depth = 0
                if recoveries < _RECOVERIES:
                    recoveries += 1
                    ended = _LINE_END.search(text, opened)
                    assert ended is not None
                    yield start, ended.start(), ended.end()
                    start = code_end = position = ended.end()
                    continue
            yield start, code_end, position
            start = code_end = position
    if start < len(text):
        rest = text[code_end:]
        if "#" not in rest:
            code_end += len(rest.rstrip())
        yield start, code_end, len(text)


def _cuts(text: str, position: int, indent: str | None) -> Iterator[tuple[Part, int, str | None, int]]:
    """Cut a text from a piece's start on: what each piece is, where it ends, and the class body around it.

    With it comes the length of its longest logical line. `indent` is the indentation of the class body that
    `position` lies in.
    """
    part: Part | None = None  # of the piece being gathered
    end = position  # of that piece's code so far
    decorated = False  # the piece so far is decorators only
    awaits_body = False  # a class header was just cut, its body's indentation is not known yet
    longest = 0  # of the logical lines of that piece
    for start, code_end, next_start in _lines(text, position):
        if code_end == start:
            continue
        match = _INDENTATION.match(text, start)
        assert match is not None
        first = match.end()
        depth = match.group()
        if awaits_body and depth:
            indent, awaits_body = depth, False
        inside = indent is not None and depth == indent
        decorated = decorated and _DECORATED.match(text, first) is not None
        if part is not None and not decorated:
            if (depth and not inside) or _CONTINUATION.match(text, first):
                end = next_start
                longest = max(longest, code_end - start)
                continue
        if not decorated:
            if part is not None:
                yield part, end, indent if part is Part.MEMBER else None, longest
            longest = 0
            gap_indent = indent
            if not depth:
                indent, awaits_body = None, False
            if end < start:
                yield Part.GAP, start, gap_indent if depth else None, 0
            part = Part.MEMBER if inside else Part.STATEMENT
        decorated = text[first] == "@"
        end = next_start
        longest = max(longest, code_end - start)
        if not depth and _CLASS.match(text, first) and text[code_end - 1] == ":":
            yield Part.CLASS, end, None, longest
            part, awaits_body, indent = None, True, None
    if part is not None:
        yield part, end, indent if part is Part.MEMBER else None, longest
    if end < len(text):
        yield Part.GAP, len(text), indent, 0


# What a logical line weighs.
_PART = re.compile(
    TOKEN.pattern
    + r"""
  | (?P<separator>[,;=<>!]+|\b(?:and|or|in|is)\b)
  | (?P<operator>(?:lambda|not|if|else|for|await|yield)\b|\*\*|//|[^\w\s])
  | (?P<operand>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)


def _depth(text: str) -> int:
    """How many brackets are open at once; 0 if they are too few to count."""
    if text.count("(") + text.count("[") + text.count("{") <= _DEEPEST:
        return 0
    depth = deepest = 0
    for token in TOKEN.finditer(text):
        if token.lastgroup == "open":
            depth += 1
            deepest = max(deepest, depth)
        elif token.lastgroup == "close":
            depth -= 1
    return deepest


def _weight(text: str) -> int:
    """How much there is to parse in the heaviest logical line: the size of its syntax tree, summed over all subtrees.

    The parser copies what it has whenever it goes one level up. Each operator, dot and bracket of a chain is a level,
    so the cost of `a + a + …` grows with the square of its length. Measured: 0.1 to 6 µs a unit.
    """
    weight = heaviest = 0
    sizes, chains = [0], [0]  # at each open bracket: the size of what is in it, and of what no comma has ended yet
    for token in _PART.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            sizes.append(0)
            chains.append(0)
        elif kind == "close" and len(sizes) > 1:
            size = sizes.pop() + 1
            chains.pop()
            sizes[-1] += size
            chains[-1] += size
            weight += chains[-1]
        elif kind in ("operand", "operator", "string"):
            weight += chains[-1] if kind == "operator" else 0
            sizes[-1] += 1
            chains[-1] += 1
        elif kind == "separator":
            sizes[-1] += 1
            chains[-1] = 0
        elif kind == "newline" and len(sizes) == 1:
            heaviest = max(heaviest, weight)
            weight = sizes[0] = chains[0] = 0
    return max(heaviest, weight)
