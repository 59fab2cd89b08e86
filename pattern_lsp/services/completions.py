"""Snippets: the reference files as completions, where they fit, with the imports they need."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pattern_lsp.analysis import Analysis
from pattern_lsp.references import Import, Reference, find, imports_of, references
from pattern_lsp.semantic import knowledge
from pattern_lsp.syntax import TOKEN, Part, Source
from pattern_lsp.text import Edit, Span


@dataclass(frozen=True)
class Completion:
    """One reference, ready to be inserted.

    `text` is indented as it must stand: a client has to be told not to indent it again (`InsertTextMode.AsIs`).
    `span` lies in one line and holds the offset that was asked about; the edits of `imports` never touch it.
    """

    key: str  # of the reference
    label: str
    detail: str
    documentation: str  # Markdown
    text: str  # in snippet syntax if tab stops were asked for
    span: Span  # what it replaces
    imports: tuple[Edit, ...]
    sort_key: str
    filter_text: str  # the name that begins like what is typed


def complete(analysis: Analysis, offset: int, snippets: bool, first: int = 0) -> list[Completion]:
    """What can be inserted at an offset: only where a statement begins, in the frameworks' order of use in the file.

    `snippets` asks for tab stops; without them the text is plain. Imports are added at `first` or later: a notebook's
    cell cannot change another.
    What is typed is matched, without regard to case, with the file names of the references and with what they define.
    """
    source = analysis.source
    place = _place(source, offset)
    if place is None:
        return []
    names = _names(source, place.span.start)
    used = {knowledge.framework_of(target) for target in names.spellings}
    newline = "\r\n" if "\r\n" in source.text else "\n"
    gap = _import_gap(source, place.span.start)
    if gap.offset < first:
        gap = _Gap(first, [], [""])
    found = []
    for reference in references():
        matched = _match(reference, place.prefix)
        if matched is None:
            continue
        spellings, missing = _adapted(reference, names)
        plain = reference.plain(spellings)
        lines = (reference.snippet(spellings) if snippets else plain).split("\n")
        text = newline.join(place.indentation + line if line else "" for line in lines).removeprefix(place.indentation)
        imports: tuple[Edit, ...] = ()
        if missing and gap.offset == place.span.start:
            # Two edits at one offset have no order in the protocol.
            text = newline.join([*missing, "", "", text])
        elif missing:
            lines = [*gap.before, *missing, *gap.after]
            imports = (Edit(Span(gap.offset, gap.offset), "".join(line + newline for line in lines)),)
        found.append(
            Completion(
                f"{reference.framework}/{reference.name}",
                reference.label,
                reference.title,
                _documentation(reference, plain),
                text,
                place.span,
                imports,
                f"{0 if reference.framework in used else 1}{reference.label}",
                matched,
            )
        )
    return sorted(found, key=lambda completion: completion.sort_key)


def documentation(key: str) -> str:
    """What a completion with this key inserts, and why, in Markdown; empty if there is none."""
    framework, _, name = key.partition("/")
    reference = find(name, framework)
    return _documentation(reference, reference.plain({})) if reference is not None else ""


def _documentation(reference: Reference, body: str) -> str:
    return f"{reference.documentation}\n\n```python\n{body}\n```"


def _match(reference: Reference, prefix: str) -> str | None:
    """The name of a reference that begins like what is typed."""
    typed = prefix.lower()
    return next((name for name in (reference.name, *reference.definitions) if name.lower().startswith(typed)), None)


# The place


class _Place(NamedTuple):
    """The start of a statement: what is typed of it, what would be replaced, and how deep it stands."""

    prefix: str
    span: Span
    indentation: str


_WORD = re.compile(r"[^\W\d]\w*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_CODE_LINE = re.compile(r"[\r\n]([ \t]*)([^ \t\r\n#][^\r\n]*)")
_CLAUSE = re.compile(r"(?:else|elif|except|finally|case)\b")


def _place(source: Source, offset: int) -> _Place | None:
    """The statement that begins at an offset; None where no statement can."""
    text = source.text
    line_start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    prefix = text[line_start:offset].lstrip(" \t")
    start = offset - len(prefix)
    if prefix and not prefix.isidentifier():
        return None
    word = _WORD.match(text, start) if prefix else None
    end = word.end() if word else offset
    if not _REST_OF_LINE.match(text, end) or start < _header_end(source):
        return None
    indentation = text[line_start:start]
    lines = _lines_before(source, line_start)
    if (lines and not lines[-1].ended) or (not prefix and not _is_level(text, offset, indentation, lines)):
        return None
    return _Place(prefix, Span(start, end), indentation)


class _Line(NamedTuple):
    """A logical line."""

    indentation: str
    code: str
    ended: bool  # False within brackets, after a backslash, and within a string of several lines


def _lines_before(source: Source, line_start: int) -> list[_Line]:
    """The logical lines that stand before a line in its piece, or else in the piece before it."""
    for piece, start in zip(reversed(source.pieces), reversed(source.starts), strict=True):
        if start < line_start and piece.part is not Part.GAP:
            return list(_logical_lines(piece.text[: line_start - start]))
    return []


def _logical_lines(text: str) -> Iterator[_Line]:
    start, comment, depth = 0, None, 0
    for token in TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "newline" and not depth:
            code = text[start : token.start() if comment is None else comment]
            if code.strip():
                yield _line(code, ended=True)
            start = token.end()
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(depth - 1, 0)
        comment = token.start() if kind == "comment" else None
    if start < len(text):
        yield _line(text[start:], ended=False)


def _line(code: str, ended: bool) -> _Line:
    return _Line(code[: len(code) - len(code.lstrip())], code.strip(), ended)


def _is_level(text: str, offset: int, indentation: str, lines: list[_Line]) -> bool:
    """Whether a blank line can take a statement so indented: what follows must stay what it is."""
    levels, last = [0], ""
    for line in lines:
        width = _width(line.indentation)
        levels = [*(level for level in levels if level < width), width]
        last = line.code
    own = _width(indentation)
    following = _CODE_LINE.search(text, offset)
    after = _width(following[1]) if following else 0
    if last.startswith("@"):
        return False
    if last.endswith(":"):
        return own > levels[-1] and (after <= levels[-1] or after == own)
    is_clause = following is not None and _CLAUSE.match(following[2]) is not None
    return own in levels and (after < own or (after == own and not is_clause))


def _width(indentation: str) -> int:
    return len(indentation.expandtabs())


# The names of the file


class _Names(NamedTuple):
    """What a file calls things."""

    spellings: dict[str, list[str]]  # of what was imported before the place in question
    taken: dict[str, str]  # every name, and what it stands for if it was imported


_MAY_IMPORT = ("import ", "from ", "try", "if", "with")
_DEFINED = re.compile(r"^(?:(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)|(\w+)[ \t]*=(?!=))", re.MULTILINE)


def _names(source: Source, offset: int) -> _Names:
    """Read off the pieces that can hold an import; one that does not parse is passed over."""
    spellings: dict[str, list[str]] = {}
    taken: dict[str, str] = {}
    for piece, start in zip(source.pieces, source.starts, strict=True):
        if piece.part is not Part.STATEMENT and piece.part is not Part.CLASS:
            continue
        if piece.text.startswith(_MAY_IMPORT) and "import" in piece.text:
            for found in _imports(piece.text):
                taken[found.name] = found.target
                if start < offset:
                    spellings.setdefault(found.target, []).append(found.name)
        else:
            for definition in _DEFINED.finditer(piece.text):
                taken[definition[1] or definition[2]] = ""
    return _Names(spellings, taken)


def _imports(text: str) -> Iterator[Import]:
    try:
        module = ast.parse(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.stmt) and not isinstance(child, (ast.FunctionDef, ast.ClassDef)):
                yield from imports_of(child)
                waiting.append(child)
            elif isinstance(child, ast.ExceptHandler):
                waiting.append(child)


def _adapted(reference: Reference, names: _Names) -> tuple[dict[str, str], list[str]]:
    """How a reference's imported names are spelled in a file, and the imports that the file lacks."""
    spellings: dict[str, str] = {}
    missing: dict[str, list[str]] = {}  # what is imported, by the line's beginning
    for wanted in reference.imports:
        spelling = _spelling(wanted, reference, names)
        if spelling is None:
            spelling = _free_name(wanted, reference, names)
            beginning = f"from {wanted.package} import " if wanted.package else f"import {wanted.target}"
            renamed = f" as {spelling}" if spelling != (wanted.attribute if wanted.package else wanted.target) else ""
            if wanted.package:
                missing.setdefault(beginning, []).append(f"{wanted.attribute}{renamed}")
            else:
                missing[beginning] = [renamed]
        spellings[wanted.name] = spelling
    return spellings, [beginning + ", ".join(ends) for beginning, ends in missing.items()]


def _spelling(wanted: Import, reference: Reference, names: _Names) -> str | None:
    """How the file says what a reference imports, if it can; a name that the reference itself binds will not do."""
    own = [name for name in names.spellings.get(wanted.target, ()) if name not in reference.bound]
    if own:
        return wanted.name if wanted.name in own else own[0]
    packages = [name for name in names.spellings.get(wanted.package, ()) if name not in reference.bound]
    return f"{packages[0]}.{wanted.attribute}" if packages else None


def _free_name(wanted: Import, reference: Reference, names: _Names) -> str:
    """The name for an import that the file lacks: the usual one, unless the file calls something else so."""
    name = wanted.name
    if names.taken.get(name, wanted.target) == wanted.target:
        return name
    name = wanted.target.replace(".", "_")
    while name in names.taken or name in reference.bound:
        name += "_"
    return name


# The imports


class _Gap(NamedTuple):
    """Where imports can be added, and the blank lines that set them off."""

    offset: int
    before: list[str]
    after: list[str]


_FUTURE = re.compile(r"from\s+__future__\b")
_DOCSTRING = re.compile(r"[rRuU]?[\"']")
_COMMENTS = re.compile(r"(?:[ \t]*#[^\r\n]*(?:\r\n|\r|\n))*")


def _header_end(source: Source) -> int:
    """The end of what must stay first in a file: comments, its docstring, and what it imports from the future."""
    comments = _COMMENTS.match(source.text)
    end = comments.end() if comments else 0
    is_first = True
    for piece, start in zip(source.pieces, source.starts, strict=True):
        if piece.part is Part.GAP:
            continue
        if not (_FUTURE.match(piece.text) or (is_first and _DOCSTRING.match(piece.text))):
            break
        end, is_first = start + len(piece.text), False
    return end


def _import_gap(source: Source, offset: int) -> _Gap:
    """After the last of the imports that the file begins with, but before the line of an offset."""
    end = _header_end(source)
    gap = _Gap(end, [""] if end else [], [] if source.text.startswith(("\n", "\r"), end) else [""])
    for piece, start in zip(source.pieces, source.starts, strict=True):
        stop = start + len(piece.text)
        if stop > offset:
            break
        if piece.part is Part.GAP or stop <= end:
            continue
        if piece.text.startswith(("import ", "from ")):
            gap = _Gap(stop, [], [])
        elif not (piece.text.startswith(("try", "if")) and "import" in piece.text):
            break
    return gap
