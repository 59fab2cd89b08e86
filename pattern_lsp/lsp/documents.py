"""The open texts, as the client sent them: files, and notebooks, whose code cells are one text.

The texts are kept here, because pygls ends lines at form feeds and other characters that the protocol does not know as
line ends. Places in the protocol name a cell; in a document they are offsets of the whole.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from lsprotocol import types as t
from pygls.uris import to_fs_path

from pattern_lsp.text import Edit, Encoding, LineIndex, Position, Span, apply_edits


class Cell(NamedTuple):
    """What the client knows as a document of its own: a cell of a notebook, or the whole of a file."""

    uri: str
    version: int | None
    start: int  # where its text begins in the document's
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a text that is checked as a whole."""

    uri: str
    version: int | None
    text: str
    lines: LineIndex
    cells: tuple[Cell, ...]

    @property
    def path(self) -> Path | None:
        """Where it lies on disk; None for a text that has no file yet."""
        return path_of(self.uri)

    def cell_at(self, offset: int) -> Cell:
        return self.cells[max(bisect_right([cell.start for cell in self.cells], offset) - 1, 0)]

    def cell(self, uri: str) -> Cell:
        """The cell with this URI."""
        return next(cell for cell in self.cells if cell.uri == uri)

    def location(self, span: Span, encoding: Encoding) -> t.Location:
        """A span in the protocol's words; one that reaches into the next cell ends with its first."""
        cell = self.cell_at(span.start)
        start, end = (self.lines.position(offset, encoding) for offset in (span.start, min(span.end, self._end(cell))))
        first, last = (t.Position(line - cell.line, column) for line, column in (start, end))
        return t.Location(cell.uri, t.Range(first, last))

    def offset(self, uri: str, position: t.Position, encoding: Encoding) -> int:
        """Where a position of a cell is; places outside the cell mean its nearest."""
        cell = self.cell(uri)
        offset = self.lines.offset(Position(cell.line + max(position.line, 0), position.character), encoding)
        return min(offset, self._end(cell))

    def span(self, uri: str, place: t.Range, encoding: Encoding) -> Span:
        start, end = (self.offset(uri, position, encoding) for position in (place.start, place.end))
        return Span(min(start, end), max(start, end))

    def edits(self, edits: tuple[Edit, ...], encoding: Encoding) -> list[tuple[Cell, list[t.TextEdit]]] | None:
        """Edits by cell; None if one reaches over the end of its cell."""
        found: dict[Cell, list[t.TextEdit]] = {}
        for edit in edits:
            cell = self.cell_at(edit.span.start)
            if edit.span.end > self._end(cell):
                return None
            found.setdefault(cell, []).append(t.TextEdit(self.location(edit.span, encoding).range, edit.text))
        return list(found.items())

    def _end(self, cell: Cell) -> int:
        """Where the text of a cell ends, with the line end that divides it from the next."""
        following = (other.start for other in self.cells if other.start > cell.start)
        return next(following, len(self.text))


class Documents:
    """Every open document, by its URI or that of one of its cells."""

    def __init__(self) -> None:
        self._files: dict[str, Document] = {}
        self._notebooks: dict[str, _Notebook] = {}
        self._owners: dict[str, str] = {}  # the notebooks of cells

    def __iter__(self) -> Iterator[str]:
        return iter([*self._files])

    def get(self, uri: str) -> Document | None:
        return self._files.get(self._owners.get(uri, uri))

    def open(self, item: t.TextDocumentItem) -> Document | None:
        """A text that was opened; None if it is not Python."""
        if item.language_id != "python":
            return None
        self._files[item.uri] = _file(item.uri, item.version, LineIndex(item.text))
        return self._files[item.uri]

    def change(self, params: t.DidChangeTextDocumentParams, encoding: Encoding) -> Document | None:
        """A text after changes; None if it is not open."""
        uri, version = params.text_document.uri, params.text_document.version
        document = self._files.get(uri)
        if document is None:
            return None
        lines = document.lines
        for change in params.content_changes:
            lines = LineIndex(changed_text(lines, change, encoding))
        self._files[uri] = _file(uri, version, lines)
        return self._files[uri]

    def open_notebook(self, params: t.DidOpenNotebookDocumentParams) -> Document:
        given = params.notebook_document
        notebook = self._notebooks[given.uri] = _Notebook(given.uri, given.version, list(given.cells))
        notebook.open(params.cell_text_documents)
        return self._join(notebook)

    def change_notebook(self, params: t.DidChangeNotebookDocumentParams, encoding: Encoding) -> Document | None:
        """A notebook after changes; None if it is not open."""
        notebook = self._notebooks.get(params.notebook_document.uri)
        if notebook is None:
            return None
        notebook.version = params.notebook_document.version
        if params.change.cells:
            notebook.change(params.change.cells, encoding)
        return self._join(notebook)

    def close(self, uri: str) -> Document | None:
        """What was open there until now."""
        self._notebooks.pop(uri, None)
        self._owners = {cell: owner for cell, owner in self._owners.items() if owner != uri}
        return self._files.pop(uri, None)

    def _join(self, notebook: "_Notebook") -> Document:
        document = notebook.joined()
        self._owners = {cell: owner for cell, owner in self._owners.items() if owner != notebook.uri}
        self._owners.update((cell.uri, notebook.uri) for cell in document.cells)
        self._files[notebook.uri] = document
        return document


@dataclass
class _Notebook:
    uri: str
    version: int
    cells: list[t.NotebookCell]
    texts: dict[str, tuple[int, LineIndex]] = field(default_factory=dict)  # of the cells in Python

    def open(self, items: Sequence[t.TextDocumentItem]) -> None:
        for item in items:
            if item.language_id == "python":
                self.texts[item.uri] = item.version, LineIndex(item.text)

    def change(self, change: t.NotebookDocumentCellChanges, encoding: Encoding) -> None:
        if structure := change.structure:
            array = structure.array
            self.cells[array.start : array.start + array.delete_count] = array.cells or ()
            self.open(structure.did_open or ())
            for closed in structure.did_close or ():
                self.texts.pop(closed.uri, None)
        kinds = {cell.document: cell for cell in change.data or ()}
        self.cells = [kinds.get(cell.document, cell) for cell in self.cells]
        for content in change.text_content or ():
            uri = content.document.uri
            if uri in self.texts:
                lines = self.texts[uri][1]
                for one in content.changes:
                    lines = LineIndex(changed_text(lines, one, encoding))
                self.texts[uri] = content.document.version, lines

    def joined(self) -> Document:
        """The code cells as one text, in which what is for IPython is no code."""
        from pattern_lsp.notebook import as_python

        parts: list[str] = []
        places: list[tuple[str, int, int]] = []
        start = 0
        for cell in self.cells:
            if cell.kind == t.NotebookCellKind.Code and cell.document in self.texts:
                version, lines = self.texts[cell.document]
                python = as_python(lines.text)
                python += "" if python.endswith(("\n", "\r")) else "\n"
                places.append((cell.document, version, start))
                parts.append(python)
                start += len(python)
        lines = LineIndex("".join(parts))
        cells = tuple(Cell(uri, version, at, lines.position(at).line) for uri, version, at in places)
        return Document(self.uri, self.version, lines.text, lines, cells)


def path_of(uri: str) -> Path | None:
    """The file that a URI names; None if it names none."""
    try:
        place = to_fs_path(uri) if urlsplit(uri).scheme in ("file", "vscode-notebook-cell") else None
    except ValueError:
        return None
    return Path(place) if place else None


def document_of(uri: str, text: str) -> Document:
    """A file that is not open."""
    return _file(uri, None, LineIndex(text))


def changed_text(lines: LineIndex, change: t.TextDocumentContentChangeEvent, encoding: Encoding) -> str:
    """A text after a change from the client; places outside the text mean its nearest."""
    if isinstance(change, t.TextDocumentContentChangeWholeDocument):
        return change.text
    file = _file("", None, lines)
    return apply_edits(lines.text, [Edit(file.span("", change.range, encoding), change.text)])


def _file(uri: str, version: int | None, lines: LineIndex) -> Document:
    return Document(uri, version, lines.text, lines, (Cell(uri, version, 0, 0),))
