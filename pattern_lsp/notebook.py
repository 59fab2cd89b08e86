"""Jupyter notebooks as Python: the code cells one after the other, and what is found or changed back in its cell.

Lines for IPython (magics, shell commands, questions) become comments or `pass`, so that every line keeps its number.
A change rewrites the lines it touches; every other byte of the file stays.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from pattern_lsp.text import Edit, Span, apply_edits

_PYTHON_CELLS = frozenset({"capture", "debug", "prun", "pypy", "python", "python3", "time", "timeit"})
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_MAGIC = re.compile(r"(?P<indent>[ \t]*)(?P<assigned>[\w., \t]+=[ \t]*)?(?P<magic>[%!][^=\s]|\?)")
_QUESTION = re.compile(r"[ \t]*[\w.*]+\?{1,2}[ \t]*\n?\Z")


class NotebookError(ValueError):
    """A file is no notebook; the message says why."""


class Cell(NamedTuple):
    """One code cell. `number` counts all cells from 1, as people do. `start` is where its Python stands in the text."""

    number: int
    source: str
    start: int
    line: int  # of the text, where it begins
    span: Span  # of its source, as JSON


class Place(NamedTuple):
    """Where a line of the text is: its cell, and the line in it, from 0."""

    cell: int
    line: int


@dataclass(frozen=True)
class Notebook:
    """A notebook's JSON, and its code cells."""

    raw: str
    cells: tuple[Cell, ...]
    text: str  # the Python of all cells; each ends with a line end

    def place(self, line: int) -> Place:
        """The cell that holds a line of the text."""
        cell = self.cells[max(bisect_right(self._lines, line) - 1, 0)]
        return Place(cell.number, line - cell.line)

    def changed(self, edits: Sequence[Edit]) -> "Notebook":
        """The notebook after edits of its text. Raises NotebookError for one that reaches over the end of a cell."""
        by_cell: dict[int, list[Edit]] = {}
        for edit in edits:
            index = max(bisect_right(self._starts, edit.span.start) - 1, 0)
            stop = self._starts[index + 1] if index + 1 < len(self.cells) else len(self.text)
            if edit.span.end > stop:
                raise NotebookError("a fix reaches over the end of a cell")
            own = Span(*(self._in_source(self.cells[index], offset) for offset in edit.span))
            by_cell.setdefault(index, []).append(Edit(own, edit.text))
        changes = []
        for index, own_edits in by_cell.items():
            cell = self.cells[index]
            source = apply_edits(cell.source, own_edits)
            if not cell.source.endswith("\n"):
                source = source.removesuffix("\n")
            old = self.raw[cell.span.start : cell.span.end]
            changes.append(Edit(cell.span, _encoded(old, cell.source, source)))
        return read(apply_edits(self.raw, changes))

    def _in_source(self, cell: Cell, offset: int) -> int:
        """Where an offset of the text is in the source of its cell: the same line and column."""
        before = self.text[cell.start : offset]
        column = len(before) - (before.rfind("\n") + 1)
        lines = _LINE.findall(cell.source)
        line = before.count("\n")
        return min(sum(len(one) for one in lines[:line]) + column, len(cell.source))

    @cached_property
    def _lines(self) -> list[int]:
        return [cell.line for cell in self.cells]

    @cached_property
    def _starts(self) -> list[int]:
        return [cell.start for cell in self.cells]


def read(raw: str) -> Notebook:
    """The notebook that JSON holds; one in another language than Python has no cells. Raises NotebookError."""
    try:
        parsed = json.loads(raw)
        spans = list(_source_spans(raw))
        found = list(parsed["cells"])
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise NotebookError(f"not a notebook: {error or type(error).__name__}") from None
    if not _is_python(parsed):
        return Notebook(raw, (), "")
    cells: list[Cell] = []
    parts: list[str] = []
    start = line = 0
    for number, (cell, span) in enumerate(zip(found, spans, strict=True), 1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "code" or span is None:
            continue
        source = cell.get("source", "")
        source = source if isinstance(source, str) else "".join(one for one in source if isinstance(one, str))
        python = as_python(source)
        python += "" if python.endswith("\n") or not python else "\n"
        cells.append(Cell(number, source, start, line, span))
        parts.append(python)
        start += len(python)
        line += python.count("\n")
    return Notebook(raw, tuple(cells), "".join(parts))


def as_python(source: str) -> str:
    """The Python of a cell, as long as the cell in lines and, but for lines that are for IPython, in columns."""
    if source.startswith("%%"):
        first, _, rest = source.partition("\n")
        name = first[2:].split(maxsplit=1)[0] if first[2:].split() else ""
        if name not in _PYTHON_CELLS:
            return re.sub(r"(?m)^.", "#", source)
        return f"#{first[1:]}\n{as_python(rest)}" if rest else f"#{first[1:]}"
    return "".join(_line_as_python(line) for line in _LINE.findall(source))


def _line_as_python(line: str) -> str:
    end = "\n" if line.endswith("\n") else ""
    magic = _MAGIC.match(line)
    if magic is not None and magic["assigned"]:
        return f"{magic['indent']}{magic['assigned']}None{end}"  # files = !ls
    if magic is not None or _QUESTION.match(line):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        return f"{indent}pass{end}" if indent else f"#{line[1:]}"
    return line


def _is_python(parsed: dict[str, Any]) -> bool:
    metadata = parsed.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    for holder, key in (("language_info", "name"), ("kernelspec", "language")):
        own = metadata.get(holder)
        if isinstance(own, dict) and isinstance(own.get(key), str):
            return str(own[key]).lower() in ("python", "python3", "ipython", "ipython3")
    return True


# JSON, by place

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


def _source_spans(raw: str) -> Iterator[Span | None]:
    """Where the `source` of each cell stands; None for a cell without one."""
    start = _skip(raw, 0)
    for key, at, _ in _members(raw, start):
        if key == "cells":
            for cell_start in _elements(raw, at):
                members = _members(raw, cell_start) if raw[cell_start] == "{" else iter(())
                yield next((Span(begin, end) for name, begin, end in members if name == "source"), None)


def _members(raw: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The members of an object: name, and where the value begins and ends."""
    at = _skip(raw, start + 1)
    while raw[at] == '"':
        name, at = _DECODER.raw_decode(raw, at)
        begin = _skip(raw, _skip(raw, at) + 1)
        _, end = _DECODER.raw_decode(raw, begin)
        yield name, begin, end
        at = _skip(raw, end)
        at = _skip(raw, at + 1) if raw[at] == "," else at


def _elements(raw: str, start: int) -> Iterator[int]:
    """Where the elements of an array begin."""
    at = _skip(raw, start + 1)
    while raw[at] != "]":
        yield at
        _, end = _DECODER.raw_decode(raw, at)
        at = _skip(raw, end)
        at = _skip(raw, at + 1) if raw[at] == "," else at


def _skip(raw: str, at: int) -> int:
    space = _SPACE.match(raw, at)
    assert space is not None
    return space.end()


def _encoded(old: str, source: str, new: str) -> str:
    """A cell's source as JSON again, in the form it had; lines that stay keep their very characters."""
    is_ascii = old.isascii()
    if old.startswith('"'):
        return json.dumps(new, ensure_ascii=is_ascii)
    starts = list(_elements(old, 0))
    known: dict[str, str] = {}
    for at in starts:
        value, end = _DECODER.raw_decode(old, at)
        known.setdefault(value, old[at:end])
    lines = [known.get(line) or json.dumps(line, ensure_ascii=is_ascii) for line in _LINE.findall(new)]
    before = old[1 : starts[0]] if starts else ""
    after = old[len(old[:-1].rstrip(" \t\r\n")) : -1] if starts else ""
    between = "," + (before if "\n" in before else " ")
    return f"[{before}{between.join(lines)}{after}]"
