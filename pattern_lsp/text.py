"""Text and places in it: half-open offsets inside, lines and columns at the edges.

Offsets count code points.
Lines end at ``\\n``, ``\\r\\n`` or ``\\r`` and nowhere else: a form feed or U+2028 is an ordinary character,
as it is for the language server protocol and for Python's own tokenizer.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal, NamedTuple

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open range of offsets."""

    start: int
    end: int

    def moved(self, distance: int) -> "Span":
        return Span(self.start + distance, self.end + distance)


class Edit(NamedTuple):
    """Replace what `span` covers by `text`; an empty span inserts."""

    span: Span
    text: str


class Position(NamedTuple):
    """A zero-based line, and a zero-based column in the units of some encoding."""

    line: int
    column: int


class LineIndex:
    """Offsets to lines and columns of one text, and back."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    @property
    def newline(self) -> str:
        """How the lines of the text end: as its first one does."""
        ended = _LINE_END.search(self.text)
        return ended.group() if ended else "\n"

    def line(self, number: int) -> str:
        """The text of a line, without its line end; empty beyond the last line."""
        return self.text[self._start(number) : self._start(number + 1)].rstrip("\r\n")

    def position(self, offset: int, encoding: Encoding = "utf-32") -> Position:
        """Where an offset lies; one outside the text is taken to its nearer end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.starts, offset) - 1
        return Position(line, _width(self.text[self.starts[line] : offset], encoding))

    def offset(self, position: Position, encoding: Encoding = "utf-32") -> int:
        """The offset of a position; beyond a line's end means its end, within a character means its start."""
        if position.line < 0:
            return 0
        start = self._start(position.line)
        line = self.line(position.line)
        if encoding == "utf-32" or line.isascii():
            return start + min(max(position.column, 0), len(line))
        width = 0
        for index, character in enumerate(line):
            width += _width(character, encoding)
            if width > position.column:
                return start + index
        return start + len(line)

    def _start(self, line: int) -> int:
        return self.starts[line] if line < len(self.starts) else len(self.text)


def _width(text: str, encoding: Encoding) -> int:
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-16":
        return len(text) + sum(character > "\uffff" for character in text)
    return len(text.encode("utf-8", "surrogatepass"))


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, whose spans must not overlap.

    Raises ValueError if two of them do.
    """
    parts: list[str] = []
    done = 0
    for span, replacement in sorted(edits, key=lambda edit: edit.span):
        if span.start < done:
            raise ValueError(f"edits overlap at offset {span.start}")
        parts += text[done : span.start], replacement
        done = span.end
    parts.append(text[done:])
    return "".join(parts)
